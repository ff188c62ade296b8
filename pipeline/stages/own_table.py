"""A table of one's own: the facts of a rules file that declares `[table]`.

Every match of a rule is a fact. A column's value is what the rule `set`s for it, else the column's
`part` of the match, else what stands `near` in the same sentence; null where there is none.

Reads the text and what all stages before it found (see `pipeline.rules.FOUND`). Sets the facts of
that table and `doc.spans["depeche_<table>"]`.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.facts import Fact, chunks_of, facts, record
from pipeline.match import Match, RuleMatcher
from pipeline.rules.book import Rulebook, rulebook
from pipeline.rules.files import ColumnEntry
from pipeline.rules.patterns import labels_of
from pipeline.rules.ruleset import FOUND
from pipeline.tokens import Chunk, Text, read_doc

# Of what an earlier stage found: the table, and the column that is its value.
_TABLES = {
    "COUNTRY": ("countries", "country"),
    "DATE": ("dates", "value"),
    "TITLE": ("titles", "rank"),
    "AGREEMENT": ("agreements", "kind"),
}
_LARGEST = 2**31 - 1  # that a column of the table holds
_EMPTY: Mapping[str, Any] = {"strings": [], "boolean": False}


class OwnTable:
    """The stage. It sees of what earlier stages found only what its file asks for."""

    def __init__(self, rules: Rulebook, table: str) -> None:
        ruleset = rules[table]
        assert ruleset.table is not None, f"{table} declares no table"
        self.table = table
        self._columns = ruleset.table.columns
        self._match = RuleMatcher(ruleset)
        asked = labels_of(pattern for rule in ruleset.rules for pattern in rule.patterns)
        asked |= {column.near for column in self._columns.values() if column.near}
        self._labels = [label for label in FOUND if label in asked]

    def __call__(self, doc: Doc) -> Doc:
        text = read_doc(doc)
        found = [chunk for label in self._labels for chunk in _found(doc, label)]
        matches = self._match(text, found)
        terms = self._match.chunks(text) if matches else []
        nearby = [*found, *(term for term in terms if term.label)]
        record(doc, self.table, (self._fact(match, text, nearby) for match in matches))
        return doc

    def _fact(self, match: Match, text: Text, nearby: Sequence[Chunk]) -> Fact:
        named = {chunk for chunks in match.parts.values() for chunk in chunks}
        sentence = text.sentence(match.start)
        beside = [c for c in nearby if c not in named and sentence[0] <= c.start < sentence[1]]
        fact: Fact = {"start": match.start, "end": match.end, "rule": match.rule.id}
        for name, column in self._columns.items():
            chunks: Sequence[Chunk] = match.parts.get(column.part or "", ())
            if not chunks:
                near = [chunk for chunk in beside if chunk.label == column.near]
                chunks = sorted(near) if column.type == "strings" else _nearest(match, near)
            said = match.rule.set.get(name)
            fact[name] = _value(chunks, column, text) if said is None else said
        return fact


@Language.factory(
    "depeche_own_table",
    assigns=["doc._.depeche", "doc.spans"],
    default_config={"rules": []},
)
def make_component(nlp: Language, name: str, rules: list[str], table: str) -> OwnTable:
    """The factory behind `nlp.add_pipe("depeche_own_table", config={"table": "sanctions", …})`."""
    return OwnTable(rulebook(rules), table)


def _found(doc: Doc, label: str) -> Iterator[Chunk]:
    if label == "PERSON":
        for person in facts(doc, "persons"):
            for start, end in [*person["mentions"], *person["references"]]:
                yield Chunk(start, end, label, person["name"])
    else:
        table, value = _TABLES[label]
        yield from chunks_of(doc, table, label, value)


def _nearest(match: Match, chunks: Sequence[Chunk]) -> list[Chunk]:
    def gap(chunk: Chunk) -> int:
        return max(match.start - chunk.end, chunk.start - match.end, 0)

    return sorted(chunks, key=lambda chunk: (gap(chunk), chunk.start))[:1]


def _value(chunks: Sequence[Chunk], column: ColumnEntry, text: Text) -> Any:
    if not chunks:
        return _EMPTY.get(column.type)
    match column.type:
        case "boolean":
            return True
        case "strings":
            written = [_written(chunk, column, text) for chunk in chunks]
            return list(dict.fromkeys(filter(None, written)))
        case "integer":
            digits = _written(chunks[0], column, text)
            return int(digits) if digits.isdecimal() and int(digits) <= _LARGEST else None
    if len(chunks) == 1:
        return _written(chunks[0], column, text) or None
    return text.source[chunks[0].start : chunks[-1].end]


def _written(chunk: Chunk, column: ColumnEntry, text: Text) -> str:
    """What a chunk stands for, or its words where it is a plain word or the column wants them."""
    plain = column.words or not chunk.label
    return text.source[chunk.start : chunk.end] if plain else chunk.value
