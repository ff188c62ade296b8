"""Patterns over chunks: what merges, which match stands, what the parts are called."""

import re
from pathlib import Path

import pytest

from pipeline.evaluate.gold import read_gold
from pipeline.match import LexiconMatcher, RuleMatcher, view
from pipeline.rules.book import Rule, Ruleset, rulebook
from pipeline.rules.lexicon import Lexicon
from pipeline.tape import PatternMatcher
from pipeline.tokens import Chunk, read

SEEDS = Path(__file__).parent.parent / "data" / "gold" / "seeds"
RANK = Lexicon("RANK", {"minister": ("ministre",), "prime": ("Premier ministre",)})


def matcher(*patterns, lexicons=(RANK,)) -> RuleMatcher:
    rules = tuple(
        Rule(f"rule-{i}", "…", Path("test.toml"), i, i, (tuple(pattern),))
        for i, pattern in enumerate(patterns)
    )
    return RuleMatcher(Ruleset("test", {lex.label: lex for lex in lexicons}, rules))


def found(rules: RuleMatcher, source: str, chunks=()) -> list[tuple[str, str]]:
    return [(m.rule.id, source[m.start : m.end]) for m in rules(read(source), chunks)]


@pytest.mark.parametrize(
    "source", ["Hong Kong", "Hong-Kong", "HONG KONG", "hong\nkong", "Hong\u00a0Kong"]
)
def test_terms_are_found_in_any_typography(source):
    find = LexiconMatcher([Lexicon("NAME", {"HKG": ("Hong Kong",)})])
    assert find(read(source)) == [Chunk(0, 9, "NAME", "HKG")]


def test_initials_are_compared_as_written():
    find = LexiconMatcher([Lexicon("NAME", {"ARE": ("EAU",)}, attr="ORTH")])
    assert [chunk.start for chunk in find(read("L'eau des EAU"))] == [10]


def test_words_that_match_a_regex_are_terms_with_themselves_for_a_value():
    find = LexiconMatcher([Lexicon("YEAR", {}, regex=re.compile(r"20\d\d"))])
    assert find(read("en 2025, 12025 ou 2,025")) == [Chunk(3, 7, "YEAR", "2025")]


def test_longest_term_becomes_one_token():
    source = "Le Premier ministre arrive"
    chunks, tokens = view(read(source), LexiconMatcher([RANK])(read(source)))
    assert tokens == ["Le", ("RANK", "prime", "Premier ministre"), "arrive"]
    assert chunks[1] == Chunk(3, 19, "RANK", "prime")


def test_parts_are_named_and_hold_their_values():
    rules = matcher([{"ENT_TYPE": "RANK", "AS": "rank"}, {"ENT_TYPE": "PERSON", "AS": "who"}])
    source = "le ministre Awa Sy"
    (match,) = rules(read(source), [Chunk(12, 18, "PERSON", "Awa Sy")])
    assert (match.value("rank"), match.value("who"), match.value("no")) == (
        "minister",
        "Awa Sy",
        None,
    )


def test_longest_match_stands_then_the_first_rule():
    rules = matcher(
        [{"ENT_TYPE": "RANK"}],
        [{"ENT_TYPE": "RANK"}, {"NORM": "adjoint"}],
        [{"ENT_TYPE": "RANK"}],
    )
    assert found(rules, "le ministre adjoint et le ministre") == [
        ("rule-1", "ministre adjoint"),
        ("rule-0", "ministre"),
    ]


def test_no_match_crosses_the_end_of_a_sentence():
    rules = matcher([{"ENT_TYPE": "RANK"}, {"IS_PUNCT": True, "OP": "?"}, {"NORM": "paris"}])
    assert found(rules, "Le ministre. Paris dort.") == []
    assert found(rules, "Le ministre, Paris dort.") == [("rule-0", "ministre, Paris")]


@pytest.mark.parametrize("name", ["dates", "tenses", "titles", "meetings"])
def test_sentences_that_are_passed_over_hold_no_match(monkeypatch, name):
    rules = RuleMatcher(rulebook()[name])
    texts = [read(gold.text) for gold in read_gold(SEEDS)]
    found = [rules(text) for text in texts]
    monkeypatch.setattr(
        PatternMatcher, "may_match", lambda self, tokens: list(range(len(self._compiled)))
    )
    assert found == [rules(text) for text in texts]
    assert any(found)
