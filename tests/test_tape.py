"""Patterns as regular expressions find what spaCy's Matcher finds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.attrs import ENT_ID, ENT_TYPE
from spacy.matcher import Matcher
from spacy.tokens import Doc

from pipeline.rules.book import rulebook
from pipeline.tape import PatternMatcher, Token
from pipeline.tokens import VOCAB, words_of

WORDS = ["Le", "le", "LE", "été", "Été", "ete", "Roi", "12", ",", "l'", "Saint-Jean"]
CONDITIONS = [
    {"NORM": "le"},
    {"NORM": {"IN": ["ete", "roi"]}},
    {"NORM": {"NOT_IN": ["le", ","]}},
    {"LOWER": "été"},
    {"LOWER": {"REGEX": "^[a-z]"}},
    {"LOWER": {"IN": ["le", "été"]}, "NORM": {"NOT_IN": ["le"]}},
    {"ORTH": "Le"},
    {"ORTH": {"NOT_IN": ["Le", "12"]}},
    {"IS_TITLE": True},
    {"IS_PUNCT": True},
    {"LIKE_NUM": True, "ENT_TYPE": ""},
    {"ENT_TYPE": "KING"},
    {"ENT_TYPE": {"IN": ["KING", "PLACE"]}, "ENT_ID": "old"},
    {"ENT_TYPE": {"NOT_IN": ["KING"]}, "ENT_ID": {"NOT_IN": ["new"]}},
    {"ENT_TYPE": "PLACE", "IS_LOWER": True},
    {"LENGTH": {">=": 3}},
    {},
]
tokens = st.lists(
    st.sampled_from(WORDS)
    | st.tuples(
        st.sampled_from(["KING", "PLACE"]), st.sampled_from(["old", "new"]), st.sampled_from(WORDS)
    ),
    max_size=8,
)
patterns = st.lists(st.sampled_from(CONDITIONS), min_size=1, max_size=4)


def by_spacy(pattern, sentence: list[Token]) -> list[tuple[int, int]]:
    """What spaCy finds, the longest first."""
    labelled = [("", "", token) if isinstance(token, str) else token for token in sentence]
    doc = Doc(VOCAB, words=[word for _, _, word in labelled])
    if sentence:
        labels = [[VOCAB.strings.add(label), VOCAB.strings.add(v)] for label, v, _ in labelled]
        doc.from_array([ENT_TYPE, ENT_ID], np.array(labels, dtype="uint64"))
    matcher = Matcher(VOCAB)
    plain = [{key: value for key, value in token.items() if key != "AS"} for token in pattern]
    matcher.add("pattern", [plain], greedy="LONGEST")
    return sorted((first, last) for _, first, last in matcher(doc))


def by_tape(pattern, sentence: list[Token]) -> list[tuple[int, int]]:
    return sorted((found.first, found.last) for found in PatternMatcher([pattern])(sentence))


@given(patterns, tokens)
def test_a_sequence_of_tokens(pattern, sentence):
    assert by_tape(pattern, sentence) == by_spacy(pattern, sentence)


@pytest.mark.parametrize("operator", ["?", "*", "+", "!", "{2}", "{1,2}", "{0,2}", "{2,}"])
@given(st.sampled_from(CONDITIONS), st.sampled_from(CONDITIONS), tokens)
def test_a_token_that_may_be_missing_or_come_again(operator, first, other, sentence):
    pattern = [{**first, "OP": operator}, other]
    assert by_tape(pattern, sentence) == by_spacy(pattern, sentence)


def test_parts_are_told_by_name():
    find = PatternMatcher(
        [
            [
                {"ENT_TYPE": "KING", "AS": "who"},
                {"NORM": ",", "OP": "?", "AS": "stop"},
                {"AS": "what"},
            ]
        ]
    )
    (found,) = find(["Le", ("KING", "old", "roi"), "dort"])
    assert found.parts == [("who", 1, 2), ("what", 2, 3)]


@pytest.mark.parametrize("name", ["countries", "dates", "titles", "offices", "meetings"])
def test_our_own_patterns_on_our_own_examples(name):
    ruleset = rulebook()[name]
    labels = {
        word: (label, value, word)
        for label, lexicon in ruleset.lexicons.items()
        for value, terms in lexicon.terms.items()
        for word in terms
        if len(words_of(word)) == 1
    }
    sentences = [
        [labels.get(word.lower(), word) for word in words_of(example["text"])]
        for rule in ruleset.rules
        for example in rule.examples
    ]
    for rule in ruleset.rules[::5]:
        for pattern in rule.patterns[:2]:
            for sentence in sentences[::4]:
                assert by_tape(pattern, sentence) == by_spacy(pattern, sentence), rule.id


def test_a_sentence_that_lacks_what_every_pattern_needs_may_not_match():
    find = PatternMatcher([[{"ENT_TYPE": "KING"}, {"NORM": {"IN": ["dort", "mange"]}}]])
    assert find.may_match(["dort", ("KING", "old", "roi")])
    assert not find.may_match(["rit", ("KING", "old", "roi")])
    assert not find.may_match(["dort", ("PLACE", "old", "roi")])
