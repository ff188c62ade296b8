"""Titles: every phrase that names a public office, whoever bears it.

Counts: `ministre malien des Mines`, `chef de la diplomatie`, `homologue russe`, and plurals, which
stand for several offices. Phrases that only look like an office (a club's president) are kept with
the rank `none`, so that no later stage takes them for one.

Reads the text, the countries and, where the model has run, its persons. Sets the facts `titles`:
where each stands, and what it says by itself:

- `role` (as written), `rank`, `portfolio`, `portfolios` (all that are named, in order),
  `countries`, `organisation`, `former`, `plural`;
- `link`: whose office it depends on (`counterpart`, `colleague`, `predecessor`, `succession`,
  `succeeded`, `successor`, `aide`), or that it names nobody's (`anyone`, `interlocutor`);
- `by_country` (what the words mean where a certain state is served), `states` (the only ones that
  have such an office), `usual` (the one meant where nothing tells), `international` (no state is
  served), `loose` (it may be a private body's), `inner` (it stands
  within another title).

>>> import spacy
>>> nlp = spacy.blank("fr")
>>> _ = nlp.add_pipe("depeche_countries")
>>> _ = nlp.add_pipe("depeche_titles")
>>> doc = nlp("Le ministre malien des Mines a vu l'ex-chancelière.")
>>> [(t["role"], t["portfolio"], t["countries"], t["former"]) for t in doc._.depeche["titles"]]
[('ministre malien des Mines', 'mining', ['MLI'], False), ('ex-chancelière', None, [], True)]
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.facts import Fact, facts, record
from pipeline.match import Match, RuleMatcher
from pipeline.rules.book import Rulebook, rulebook
from pipeline.stages.offices.bearing import served_in
from pipeline.tokens import Chunk, Text, read_doc

_STATE_LABELS = {"name": "COUNTRY", "adjective": "NATIONALITY", "capital": "CAPITAL"}

# la Cour pénale internationale (CPI)
_INITIALS = re.compile(r"\s*\([A-ZÀ-Ý](?:[\w.-]*[A-ZÀ-Ý])[\w.-]*\)")
_BULLETS = "-‐‑–— \n"
# Before a title in capitals these make no name of it.
_ADDRESSES = frozenset(["Monsieur", "Madame", "Excellence", "Messieurs"])
# Behind these a title's word needs its article, so without one it is a name: M. Pape Ndiaye.
_CIVILITIES = frozenset(["M.", "Mme", "Mlle"])


class Titles:
    """The stage. Without `depeche_countries` before it, no title has a country."""

    def __init__(self, rules: Rulebook) -> None:
        self._match = RuleMatcher(rules["titles"])

    def __call__(self, doc: Doc) -> Doc:
        text = read_doc(doc)
        states = list(self._with_initials(text, state_chunks(doc)))
        persons = self._persons(doc, text)
        record(
            doc,
            "titles",
            (
                fact
                for match in self._match(text, [*states, *persons])
                if not _within_name(text, match)
                for fact in (_fact(text, match), *_inner(text, match))
            ),
            label="rank",
        )
        return doc

    def _with_initials(self, text: Text, states: list[Chunk]) -> Iterator[Chunk]:
        """The states, and the terms and states behind which their initials stand in brackets."""
        yield from states
        if (opened := text.source.find("(")) < 0:
            return
        ends = {m.start(): m.end() for m in _INITIALS.finditer(text.source, opened - 1)}
        for chunk in self._match.chunks(text, states):
            if chunk.end in ends and chunk.label not in ("", "LINK"):
                yield chunk._replace(end=ends[chunk.end])

    def _persons(self, doc: Doc, text: Text) -> list[Chunk]:
        """The model's persons, but for those with a title's words in them."""
        found = [ent for ent in doc.ents if ent.label_ == "PER"]
        if not found:
            return []
        words = [c for c in self._match.chunks(text) if c.label not in ("", "LINK")]
        return [
            Chunk(ent.start_char, ent.end_char, "PERSON", "")
            for ent in found
            if not any(c.start < ent.end_char and ent.start_char < c.end for c in words)
        ]


@Language.factory(
    "depeche_titles", assigns=["doc._.depeche", "doc.spans"], default_config={"rules": []}
)
def make_component(nlp: Language, name: str, rules: list[str]) -> Titles:
    """The factory behind `nlp.add_pipe("depeche_titles")`."""
    return Titles(rulebook(rules))


def state_chunks(doc: Doc) -> list[Chunk]:
    """The countries as rules about offices see them: COUNTRY, NATIONALITY or CAPITAL."""
    return [
        Chunk(fact["start"], fact["end"], _STATE_LABELS[fact["kind"]], fact["country"])
        for fact in facts(doc, "countries")
    ]


def _within_name(text: Text, match: Match) -> bool:
    """Whether the word is part of a name: `Paul Le Juge`, `Ana Préfet`, `Sultan ben Saïd`."""
    first = bisect_left(text.starts, match.start)
    if text.hyphenated(first):  # l'historien-ministre
        return True
    if text.ends[first] != match.end or not text.words[first].istitle():
        return False
    if text.doc[min(first + 1, len(text.words) - 1)].norm_ in ("ben", "bin", "ibn"):
        return True
    before = text.words[max(first - 2, 0) : first]
    if not before or not before[-1].istitle() or before[-1] in _ADDRESSES:
        return False
    if before[-1] in _CIVILITIES:
        return True
    if before[-1] in ("Le", "La"):
        opens = text.sentence(match.start)[0] == text.starts[first - 1]
        named = len(before) == 2 and before[0].istitle() and before[0] not in _ADDRESSES
        return named and not opens
    return text.sentence(match.start)[0] != text.starts[first - 1]


def _fact(text: Text, match: Match) -> Fact:
    says: dict[str, Any] = dict(match.rule.set)
    named = [says["country"]] if "country" in says else list(_codes(match.parts))
    countries = named or list(_compatriots(text, match))
    portfolios = list(_portfolios(match))
    rank = says.get("rank") or match.value("rank")
    portfolio = says.get("portfolio") or _foremost(portfolios)
    by_country = says.get("by_country", {})
    if countries and countries[0] in by_country:
        rank, portfolio = served_in(by_country[countries[0]], portfolio)
    organisation = match.parts.get("organisation")
    leaders = match.parts.get("rank") or match.parts.get("link") or ()
    role = text.source[match.start : match.end].lstrip(_BULLETS)
    return {
        "start": match.end - len(role),
        "end": match.end,
        "role": role,
        "rank": rank,
        "portfolio": portfolio,
        "portfolios": portfolios,
        "countries": countries,
        "organisation": _written(text, organisation) if organisation and not countries else None,
        "former": bool(says.get("former")) or "former" in match.parts,
        "plural": any(chunk.label.endswith("S") for chunk in leaders),
        "link": says.get("link"),
        "by_country": {} if countries else by_country,
        "states": [] if countries else list(says.get("states", ())),
        "usual": says.get("usual"),
        "international": says.get("serves") == "organisation",
        "loose": bool(says.get("loose")) and not countries,
        "inner": False,
        "rule": match.rule.id,
    }


def _inner(text: Text, match: Match) -> Iterator[Fact]:
    """The office within a title, with its bearer: le porte-parole du président malien A."""
    for chunk, bearer in zip(
        match.parts.get("inner", ()), match.parts.get("bearer", ()), strict=False
    ):
        role = text.source[chunk.start : bearer.start].rstrip()
        yield _fact(text, match) | {
            "start": chunk.start,
            "end": chunk.start + len(role),
            "role": role,
            "rank": chunk.value,
            "inner": True,
        }


def _codes(parts: Any) -> Iterator[str]:
    """The states named, in order, each once; other chunks in the part are words between."""
    seen: set[str] = set()
    for chunk in parts.get("country", ()):
        if len(chunk.value) == 3 and chunk.value.isupper() and chunk.value not in seen:
            seen.add(chunk.value)
            yield chunk.value


def _compatriots(text: Text, match: Match) -> Iterator[str]:
    """The state whose people a minister is in charge of: ministre des Maliens de l'extérieur."""
    for chunk in match.parts.get("portfolio", ()):
        if chunk.label == "NATIONALITY" and text.source[chunk.start].isupper():
            yield chunk.value
            return


def _portfolios(match: Match) -> Iterator[str]:
    for chunk in match.parts.get("portfolio", ()):
        if chunk.label not in ("LINK", "NATIONALITY", ""):
            yield chunk.value
    if "field" in match.parts:
        yield "other"


def _foremost(portfolios: Iterable[str]) -> str | None:
    """Of several portfolios foreign affairs, else the first."""
    found = list(portfolios)
    return "foreign_affairs" if "foreign_affairs" in found else next(iter(found), None)


def _written(text: Text, organisation: Sequence[Chunk]) -> str:
    if organisation[0].label == "ORGANISATION_ADJECTIVE":
        return organisation[0].value
    written = text.source[organisation[0].start : organisation[-1].end]
    return " ".join(_INITIALS.sub("", written).split())
