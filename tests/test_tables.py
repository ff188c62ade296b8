"""The tables' public interface, and what a schema refuses."""

import datetime as dt

import pandas as pd
import pyarrow as pa
import pytest

from pipeline.errors import UsageError
from pipeline.tables import (
    SCHEMAS,
    TableError,
    check,
    read_table,
    read_tables,
    sort_rows,
    to_table,
    without,
)
from pipeline.write import write

PERSON = (
    "doc_id name role rank portfolio? country? organisation? former:bool mentions:int32 start:int32"
    " end:int32 surface sentence rule"
)
COLUMNS = {
    "documents": "doc_id source title? agency? place? published:date32[day]? published_precision?"
    " published_basis? language? characters:int32 sentences:int32 text:large_string",
    "countries": "doc_id start:int32 end:int32 surface country name kind sentence rule",
    "dates": "doc_id start:int32 end:int32 surface value? first:date32[day]? last:date32[day]?"
    " precision relative:bool sentence rule",
    "ministers": PERSON,
    "officials": PERSON,
    "anniversaries": "doc_id ordinal:int16 event event_text countries:list celebrated_year:int16?"
    " original_year:int16? original_date? start:int32 end:int32 surface sentence rule",
    "agreements": "doc_id title kind status count:int16? countries:list signatories:list signed_on?"
    " place? valid_from:int16? valid_to:int16? start:int32 end:int32 surface sentence rule",
    "meetings": "doc_id kind held_on? place? countries:list participants:list start:int32 end:int32"
    " surface sentence rule",
    "relations": "doc_id subject subject_kind predicate object object_kind start:int32 end:int32"
    " sentence",
    "rejected": "source reason detail",
}

MENTION = {
    "doc_id": "0123456789abcdef",
    "start": 0,
    "end": 5,
    "surface": "lundi",
    "value": "2025-06-09",
    "first": dt.date(2025, 6, 9),
    "last": dt.date(2025, 6, 9),
    "precision": "day",
    "relative": True,
    "sentence": "lundi",
    "rule": "weekday",
}
PLAN = {
    **{column.name: None for column in SCHEMAS["agreements"]},
    "doc_id": "0123456789abcdef",
    "title": "plan de consultations",
    "kind": "plan",
    "status": "signed",
    "countries": ["AZE", "RUS"],
    "signatories": [],
    "valid_from": 2023,
    "start": 0,
    "end": 4,
    "surface": "plan",
    "sentence": "plan",
    "rule": "plan",
}


def spelled(column: pa.Field) -> str:
    kind = "list" if column.type == pa.list_(pa.string()) else str(column.type)
    return column.name + ("" if kind == "string" else f":{kind}") + "?" * column.nullable


@pytest.mark.parametrize("table", COLUMNS)
def test_columns_types_and_nulls_are_those_promised(table):
    assert " ".join(map(spelled, SCHEMAS[table])) == COLUMNS[table]


def test_there_are_these_tables_and_no_other():
    assert list(SCHEMAS) == list(COLUMNS)


@pytest.mark.parametrize("table", COLUMNS)
def test_tables_and_columns_are_described(table):
    assert SCHEMAS[table].metadata[b"description"]
    assert all(column.metadata[b"description"] for column in SCHEMAS[table])


def test_rows_become_a_table_of_the_declared_schema():
    table = to_table("dates", [MENTION, {**MENTION, "value": None, "first": None, "last": None}])
    assert table.schema.equals(SCHEMAS["dates"], check_metadata=True)
    assert table.to_pylist()[0] == MENTION


def test_no_rows_become_a_table_of_the_declared_schema():
    assert to_table("dates", []).schema.equals(SCHEMAS["dates"], check_metadata=True)


@pytest.mark.parametrize(
    ("table", "row", "column", "value", "problem"),
    [
        ("dates", MENTION, "start", "0", "must be int32"),
        ("dates", MENTION, "start", 0.0, "must be int32"),
        ("dates", MENTION, "start", True, "must be int32"),
        ("dates", MENTION, "start", 2**31, "out of the range of int32"),
        ("dates", MENTION, "relative", 1, "must be bool"),
        ("dates", MENTION, "first", "2025-06-09", "must be date32"),
        ("dates", MENTION, "first", dt.datetime(2025, 6, 9), "must be date32"),
        ("dates", MENTION, "rule", None, "may not be null"),
        ("dates", MENTION, "value", "", "may not be empty"),
        ("agreements", PLAN, "valid_to", 40000, "out of the range of int16"),
        ("agreements", PLAN, "countries", "AZE RUS", "must be list"),
        ("agreements", PLAN, "countries", None, "may not be null"),
        ("agreements", PLAN, "signatories", [None], "nor hold anything but strings"),
        ("agreements", PLAN, "signatories", [""], "nor hold anything but strings"),
    ],
)
def test_a_wrong_value_is_refused_by_table_column_and_value(table, row, column, value, problem):
    with pytest.raises(TableError) as refusal:
        check(table, [row, {**row, column: value}])
    assert str(refusal.value).startswith(f"table {table}, column {column}: {value!r} ")
    assert problem in str(refusal.value)


def test_the_rows_of_some_documents_are_left_out():
    tables = {"dates": to_table("dates", [MENTION, {**MENTION, "doc_id": "other"}])}
    (kept,) = without(tables, {MENTION["doc_id"]})["dates"].to_pylist()
    assert kept == {**MENTION, "doc_id": "other"}


def test_a_missing_and_an_unknown_column_are_refused():
    row = {k: v for k, v in MENTION.items() if k != "rule"} | {"rules": "weekday"}
    with pytest.raises(TableError, match="table dates: missing or unknown columns rule, rules"):
        check("dates", [row])


def test_rows_are_sorted_by_place():
    spans = [{"start": 5, "end": 9}, {"start": 0, "end": 9}, {"start": 0, "end": 4}]
    assert sort_rows(spans) == spans[::-1]


def test_frames_have_types_that_know_nulls(tmp_path):
    undated = {**MENTION, "value": None, "first": None, "last": None}
    tables = {
        "dates": to_table("dates", [MENTION, undated]),
        "agreements": to_table("agreements", [PLAN]),
    }
    write(tmp_path, [tables], {})
    frames = read_tables(tmp_path)
    assert list(frames) == list(SCHEMAS)
    dates, agreements = frames["dates"], frames["agreements"]
    assert dates["first"].dt.year.tolist()[0] == 2025
    assert dates["value"].isna().tolist() == [False, True]
    assert (dates["start"].dtype, dates["relative"].dtype) == ("Int32", "boolean")
    assert agreements["valid_from"].tolist() == [2023]
    assert agreements["valid_to"].tolist() == [pd.NA]
    assert agreements["countries"].tolist() == [["AZE", "RUS"]]


def test_frames_of_no_rows_have_the_same_types(tmp_path):
    write(tmp_path, [], {})
    frames = read_tables(tmp_path)
    assert frames["agreements"]["countries"].dtype == object
    assert frames["documents"]["published"].dtype.kind == "M"


def test_a_folder_without_the_tables(tmp_path):
    with pytest.raises(UsageError, match="no table 'documents' in"):
        read_tables(tmp_path)
    with pytest.raises(UsageError, match="no table 'dates' in"):
        read_table(tmp_path / "nowhere", "dates")
