"""Countries: every mention of a state, by name, adjective or capital, with its ISO code.

Counts: names long and short, initials, adjectives and demonyms, both halves of `franco-allemand`,
capitals, in any spelling, also inside longer names. Does not count: persons and other places
named like a state, languages, words in lower case that only look like a name.

Reads the text and, where the model has run, its persons. Sets the facts `countries` and
`doc.spans["depeche_countries"]`.

>>> import spacy
>>> nlp = spacy.blank("fr")
>>> _ = nlp.add_pipe("depeche_countries")
>>> doc = nlp("Un pêcheur norvégien secouru au large de la République d'Angola.")
>>> [(span.text, span.label_) for span in doc.spans["depeche_countries"]]
[('norvégien', 'NOR'), ("République d'Angola", 'AGO')]
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.facts import Fact, in_person, record
from pipeline.gazetteer import Country
from pipeline.match import LexiconMatcher, Match, RuleMatcher
from pipeline.rules.book import Rulebook, rulebook
from pipeline.rules.lexicon import Lexicon
from pipeline.tokens import Chunk, Text, fold, read_doc

_ARTICLES = ("la", "le", "les")

Mention = tuple[Match, Chunk, tuple[int, int]]


class Countries:
    """The stage. Needs no model; with one, persons' names are left alone."""

    def __init__(self, rules: Rulebook) -> None:
        countries = rules.countries
        self._names = {country.code: country.name for country in countries}
        self._find_forms = LexiconMatcher(lexicons_of(countries))
        self._match = RuleMatcher(rules["countries"])

    def __call__(self, doc: Doc) -> Doc:
        text = read_doc(doc)
        forms = [chunk for chunk in self._find_forms(text) if _is_written_right(text, chunk)]
        mentions = [
            (match, chunk, span)
            for match in self._match(text, sorted(forms, key=_kind_of_form))
            for chunk, span in _mentions(match)
            if not in_person(doc, *span)
        ]
        mentions = list(_borne_out(mentions))
        codes = _resolve([chunk.value for _, chunk, _ in mentions])
        record(
            doc,
            "countries",
            (
                self._fact(match, span, code)
                for (match, _, span), code in zip(mentions, codes, strict=True)
            ),
            label="country",
        )
        return doc

    def _fact(self, match: Match, span: tuple[int, int], code: str) -> Fact:
        return {
            "start": span[0],
            "end": span[1],
            "country": code,
            "name": self._names[code],
            "kind": match.rule.set["kind"],
            "rule": match.rule.id,
        }


@Language.factory(
    "depeche_countries", assigns=["doc._.depeche", "doc.spans"], default_config={"rules": []}
)
def make_component(nlp: Language, name: str, rules: list[str]) -> Countries:
    """The factory behind `nlp.add_pipe("depeche_countries")`."""
    return Countries(rulebook(rules))


def lexicons_of(countries: Iterable[Country]) -> Iterator[Lexicon]:
    """The gazetteer as lexicons, the same form of several states under their codes joined.

    Initials (EAU, RDC) are compared as written, everything else in any case. A name of one state
    wins over another's capital or adjective.
    """
    terms: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    spelled: dict[str, str] = {}
    for country in countries:
        for label, forms in (
            ("NAME", (country.name, *country.names)),
            ("ADJECTIVE", country.adjectives),
            ("PREFIX", country.prefixes),
            ("CAPITAL", country.capitals),
        ):
            for form in forms:
                attr = "ORTH" if form.isupper() and len(form) < 8 else "NORM"
                key = form if attr == "ORTH" else fold(form)
                spelled.setdefault(key, form)
                terms[label, attr][key].add(country.code)
    for (label, attr), forms_of in terms.items():
        by_codes: dict[str, list[str]] = defaultdict(list)
        for key, codes in forms_of.items():
            by_codes["/".join(sorted(codes))].append(spelled[key])
        yield Lexicon(label, {codes: tuple(forms) for codes, forms in by_codes.items()}, attr)


def _mentions(match: Match) -> Iterator[tuple[Chunk, tuple[int, int]]]:
    for chunk in match.parts.get("country", ()):
        yield chunk, (match.start, match.end)
    for chunk in match.parts.get("mention", ()):
        yield chunk, (chunk.start, chunk.end)


def _is_written_right(text: Text, form: Chunk) -> bool:
    """Whether a name or capital has its capital letter: `chili`, `La réunion` are other things."""
    if form.label in ("ADJECTIVE", "PREFIX"):
        return True
    words = text.source[form.start : form.end].split()
    return any(word[0].isupper() for word in words if word.lower() not in _ARTICLES)


def _kind_of_form(form: Chunk) -> int:
    """Which of two readings of one word stands: `Luxembourg` is the state, then its capital."""
    return ("NAME", "CAPITAL", "ADJECTIVE", "PREFIX").index(form.label)


def _borne_out(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions without the namesakes of capitals whose state the text doesn't name."""
    named = {chunk.value for match, chunk, _ in mentions if not match.rule.set.get("borne_out")}
    for match, chunk, span in mentions:
        if chunk.value in named or not match.rule.set.get("borne_out"):
            yield match, chunk, span


def _resolve(values: list[str]) -> list[str]:
    """One code a mention: of several, the one that the dispatch names elsewhere without doubt.

    Failing that the usual reading, which is the last of the codes (`COD/COG`: COG).
    """
    certain = [value for value in values if "/" not in value]
    codes = []
    for value in values:
        options = value.split("/")
        named = [code for code in options if code in certain]
        codes.append(max(named, key=certain.count) if named else options[-1])
    return codes
