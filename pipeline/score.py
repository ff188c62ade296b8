"""Precision, recall and F1 of tables against gold dispatches."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import PurePath
from typing import Any, NamedTuple

from pipeline.gold import Gold
from pipeline.tables import Row


def _codes(row: Row) -> tuple[str, ...]:
    return tuple(sorted(row["countries"]))


def _overlap(one: Row, other: Row) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def _titles_alike(one: Row, other: Row) -> bool:
    return titles_alike(one["title"], other["title"])


@dataclass(frozen=True, slots=True)
class Judge:
    """What makes a row of `table` right: an equal key and, where there is one, a passed test.

    `judges` picks the rows that count.
    """

    table: str
    key: Callable[[Row], tuple[Any, ...]]
    test: Callable[[Row, Row], bool] = lambda gold, row: True
    judges: Callable[[Row], bool] = lambda row: True

    def right(self, gold: Row, row: Row) -> bool:
        """Whether `row` is what `gold` expects."""
        return self.key(gold) == self.key(row) and self.test(gold, row)


JUDGES = {
    "ministers": Judge(
        "ministers", lambda r: (fold(r["name"]), r["rank"], r["portfolio"], r["country"])
    ),
    "countries": Judge("countries", lambda r: (r["country"],), test=_overlap),
    "dates": Judge("dates", lambda r: (r["value"],), test=_overlap),
    "anniversaries": Judge(
        "anniversaries",
        lambda r: (r["ordinal"], r["event"], _codes(r), r["celebrated_year"], r["original_year"]),
    ),
    "agreements": Judge(
        "agreements",
        lambda r: (
            r["kind"],
            _codes(r),
            r["signed_on"],
            r["valid_from"],
            r["valid_to"],
            r["count"],
        ),
        test=_titles_alike,
        judges=lambda r: r["status"] == "signed",
    ),
    "officials": Judge("officials", lambda r: (fold(r["name"]), r["rank"], r["country"])),
    "agreements_all": Judge("agreements", lambda r: (r["kind"], r["status"]), test=_titles_alike),
    "meetings": Judge(
        "meetings",
        lambda r: (r["kind"], _codes(r), r["held_on"], tuple(sorted(map(fold, r["participants"])))),
    ),
}
MISSION = ("ministers", "countries", "dates", "anniversaries", "agreements")


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


class Mistake(NamedTuple):
    """One thing wrong with the tables."""

    dispatch: str
    table: str
    problem: str
    what: str


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
    documents = {PurePath(d["source"].split("#")[0]).stem: d for d in tables["documents"]}
    result = Result({name: Score() for name in JUDGES}, [])
    for gold in golds:
        document = documents.get(gold.id)
        for problem, what in _document_mistakes(gold, document):
            result.mistakes.append(Mistake(gold.id, "documents", problem, what))
        doc_id = document["doc_id"] if document else None
        for name, judge in JUDGES.items():
            found = [r for r in tables[judge.table] if r["doc_id"] == doc_id and judge.judges(r)]
            if name == "dates":
                found = [row for row in found if row["value"] and not _may_be(row, gold.undated)]
            expected = [row for row in gold.rows[judge.table] if judge.judges(row)]
            hits, missing, spurious = _pair(judge, expected, found)
            total = result.scores[name]
            total.hits += hits
            total.missing += len(missing)
            total.spurious += len(spurious)
            for problem, rows in (("missing", missing), ("spurious", spurious)):
                for row in rows:
                    result.mistakes.append(Mistake(gold.id, name, problem, _show(judge, row, gold)))
    return result


def fold(name: str) -> str:
    """A name or title without case, accents, hyphens and straight apostrophes.

    >>> fold("Djeyhoun Baïramov"), fold("N'Djamena")
    ('djeyhoun bairamov', 'n djamena')
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return " ".join(re.findall("[a-z0-9]+", plain))


def titles_alike(one: str, other: str) -> bool:
    """Whether one title opens the other, by three words or more, or shares most of its words.

    >>> titles_alike("accord de paix", "Accord de paix entre la RDC et le Rwanda")
    True
    >>> titles_alike("accord de pêche", "protocole sanitaire")
    False
    """
    a, b = fold(one).split(), fold(other).split()
    shorter, longer = sorted((len(a), len(b)))
    if not shorter:
        return False
    if shorter >= 3 and a[:shorter] == b[:shorter]:
        return True
    blocks = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    shared = sum(block.size for block in blocks)
    return shared / shorter >= 0.75 and shared / longer >= 0.4


def _document_mistakes(gold: Gold, document: Row | None) -> list[tuple[str, str]]:
    if document is None:
        return [("missing", gold.id)]
    mistakes = []
    if document["text"] != gold.text:
        mistakes.append(("text differs", ""))
    if gold.published and str(document["published"]) != gold.published:
        mistakes.append(("published", f"{document['published']} for {gold.published}"))
    return mistakes


def _may_be(row: Row, undated: Sequence[tuple[int, int]]) -> bool:
    return any(_overlap(row, {"start": start, "end": end}) for start, end in undated)


def _pair(
    judge: Judge, expected: Sequence[Row], found: Sequence[Row]
) -> tuple[int, list[Row], list[Row]]:
    """Pair rows one to one: how many, the expected ones left over, the found ones left over."""
    left, missing = list(found), []
    for gold in expected:
        for i, row in enumerate(left):
            if judge.right(gold, row):
                del left[i]
                break
        else:
            missing.append(gold)
    hits = len(expected) - len(missing)
    return hits, [row for row in missing if not row.get("optional")], left


def _show(judge: Judge, row: Row, gold: Gold) -> str:
    """A row for a reader: its surface or title, if that was compared, then its key."""
    shown: list[Any] = list(judge.key(row))
    if judge.test is _overlap:
        shown.insert(0, gold.text[row["start"] : row["end"]])
    elif judge.test is _titles_alike:
        shown.insert(0, row["title"])
    return " | ".join(", ".join(v) if isinstance(v, tuple) else str(v) for v in shown)
