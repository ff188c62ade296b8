"""Floors: the F1 below which no table may fall, for each folder of gold.

A JSON file holds them by the folder's name: `{"dev": {"countries": 0.98, …, "mission": 0.95}}`.
"""

import json
import math
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.evaluate.judges import JUDGES
from pipeline.evaluate.score import Result

_NAMES = (*JUDGES, "mission")


def read_floors(file: Path, gold: str) -> dict[str, float]:
    """The floors of a folder of gold. Raises UsageError where `file` doesn't hold them."""
    floors = _read(file)
    if gold not in floors:
        raise UsageError(f"no floors for {gold!r} in {str(file)!r}, only for {', '.join(floors)}")
    return floors[gold]


def write_floors(file: Path, gold: str, result: Result) -> None:
    """Make the F1s of `result`, rounded down to two decimals, the floors of a folder of gold."""
    floors = _read(file) if file.exists() else {}
    floors[gold] = {name: math.floor(result.f1(name) * 100 + 1e-6) / 100 for name in _NAMES}
    file.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")


def fallen(result: Result, floors: dict[str, float]) -> list[str]:
    """What is under its floor, in words."""
    return [
        f"{table}: F1 {result.f1(table):.3f} is under its floor {floor:.3f}"
        for table, floor in floors.items()
        if round(result.f1(table), 3) < floor
    ]


def _read(file: Path) -> dict[str, dict[str, float]]:
    try:
        folders = json.loads(file.read_text(encoding="utf-8"))
        floors = {
            folder: {table: _floor(table, f1) for table, f1 in tables.items()}
            for folder, tables in folders.items()
        }
    except (OSError, ValueError, AttributeError) as error:
        raise UsageError(f"no floors in {str(file)!r}: {error}") from None
    return floors


def _floor(table: str, f1: float) -> float:
    if table not in _NAMES:
        raise ValueError(f"unknown table {table!r}, none of {', '.join(_NAMES)}")
    if not isinstance(f1, int | float):
        raise ValueError(f"{f1!r} is no F1, like 0.98")
    return f1
