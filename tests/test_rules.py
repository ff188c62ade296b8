"""Every rule of `models/` does what its own examples say; rules files that are wrong say so."""

from pathlib import Path

import pytest

from pipeline import rules as rules_module
from pipeline.resources import models_dir
from pipeline.rules import Rule, RuleError, load_rules, rules_hash

FILES = sorted(path.stem for path in models_dir().glob("*.toml"))
SHOWN_IN = {"dateline.toml": "documents", "senders.toml": "ministers", "tenses.toml": "dates"}
RULES = [rule for name in FILES for rule in load_rules(name).rules]


def _rows_of_rule(tables: dict[str, list[dict]], rule: Rule) -> list[dict]:
    """A rule's rows; some rules make none, and show in what other rules make of them."""
    found = [row for rows in tables.values() for row in rows if row.get("rule") == rule.id]
    return found or tables.get(SHOWN_IN.get(rule.file, ""), [])


def _holds(row: dict, expected: dict) -> bool:
    return all(_plain(row.get(column)) == value for column, value in expected.items())


def _plain(value: object) -> object:
    return value.isoformat() if hasattr(value, "isoformat") else value


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_finds_what_its_examples_say(rule, extract):
    for example in rule.examples:
        rows = _rows_of_rule(extract(example["text"], example.get("published")), rule)
        yields = example["yields"]
        for expected in [yields] if isinstance(yields, dict) else yields:
            assert any(_holds(row, expected) for row in rows), (example["text"], expected, rows)
        if yields == []:
            assert rows == [], example["text"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_leaves_its_near_misses_alone(rule, extract):
    for text in rule.near_misses:
        tables = extract(text)
        assert [row for rows in tables.values() for row in rows if row.get("rule") == rule.id] == []


def test_ids_are_unique_over_all_files():
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids))


GOOD = """
[[rules]]
id = "r"
about = "A greeting"
tokens = [{NORM = "bonjour"}]
examples = [{text = "Bonjour", yields = {}}]
not = ["Bonsoir"]
"""


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("tokens", "token"), "rule 'r': unknown key 'token'"),
        (('about = "A greeting"', ""), "rule 'r': 'about' is missing"),
        (("not = ", "notes = "), "unknown key 'notes'"),
        (("[{NORM", '["HELLO", {NORM'), "unknown fragment 'HELLO'"),
        (("tokens = [{", 'regex = "("\ntokens = [{'), "exactly one of tokens, regex, phrases"),
        (("[[rules]]", "[[rules]"), "not valid TOML"),
    ],
)
def test_wrong_rules_file_says_file_rule_and_mend(change, message, tmp_path: Path, monkeypatch):
    (tmp_path / "greetings.toml").write_text(GOOD.replace(*change), encoding="utf-8")
    monkeypatch.setattr(rules_module, "models_dir", lambda: tmp_path)
    with pytest.raises(RuleError, match=r"greetings\.toml") as error:
        load_rules.__wrapped__("greetings")
    assert message in str(error.value)


def test_hash_changes_with_any_rule(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(rules_module, "models_dir", lambda: tmp_path)
    (tmp_path / "greetings.toml").write_text(GOOD, encoding="utf-8")
    before = rules_hash()
    (tmp_path / "greetings.toml").write_text(GOOD + "# more\n", encoding="utf-8")
    assert rules_hash() != before
