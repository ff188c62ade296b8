"""The list of what is wrong: where, what, by which rule, in which sentence."""

import pytest

from pipeline.evaluate.gold import Gold
from pipeline.evaluate.mistakes import as_rows, by_table, report, tally
from pipeline.evaluate.score import Mistake

TEXT = "Lundi, il est venu à Riga.\nLe ministre Ali Toumi a signé un\naccord de pêche à Oslo."
GOLD = Gold("apn_01", TEXT, None, {}, [])
FOUND = {"rule": "r1", "sentence": "Une phrase."}
TOUMI = {"name": "Ali Toumi", "rank": "minister", "portfolio": None, "country": "LVA"}
RIGA = {"start": 21, "end": 25, "country": "LVA"}
MEETING = {"kind": "visit", "countries": ["LVA", "NOR"], "held_on": None, "participants": ["Eva"]}


def mistake(table, expected, found, *columns):
    return Mistake(GOLD, table, expected, found, columns)


def told(*mistakes: Mistake) -> list[str]:
    return [line for line in report(mistakes) if line]


def test_nothing_wrong_nothing_told():
    assert list(report([])) == []


@pytest.mark.parametrize(
    ("wrong", "lines"),
    [
        (
            mistake("countries", RIGA, None),
            [
                "countries, missed",
                "  apn_01: Riga | LVA",
                "    Lundi, il est venu à Riga.",
                "countries: missed 1",
            ],
        ),
        (
            mistake("countries", None, {**RIGA, **FOUND}),
            [
                "countries, invented",
                "  apn_01: Riga | LVA [r1]",
                "    Une phrase.",
                "countries: invented 1",
            ],
        ),
        (
            mistake("countries", RIGA, {**RIGA, **FOUND, "country": "NOR"}, "country"),
            [
                "countries, wrong value",
                "  apn_01: Riga | LVA; found country NOR [r1]",
                "    Une phrase.",
                "countries: wrong value 1",
            ],
        ),
        (
            mistake(
                "ministers",
                TOUMI,
                {**TOUMI, **FOUND, "rank": "envoy", "country": None},
                "rank",
                "country",
            ),
            [
                "ministers, wrong field: rank, country",
                "  apn_01: Ali Toumi | minister | None | LVA; found rank envoy, country None [r1]",
                "    Une phrase.",
                "ministers: wrong field 1 (rank 1, country 1)",
            ],
        ),
        (
            mistake("meetings", None, {**MEETING, **FOUND}),
            [
                "meetings, invented",
                "  apn_01: visit | LVA, NOR | None | Eva [r1]",
                "    Une phrase.",
                "meetings: invented 1",
            ],
        ),
        (
            mistake(
                "documents", {"published": "2025"}, {"published": None, "text": ""}, "published"
            ),
            [
                "documents, wrong field: published",
                "  apn_01: 2025; found published None",
                "documents: wrong field 1 (published 1)",
            ],
        ),
    ],
)
def test_a_mistake_as_lines(wrong, lines):
    assert told(wrong) == lines


@pytest.mark.parametrize(
    ("table", "expected", "sentence"),
    [
        ("ministers", TOUMI, "Le ministre Ali Toumi"),
        ("meetings", {**MEETING, "participants": ["Ali Toumi"]}, "Le ministre Ali Toumi"),
    ],
)
def test_a_missed_row_without_a_place_is_sought_by_its_words(table, expected, sentence):
    (row,) = as_rows([mistake(table, expected, None)])
    assert row["sentence"].startswith(sentence)


def test_the_same_as_plain_values():
    found = {**RIGA, **FOUND, "country": "NOR"}
    assert list(as_rows([mistake("countries", RIGA, found, "country")])) == [
        {
            "dispatch": "apn_01",
            "table": "countries",
            "kind": "wrong value",
            "columns": ["country"],
            "expected": {"surface": "Riga", "country": "LVA"},
            "found": {"surface": "Riga", "country": "NOR"},
            "rule": "r1",
            "sentence": "Une phrase.",
        }
    ]


def test_by_table_then_by_kind_with_counts():
    found = {**TOUMI, **FOUND}
    mistakes = [
        mistake("meetings", MEETING, None),
        mistake("ministers", TOUMI, found, "rank"),
        mistake("ministers", TOUMI, found, "rank", "country"),
        mistake("ministers", TOUMI, None),
    ]
    tables = by_table(mistakes)
    assert list(tables) == ["ministers", "meetings"]
    assert [m.kind for m in tables["ministers"]] == ["missed", "wrong field", "wrong field"]
    assert str(tally(tables["ministers"])) == "missed 1, wrong field 2 (rank 2, country 1)"
