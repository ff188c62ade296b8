"""Dateline: who sent a dispatch, from where, when, under which title, for which country.

Reads the text, the `countries` and `titles` found in it and the user's own `metadata`, where there
are any. Sets the fact `dateline`, with the keys `title`, `agency`, `place`, `published` (as precise
as `published_precision`), `published_basis`, `home` (the country whose ministers need no
nationality), `start` and `end` of the dateline in the text, and the `rule` that found it.

The date of publication is the user's, else what `.publication` makes of the text; `as_of` is the
day after which no dispatch was published.

>>> import spacy
>>> nlp = spacy.blank("fr")
>>> _ = nlp.add_pipe("depeche_dateline", config={"as_of": "2025-12-31"})
>>> doc = nlp("OSLO, 9 juin (TASS) - Un accord a été signé lundi 9 juin.")
>>> dateline = doc._.depeche["dateline"]
>>> [dateline[key] for key in ("place", "agency", "home", "published", "published_basis")]
['Oslo', 'TASS', 'RUS', '2025-06-09', 'calendar']
"""

from collections.abc import Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from pipeline import edtf
from pipeline.facts import Fact, about, facts
from pipeline.match import Match, RuleMatcher
from pipeline.rules.book import Rulebook, rulebook
from pipeline.stages.dateline.agencies import Agencies, load_agencies
from pipeline.stages.dateline.lines import top_of_lost_lines, with_lines
from pipeline.stages.dateline.publication import Clue, in_place, published_on
from pipeline.stages.dateline.senders import SenderFinder, home
from pipeline.stages.dateline.subject import subject
from pipeline.tenses import TenseFinder
from pipeline.tokens import Text, fold, read

_LATER = {"avant-hier": 2, "hier": 1, "demain": -1, "apres-demain": -2}
_LONGEST_TITLE = 250


class Dateline:
    """The stage. `as_of` is the day after which no dispatch was published, where that is known."""

    def __init__(self, rules: Rulebook, as_of: str | None) -> None:
        ruleset = rules["dateline"]
        self.as_of = as_of
        breaks = tuple(rule for rule in ruleset.rules if rule.set["kind"] == "break")
        others = tuple(rule for rule in ruleset.rules if rule.set["kind"] != "break")
        self._match_breaks = RuleMatcher(replace(ruleset, rules=breaks))
        self._match = RuleMatcher(replace(ruleset, rules=others))
        self._months = ruleset.terms("ENGLISH_MONTH") | ruleset.terms("MONTH") | {"sept": "9"}
        self._weekdays = ruleset.terms("WEEKDAY")
        self._agencies = load_agencies(rules)
        self._find_senders = SenderFinder(rules["senders"], self._agencies)
        self._find_tenses = TenseFinder(rules["tenses"])

    def __call__(self, doc: Doc) -> Doc:
        metadata = about(doc, "metadata")
        text, found = self._read(doc.text)
        clues = in_place([self._clue(match) for match in found], self._find_tenses.of_text(text))
        signs = self._find_senders(text)
        dateline = _dateline(clues, self._agencies)
        given = metadata.get("published")
        published, basis = published_on(clues, dateline, given, self.as_of)
        place = dateline.place if dateline else None
        agency = _agency(dateline, self._agencies) or signs.signature()
        known = self._agencies.find(agency, place) if agency else None
        city = self._agencies.country_of(place) if place else None
        countries = [f for f in facts(doc, "countries") if not _in(dateline, f)]
        doc._.depeche["dateline"] = {
            "title": metadata.get("title") or _title(text.source, clues, dateline),
            "agency": known.name if known else agency,
            "place": self._agencies.spelling(place) if place else None,
            "published": published,
            "published_precision": edtf.precision(published) if published else None,
            "published_basis": basis,
            "home": home(
                known or signs.organisation(),
                city,
                signs.cited(countries),
                subject(text.source, countries, facts(doc, "titles"), signs.posts(), signs.seats()),
            ),
            "start": dateline.start if dateline else None,
            "end": dateline.end if dateline else None,
            "rule": dateline.rule if dateline else None,
        }
        return doc

    def _read(self, source: str) -> tuple[Text, list[Match]]:
        """A text with the line breaks about its dateline, lost or not, and what its rules match."""
        if top := top_of_lost_lines(source):
            breaks = self._match_breaks.candidates(read(top))
            source = with_lines(source, breaks, self._agencies) or source
        text = read(source)
        return text, sorted(self._match.candidates(text), key=lambda match: match.start)

    def _clue(self, match: Match) -> Clue:
        words = {name.rstrip("_"): chunks[0].value for name, chunks in match.parts.items()}
        sender, _, city = words.get("place", "").partition(" ")
        if self._agencies.find(sender) and (not city or self._agencies.country_of(city)):
            words |= {"agency": sender, "place": city}  # `AKP Phnom Penh`, `ANI -`
        named = match.parts.get("weekday") or match.parts.get("day") or ()
        month = fold(words.get("month", "")).rstrip(".")
        year = _number(words.get("year"))
        return Clue(
            rule=match.rule.id,
            kind=match.rule.set["kind"],
            start=match.start,
            end=match.end,
            date_start=named[0].start if named else match.start,
            place=words.get("place") or None,
            agency=words.get("agency"),
            weekday=_number(self._weekdays.get(fold(words.get("weekday", "")))),
            day=_number(words.get("day")),
            month=_number(self._months.get(month, month)),
            year=None if year is None else edtf.full_year(year, None),
            later=_LATER.get(fold(words.get("relative", "")), 0),
            doubtful=match.rule.set.get("doubtful", False),
            today="today" in words,
        )


