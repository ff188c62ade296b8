"""Rules tried on texts: the rows that come out, and what every file's rules saw on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline import nlp
from pipeline.dispatch import Dispatch, Reject
from pipeline.errors import UsageError
from pipeline.facts import facts
from pipeline.match import watching
from pipeline.rows import rows
from pipeline.tables import Row

if TYPE_CHECKING:
    from pipeline.match import Seen

# The day on which an example is read that gives no other.
AS_OF = date(2025, 12, 31)


class Outcome(NamedTuple):
    """What came of a text: its rows by table, and what the rules saw, file by file.

    Beside the tables, `titles` are the offices that were read, with or without a bearer.
    """

    dispatch: Dispatch
    tables: dict[str, list[Row]]
    seen: list[Seen]

    @property
    def rows(self) -> Iterator[tuple[str, Row]]:
        """Every row of a fact, with its table."""
        for table, found in self.tables.items():
            yield from ((table, row) for row in found if "rule" in row)


class Trial:
    """The pipeline with some folders of rules, to try texts on.

    `as_of` is the reference date. Raises as `pipeline.nlp.load` does.
    """

    def __init__(self, rules: Sequence[str | Path] = (), *, as_of: date = AS_OF) -> None:
        self._nlp = nlp.load(as_of=as_of, rules=rules)
        self._schemas = nlp.schemas(rules)

    def __call__(self, dispatches: Iterable[Dispatch]) -> Iterator[Outcome]:
        """What comes of each dispatch. Raises UsageError for one that a stage fails on."""
        for dispatch in dispatches:
            with watching() as seen:
                (result,) = nlp.annotate(self._nlp, [dispatch])
            yield self._outcome(result, seen)

    def quickly(self, dispatches: Iterable[Dispatch]) -> Iterator[Outcome]:
        """The same for many dispatches, without what the rules saw."""
        for result in nlp.annotate(self._nlp, dispatches):
            yield self._outcome(result, [])

    def _outcome(self, result: Any, seen: list[Seen]) -> Outcome:
        if isinstance(result, Reject):
            raise UsageError(f"{result.source}: {result.detail}")
        dispatch, doc = result
        tables = rows(doc, dispatch, self._schemas)
        titles = [{**fact, "surface": _at(dispatch, fact)} for fact in facts(doc, "titles")]
        return Outcome(dispatch, {**tables, "titles": titles}, seen)


def _at(dispatch: Dispatch, fact: Row) -> str:
    return dispatch.text[fact["start"] : fact["end"]]
