"""What the README shows is what one gets."""

import re
import tomllib
from pathlib import Path

import spacy

from pipeline.execute import execute

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_the_rule_does_what_it_says(tmp_path):
    (block,) = blocks("toml")
    (tmp_path / "dates.toml").write_text(block, encoding="utf-8")
    (rule,) = tomllib.loads(block)["rules"]
    nlp = spacy.blank("fr")
    nlp.add_pipe("depeche_dates", config={"rules": [str(tmp_path)]})
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
