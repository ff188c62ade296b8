"""What a change of rules changes: `python -m pipeline.rules diff DIR_A DIR_B INPUT`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from pipeline.dispatch import Dispatch
from pipeline.rules.examples import plain
from pipeline.rules.layout import aligned
from pipeline.rules.trial import Outcome, Trial
from pipeline.tables import PLACE, Row

_UNTOLD = frozenset(PLACE) - {"rule"}

Kind = Literal["gained", "lost", "altered"]


class Change(NamedTuple):
    """A row of one side that the other hasn't; of an altered one, what columns were and are."""

    kind: Kind
    source: str
    table: str
    row: Row
    values: Mapping[str, tuple[object, object]]


def changes(before: Iterable[Outcome], after: Iterable[Outcome]) -> Iterator[Change]:
    """The rows that two runs over the same texts don't share, text by text.

    Rows of one table at one place are the same fact, altered where another column differs.
    """
    for one, other in zip(before, after, strict=True):
        old, new = _facts(one), _facts(other)
        for table, start, end in sorted({**old, **new}):
            key = table, start, end
            a, b = old.get(key), new.get(key)
            source = one.dispatch.source
            if a is None and b is not None:
                yield Change("gained", source, table, b, _told(b))
            elif b is None and a is not None:
                yield Change("lost", source, table, a, _told(a))
            elif a is not None and b is not None:
                differ = {c: (a.get(c), b.get(c)) for c in a if a.get(c) != b.get(c)}
                values = {column: pair for column, pair in differ.items() if column not in _UNTOLD}
                if values:
                    yield Change("altered", source, table, b, values)


def report(found: Iterable[Change]) -> Iterator[str]:
    """The lines that tell of changes, each with its sentence, and at last how many there were."""
    counts = {"gained": 0, "lost": 0, "altered": 0}
    for change in found:
        counts[change.kind] += 1
        yield f"{change.kind}: {change.table} {change.row['surface']!r} ({change.source})"
        for column, (old, new) in change.values.items():
            told = f"{_shown(old)} → {_shown(new)}" if change.kind == "altered" else _shown(new)
            yield f"    {column}: {told}"
        yield f"    in: {' '.join(change.row['sentence'].split())}"
    yield "rows " + ", ".join(f"{kind}: {count:,}" for kind, count in counts.items())


def scores(gold: Path, before: Trial, after: Trial) -> Iterator[str]:
    """The lines that tell how the F1 of each table changes on a folder of gold dispatches."""
    from pipeline.evaluate.gold import read_gold
    from pipeline.evaluate.score import score

    golds = read_gold(gold)
    dispatches = [Dispatch.of(f"{one.id}.txt", one.text) for one in golds]
    results = []
    for trial in (before, after):
        tables: dict[str, list[Row]] = defaultdict(list)
        for outcome in trial.quickly(dispatches):
            for table, rows in outcome.tables.items():
                tables[table] += rows
        results.append(score(golds, tables))
    yield f"F1 on {len(golds)} dispatches of {gold}"
    yield from aligned(
        (name, f"{old.f1:.3f}", "→", f"{new.f1:.3f}", f"{new.f1 - old.f1:+.3f}")
        for (name, old), new in zip(
            results[0].scores.items(), results[1].scores.values(), strict=True
        )
    )


def _facts(outcome: Outcome) -> dict[tuple[str, int, int], Row]:
    return {
        (table, row["start"], row["end"]): row
        for table, row in outcome.rows
        if table != "titles"  # they are no table
    }


def _told(row: Row) -> dict[str, tuple[object, object]]:
    said = {c: v for c, v in row.items() if c not in _UNTOLD and v not in (None, [], False)}
    return {column: (value, value) for column, value in said.items()}


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    return "none" if value is None else str(plain(value))
