"""A whole run around a stub of the pipeline: counted, complete, the same every time."""

import datetime as dt
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from stub import FRENCH, load, stub  # noqa: F401

import pipeline.execute
from pipeline.errors import UsageError
from pipeline.execute import execute
from pipeline.tables import SCHEMAS, read_tables
from pipeline.write import PART

pytestmark = pytest.mark.usefixtures("stub")


def put(*numbers: int, text: str = FRENCH, folder: str = "in") -> None:
    Path(folder).mkdir(exist_ok=True)
    for number in numbers:
        Path(folder, f"{number}.txt").write_text(f"{text} {number}", encoding="utf-8")


def files(folder: str | Path) -> dict[str, bytes]:
    parts = Path(folder).rglob(PART)
    return {part.parent.name: part.read_bytes() for part in parts}


def test_documents_and_rejects_are_all_the_inputs():
    put(1, 4)
    put(2, text="PANNE")
    put(3, text="FAUX Paris")
    Path("in/5.txt").write_bytes(b"")
    summary = execute(["in"], Path("out"))
    tables = read_tables("out")
    assert tables["documents"]["source"].tolist() == ["in/1.txt", "in/4.txt"]
    assert tables["rejected"][["source", "reason"]].values.tolist() == [
        ["in/2.txt", "failed"],
        ["in/3.txt", "failed"],
        ["in/5.txt", "empty"],
    ]
    assert "table countries, column country: 250" in tables["rejected"]["detail"][1]
    assert summary.documents == 2
    assert [reject.source for reject in summary.rejected] == ["in/2.txt", "in/3.txt", "in/5.txt"]


def test_the_summary_counts_rows_and_words():
    put(1, 2)
    summary = execute(["in"], Path("out"))
    assert summary.rows == {**dict.fromkeys(SCHEMAS, 0), "documents": 2, "countries": 2}
    assert summary.words == 2 * (len(FRENCH.split()) + 1)


def test_the_batch_does_not_change_the_rows(monkeypatch):
    put(*range(7))
    execute(["in"], Path("one"))
    monkeypatch.setattr(pipeline.execute, "BATCH", 3)
    execute(["in"], Path("two"), workers=1)
    for table in SCHEMAS:
        assert pq.read_table(f"one/{table}").equals(pq.read_table(f"two/{table}"))


def test_two_runs_give_the_same_bytes():
    put(1, 2, 3)
    execute(["in"], Path("one"))
    execute(["in/3.txt", "in/1.txt", "in/2.txt"], Path("two"))
    assert files("one") == files("two")


def test_the_number_of_workers_does_not_change_the_bytes(monkeypatch, tmp_path):
    seeds = Path(__file__).parent.parent / "seeds"
    monkeypatch.undo()  # other processes have the real pipeline
    monkeypatch.setattr(pipeline.execute, "BATCH", 2)
    execute([seeds], tmp_path / "one", workers=1, as_of=dt.date(2025, 6, 10))
    execute([seeds], tmp_path / "two", workers=2, as_of=dt.date(2025, 6, 10))
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_nothing_but_rejects_still_gives_every_table():
    put(1, text="PANNE")
    summary = execute(["in"], Path("out"))
    assert summary.documents == 0
    assert set(files("out")) == set(SCHEMAS)


def test_the_provenance_reaches_the_files():
    put(1)
    execute(["in"], Path("out"))
    assert pq.read_schema(f"out/dates/{PART}").metadata[b"pipeline"] == b"stub"


def test_the_reference_date_reaches_the_pipeline(monkeypatch):
    given = []
    monkeypatch.setattr("pipeline.nlp.load", lambda as_of, rules: given.append(as_of) or load())
    put(1)
    execute(["in"], Path("out"), as_of=dt.date(2025, 6, 10))
    assert given == [dt.date(2025, 6, 10)]


def test_progress_is_told(monkeypatch):
    monkeypatch.setattr(pipeline.execute, "BATCH", 2)
    put(1, 2, 3)
    told: list[tuple[int, int]] = []
    execute(["in"], Path("out"), on_progress=lambda *numbers: told.append(numbers), workers=1)
    assert told == [(2, 3), (3, 3)]


def test_a_text_that_came_in_an_earlier_batch_is_a_duplicate(monkeypatch):
    monkeypatch.setattr(pipeline.execute, "BATCH", 2)
    put(1, 2, 3)
    Path("in/4.txt").write_bytes(Path("in/1.txt").read_bytes())
    summary = execute(["in"], Path("out"), workers=1)
    tables = read_tables("out")
    assert tables["rejected"].values.tolist() == [["in/4.txt", "duplicate", "in/1.txt"]]
    assert tables["documents"]["source"].tolist() == ["in/1.txt", "in/2.txt", "in/3.txt"]
    assert len(tables["countries"]) == 3
    assert summary.words == 3 * (len(FRENCH.split()) + 1)


@pytest.mark.parametrize(("inputs", "out"), [(["nowhere"], "out"), (["in"], "in/1.txt")])
def test_usage_errors_come_before_the_models_are_loaded(monkeypatch, inputs, out):
    def load(**_options):
        raise AssertionError("loaded")

    put(1)
    monkeypatch.setattr("pipeline.nlp.load", load)
    with pytest.raises(UsageError):
        execute(inputs, Path(out))
