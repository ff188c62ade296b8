"""The command line: `python -m pipeline.run [INPUT ...] [--out DIR]`."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import __version__
from pipeline.cli import add_as_of, add_rules, guard, make_parser, number_argument, path_argument
from pipeline.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from pipeline.dispatch import Reject
    from pipeline.execute import Summary

SEEDS = Path("seeds")
OUT = Path("data/tables")
SHOWN = 5  # rejected inputs; all of them are in the table

EXAMPLES = """\
examples:
  python -m pipeline.run                              seeds/ to data/tables/
  python -m pipeline.run dispatch.txt                 one file
  python -m pipeline.run archive/ more/ --out tables  all .txt files of two folders and theirs
  python -m pipeline.run archive/ --as-of 2025-06-10  dispatches of up to that day
  python -m pipeline.run archive/ --rules mine        with rules of one's own: docs/rules.md

then, in Python:
  import pipeline
  tables = pipeline.read_tables("data/tables")
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0, or 2 for a mistake in using it."""
    options = _parser().parse_args(arguments)
    return guard(lambda: _run(options))


def _parser() -> argparse.ArgumentParser:
    parser = make_parser(
        "pipeline.run", "Turn French news dispatches into Parquet tables.", EXAMPLES
    )
    parser.add_argument(
        "inputs",
        metavar="INPUT",
        nargs="*",
        type=path_argument,
        help="text files, or folders whose .txt files are read (default: seeds/)",
    )
    parser.add_argument(
        "--out",
        metavar="DIR",
        type=path_argument,
        default=OUT,
        help=f"folder for the tables (default: {OUT.as_posix()}/)",
    )
    add_as_of(parser)
    add_rules(parser)
    parser.add_argument(
        "--workers",
        metavar="N",
        type=number_argument,
        help="processes to share the work (default: as many as there are cores)",
    )
    parser.add_argument("--quiet", action="store_true", help="print nothing but errors")
    parser.add_argument("--version", action="version", version=f"depeche {__version__}")
    return parser


def _run(options: argparse.Namespace) -> int:
    inputs: list[Path] = options.inputs or [SEEDS]
    if not options.inputs and not SEEDS.is_dir():
        raise UsageError("no INPUT, and no folder seeds here: name files or folders to read.")

    from rich.console import Console  # from here on slow imports, which --help does without
    from rich.progress import Progress

    from pipeline.execute import execute

    started = time.perf_counter()
    terminal = Console(stderr=True)
    hidden = options.quiet or not terminal.is_terminal
    with Progress(console=terminal, transient=True, disable=hidden) as progress:
        task = progress.add_task("dispatches", total=None)
        summary = execute(
            inputs,
            options.out,
            as_of=options.as_of,
            rules=options.rules,
            workers=options.workers,
            on_progress=lambda done, total: progress.update(task, completed=done, total=total),
        )
    if not options.quiet:
        _report(Console(highlight=False), summary, options.out, time.perf_counter() - started)
    return 0


def _report(console: Console, summary: Summary, out: Path, seconds: float) -> None:
    from rich.table import Table

    table = Table("table", "rows")
    table.columns[1].justify = "right"
    for name, count in summary.rows.items():
        table.add_row(name, f"{count:,}")
    console.print(table)
    inputs = summary.documents + len(summary.rejected)
    speed = summary.words / seconds
    _line(console, f"{summary.documents:,} of {inputs:,} inputs became documents in {out}")
    _line(console, f"{seconds:.1f} seconds, {speed:,.0f} words a second")
    if summary.rejected:
        _line(console, f"rejected: {len(summary.rejected):,}, all of them in {out / 'rejected'}")
        for reject in summary.rejected[:SHOWN]:
            _line(console, f"  {reject.source}: {reject.reason}: {_advice(reject)}")
        if len(summary.rejected) > SHOWN:
            _line(console, f"  and {len(summary.rejected) - SHOWN:,} more")


def _advice(reject: Reject) -> str:
    if reject.reason == "duplicate":
        return f"the same text as {reject.detail}, which was kept: nothing to do"
    return reject.detail


def _line(console: Console, text: str) -> None:
    # Paths and words of the user's: never markup, and left whole for copying.
    console.print(text, markup=False, soft_wrap=True)


if __name__ == "__main__":
    sys.exit(main())
