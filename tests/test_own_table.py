"""A table of one's own: what fills its columns, and that it comes out like all others."""

import datetime as dt
from pathlib import Path

import pytest
import spacy

import pipeline
from pipeline.dispatch import Dispatch
from pipeline.execute import execute
from pipeline.nlp import schemas
from pipeline.rules.examples import check
from pipeline.rules.trial import Trial

EXAMPLES = Path(__file__).parents[1] / "models" / "examples"
SENTENCE = (
    "La France a imposé le 3 mars 2025 des sanctions économiques à la Norvège et au Bhoutan, a dit"
    " le ministre français de la Défense, Jean Petit."
)
COLUMNS = """
about = "Visas"
[table]
about = "one row a visa"
[table.columns.country]
about = "a part's value"
part = "country"
[table.columns.adjective]
about = "a part's words"
part = "country"
words = true
[table.columns.date]
about = "what stands near"
near = "DATE"
[table.columns.dates]
about = "all that stands near"
type = "strings"
near = "DATE"
[table.columns.number]
about = "a figure"
type = "integer"
part = "number"
[table.columns.revoked]
about = "whether the part is there"
type = "boolean"
part = "revoked"
[table.columns.kind]
about = "what a rule says"

[[rules]]
id = "visas-of-state"
about = "Visas of a state: 3 visas français"
tokens = [
  {LIKE_NUM = true, AS = "number"}, {NORM = "visas"}, {ENT_TYPE = "COUNTRY", AS = "country"},
  {NORM = "revoques", AS = "revoked", OP = "?"},
]
set = {kind = "entry"}
examples = [{text = "Ils ont 3 visas français.", yields = {country = "FRA"}}]
not = ["Ils ont 3 visas."]
"""


@pytest.fixture(scope="module")
def visas(tmp_path_factory):
    """`visas(text)`: the rows of a table that shows every way to fill a column."""
    folder = tmp_path_factory.mktemp("rules")
    (folder / "visas.toml").write_text(COLUMNS, encoding="utf-8")
    trial = Trial([folder])

    def rows(text: str) -> list[dict]:
        (outcome,) = trial([Dispatch.of("a", text)])
        return outcome.tables["visas"]

    return rows


def test_a_column_is_a_parts_value_or_its_words(visas):
    (row,) = visas("Ils ont 3 visas français.")
    assert (row["country"], row["adjective"], row["number"]) == ("FRA", "français", 3)


def test_a_rule_says_what_no_part_does(visas):
    assert visas("Ils ont 3 visas français.")[0]["kind"] == "entry"


def test_what_is_missing_is_null_false_or_empty(visas):
    assert visas("Ils ont 9999999999 visas français.")[0]["number"] is None
    (row,) = visas("Ils ont trois visas français.")
    assert (row["number"], row["date"], row["revoked"], row["dates"]) == (None, None, False, [])
    assert visas("Ils ont 3 visas français révoqués.")[0]["revoked"] is True


def test_near_is_nearest_in_the_sentence(visas):
    (row,) = visas("En 2019 ils avaient 3 visas français, en 2021 aucun. En 2022, deux.")
    assert (row["date"], row["dates"]) == ("2021", ["2019", "2021"])


def test_the_shipped_example_comes_out_as_a_table(tmp_path):
    (tmp_path / "a.txt").write_text(SENTENCE, encoding="utf-8")
    out = tmp_path / "tables"
    summary = execute([tmp_path / "a.txt"], out, as_of=dt.date(2025, 12, 31), rules=[EXAMPLES])
    assert summary.rows["sanctions"] == 1
    (row,) = pipeline.read_tables(out)["sanctions"].to_dict("records")
    assert row["surface"] == SENTENCE[row["start"] : row["end"]]
    assert row["sentence"] == SENTENCE
    assert row["rule"] == "sanctions-active"
    assert row["imposed_by"] == ["FRA"]
    assert row["against"] == ["NOR", "BTN"]
    assert row["measure"] == "sanctions économiques"
    assert (row["act"], row["date"], row["persons"]) == ("imposed", "2025-03-03", ["Jean Petit"])


def test_the_shipped_examples_own_examples_come_out():
    assert check([EXAMPLES]).failures == []


def test_the_schema_is_declared_with_its_descriptions():
    schema = schemas([EXAMPLES])["sanctions"]
    assert schema.metadata[b"description"].startswith(b"one row an act of sanctioning")
    assert schema.names[0] == "doc_id"
    assert schema.names[-5:] == ["start", "end", "surface", "sentence", "rule"]
    assert schema.field("date").nullable
    assert not schema.field("against").nullable


def test_a_saved_pipeline_has_its_rules_in_its_config(tmp_path):
    pipeline.load(rules=[EXAMPLES]).to_disk(tmp_path)
    doc = spacy.load(tmp_path)("La France a imposé des sanctions à la Norvège.")
    assert [span.text for span in doc.spans["depeche_sanctions"]] == [
        "France a imposé des sanctions à la Norvège"
    ]


def test_ordinary_words_are_no_row():
    texts = ["La France a imposé son rythme à la Norvège, battue 3 à 1.", "Des sanctions à venir."]
    for outcome in Trial([EXAMPLES])([Dispatch.of(text, text) for text in texts]):
        assert outcome.tables["sanctions"] == []
