"""A whole run: inputs read, annotated and written, in batches; nothing printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from pipeline.dispatch import Dispatch, Reject
from pipeline.read import find, read
from pipeline.rows import rows
from pipeline.tables import to_table
from pipeline.write import prepare, write

if TYPE_CHECKING:
    from spacy.tokens import Doc

BATCH = 500  # documents whose rows are held at a time

Tables = dict[str, pa.Table]


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


def execute(
    inputs: Sequence[str | Path],
    out: Path,
    *,
    as_of: date | None = None,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> Summary:
    """Turn the dispatches in `inputs` into the tables in `out`.

    `as_of` is the reference date (today, if None); `on_progress` is told after each input how many
    of how many are done. Raises UsageError, before the models are loaded, for a path that doesn't
    exist, for nothing to read and for a folder that can't be written.
    """
    found = find(inputs)
    prepare(out)

    from pipeline.nlp import annotate, load, provenance  # slow: not before the paths are known good

    nlp = load(as_of=as_of)
    rejected: list[Reject] = []
    words = 0

    def dispatches() -> Iterator[Dispatch]:
        nonlocal words
        for item in read(found):
            if isinstance(item, Dispatch):
                words += len(item.text.split())
                yield item
            else:
                rejected.append(item)

    def documents() -> Iterator[Tables]:
        done = 0
        for result in annotate(nlp, dispatches()):
            tables = result if isinstance(result, Reject) else _tables(*result)
            if isinstance(tables, Reject):
                rejected.append(tables)
            else:
                done += 1
                yield tables
            on_progress(done + len(rejected), len(found))

    def batches() -> Iterator[Tables]:
        stream = documents()
        while batch := list(islice(stream, BATCH)):
            yield {table: pa.concat_tables(t[table] for t in batch) for table in batch[0]}
        rejected.sort(key=lambda reject: reject.source)
        yield {"rejected": to_table("rejected", [asdict(reject) for reject in rejected])}

    written = write(out, batches(), provenance(nlp))
    return Summary(written, words, rejected)


def _tables(dispatch: Dispatch, doc: Doc) -> Tables | Reject:
    try:
        return {table: to_table(table, found) for table, found in rows(doc, dispatch).items()}
    except Exception as error:  # a stage's mistake costs its document, not the run
        return Reject(dispatch.source, "failed", f"{type(error).__name__}: {error}")