@Language.factory(
    "depeche_dateline",
    assigns=["doc._.depeche"],
    default_config={"rules": [], "as_of": None},
)
def make_component(nlp: Language, name: str, rules: list[str], as_of: str | None) -> Dateline:
    """The factory behind `nlp.add_pipe("depeche_dateline")`; `as_of` is an ISO date."""
    return Dateline(rulebook(rules), as_of)


def _first(clues: Sequence[Clue], kind: str) -> Clue | None:
    return next((clue for clue in clues if clue.kind == kind), None)


def _dateline(clues: Sequence[Clue], agencies: Agencies) -> Clue | None:
    """The dateline among what looks like one: a dated one, else the first one, with its city."""
    datelines = [clue for clue in clues if clue.kind == "dateline" and _is_dateline(clue, agencies)]
    return min(datelines, key=_preference, default=None)


def _preference(clue: Clue) -> tuple[bool, int, bool]:
    return clue.day is None, clue.start, clue.place is None


def _is_dateline(clue: Clue, agencies: Agencies) -> bool:
    """Whether its city or its agency is known, or it has both of them and a date."""
    if clue.day and edtf.point(None, clue.month, clue.day) is None:
        return False
    known_city = clue.place is not None and agencies.country_of(clue.place) is not None
    known = agencies.find(clue.agency) if clue.agency else None
    if known and known.kind == "organisation" and not (clue.place or clue.day):
        return False  # a rubric: `Union européenne – Deux accords`
    whole = clue.day and clue.place and clue.agency and not clue.doubtful
    return known_city or known is not None or bool(whole)


def _agency(dateline: Clue | None, agencies: Agencies) -> str | None:
    """The sender that the dateline names."""
    if dateline is None or dateline.agency is None:
        return None
    form = dateline.agency
    region = dateline.doubtful and agencies.country_of(form)
    sure = agencies.find(form) or form.isupper() or not dateline.doubtful
    return form if sure and not region else None


def _in(clue: Clue | None, fact: Fact) -> bool:
    return bool(clue and clue.start <= fact["start"] < clue.end)


def _title(source: str, clues: Sequence[Clue], dateline: Clue | None) -> str | None:
    """The headline: the first line, where it ends like one and more follows it."""
    header = _first(clues, "header")
    start = header.end if header else 0
    first, _, rest = source[start:].strip().partition("\n")
    first = first.strip()
    if not rest or len(first) > _LONGEST_TITLE or first.endswith((".", ",", ";", ":")):
        return None
    start = source.index(first, start)
    taken = any(
        clue.start < start + len(first) and start < clue.end
        for clue in clues
        if clue is dateline or clue.kind in ("published", "line", "updated")
    )
    return None if taken else first


def _number(word: str | None) -> int | None:
    return int(word) if word and word.isdigit() else None
