"""What is wrong with the tables, told so that the next family of wordings to cover is plain to see.

By table and by kind of mistake: the document, what was expected, what was found and by which rule,
and the sentence. The kinds: `missed`, `invented`, `wrong value` (of a country or date found where
there is another), `wrong field` (of any other row, with the columns that are wrong). A mistake of
the last two is in the figures twice: gold's row is missing, the table's is spurious.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, NamedTuple

from pipeline.evaluate.judges import JUDGES, fold
from pipeline.evaluate.score import KINDS, Kind, Mistake
from pipeline.tables import Row
from pipeline.tokens import read

_TABLES = ("documents", *JUDGES)


class Tally(NamedTuple):
    """A table's mistakes counted by kind, its wrong fields by column; one may be so in several."""

    kinds: Counter[Kind]
    columns: Counter[str]

    def __str__(self) -> str:
        kinds = [f"{kind} {self.kinds[kind]}" for kind in KINDS if self.kinds[kind]]
        columns = ", ".join(f"{column} {n}" for column, n in self.columns.most_common())
        return ", ".join(kinds) + (f" ({columns})" if columns else "")


def tally(mistakes: Iterable[Mistake]) -> Tally:
    """Count mistakes of one table."""
    counts = Tally(Counter(), Counter())
    for mistake in mistakes:
        counts.kinds[mistake.kind] += 1
        if mistake.kind == "wrong field":
            counts.columns.update(mistake.columns)
    return counts


def by_table(mistakes: Iterable[Mistake]) -> dict[str, list[Mistake]]:
    """The mistakes of each table that has any, by kind, then by wrong column."""

    def order(mistake: Mistake) -> tuple[Any, ...]:
        return _TABLES.index(mistake.table), KINDS.index(mistake.kind), mistake.columns

    ordered = sorted(mistakes, key=order)
    return {table: list(group) for table, group in groupby(ordered, lambda m: m.table)}


def report(mistakes: Iterable[Mistake]) -> Iterator[str]:
    """The mistakes as lines to read, then a line a table that counts them."""
    tables = by_table(mistakes)
    for table, found in tables.items():
        for (kind, columns), alike in groupby(found, lambda m: (m.kind, m.columns)):
            yield f"{table}, {kind}" + (f": {', '.join(columns)}" if kind == "wrong field" else "")
            for mistake in alike:
                yield f"  {mistake.gold.id}: {_what(mistake)}"
                if sentence := _sentence(mistake):
                    yield f"    {' '.join(sentence.split())}"
            yield ""
    for table, found in tables.items():
        yield f"{table}: {tally(found)}"
    if tables:
        yield ""


def as_rows(mistakes: Iterable[Mistake]) -> Iterator[Row]:
    """The mistakes as plain values, for JSON; `expected` and `found` hold what is compared."""
    for found in by_table(mistakes).values():
        for mistake in found:
            yield {
                "dispatch": mistake.gold.id,
                "table": mistake.table,
                "kind": mistake.kind,
                "columns": list(mistake.columns),
                "expected": _shown(mistake, mistake.expected),
                "found": _shown(mistake, mistake.found),
                "rule": mistake.found and mistake.found.get("rule"),
                "sentence": _sentence(mistake),
            }


def _what(mistake: Mistake) -> str:
    expected, found = (_shown(mistake, row) for row in (mistake.expected, mistake.found))
    rule = f" [{mistake.found['rule']}]" if mistake.found and "rule" in mistake.found else ""
    if expected and found:
        wrong = [f"{c} {_plain(v)}" for c, v in found.items() if v != expected[c]]
        return f"{_join(expected)}; found {', '.join(wrong)}{rule}"
    return _join(expected or found or {}) + rule


def _shown(mistake: Mistake, row: Row | None) -> Row | None:
    """What a reader of a row is told: its words, then the columns compared."""
    if row is None:
        return None
    if mistake.table == "documents":
        return {"published": row["published"]}
    judge = JUDGES[mistake.table]
    shown = {column: row[column] for column in judge.columns}
    if judge.table == "agreements":
        return {"title": row["title"], **shown}
    if judge.table in ("countries", "dates"):
        return {"surface": mistake.gold.text[row["start"] : row["end"]], **shown}
    return shown


def _join(shown: Row) -> str:
    return " | ".join(map(_plain, shown.values()))


def _plain(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)


def _sentence(mistake: Mistake) -> str | None:
    """The sentence of a mistake: that of the row found, or the likeliest for gold's."""
    if mistake.table == "documents":
        return None
    if mistake.found:
        return mistake.found.get("sentence")
    assert mistake.expected is not None
    text = read(mistake.gold.text)
    if "start" in mistake.expected:
        return text.source[slice(*text.around(mistake.expected["start"], mistake.expected["end"]))]
    told = _words_of(mistake.expected)
    sentences = [text.source[start:end] for start, end in text.sentences]
    return max(sentences, key=lambda s: len(told & set(fold(s).split())), default=None)


def _words_of(gold: Row) -> set[str]:
    """The words that the sentence of a gold row without a place should hold."""
    if "ordinal" in gold:
        return {"anniversaire", str(gold["ordinal"])}
    named = gold.get("name") or gold.get("title") or " ".join(gold["participants"])
    return set(fold(named).split())
