"""The ten tables: their columns, types and order, declared here and nowhere else."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.rules.files import TableEntry

Row = dict[str, Any]
Schemas = Mapping[str, pa.Schema]

_STRING = pa.string()
_STRINGS = pa.list_(_STRING)
_OWN_TYPES = {
    "string": _STRING,
    "strings": _STRINGS,
    "integer": pa.int32(),
    "boolean": pa.bool_(),
}
_PYTHON_TYPES: dict[pa.DataType, type] = {
    pa.string(): str,
    pa.large_string(): str,
    pa.int16(): int,
    pa.int32(): int,
    pa.bool_(): bool,
    pa.date32(): date,
    _STRINGS: list,
}


class TableError(ValueError):
    """A row that its table's schema refuses; the message names table, column and value."""


def _column(name: str, about: str, dtype: pa.DataType = _STRING) -> pa.Field[Any]:
    return pa.field(name, dtype, nullable=False, metadata={"description": about})


def _maybe(name: str, about: str, dtype: pa.DataType = _STRING) -> pa.Field[Any]:
    return _column(name, about, dtype).with_nullable(True)


def _schema(about: str, *columns: pa.Field[Any]) -> pa.Schema:
    return pa.schema(columns, metadata={"description": about})


_DOC_ID = _column("doc_id", "the document: a hash of its text")
_SPAN = (
    _column("start", "offset of the span's first character in documents.text", pa.int32()),
    _column("end", "offset after the span's last character", pa.int32()),
)
_SURFACE = _column("surface", "the span itself: text[start:end]")
_SENTENCE = _column("sentence", "the sentence that holds the span, verbatim")
_RULE = _column("rule", "id of the rule that made the row")
_EVIDENCE = (*_SPAN, _SURFACE, _SENTENCE, _RULE)
PLACE = (_DOC_ID.name, *(column.name for column in _EVIDENCE))  # columns that every fact has

_PERSON = (
    _DOC_ID,
    _column("name", "the longest form of the name in the document, without titles"),
    _column("role", "the office as written"),
    _column("rank", "the office's level, e.g. minister, head_of_state, ambassador"),
    _maybe("portfolio", "the field of a minister's office, e.g. foreign_affairs"),
    _maybe("country", "the state served, ISO 3166-1 alpha-3"),
    _maybe("organisation", "the organisation served, as written"),
    _column("former", "whether the office is a past one", pa.bool_()),
    _column("mentions", "how often the document names the person", pa.int32()),
    *_EVIDENCE,
)

SCHEMAS: dict[str, pa.Schema] = {
    "documents": _schema(
        "one row a document",
        _DOC_ID,
        _column("source", "the path or address that the text came from"),
        _maybe("title", "the headline"),
        _maybe("agency", "the news agency or publisher"),
        _maybe("place", "the dateline's place"),
        _maybe("published", "day of publication, or the first day of its period", pa.date32()),
        _maybe("published_precision", "day, month or year"),
        _maybe("published_basis", "what published rests on: metadata, header, dateline, calendar"),
        _maybe("language", "fr; null where the text is too short to tell"),
        _column("characters", "length of the text in code points", pa.int32()),
        _column("sentences", "number of sentences", pa.int32()),
        _column("text", "the decoded source, as given", pa.large_string()),
    ),
    "countries": _schema(
        "one row a mention of a country",
        _DOC_ID,
        *_SPAN,
        _SURFACE,
        _column("country", "ISO 3166-1 alpha-3 code (Kosovo: XKX)"),
        _column("name", "French short name"),
        _column("kind", "name, adjective or capital"),
        _SENTENCE,
        _RULE,
    ),
    "dates": _schema(
        "one row a mention of a date",
        _DOC_ID,
        *_SPAN,
        _SURFACE,
        _maybe("value", "the date, EDTF"),
        _maybe("first", "first day that value covers", pa.date32()),
        _maybe("last", "last day that value covers", pa.date32()),
        _column("precision", "day, week, month, quarter, half, year, decade or interval"),
        _column("relative", "whether it was counted from the document's date", pa.bool_()),
        _SENTENCE,
        _RULE,
    ),
    "ministers": _schema("one row a member of a government, a document", *_PERSON),
    "officials": _schema("one row a holder of another public office, a document", *_PERSON),
    "anniversaries": _schema(
        "one row an anniversary, a document",
        _DOC_ID,
        _column("ordinal", "which anniversary: 25 for the 25th", pa.int16()),
        _column("event", "kind of event, e.g. diplomatic_relations, independence"),
        _column("event_text", "the event as written"),
        _column("countries", "the states whose anniversary it is, sorted", _STRINGS),
        _maybe("celebrated_year", "year of the anniversary", pa.int16()),
        _maybe("original_year", "year of the event", pa.int16()),
        _maybe("original_date", "date of the event where the text gives it, EDTF"),
        *_EVIDENCE,
    ),
    "agreements": _schema(
        "one row an agreement, a document",
        _DOC_ID,
        _column("title", "the agreement's title or noun phrase, as written"),
        _column("kind", "treaty, agreement, memorandum, declaration…"),
        _column("status", "signed, initialled, planned, not_signed or mentioned"),
        _maybe("count", "how many agreements the row stands for", pa.int16()),
        _column("countries", "the parties that are states, sorted", _STRINGS),
        _column("signatories", "the people or institutions that sign, as written", _STRINGS),
        _maybe("signed_on", "date of signing, EDTF"),
        _maybe("place", "place of signing"),
        _maybe("valid_from", "first year of validity", pa.int16()),
        _maybe("valid_to", "last year of validity", pa.int16()),
        *_EVIDENCE,
    ),
    "meetings": _schema(
        "one row an encounter, a document",
        _DOC_ID,
        _column("kind", "talks, phone_call, visit, consultations, conference or ceremony"),
        _maybe("held_on", "date, EDTF"),
        _maybe("place", "where it was held"),
        _column("countries", "the participants' states and a visit's host, sorted", _STRINGS),
        _column("participants", "everyone named as taking part", _STRINGS),
        *_EVIDENCE,
    ),
    "relations": _schema(
        "one row an edge of the graph, a document",
        _DOC_ID,
        _column("subject", "a person's name, a country's code"),
        _column("subject_kind", "person, country or agreement"),
        _column("predicate", "what the subject has to do with the object, e.g. met, party_to"),
        _column("object", "a name, a code, a title, an event, a place or an EDTF date"),
        _column("object_kind", "person, country, organisation, agreement, anniversary…"),
        *_SPAN,
        _SENTENCE,
    ),
    "rejected": _schema(
        "one row an input that could not be processed",
        _column("source", "the path or address of the input"),
        _column("reason", "why, in one word"),
        _column("detail", "what was found and what to do; the source kept for a duplicate"),
    ),
}


