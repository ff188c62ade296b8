"""Tables to Parquet files, whole or not at all."""

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.errors import UsageError
from pipeline.tables import SCHEMAS, Schemas

_GROUP = 20  # batches to a row group

PART = "part-00000.parquet"


def prepare(out: Path, schemas: Schemas = SCHEMAS) -> None:
    """Make the folders of the tables, and sure that files can be written there.

    Raises UsageError where they can't.
    """
    for table in schemas:
        folder = out / table
        with _refusing(folder):
            folder.mkdir(parents=True, exist_ok=True)
            tempfile.TemporaryFile(dir=folder).close()


def write(
    out: Path,
    batches: Iterable[Mapping[str, pa.Table]],
    metadata: Mapping[str, str],
    schemas: Schemas = SCHEMAS,
) -> dict[str, int]:
    """Write batches of tables to `<out>/<table>/part-00000.parquet`; return the rows of each table.

    Every table gets its file, with its schema and `metadata`, even if no batch holds it. The files
    are written beside their place and moved there once all are complete, so that an error or an
    interruption leaves the tables of an earlier run as they were; then older parts are removed.
    The same batches and metadata give the same bytes. Raises UsageError where writing fails.
    """
    prepare(out, schemas)
    parts = {table: out / table / PART for table in schemas}
    beside = {table: part.with_name(f".{part.name}.new") for table, part in parts.items()}
    rows = dict.fromkeys(schemas, 0)
    try:
        with _refusing(out):
            with ExitStack() as stack:
                writers = {
                    table: stack.enter_context(
                        pq.ParquetWriter(path, _with(schemas[table], metadata), compression="zstd")
                    )
                    for table, path in beside.items()
                }
                stream = iter(batches)
                while group := list(islice(stream, _GROUP)):
                    for table, writer in writers.items():
                        content = [batch[table] for batch in group if table in batch]
                        if content:
                            writer.write_table(whole := pa.concat_tables(content))
                            rows[table] += whole.num_rows
            for table, part in parts.items():
                beside[table].replace(part)
                for other in part.parent.glob("part-*.parquet"):
                    if other != part:
                        other.unlink()
    finally:
        for path in beside.values():
            path.unlink(missing_ok=True)
    return rows


def _with(schema: pa.Schema, metadata: Mapping[str, str]) -> pa.Schema:
    return schema.with_metadata({**schema.metadata, **metadata})


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UsageError(
            f"can't write {str(path)!r}: {error.strerror or error}."
            " Give a folder that can be written with --out."
        ) from None
