"""A whole run: inputs cut into batches, worked off by one process or many, written in order.

Nothing is printed. A batch's tables depend on its inputs alone, so that neither the number of
workers nor who is done first changes a byte of the output.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.dispatch import Reject
from pipeline.errors import UsageError
from pipeline.read import Found, find
from pipeline.tables import to_table, without
from pipeline.write import prepare, write

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.work import Batch

BATCH = 100  # inputs that a worker takes at a time
_AHEAD = 3  # batches to a worker that are under way or done and not yet written


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did: the rows of each table, the words read, the inputs rejected."""

    rows: dict[str, int]
    words: int
    rejected: list[Reject]

    @property
    def documents(self) -> int:
        """How many inputs became documents."""
        return self.rows["documents"]


def cores() -> int:
    """How many processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def execute(
    inputs: Sequence[str | Path],
    out: Path,
    *,
    as_of: date | None = None,
    rules: Sequence[str | Path] = (),
    workers: int | None = None,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> Summary:
    """Turn the dispatches in `inputs` into the tables in `out`.

    `as_of` is the reference date (today, if None); `rules` are folders of rules (see
    `pipeline.nlp.load`), which may add tables; `workers` the number of processes (as many as
    there are cores, if None); `on_progress` is told after each batch how many inputs of how many
    are done. Raises UsageError, before the models are loaded, for a path that doesn't exist, for
    nothing to read, for a folder that can't be written and for wrong rules, and later where a
    worker dies.
    """
    found = find(inputs)
    prepare(out)  # before anything slow is imported
    batches = [found[i : i + BATCH] for i in range(0, len(found), BATCH)]
    workers = min(workers or cores(), len(batches))

    # Slow, so not before the paths are known to be good.
    from pipeline import work
    from pipeline.nlp import provenance, schemas

    tables_of = schemas(rules)

    kept: dict[str, str] = {}
    rejected: list[Reject] = []
    words = 0

    def tables() -> Iterator[dict[str, pa.Table]]:
        nonlocal words
        done = 0
        with _executor(workers, partial(work.start, as_of, rules)) as executor:
            results = _in_order(executor, work.work, batches, ahead=_AHEAD * workers)
            for batch in results:
                repeated = batch.documents.keys() & kept.keys()
                rejected.extend(batch.rejected)
                rejected.extend(
                    Reject(batch.documents[doc_id].source, "duplicate", kept[doc_id])
                    for doc_id in sorted(repeated)
                )
                new = {id_: doc for id_, doc in batch.documents.items() if id_ not in repeated}
                kept.update((doc_id, document.source) for doc_id, document in new.items())
                words += sum(document.words for document in new.values())
                yield without(batch.tables, repeated) if repeated else batch.tables
                done += len(batch.documents) + len(batch.rejected)
                on_progress(done, len(found))
        rejected.sort(key=lambda reject: reject.source)
        yield {"rejected": to_table("rejected", [asdict(reject) for reject in rejected])}

    written = write(out, tables(), provenance(rules), tables_of)
    return Summary(written, words, rejected)


class Inline(Executor):
    """Runs what is submitted in this process, at once."""

    def __init__(self, initializer: Callable[[], None]) -> None:
        initializer()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """A Future that is done: what `fn` raises is raised at once."""
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


def _executor(workers: int, start: Callable[[], None]) -> Executor:
    if workers == 1:
        return Inline(start)
    # A fresh interpreter: the threads of this one's libraries don't survive a fork.
    return ProcessPoolExecutor(workers, get_context("spawn"), initializer=start)


def _in_order(
    executor: Executor,
    work: Callable[[Sequence[Found | Reject]], Batch],
    batches: Iterable[Sequence[Found | Reject]],
    ahead: int,
) -> Iterator[Batch]:
    """What comes of each batch, in order; `ahead` of them at most are not yet taken."""
    futures: deque[Future[Batch]] = deque()
    try:
        for batch in batches:
            futures.append(executor.submit(work, batch))
            if len(futures) == ahead:
                yield futures.popleft().result()
        while futures:
            yield futures.popleft().result()
    except BrokenProcessPool:
        raise UsageError(
            "a worker process died, perhaps for want of memory: try again with fewer --workers."
        ) from None
    finally:
        for future in futures:
            future.cancel()
