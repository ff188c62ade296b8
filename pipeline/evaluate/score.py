"""Precision, recall and F1 of tables against gold dispatches, and all that is wrong with them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal, get_args

from pipeline.evaluate.gold import Gold
from pipeline.evaluate.judges import JUDGES, MISSION, Judge, overlap
from pipeline.tables import Row

Kind = Literal["missed", "invented", "wrong value", "wrong field"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(slots=True)
class Score:
    """How many rows were right, were missed, were made up."""

    hits: int = 0
    missing: int = 0
    spurious: int = 0

    @property
    def gold(self) -> int:
        """How many rows were expected."""
        return self.hits + self.missing

    @property
    def precision(self) -> float:
        """The share of the reported rows that are right."""
        return self.hits / (self.hits + self.spurious) if self.hits + self.spurious else 1.0

    @property
    def recall(self) -> float:
        """The share of the expected rows that were reported."""
        return self.hits / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing wrong with a table: what was expected, what was found, in which columns it differs.

    `expected` is None where something was invented, `found` where it was missed. `table` is one of
    JUDGES, or `documents`.
    """

    gold: Gold
    table: str
    expected: Row | None
    found: Row | None
    columns: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind:
        """The kind of mistake: `wrong value` is a mention's, `wrong field` any other row's."""
        if self.found is None:
            return "missed"
        if self.expected is None:
            return "invented"
        return "wrong value" if self.table in ("countries", "dates") else "wrong field"


@dataclass(frozen=True, slots=True)
class Result:
    """A Score for each of JUDGES, and all that was wrong."""

    scores: dict[str, Score]
    mistakes: list[Mistake]

    @property
    def mission(self) -> float:
        """The mean F1 of the tables that the project is for."""
        return sum(self.scores[name].f1 for name in MISSION) / len(MISSION)

    def f1(self, name: str) -> float:
        """The F1 of one of JUDGES, or that of the `mission`."""
        return self.mission if name == "mission" else self.scores[name].f1


def score(golds: Iterable[Gold], tables: Mapping[str, Sequence[Row]]) -> Result:
    """Compare rows with gold. A document is the gold dispatch whose id its source's stem is."""
    documents = {stem(document["source"]): document for document in tables["documents"]}
    result = Result({name: Score() for name in JUDGES}, [])
    for gold in golds:
        document = documents.get(gold.id)
        result.mistakes.extend(_document_mistakes(gold, document))
        doc_id = document["doc_id"] if document else None
        for name, judge in JUDGES.items():
            found = [row for row in tables[judge.table] if row["doc_id"] == doc_id]
            if name == "dates":
                found = [row for row in found if not _may_be(row, gold.undated)]
            hits, missing, left = _pair(judge, gold.rows[judge.table], found)
            total = result.scores[name]
            total.hits += hits
            total.missing += sum(_needed(judge, row) for row in missing)
            total.spurious += sum(map(judge.counts, left))
            for mistake in _mistakes(judge, missing, left):
                result.mistakes.append(Mistake(gold, name, *mistake))
    return result


def stem(source: str) -> str:
    """The bare name of the file that a document came from: the id of its gold dispatch.

    >>> stem("in/apn_01.jsonl#3")
    'apn_01'
    """
    return PurePath(source.split("#")[0]).stem


def _document_mistakes(gold: Gold, document: Row | None) -> Iterator[Mistake]:
    expected = {"text": gold.text, "published": gold.published}
    if document is None:
        yield Mistake(gold, "documents", expected, None)
        return
    found = {"text": document["text"], "published": str(document["published"])}
    for column, value in expected.items():
        if value and found[column] != value:
            yield Mistake(gold, "documents", expected, found, (column,))


def _may_be(row: Row, undated: Sequence[tuple[int, int]]) -> bool:
    return any(overlap(row, {"start": start, "end": end}) for start, end in undated)


def _needed(judge: Judge, gold: Row) -> bool:
    return judge.counts(gold) and not gold.get("optional")


def _pair(
    judge: Judge, expected: Sequence[Row], found: Sequence[Row]
) -> tuple[int, list[Row], list[Row]]:
    """Pair rows one to one: how many count, the expected ones left over, the found ones left over.

    Rows that don't count meet only their like, since what tells whether they do is compared.
    """
    hits, missing, left = 0, [], list(found)
    for gold in expected:
        for i, row in enumerate(left):
            if judge.right(gold, row):
                del left[i]
                hits += judge.counts(gold)
                break
        else:
            missing.append(gold)
    return hits, missing, left


def _mistakes(
    judge: Judge, missing: Sequence[Row], left: Sequence[Row]
) -> Iterator[tuple[Row | None, Row | None, tuple[str, ...]]]:
    """What was left over, paired by what speaks of one thing, the most alike first."""
    pairs = [
        (judge.differences(gold, row), i, j)
        for i, gold in enumerate(missing)
        for j, row in enumerate(left)
        if judge.same(gold, row)
    ]
    met, meeting = set(), set()
    for columns, i, j in sorted(pairs, key=lambda pair: len(pair[0])):
        if i in met or j in meeting:
            continue
        met.add(i)
        meeting.add(j)
        if _needed(judge, missing[i]) or judge.counts(left[j]):
            yield missing[i], left[j], columns
    for i, gold in enumerate(missing):
        if i not in met and _needed(judge, gold):
            yield gold, None, ()
    for j, row in enumerate(left):
        if j not in meeting and judge.counts(row):
            yield None, row, ()
