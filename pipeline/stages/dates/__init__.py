"""Dates: every mention of a calendar date, with its value in EDTF.

Counts: days, weekdays, months, years, ranges, quarters, halves, decades, and what is counted from
the day of publication (`hier`, `le mois dernier`, `il y a trois jours`) or from the event being
told (`la veille`). Does not count: durations, times of day, seasons, numbers of things.

Where a mention leaves its year or week open, the tense of its verb says on which side of the
publication it lies. Reads the text, the fact `dateline` (the publication date; without one, what
would be counted from it has no value) and, where the model has run, its persons (`Jean Mardi` is no
date). Sets the facts `dates` and `doc.spans["depeche_dates"]`.

>>> import spacy
>>> nlp = spacy.blank("fr")
>>> _ = nlp.add_pipe("depeche_dates")
>>> doc = nlp("Un accord signé le 5 juin 2022 sera revu entre 2026 et 2028, et lundi.")
>>> [(span.text, fact["value"]) for span, fact in
...  zip(doc.spans["depeche_dates"], doc._.depeche["dates"])]
[('5 juin 2022', '2022-06-05'), ('entre 2026 et 2028', '2026/2028'), ('lundi', None)]
"""

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.edtf import Bounds
from pipeline.facts import Fact, about, in_person, record
from pipeline.match import RuleMatcher
from pipeline.rules.book import Rulebook, rulebook
from pipeline.stages.dates.readings import READINGS
from pipeline.stages.dates.story import Found, Parts, Story
from pipeline.tenses import TenseFinder
from pipeline.tokens import read_doc


class Dates:
    """The stage. Needs no model."""

    def __init__(self, rules: Rulebook) -> None:
        ruleset = rules["dates"]
        self._match = RuleMatcher(ruleset)
        self._find_tenses = TenseFinder(rules["tenses"])
        self._names = {
            term: value
            for label in ("ENGLISH_MONTH", "MONTH", "ROMAN", "WEEKDAY")
            for term, value in ruleset.terms(label).items()
        }

    def __call__(self, doc: Doc) -> Doc:
        text = read_doc(doc)
        dateline = about(doc, "dateline")
        place = (dateline["start"], dateline["end"]) if dateline.get("start") is not None else None
        tenses = self._find_tenses.of_text(text)
        story = Story(text, Bounds.of(dateline.get("published")), place, tenses)
        facts: list[Fact] = []
        for match in self._match(text):
            if in_person(doc, match.start, match.end):
                continue
            reading = READINGS.get(match.rule.set["reading"])
            for found in reading(Parts(match, self._names), story) if reading else ():
                story.told.append(found)
                facts.append(_fact(found, match.rule.id))
        record(doc, "dates", facts, label="precision")
        return doc


@Language.factory(
    "depeche_dates", assigns=["doc._.depeche", "doc.spans"], default_config={"rules": []}
)
def make_component(nlp: Language, name: str, rules: list[str]) -> Dates:
    """The factory behind `nlp.add_pipe("depeche_dates")`."""
    return Dates(rulebook(rules))


def _fact(found: Found, rule: str) -> Fact:
    bounds = Bounds.of(found.value)
    return {
        "start": found.start,
        "end": found.end,
        "value": found.value,
        "first": bounds.first.isoformat() if bounds else None,
        "last": bounds.last.isoformat() if bounds else None,
        "precision": found.precision,
        "relative": found.relative,
        "rule": rule,
    }
