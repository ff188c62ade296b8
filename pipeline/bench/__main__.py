"""The command line: `python -m pipeline.bench [--texts N] [--rounds N] [--workers N]`."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import NamedTuple

from pipeline.bench.contestants import OURS, PEERS
from pipeline.bench.corpus import MIXES, write_corpus
from pipeline.cli import guard, make_parser, number_argument

EXAMPLES = """\
examples:
  python -m pipeline.bench                          both mixes, 1,000 texts, three rounds
  python -m pipeline.bench --mix news --texts 5000
  python -m pipeline.bench --workers 2 --texts 20000 --rounds 1   one process against two
  python -m pipeline.bench --stages                 where the pipeline's own time goes

Every contestant is a process of its own, on one core with one BLAS thread, and all of its time
counts, from its start to its end; they take turns. EDS-NLP and HeidelTime take part where the extra
`peers` is installed.
"""
_ONE_THREAD = {f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL", "BLIS")}
_REFERENCE = "spaCy, whole"


class Run(NamedTuple):
    """One run of a contestant: the words that it read, how long it took, its peak memory."""

    words: int
    seconds: float
    megabytes: float

    @property
    def speed(self) -> float:
        """Words a second."""
        return self.words / self.seconds


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0, or 2 for a mistake in using it."""
    parser = make_parser("pipeline.bench", "Measure how fast the pipeline is.", EXAMPLES)
    parser.add_argument("--texts", metavar="N", type=number_argument, default=1000)
    parser.add_argument("--rounds", metavar="N", type=number_argument, default=3)
    parser.add_argument("--mix", choices=MIXES, help="only this mix (default: each)")
    parser.add_argument(
        "--workers",
        metavar="N",
        type=number_argument,
        help="compare N processes on as many cores with one, in place of peers",
    )
    parser.add_argument("--stages", action="store_true", help="time the stages, in place of peers")
    options = parser.parse_args(arguments)
    return guard(lambda: _run(options))


def _run(options: argparse.Namespace) -> int:
    for mix in [options.mix] if options.mix else MIXES:
        with tempfile.TemporaryDirectory() as scratch:
            corpus = Path(scratch, "texts")
            words = write_corpus(mix, options.texts, corpus)
            title = f"{mix}: {options.texts:,} texts, {words:,} words"
            if options.stages:
                _print_stages(title, corpus, words)
                continue
            runs: dict[str, list[Run]] = {}
            for _ in range(options.rounds):
                contest = _workers(corpus, options.workers) if options.workers else _contest(corpus)
                for name, run in contest:
                    runs.setdefault(name, []).append(run)
            _print(title, runs)
    return 0


def _contest(corpus: Path) -> Iterator[tuple[str, Run]]:
    """One run of each contestant."""
    yield OURS, _ours(corpus, workers=1)
    files = sorted(corpus.iterdir())
    for name, (_, module, share) in PEERS.items():
        if find_spec(module):
            read = files[: max(round(len(files) * share), 1)]
            words = sum(len(file.read_text(encoding="utf-8").split()) for file in read)
            command = ["-m", "pipeline.bench.contestants", name, str(corpus), str(len(read))]
            yield name, _timed(command, words, cores=1)


def _workers(corpus: Path, number: int) -> Iterator[tuple[str, Run]]:
    """One run with one worker, one with a number of them."""
    for workers in (1, number):
        yield f"{workers} workers", _ours(corpus, workers=workers)


def _ours(corpus: Path, workers: int) -> Run:
    words = sum(len(file.read_text(encoding="utf-8").split()) for file in corpus.iterdir())
    with tempfile.TemporaryDirectory() as out:
        options = ["--out", out, "--quiet", "--workers", str(workers)]
        return _timed(["-m", "pipeline.run", str(corpus), *options], words, cores=workers)


def _timed(command: Sequence[str], words: int, cores: int) -> Run:
    """Run Python on so many cores of ours, all of it timed."""
    started = time.perf_counter()
    mine = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(mine)[:cores])  # which the child inherits
    try:
        environment: Mapping[str, str] = {**os.environ, **_ONE_THREAD}
        child = os.posix_spawn(sys.executable, [sys.executable, *command], environment)
        _, status, used = os.wait4(child, 0)
    finally:
        os.sched_setaffinity(0, mine)
    if status:
        raise RuntimeError(f"python {' '.join(command)} failed")
    return Run(words, time.perf_counter() - started, used.ru_maxrss / 1024)


def _print(title: str, runs: Mapping[str, Sequence[Run]]) -> None:
    from rich.console import Console
    from rich.table import Table

    reference = runs.get(_REFERENCE) or next(iter(runs.values()))
    beside = median(run.speed for run in reference)
    table = Table("", "words/s", "ratio", "peak MB", title=title, title_justify="left")
    for column in table.columns[1:]:
        column.justify = "right"
    for name, of_name in runs.items():
        speed = median(run.speed for run in of_name)
        memory = max(run.megabytes for run in of_name)
        table.add_row(name, f"{speed:,.0f}", f"{speed / beside:.2f}", f"{memory:,.0f}")
    Console().print(table)


def _print_stages(title: str, corpus: Path, words: int) -> None:
    from rich.console import Console
    from rich.table import Table

    from pipeline.bench.stages import time_stages

    table = Table("", "µs a word", "share", title=title, title_justify="left")
    times = time_stages(corpus)
    for name, seconds in times.items():
        share = seconds / sum(times.values())
        table.add_row(name, f"{seconds / words * 1e6:.1f}", f"{share:.0%}")
    Console().print(table)


if __name__ == "__main__":
    sys.exit(main())
