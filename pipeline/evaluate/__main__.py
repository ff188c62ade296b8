"""The judge: `python -m pipeline.evaluate [GOLD_DIR]`, a score for each table.

`--errors` is the tool to work with: every mistake by table and kind, with its sentence and the rule
that fired, then their counts. `--floors FILE` checks the scores against the floors of that folder
in FILE, `--floors FILE --update` makes them the new floors. `--peers` scores other libraries too.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.cli import add_as_of, add_rules, guard, make_parser, path_argument
from pipeline.errors import UsageError

if TYPE_CHECKING:
    from pipeline.evaluate.gold import Gold
    from pipeline.evaluate.score import Result, Score
    from pipeline.tables import Row

    Compared = tuple[str, str, Score | str]

GOLD = Path("data/gold/dev")

EXAMPLES = """\
examples:
  python -m pipeline.evaluate --errors
  python -m pipeline.evaluate data/gold/seeds --tables data/tables
  python -m pipeline.evaluate data/gold/own --floors data/floors.json
  python -m pipeline.evaluate data/gold/own --floors data/floors.json --update
  python -m pipeline.evaluate --peers
"""

FIGURES = ("precision", "recall", "F1", "gold")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0, 1 under a floor, 2 for a usage error."""
    options = _parser().parse_args(arguments)
    return guard(lambda: _evaluate(options))


def _parser() -> argparse.ArgumentParser:
    parser = make_parser(
        "pipeline.evaluate", "Run the pipeline on gold dispatches and score its tables.", EXAMPLES
    )
    parser.add_argument(
        "gold",
        metavar="GOLD_DIR",
        nargs="?",
        type=path_argument,
        default=GOLD,
        help=f"folder of gold XML (default: {GOLD.as_posix()})",
    )
    parser.add_argument(
        "--tables",
        metavar="DIR",
        type=path_argument,
        help="score the tables of an earlier run instead of running the pipeline",
    )
    parser.add_argument("--errors", action="store_true", help="list and count what is wrong")
    parser.add_argument(
        "--peers", action="store_true", help="score other libraries too (depeche[peers])"
    )
    parser.add_argument("--json", action="store_true", help="print everything as JSON")
    parser.add_argument(
        "--floors",
        metavar="FILE",
        type=path_argument,
        help='exit with 1 if an F1 is under its floor: JSON, {"<folder name>": {"<table>": F1}}',
    )
    parser.add_argument(
        "--update",
        action="store_true",
        help="make the F1s, rounded down to two decimals, the floors in FILE",
    )
    add_as_of(parser)
    add_rules(parser)
    return parser


def _evaluate(options: argparse.Namespace) -> int:
    from pipeline.evaluate.floors import (  # slow, and --help does without
        fallen,
        read_floors,
        write_floors,
    )
    from pipeline.evaluate.gold import read_gold
    from pipeline.evaluate.peers import compare
    from pipeline.evaluate.score import score

    if options.update and not options.floors:
        raise UsageError("--update needs --floors FILE: which file holds the floors?")
    name = options.gold.resolve().name
    checked = options.floors and not options.update
    floors = read_floors(options.floors, name) if checked else {}
    golds = read_gold(options.gold)
    tables = _read(options.tables) if options.tables else _run(golds, options.as_of, options.rules)
    result = score(golds, tables)
    compared = list(compare(golds, tables)) if options.peers else []
    if options.json:
        print(json.dumps(_as_json(result, options.errors, compared), ensure_ascii=False))
    else:
        _print(result, options.errors, compared)
    if options.update:
        write_floors(options.floors, name, result)
    under = fallen(result, floors)
    for line in under:
        print(line, file=sys.stderr)
    return 1 if under else 0


def _run(golds: Sequence[Gold], as_of: date | None, rules: Sequence[Path]) -> dict[str, list[Row]]:
    """The tables that the pipeline makes of the gold's texts."""
    from pipeline.execute import execute

    with tempfile.TemporaryDirectory() as folder:
        texts, tables = Path(folder, "texts"), Path(folder, "tables")
        texts.mkdir()
        for gold in golds:
            (texts / f"{gold.id}.txt").write_text(gold.text, encoding="utf-8", newline="")
        execute([texts], tables, as_of=as_of, rules=rules)
        return _read(tables)


def _read(folder: Path) -> dict[str, list[Row]]:
    from pipeline.evaluate.judges import JUDGES
    from pipeline.tables import read_table

    names = {"documents", *(judge.table for judge in JUDGES.values())}
    return {name: read_table(folder, name).to_pylist() for name in names}


def _as_json(result: Result, errors: bool, compared: Sequence[Compared]) -> dict[str, Any]:
    from pipeline.evaluate.mistakes import as_rows, by_table, tally

    output: dict[str, Any] = {name: _figures(score) for name, score in result.scores.items()}
    output["mission"] = {"f1": result.mission}
    if errors:
        output["mistakes"] = list(as_rows(result.mistakes))
        output["kinds"] = {
            table: tally(found)._asdict() for table, found in by_table(result.mistakes).items()
        }
    if compared:
        output["peers"] = [
            {"table": table, "peer": peer}
            | ({"absent": score} if isinstance(score, str) else _figures(score))
            for table, peer, score in compared
        ]
    return output


def _figures(score: Score) -> dict[str, float]:
    return {
        "precision": score.precision,
        "recall": score.recall,
        "f1": score.f1,
        "gold": score.gold,
    }


def _print(result: Result, errors: bool, compared: Sequence[Compared]) -> None:
    from pipeline.evaluate.mistakes import report

    if errors:
        for line in report(result.mistakes):
            print(line)
    lines = [(name, *_cells(score)) for name, score in result.scores.items()]
    _print_table(("table",), [*lines, ("mission", "", "", f"{result.mission:.3f}", "")])
    wrong = sum(mistake.table == "documents" for mistake in result.mistakes)
    print(f"documents wrong or missing: {wrong}")
    if compared:
        print()
        _print_table(("table", "peer"), [(table, peer, *_cells(s)) for table, peer, s in compared])


def _cells(score: Score | str) -> tuple[str, ...]:
    """A score's figures, or what stands in their place."""
    if isinstance(score, str):
        return (score,)
    figures = (score.precision, score.recall, score.f1)
    return (*(f"{figure:.3f}" for figure in figures), str(score.gold))


def _print_table(names: tuple[str, ...], lines: Sequence[tuple[str, ...]]) -> None:
    """Columns of words, then of figures; a line may end with one note for all of its figures."""
    widths = [
        max(len(word) for word in column) + 2
        for column in zip(names, *(line[: len(names)] for line in lines), strict=True)
    ]
    for line in ((*names, *FIGURES), *lines):
        words = "".join(f"{w:{n}}" for w, n in zip(line, widths, strict=False))
        figures = line[len(names) :]
        told = figures[0] if len(figures) == 1 else "".join(f"{figure:>11}" for figure in figures)
        print((words + told).rstrip())


if __name__ == "__main__":
    sys.exit(main())
