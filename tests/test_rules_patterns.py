"""Patterns: what they may ask of a token is what spaCy knows, and what can match is let pass."""

import pytest
from spacy.matcher import Matcher

from pipeline.rules.lexicon import Lexicon
from pipeline.rules.patterns import ATTRIBUTES, parts_of, problems_of
from pipeline.tokens import VOCAB

LABELS = {"MONTH": Lexicon("MONTH", {"3": ("mars",), "eve": ("la veille",)}), "COUNTRY": None}


@pytest.mark.parametrize("attribute", ATTRIBUTES)
def test_spacy_knows_every_attribute(attribute):
    value = True if attribute.startswith(("IS_", "LIKE_")) else "a"
    value = 1 if attribute == "LENGTH" else value
    Matcher(VOCAB).add("rule", [[{attribute: value}]])


@pytest.mark.parametrize(
    "token",
    [
        {"NORM": "etait"},
        {"NORM": "mm."},
        {"NORM": "l'"},
        {"NORM": {"REGEX": "^sign"}},
        {"ORTH": "U.S.A."},
        {"ENT_TYPE": "MONTH", "NORM": "la veille"},
        {"ENT_TYPE": "COUNTRY", "NORM": "arabie saoudite"},
        {"ENT_TYPE": {"IN": ["MONTH", "COUNTRY"]}, "ENT_ID": {"NOT_IN": ["FRA"]}},
        {"ENT_TYPE": ""},
        {"LENGTH": {">=": 4}},
        {"OP": "{2,3}"},
        {},
    ],
)
def test_what_can_match_is_no_problem(token):
    assert list(problems_of([({"NORM": "a"}, token)], None, LABELS)) == []


def test_parts_of_patterns_and_regexes():
    import re

    pattern = ({"NORM": "a", "AS": "first"}, {"NORM": "b"})
    assert parts_of([pattern], re.compile("(?P<day>a)|(?P<day_>b)")) == {"first", "day"}
