"""What the README shows is what one gets."""

import re
import shutil
import tomllib
from pathlib import Path

import pytest
import spacy

from pipeline import rules
from pipeline.execute import execute
from pipeline.resources import models_dir

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


@pytest.fixture
def models(tmp_path, monkeypatch):
    """A copy of the rules, to be changed."""
    folder = tmp_path / "models"
    shutil.copytree(models_dir(), folder)
    monkeypatch.setattr(rules, "models_dir", lambda: folder)
    rules.load_rules.cache_clear()
    yield folder
    rules.load_rules.cache_clear()


def test_the_rule_does_what_it_says(models):
    (block,) = blocks("toml")
    with (models / "dates.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n{block}")
    (rule,) = tomllib.loads(block)["rules"]
    nlp = spacy.blank("fr")
    nlp.add_pipe("depeche_dates")
    for example in rule["examples"]:
        (fact,) = nlp(example["text"])._.depeche["dates"]
        assert fact["rule"] == rule["id"]
        assert example["text"][fact["start"] : fact["end"]] == example["yields"]["surface"]
        assert fact["value"] == example["yields"]["value"]
    for text in rule["not"]:
        assert nlp(text)._.depeche["dates"] == []


def test_the_python_examples_run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    execute([ROOT / "seeds"], Path("data/tables"))
    names: dict[str, object] = {}
    for block in blocks("python"):
        exec(block, names)
    assert not names["ministers"].empty
    assert [span.label_ for span in names["doc"].spans["depeche_countries"]] == ["NOR", "AGO"]
