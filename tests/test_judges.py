"""What is alike though it is not equal."""

import pytest

from pipeline.evaluate.judges import JUDGES, titles_alike


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("accord de paix", "Accord de paix entre la RDC et le Rwanda", True),
        ("accord de", "accord de paix entre la RDC et le Rwanda", False),
        ("mémorandum d'entente sur l'énergie", "memorandum d'entente sur l'energie solaire", True),
        ("convention fiscale", "convention consulaire", False),
        ("", "", False),
        ("…", "accord", False),
    ],
)
def test_titles_alike(one, other, alike):
    assert titles_alike(one, other) is titles_alike(other, one) is alike


@pytest.mark.parametrize(
    ("judge", "one", "other", "same"),
    [
        ("ministers", {"name": "Ali BEN SALAH"}, {"name": "Ben-Salah"}, True),
        ("ministers", {"name": "Ali Ben Salah"}, {"name": "Ali Toumi"}, False),
        ("countries", {"start": 3, "end": 7}, {"start": 6, "end": 9}, True),
        ("dates", {"start": 3, "end": 7}, {"start": 7, "end": 9}, False),
        ("agreements", {"title": "Accord de paix signé"}, {"title": "accord de paix"}, True),
        ("anniversaries", {"ordinal": 25, "event": "war"}, {"ordinal": 25, "event": "reign"}, True),
        ("anniversaries", {"ordinal": 25, "event": "war"}, {"ordinal": 5, "event": "reign"}, False),
    ],
)
def test_what_speaks_of_one_thing(judge, one, other, same):
    assert JUDGES[judge].same(one, other) is JUDGES[judge].same(other, one) is same


def test_differences_are_named():
    row = {"kind": "talks", "countries": ["FRA", "RUS"], "held_on": None, "participants": ["Éva A"]}
    other = {**row, "countries": ["RUS", "FRA"], "participants": ["eva a"], "kind": "visit"}
    assert JUDGES["meetings"].differences(row, other) == ("kind",)
