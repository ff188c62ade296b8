"""A rules file as it is written: where its entries stand, and what a mistake is told like."""

import pytest

from pipeline.rules.files import RulesFile, nearest

TEXT = '''\
about = """
[[rules]] in a text is none
"""

[lexicons.MONTH] # months
attr = "NORM"
[lexicons.MONTH.terms]
3 = [
  "mars",
]
"4 a" = ["avril"]

[[rules]]
id = "first"
about = "First"
tokens = [{NORM = "a"}]
examples = [{text = "a", yields = []}]
not = ["b"]

[[rules]]
id = "second"
'''


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (("lexicons", "MONTH"), 5),
        (("lexicons", "MONTH", "attr"), 6),
        (("lexicons", "MONTH", "terms", "3"), 8),
        (("lexicons", "MONTH", "terms", "4 a"), 11),
        (("rules", 0), 13),
        (("rules", 0, "tokens", 0, "NORM"), 16),
        (("rules", 1, "about"), 20),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path, place, line):
    path = tmp_path / "dates.toml"
    path.write_text(TEXT, encoding="utf-8")
    assert RulesFile(path).problem("…", *place).line == line


def test_a_problem_reads_as_a_line(tmp_path):
    path = tmp_path / "dates.toml"
    path.write_text(TEXT.replace('id = "second"\n', 'id = "second"\nfor = "x"\n'), "utf-8")
    problems = RulesFile(path).problems
    assert f"{path}, line 22, rule 'second': unknown key 'for': did you mean 'not'?" not in problems
    assert any(str(problem).startswith(f"{path}, line 22, rule 'second': ") for problem in problems)


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("tokns", "did you mean 'tokens'?"),
        ("TOKENS", "did you mean 'tokens'?"),
        ("zzz", "known: phrases, regex, tokens"),
    ],
)
def test_what_is_nearest(word, told):
    assert nearest(word, ["tokens", "regex", "phrases"]) == told


def test_a_long_list_is_cut():
    told = nearest("zzz", [f"{letter}_LONG" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXY"])
    assert told.endswith("T_LONG, …")
    assert nearest("zzz", []) == "none is known"
