"""Where the pipeline's own time goes."""

import time
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from threadpoolctl import threadpool_limits

from pipeline.dispatch import Dispatch
from pipeline.nlp import BATCH, load, make_doc
from pipeline.read import find, read
from pipeline.rows import rows
from pipeline.tables import Row, check, to_table
from pipeline.tokens import VOCAB
from pipeline.tokens import read as read_text


def time_stages(corpus: Path) -> dict[str, float]:
    """Seconds of processor time, by stage, that a folder's texts take."""
    spent: dict[str, float] = defaultdict(float)
    nlp = load()
    inputs = read(find([corpus]))

    def batches() -> Iterator[list[Dispatch]]:
        while batch := list(islice(inputs, BATCH)):
            yield [item for item in batch if isinstance(item, Dispatch)]

    with threadpool_limits(1, user_api="blas"):
        lap = time.process_time()

        def ends(stage: str) -> None:
            nonlocal lap
            spent[stage] += (now := time.process_time()) - lap
            lap = now

        for dispatches in batches():
            ends("reading")
            with nlp.memory_zone(), VOCAB.memory_zone():
                docs = [make_doc(nlp, dispatch) for dispatch in dispatches]
                ends("tokens")
                for name, stage in nlp.pipeline:
                    if hasattr(stage, "pipe"):
                        docs = list(stage.pipe(docs))
                    else:
                        docs = [stage(doc) for doc in docs]
                    ends(name)
                tables: dict[str, list[Row]] = defaultdict(list)
                for doc, dispatch in zip(docs, dispatches, strict=True):
                    for table, found in rows(doc, dispatch).items():
                        check(table, found)
                        tables[table] += found
                for table, found in tables.items():
                    to_table(table, found)
                ends("rows")
                docs.clear()
                read_text.cache_clear()
    return dict(spent)
