"""Tables to files: all of them, whole, the same bytes every time."""

import pandas as pd
import pyarrow.parquet as pq
import pytest

from pipeline.errors import UsageError
from pipeline.tables import SCHEMAS, to_table
from pipeline.write import PART, prepare, write

REJECTS = [
    {"source": "a.txt", "reason": "empty", "detail": "no text in it"},
    {"source": "b.txt", "reason": "empty", "detail": "no text in it"},
]
BATCHES = [{"rejected": to_table("rejected", [reject])} for reject in REJECTS]


def files(folder):
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def test_every_table_gets_one_part_with_its_schema_even_without_rows(tmp_path):
    rows = write(tmp_path, BATCHES, {})
    assert rows == {**dict.fromkeys(SCHEMAS, 0), "rejected": 2}
    assert set(files(tmp_path)) == {f"{table}/{PART}" for table in SCHEMAS}
    for table, schema in SCHEMAS.items():
        assert pq.read_schema(tmp_path / table / PART).equals(schema)


def test_any_reader_of_parquet_reads_a_table_whole(tmp_path):
    write(tmp_path, BATCHES, {})
    assert pd.read_parquet(tmp_path / "rejected").to_dict("records") == REJECTS


def test_metadata_stand_in_every_part_beside_the_descriptions(tmp_path):
    write(tmp_path, [], {"pipeline": "0.1.0", "rules": "c0ffee"})
    for table in SCHEMAS:
        schema = pq.read_schema(tmp_path / table / PART)
        assert schema.metadata[b"pipeline"] == b"0.1.0"
        assert schema.metadata[b"rules"] == b"c0ffee"
        assert schema.metadata[b"description"] == SCHEMAS[table].metadata[b"description"]
        assert all(b"description" in column.metadata for column in schema)


def test_the_same_tables_give_the_same_bytes(tmp_path):
    write(tmp_path / "one", BATCHES, {"pipeline": "0.1.0"})
    write(tmp_path / "two", BATCHES, {"pipeline": "0.1.0"})
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_parts_of_an_earlier_run_are_replaced(tmp_path):
    write(tmp_path, BATCHES, {})
    (tmp_path / "rejected" / "part-00007.parquet").write_bytes(b"from a run of many parts")
    (tmp_path / "rejected" / "notes.txt").write_text("the user's own")
    write(tmp_path, BATCHES[:1], {})
    assert set(files(tmp_path / "rejected")) == {PART, "notes.txt"}
    assert pd.read_parquet(tmp_path / "rejected" / PART)["source"].tolist() == ["a.txt"]


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_an_interrupted_run_leaves_the_earlier_tables(tmp_path, error):
    def breaking():
        yield BATCHES[1]
        raise error

    write(tmp_path, BATCHES[:1], {})
    before = files(tmp_path)
    with pytest.raises(error):
        write(tmp_path, breaking(), {})
    assert files(tmp_path) == before


@pytest.mark.parametrize("in_the_way", ["out", "out/countries"])
def test_a_file_in_the_way_is_refused_and_left_alone(tmp_path, in_the_way):
    file = tmp_path / in_the_way
    file.parent.mkdir(exist_ok=True)
    file.write_text("the user's own")
    with pytest.raises(UsageError, match=r"can't write .*out.*--out"):
        prepare(tmp_path / "out")
    assert file.read_text() == "the user's own"


def test_a_folder_without_permission_is_refused(tmp_path, monkeypatch):
    def refuse(**_options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    with pytest.raises(UsageError, match="Permission denied"):
        prepare(tmp_path)


def test_a_full_disk_is_refused(tmp_path, monkeypatch):
    def full(*_args, **_options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pq.ParquetWriter, "write_table", full)
    with pytest.raises(UsageError, match="No space left on device"):
        write(tmp_path, BATCHES, {})
