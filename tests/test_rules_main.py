"""The commands `python -m pipeline.rules …`: what they print, and what they say of mistakes."""

from pathlib import Path

import pytest

from pipeline.rules import trial
from pipeline.rules.__main__ import main
from pipeline.rules.book import rulebook

MINE = """
[[rules]]
id = "date-greeting"
about = "A greeting that is none of the dates: bonjour 2025"
tokens = [{NORM = "bonjour"}, {ENT_TYPE = "YEAR", AS = "in"}]
set = {reading = "none"}
examples = [{text = "Bonjour 2025, adieu 2024.", yields = []}]
not = ["Bonsoir."]
"""
DISPATCH = (
    "La Norvège et le Bhoutan ont signé un accord de pêche le 4 mars 2025. Une convention sera"
    " paraphée en 2026."
)


@pytest.fixture
def mine(tmp_path, monkeypatch) -> Path:
    """An empty folder that is the current one, with rules in `mine` and a dispatch in `in`."""
    monkeypatch.chdir(tmp_path)
    for path, text in (("mine/dates.toml", MINE), ("in/a.txt", DISPATCH)):
        Path(path).parent.mkdir()
        Path(path).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def english(mine):
    Path("in/english.txt").write_text("The king is dead, and so is the queen of the land. " * 9)


@pytest.fixture
def said(capsys):
    """`said("list", "dates")`: the exit code, and what was printed."""

    def said(*arguments: str) -> tuple[int, str]:
        code = main(arguments)
        return code, "".join(capsys.readouterr())

    return said


@pytest.fixture
def loaded(nlp, monkeypatch):
    """With no rules of the user's the pipeline of all tests is taken, which is loaded already."""
    load = trial.nlp.load
    monkeypatch.setattr(
        trial.nlp, "load", lambda *, as_of, rules: load(as_of=as_of, rules=rules) if rules else nlp
    )


def test_list_has_every_rule_and_lexicon_of_a_file(said):
    code, printed = said("list", "dates")
    assert code == 0
    for rule in rulebook()["dates"].rules:
        assert f"  {rule.id} " in printed
    assert "  DAY " in printed
    assert "  MONTH " not in printed  # that is calendar's


def test_list_tells_where_an_entry_is_from(said, mine):
    _, printed = said("list", "dates", "--rules", "mine")
    (line,) = (line for line in printed.splitlines() if "date-greeting" in line)
    assert line.split() == "date-greeting mine/dates.toml 1 + 1".split() + line.split()[5:]
    assert "  date-day " in printed
    assert " shipped " in printed


def test_show_a_rule_and_a_lexicon(said):
    _, printed = said("show", "date-day")
    assert printed.startswith("rule date-day: ")
    assert '{ENT_TYPE = "MONTH", AS = "month"}' in printed
    _, printed = said("show", "MONTH")
    assert "3 = mars" in printed


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["list", "daets"], "no rules file 'daets': did you mean 'dates'?"),
        (["show", "date-dya"], "no rule or lexicon 'date-dya': did you mean 'date-day'?"),
        (["check", "nowhere"], "rules folder 'nowhere' does not exist: give a folder"),
        (["test", "nowhere.txt"], "no such file or folder: 'nowhere.txt'"),
        (["test", " "], "an empty text: give a sentence or a file."),
        (["test", "in/english.txt"], "nothing to read in 'in/english.txt': give a French text"),
        (["diff", "shipped", "mine"], "nothing to compare on: give INPUT, --gold DIR or both."),
        (["new", "dtaes"], "no stage 'dtaes': did you mean 'dates'?; for a table of your own add"),
        (["new", "dates", "--table"], "'dates' is a shipped file: drop --table"),
        (["new", "dates", "mine"], "'mine/dates.toml' is there already: edit it"),
    ],
)
def test_a_mistake_is_a_message(said, english, loaded, arguments, message):
    code, printed = said(*arguments)
    assert code == 2
    assert "Traceback" not in printed
    assert "error: " in printed
    assert message in printed