def fact_schema(about: str, columns: Mapping[str, tuple[str, pa.DataType]]) -> pa.Schema:
    """The schema of a further table of facts: its columns, each with a description and a type.

    Before them comes the document, after them the place in the text, the sentence and the rule.
    Types are those of the shipped tables; values may be null, but for lists and booleans.
    """
    never_null = (_STRINGS, pa.bool_())
    fields = (
        (_column if dtype in never_null else _maybe)(name, description, dtype)
        for name, (description, dtype) in columns.items()
    )
    return _schema(about, _DOC_ID, *fields, *_EVIDENCE)


def own_schema(table: TableEntry) -> pa.Schema:
    """The schema of a table that a rules file declares."""
    columns = table.columns.items()
    return fact_schema(table.about, {name: (c.about, _OWN_TYPES[c.type]) for name, c in columns})


def sort_rows(rows: Iterable[Row]) -> list[Row]:
    """A document's rows of a table of facts, in the table's order."""
    return sorted(
        rows, key=lambda row: (row.get("start", 0), row.get("end", 0), row.get("source", ""))
    )


def check(table: str, rows: Iterable[Row], schemas: Schemas = SCHEMAS) -> None:
    """Raise TableError for rows that the declared schema doesn't hold.

    That is for a column that is missing or unknown, and for a value that is of another type, out
    of range, empty, or null where it may not be.
    """
    schema = schemas[table]
    for row in rows:
        if row.keys() != set(schema.names):
            wrong = sorted(row.keys() ^ set(schema.names))
            raise TableError(f"table {table}: missing or unknown columns {', '.join(wrong)}")
        for column in schema:
            _check(table, column, row[column.name])


def to_table(table: str, rows: Sequence[Row], schemas: Schemas = SCHEMAS) -> pa.Table:
    """Rows that `check` lets pass as an Arrow table of exactly the declared schema."""
    schema = schemas[table]
    columns = [pa.array([row[c.name] for row in rows], c.type) for c in schema]
    return pa.Table.from_arrays(columns, schema=schema)


def without(tables: Mapping[str, pa.Table], doc_ids: Collection[str]) -> dict[str, pa.Table]:
    """The tables without the rows of some documents."""
    wrong = pa.array(doc_ids, pa.string())
    return {
        name: table.filter(pc.invert(pc.is_in(table["doc_id"], wrong)))
        for name, table in tables.items()
    }


def _check(table: str, column: pa.Field[Any], value: Any) -> None:
    if value is None:
        if column.nullable:
            return
        problem = "may not be null"
    elif type(value) is not _PYTHON_TYPES[column.type]:
        problem = f"must be {column.type}"
    elif value == "" or (type(value) is list and not all(type(v) is str and v for v in value)):
        problem = "may not be empty, nor hold anything but strings"
    elif type(value) is int and not -(2 ** (bits := column.type.bit_width - 1)) <= value < 2**bits:
        problem = f"is out of the range of {column.type}"
    else:
        return
    raise TableError(f"table {table}, column {column.name}: {value!r} {problem}")


def read_tables(folder: str | Path) -> dict[str, pd.DataFrame]:
    """The tables of a run, by name, as pandas DataFrames.

    Strings, integers and booleans keep their nulls (`string`, `Int32`, `boolean`), days are
    datetimes, sets are lists. After the ten tables come those of the user's own rules. Raises
    UsageError where `folder` doesn't hold all ten.
    """
    import pandas as pd  # slow to import, and the pipeline itself needs none of it

    dtypes = {
        pa.string(): pd.StringDtype(),
        pa.large_string(): pd.StringDtype(),
        pa.int16(): pd.Int16Dtype(),
        pa.int32(): pd.Int32Dtype(),
        pa.bool_(): pd.BooleanDtype(),
    }
    others = {part.parent.name for part in Path(folder).glob("*/part-*.parquet")} - set(SCHEMAS)
    frames = {}
    for name in (*SCHEMAS, *sorted(others)):
        table = read_table(folder, name)
        frame = table.to_pandas(types_mapper=dtypes.get, date_as_object=False)
        for column in table.schema:
            if column.type == _STRINGS:
                lists = [list(values) for values in frame[column.name]]
                frame[column.name] = pd.Series(lists, index=frame.index, dtype=object)
        frames[name] = frame
    return frames


def read_table(folder: str | Path, name: str) -> pa.Table:
    """One table of a run. Raises UsageError where `folder` doesn't hold it."""
    parts = Path(folder) / name
    if not parts.is_dir() or not any(parts.glob("part-*.parquet")):
        raise UsageError(f"no table {name!r} in {str(folder)!r}: give the folder of a run's output")
    return pq.read_table(parts)
