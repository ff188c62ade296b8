"""The judge: `python -m pipeline.evaluate GOLD_DIR [--tables DIR]`."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli import add_as_of, guard, path_argument
from pipeline.errors import UsageError

if TYPE_CHECKING:
    from pipeline.gold import Gold
    from pipeline.score import Result
    from pipeline.tables import Row

EXAMPLES = """\
examples:
  python -m pipeline.evaluate data/gold/dev --errors
  python -m pipeline.evaluate data/gold/seeds --tables data/tables
  python -m pipeline.evaluate data/gold/dev --floors data/floors.json
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0, 1 under a floor, 2 for a usage error."""
    options = _parser().parse_args(arguments)
    return guard(lambda: _evaluate(options))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m pipeline.evaluate",
        description="Run the pipeline on gold dispatches and score its tables.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("gold", metavar="GOLD_DIR", type=path_argument, help="folder of gold XML")
    parser.add_argument(
        "--tables",
        metavar="DIR",
        type=path_argument,
        help="score the tables of an earlier run instead of running the pipeline",
    )
    parser.add_argument("--errors", action="store_true", help="list what is missing or wrong")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument(
        "--floors",
        metavar="FILE",
        type=path_argument,
        help='exit with 1 if an F1 is under its floor: JSON, {"<folder name>": {"<table>": F1}}',
    )
    add_as_of(parser)
    return parser


def _evaluate(options: argparse.Namespace) -> int:
    from pipeline.gold import read_gold  # slow imports, which --help does without
    from pipeline.score import score

    floors = _floors(options.floors, options.gold) if options.floors else {}
    golds = read_gold(options.gold)
    result = score(golds, _rows(options.tables) if options.tables else _run(golds, options))
    if options.errors:
        for mistake in result.mistakes:
            print("\t".join(mistake))
    if options.json:
        print(json.dumps(_figures(result)))
    else:
        _print(result)
    fallen = [
        f"{table}: F1 {result.f1(table):.3f} is under its floor {floor:.3f}"
        for table, floor in floors.items()
        if round(result.f1(table), 3) < floor
    ]
    for line in fallen:
        print(line, file=sys.stderr)
    return 1 if fallen else 0


def _run(golds: Sequence[Gold], options: argparse.Namespace) -> dict[str, list[Row]]:
    """The tables that the pipeline makes of the gold's texts."""
    from pipeline.execute import execute

    with tempfile.TemporaryDirectory() as folder:
        texts, tables = Path(folder, "texts"), Path(folder, "tables")
        texts.mkdir()
        for gold in golds:
            (texts / f"{gold.id}.txt").write_text(gold.text, encoding="utf-8", newline="")
        execute([texts], tables, as_of=options.as_of)
        return _rows(tables)


def _rows(folder: Path) -> dict[str, list[Row]]:
    from pipeline.score import JUDGES
    from pipeline.tables import read_table

    names = {"documents", *(judge.table for judge in JUDGES.values())}
    return {name: read_table(folder, name).to_pylist() for name in names}


def _floors(file: Path, gold: Path) -> dict[str, float]:
    try:
        floors: dict[str, dict[str, float]] = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"no floors in {str(file)!r}: {error}") from None
    name = gold.resolve().name
    if name not in floors:
        raise UsageError(f"no floors for {name!r} in {str(file)!r}, only for {', '.join(floors)}")
    return floors[name]


def _figures(result: Result) -> dict[str, dict[str, float]]:
    tables = {
        name: {"precision": s.precision, "recall": s.recall, "f1": s.f1, "gold": s.gold}
        for name, s in result.scores.items()
    }
    return {**tables, "mission": {"f1": result.mission}}


def _print(result: Result) -> None:
    lines = [
        (name, f"{s.precision:.3f}", f"{s.recall:.3f}", f"{s.f1:.3f}", str(s.gold))
        for name, s in result.scores.items()
    ]
    lines.append(("mission", "", "", f"{result.mission:.3f}", ""))
    header = ("table", "precision", "recall", "F1", "gold")
    if sys.stdout.isatty():
        from rich.console import Console
        from rich.table import Table

        table = Table(*header)
        for column in table.columns[1:]:
            column.justify = "right"
        for line in lines:
            table.add_row(*line)
        Console().print(table)
    else:
        for name, *figures in (header, *lines):
            print(f"{name:15}" + "".join(f"{figure:>11}" for figure in figures))
    wrong = sum(mistake.table == "documents" for mistake in result.mistakes)
    print(f"documents wrong or missing: {wrong}")


if __name__ == "__main__":
    sys.exit(main())
