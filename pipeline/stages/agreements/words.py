"""The closed classes of words that the code about agreements looks up one by one.

>>> "protocole" in words("BEFORE_HEAD"), "de" in words("BEFORE_HEAD")
(False, True)
"""

from functools import cache

from pipeline.rules import load_rules


@cache
def words(label: str) -> frozenset[str]:
    """The folded words of a class of `models/agreement_words.toml`."""
    return frozenset(load_rules("agreement_words").terms(label))