@pytest.mark.parametrize("stage", [ruleset.name for ruleset in rulebook()])
def test_new_files_can_be_used_as_they_are(said, mine, stage):
    code, printed = said("new", stage, "new")
    assert (code, printed) == (
        0,
        f"new/{stage}.toml: edit it, then: python -m pipeline.rules check new\n",
    )
    assert rulebook(["new"])[stage].rules == rulebook()[stage].rules


def test_check_passes_and_fails(said, mine):
    code, printed = said("check", "mine")
    assert code == 0
    assert printed.endswith("near misses: all as they should be\n")
    text = MINE.replace('"Bonjour 2025, adieu 2024."', '"Adieu 2024."').replace(
        "Bonsoir", "Le 3 mai"
    )
    Path("mine/dates.toml").write_text(text.replace("yields = []", 'yields = {surface = "2025"}'))
    code, printed = said("check", "mine")
    assert code == 1
    assert "mine/dates.toml, line 2, rule 'date-greeting': an example is not found" in printed
    assert "  in: Adieu 2024." in printed
    assert [line.split() for line in printed.splitlines()[2:4]] == [
        ["expected", "got"],
        ["surface", "2025", "nothing"],
    ]
    assert printed.endswith(": 1 fail\n")


def test_a_new_table_passes_its_check(said, mine):
    said("new", "visas", "mine", "--table")
    code, printed = said("check", "mine")
    assert (code, printed.count("all as they should be")) == (0, 1)


def test_test_shows_what_fired_and_what_came_close(said, loaded):
    _, printed = said("test", "Un accord est conclu le 3 mars 2025.", "--stage", "dates")
    lines = printed.splitlines()
    assert lines[0].split() == "words NORM LOWER SHAPE true of it".split()
    assert any(line.startswith("  fired  date-day") and "month = 'mars'" in line for line in lines)
    close = [line for line in lines if line.startswith("  close  date-range")]
    assert close
    assert "wants {" in close[0]
    assert lines[-1].startswith("  agreements ") or "dates" in printed


def test_test_reads_files_and_the_standard_input(said, mine, loaded, monkeypatch):
    import io

    _, from_file = said("test", "in/a.txt", "--stage", "dates")
    monkeypatch.setattr("sys.stdin", io.StringIO(DISPATCH))
    _, from_input = said("test", "-", "--stage", "dates")
    assert from_file == from_input
    assert "4 mars 2025" in from_file


def test_coverage_counts_rules_and_lists_what_none_took(said, mine, loaded):
    _, printed = said("coverage", "in")
    lines = [line.split() for line in printed.splitlines()]
    assert ["rule", "matches", "rows"] in lines
    assert ["date-day", "1", "1"] in lines
    assert "  never: " in printed
    assert "words that call for a fact" in printed


def test_diff_shows_rows_lost_and_gained(said, mine, loaded):
    Path("mine/dates.toml").write_text('disable = ["date-year"]\n' + MINE)
    _, printed = said("diff", "shipped", "mine", "in")
    assert "lost: dates '2026' (in/a.txt)" in printed
    assert "    in: Une convention sera paraphée en 2026." in printed
    assert printed.endswith("rows gained: 0, lost: 1, altered: 0\n")
    _, printed = said("diff", "mine", "shipped", "in")
    assert "gained: dates '2026' (in/a.txt)" in printed


def test_diff_tells_the_change_in_f1(said, mine, loaded):
    Path("mine/dates.toml").write_text('disable = ["date-day"]\n')
    seeds = Path(__file__).parents[1] / "data" / "gold" / "seeds"
    _, printed = said("diff", "shipped", "mine", "--gold", str(seeds))
    scores = {line.split()[0]: line.split() for line in printed.splitlines()[1:]}
    assert scores["countries"][1:] == ["1.000", "→", "1.000", "+0.000"]
    assert float(scores["dates"][-1]) < -0.1
