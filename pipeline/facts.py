"""What the stages leave on a Doc, and how later stages and the tables find it.

`doc._.depeche` is a dict, kept in `doc.user_data`, of plain values (str, int, bool, None, lists
and dicts of them), so that it survives `Doc.to_bytes`, pickling and other processes:

- one list of facts per table (`countries`, `dates`, `ministers`, …), each fact a dict keyed by
  the table's columns, but for `doc_id`, `surface` and `sentence`, which follow from the text;
- `dateline`: what the header says of the dispatch (see `pipeline.stages.dateline`);
- `persons`: who is named, and where (see `pipeline.stages.offices`);
- `metadata`: what the user's own columns say of it (`title`, `published`).

The same facts are in `doc.spans["depeche_<table>"]`, labelled for displaCy, with the rule's id as
the span's id.
"""

from collections.abc import Iterable
from typing import Any

from spacy.tokens import Doc, SpanGroup

from pipeline.tokens import Chunk, read_doc

Fact = dict[str, Any]

# What stands before a place, a day or a demonym, and in no name of a person.
_ARTICLES = frozenset("le la les au aux du des un une de à en pour".split())
_WORD = 12  # code points: no article is longer

if not Doc.has_extension("depeche"):
    Doc.set_extension("depeche", default={})


def facts(doc: Doc, table: str) -> list[Fact]:
    """The facts that an earlier stage left for a table; none where that stage didn't run."""
    found: list[Fact] = doc._.depeche.get(table, [])
    return found


def about(doc: Doc, entry: str) -> dict[str, Any]:
    """`dateline` or `metadata`; empty where nobody left it."""
    found: dict[str, Any] = doc._.depeche.get(entry, {})
    return found


def record(doc: Doc, table: str, found: Iterable[Fact], label: str | None = None) -> None:
    """Leave a stage's facts on the Doc, in order of their place in the text.

    `label` is the key whose value labels the span in `doc.spans` (`country`, `kind`, …).
    """
    ordered = sorted(found, key=lambda fact: (fact["start"], fact["end"]))
    doc._.depeche[table] = ordered
    group = SpanGroup(doc, name=f"depeche_{table}")
    for fact in ordered:
        span = doc.char_span(
            fact["start"],
            fact["end"],
            label=str(fact.get(label) or table) if label else table,
            span_id=fact["rule"],
            alignment_mode="expand",
        )
        if span is not None:
            group.append(span)
    doc.spans[f"depeche_{table}"] = group


def chunks_of(doc: Doc, table: str, label: str, value: str) -> list[Chunk]:
    """A table's facts as chunks for the next stage's rules, `value` naming the column to carry."""
    return [
        Chunk(fact["start"], fact["end"], label, str(fact[value] or ""))
        for fact in facts(doc, table)
    ]


def in_person(doc: Doc, start: int, end: int) -> bool:
    """Whether the span is part of a person's longer name, as in `France Gall`, `Jean Mardi`.

    The model takes titles for names too: in `Président de la République d'Angola`, after an article
    (`le Mauricien Jean Petit`) or before a word in lower case, the span is no part of one. Without
    a model nothing is in a name.
    """
    source = read_doc(doc).source
    if source[start].islower():
        return False
    for person in doc.ents:
        if person.label_ == "PER" and person.start_char <= start and end <= person.end_char:
            before = source[person.start_char : start].split()[-1:]
            after = source[end : person.end_char].split()[:1]
            article = source[max(start - _WORD, 0) : start].lower().split()[-1:]
            if not _ARTICLES.isdisjoint(article):
                return False
            return any(word[0].isupper() for word in before + after)
    return False
