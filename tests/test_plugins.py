"""Plug-ins: a component of another package fills a table of its own; a broken one is named."""

import sys
from pathlib import Path

import pytest

import pipeline
from pipeline import plugins
from pipeline.errors import UsageError
from pipeline.execute import execute
from pipeline.plugins import installed

ROOT = Path(__file__).parents[1]
MODULE = """
import pyarrow as pa
from spacy.language import Language

from pipeline.facts import record
from pipeline.plugins import Plugin
from pipeline.tables import fact_schema

SHOUTS = Plugin("shout_finder", fact_schema("one row a shout", {"word": ("as read", pa.string())}))
NOTHING = "nothing"


@Language.component("shout_finder")
def find(doc):
    shouts = [token for token in doc if token.is_upper and len(token) > 3]
    for token in shouts:
        place = {"start": token.idx, "end": token.idx + len(token)}
        record(doc, "shouts", [{**place, "rule": "shout", "word": token.lower_}])
    return doc
"""


@pytest.fixture
def package(tmp_path, monkeypatch):
    """`package("shouts = my_package:SHOUTS")`: a package with these entry points, installed."""

    def install(*entries: str) -> None:
        info = tmp_path / "my_package-1.2.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: my-package\nVersion: 1.2\n")
        (info / "entry_points.txt").write_text("\n".join([f"[{plugins.GROUP}]", *entries]))
        (tmp_path / "my_package.py").write_text(MODULE)
        monkeypatch.syspath_prepend(tmp_path)
        installed.cache_clear()

    yield install
    installed.cache_clear()
    sys.modules.pop("my_package", None)


def test_there_are_none_by_default():
    assert installed() == ()


def test_its_table_comes_out_like_all_others(package, tmp_path, monkeypatch):
    package("shouts = my_package:SHOUTS")
    (tmp_path / "a.txt").write_text("Le roi a dit : ASSEZ de bruit !", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    summary = execute(["a.txt"], tmp_path / "out", workers=1)
    assert summary.rows["shouts"] == 1
    (row,) = pipeline.read_tables(tmp_path / "out")["shouts"].to_dict("records")
    assert (row["surface"], row["word"], row["rule"]) == ("ASSEZ", "assez", "shout")


def test_its_table_is_not_one_that_rules_declare(package):
    package("sanctions = my_package:SHOUTS")
    with pytest.raises(UsageError, match="is declared by rules and by the package my-package"):
        pipeline.nlp.schemas([ROOT / "models" / "examples"])


def test_the_tables_say_which_package_made_them(package):
    package("shouts = my_package:SHOUTS")
    assert pipeline.nlp.provenance()["plug-in shouts"] == "my-package 1.2"


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("shouts = my_package:NOTHING", "my_package:NOTHING is no Plugin"),
        ("shouts = my_package:WHISPERS", "has no attribute 'WHISPERS'"),
        ("shouts = their_package:SHOUTS", "No module named 'their_package'"),
        ("dates = my_package:SHOUTS", "that table is a shipped one"),
    ],
)
def test_one_that_cannot_be_used_is_named_with_its_package(package, entry, problem):
    package(entry)
    with pytest.raises(UsageError) as error:
        installed()
    message = str(error.value)
    assert message.startswith(
        f"plug-in for the table {entry.split()[0]!r} of the package my-package 1.2"
    )
    assert problem in message
    assert message.endswith("mend or remove it")
