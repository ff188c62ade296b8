"""Every shipped rule does what its own examples say, and declares all that it uses."""

import pytest

from pipeline.rules.book import Rulebook, rulebook
from pipeline.rules.examples import Failure, run
from pipeline.rules.patterns import parts_of
from pipeline.rules.trial import Trial

BOOK = rulebook()
RULES = [rule for ruleset in BOOK for rule in ruleset.rules]


@pytest.fixture(scope="session")
def failures() -> dict[str, list[Failure]]:
    """What fails of the examples of all rules, by the rules' ids."""
    found: dict[str, list[Failure]] = {}
    for failure in run(BOOK, Trial()).failures:
        found.setdefault(failure.rule.id, []).append(failure)
    return found


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_finds_what_its_examples_say_and_leaves_its_near_misses_alone(rule, failures):
    assert failures.get(rule.id, []) == []


def test_the_files_have_no_mistake():
    Rulebook().check()


@pytest.mark.parametrize("name", BOOK.names)
def test_all_that_is_declared_is_used(name):
    """What rules use and nobody declares is a mistake already."""
    ruleset = BOOK[name]
    used = set().union(*(parts_of(rule.patterns, rule.regex) for rule in ruleset.rules))
    assert set(ruleset.parts) == used
    said = {key for rule in ruleset.rules for key in rule.set}
    assert set(ruleset.settings) - said <= {"day"}  # feasts, for rules of the user's: see README


@pytest.mark.parametrize("name", BOOK.names)
def test_every_file_and_lexicon_says_what_it_is_for(name):
    ruleset = BOOK[name]
    assert ruleset.about
    assert [label for label, lexicon in ruleset.lexicons.items() if not lexicon.about] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_says_what_it_is_for_in_a_line(rule):
    assert "\n" not in rule.about.strip()
    assert len(rule.about) <= 180
