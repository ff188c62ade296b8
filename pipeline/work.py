"""What a worker does with a batch of inputs: read them, annotate them, turn them into tables."""

from __future__ import annotations

import gc
import signal
from collections.abc import Iterator, Sequence
from datetime import date
from multiprocessing import parent_process
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from threadpoolctl import threadpool_limits

from pipeline import nlp
from pipeline.dispatch import Dispatch, Reject
from pipeline.read import Found, read
from pipeline.rows import rows
from pipeline.tables import Row, check, to_table
from pipeline.tokens import VOCAB
from pipeline.tokens import read as read_text

if TYPE_CHECKING:
    import pyarrow as pa

Tables = dict[str, "pa.Table"]


class Kept(NamedTuple):
    """Where a document came from, and how many words it has."""

    source: str
    words: int


class Batch(NamedTuple):
    """What came of a batch: its tables, its documents by `doc_id`, and what gave none."""

    tables: Tables
    documents: dict[str, Kept]
    rejected: list[Reject]


class Worker:
    """Works off batches, each by itself: the same inputs give the same Batch, whoever runs it.

    `as_of` and `rules` are the pipeline's (see `pipeline.nlp.load`). BLAS is held to one thread, so
    that as many workers as there are cores don't get into each other's way.
    """

    def __init__(self, as_of: date | None, rules: Sequence[str | Path] = ()) -> None:
        self._limits = threadpool_limits(1, user_api="blas")
        self._nlp = nlp.load(as_of=as_of, rules=rules)
        self._schemas = nlp.schemas(rules)
        gc.freeze()  # what is loaded stays: nothing of it need be looked through again

    def __call__(self, inputs: Sequence[Found | Reject]) -> Batch:
        """Turn inputs into tables. Words that spaCy learns on the way are forgotten after it."""
        with self._nlp.memory_zone(), VOCAB.memory_zone():
            try:
                return self._work(inputs)
            finally:
                read_text.cache_clear()  # what it holds ends with the zones

    def _work(self, inputs: Sequence[Found | Reject]) -> Batch:
        documents: dict[str, Kept] = {}
        rejected: list[Reject] = []
        rows_of: dict[str, list[Row]] = {
            table: [] for table in self._schemas if table != "rejected"
        }

        def dispatches() -> Iterator[Dispatch]:
            for item in read(inputs):
                if isinstance(item, Dispatch):
                    yield item
                else:
                    rejected.append(item)

        for result in nlp.annotate(self._nlp, dispatches()):
            if isinstance(result, Reject):
                rejected.append(result)
                continue
            dispatch, doc = result
            try:
                found = rows(doc, dispatch, self._schemas)
                for table, facts in found.items():
                    check(table, facts, self._schemas)
            except Exception as error:  # a stage's mistake costs its document, not the run
                detail = f"{type(error).__name__}: {error}"
                rejected.append(Reject(dispatch.source, "failed", detail))
                continue
            for table, facts in found.items():
                rows_of[table] += facts
            documents[dispatch.doc_id] = Kept(dispatch.source, len(dispatch.text.split()))
        tables = {
            table: to_table(table, of_table, self._schemas) for table, of_table in rows_of.items()
        }
        return Batch(tables, documents, rejected)


_worker: Worker | None = None


def start(as_of: date | None, rules: Sequence[str | Path] = ()) -> None:
    """Make this process a worker's. Where it isn't the main one, that one minds interruptions."""
    global _worker
    if parent_process() is not None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    _worker = Worker(as_of, rules)


def work(inputs: Sequence[Found | Reject]) -> Batch:
    """What this process's worker makes of a batch."""
    assert _worker is not None, "start() comes first"
    return _worker(inputs)
