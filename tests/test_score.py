"""Scores: which rows count as right, and what is made of them."""

import datetime as dt

import pytest

from pipeline.evaluate.gold import Gold
from pipeline.evaluate.judges import JUDGES
from pipeline.evaluate.score import Result, Score, score

TEXT = "Le ministre russe à Paris lundi."
TABLES = {judge.table for judge in JUDGES.values()}
MINISTER = {"name": "Matveï Petrov", "rank": "minister", "portfolio": "defence", "country": "RUS"}
COUNTRY = {"start": 12, "end": 17, "country": "RUS"}
DATE = {"start": 26, "end": 31, "value": "2025-06-09"}
ANNIVERSARY = {
    "ordinal": 25,
    "event": "independence",
    "countries": ["RUS"],
    "celebrated_year": 2017,
    "original_year": None,
}
AGREEMENT = {
    "title": "accord de coopération militaire",
    "kind": "agreement",
    "status": "signed",
    "count": 1,
    "countries": ["FRA", "RUS"],
    "signed_on": None,
    "valid_from": None,
    "valid_to": None,
}
MEETING = {
    "kind": "talks",
    "countries": ["FRA", "RUS"],
    "held_on": "2025-06-09",
    "participants": ["Matveï Petrov", "Jean Dupont"],
}


def compare(table: str, gold: list[dict], found: list[dict], undated=()) -> Result:
    expected = {**{name: [] for name in TABLES}, table: gold}
    document = {"doc_id": "d0c", "source": "in/apn_01.txt", "text": TEXT, "published": None}
    tables = {
        **{name: [] for name in TABLES},
        table: [{**row, "doc_id": "d0c"} for row in found],
        "documents": [document],
    }
    return score([Gold("apn_01", TEXT, None, expected, list(undated))], tables)


def judged(table: str, gold: list[dict], found: list[dict], judge: str | None = None, undated=()):
    """How many of `found` are right, missing, spurious."""
    s = compare(table, gold, found, undated).scores[judge or table]
    return s.hits, s.missing, s.spurious


RIGHT, WRONG = (1, 0, 0), (0, 1, 1)


@pytest.mark.parametrize(
    ("table", "gold", "changes", "expected"),
    [
        ("ministers", MINISTER, {}, RIGHT),
        ("ministers", MINISTER, {"name": "MATVEI PETROV"}, RIGHT),
        ("ministers", MINISTER, {"name": "Petrov"}, WRONG),
        ("ministers", MINISTER, {"portfolio": None}, WRONG),
        ("officials", MINISTER, {"portfolio": None}, RIGHT),
        ("countries", COUNTRY, {"start": 3}, RIGHT),
        ("countries", COUNTRY, {"start": 17, "end": 20}, WRONG),
        ("countries", COUNTRY, {"country": "FRA"}, WRONG),
        ("dates", DATE, {"end": 32}, RIGHT),
        ("dates", DATE, {"value": "2025-06"}, WRONG),
        ("anniversaries", ANNIVERSARY, {}, RIGHT),
        ("anniversaries", ANNIVERSARY, {"original_year": 1992}, WRONG),
        ("agreements", AGREEMENT, {"title": "Accord de coopération"}, RIGHT),
        ("agreements", AGREEMENT, {"countries": ["RUS", "FRA"]}, RIGHT),
        ("agreements", AGREEMENT, {"title": "protocole sanitaire"}, WRONG),
        ("agreements", AGREEMENT, {"signed_on": "2025"}, WRONG),
        ("agreements", AGREEMENT, {"status": "planned"}, (0, 1, 0)),
        ("meetings", MEETING, {"participants": ["jean dupont", "Matvei Petrov"]}, RIGHT),
        ("meetings", MEETING, {"participants": ["Matveï Petrov"]}, WRONG),
    ],
)
def test_what_makes_a_row_right(table, gold, changes, expected):
    assert judged(table, [gold], [{**gold, **changes}]) == expected


def test_of_all_agreements_kind_status_and_title_count():
    found = {**AGREEMENT, "signed_on": "2025"}
    assert judged("agreements", [AGREEMENT], [found], judge="agreements_all") == RIGHT


def test_a_row_is_right_once():
    assert judged("countries", [COUNTRY], [COUNTRY, COUNTRY]) == (1, 0, 1)


@pytest.mark.parametrize(("found", "expected"), [([MEETING], RIGHT), ([], (0, 0, 0))])
def test_what_is_optional_may_be_missing(found, expected):
    assert judged("meetings", [{**MEETING, "optional": True}], found) == expected


@pytest.mark.parametrize("value", [None, "2025-06-02"])
def test_a_date_that_gold_leaves_open_may_be_reported(value):
    assert judged("dates", [], [{**DATE, "value": value}], undated=[(26, 31)]) == (0, 0, 0)


def test_a_date_without_value_is_not_judged():
    assert judged("dates", [DATE], [{**DATE, "value": None}]) == (0, 1, 0)


@pytest.mark.parametrize(
    ("counted", "figures"),
    [
        (Score(3, 1, 2), (0.6, 0.75, 2 / 3)),
        (Score(0, 0, 0), (1.0, 1.0, 1.0)),
        (Score(0, 0, 2), (0.0, 1.0, 0.0)),
        (Score(0, 2, 0), (1.0, 0.0, 0.0)),
        (Score(0, 2, 2), (0.0, 0.0, 0.0)),
    ],
)
def test_precision_recall_and_f1(counted, figures):
    assert (counted.precision, counted.recall, counted.f1) == pytest.approx(figures)


def left(table: str, gold: list[dict], found: list[dict], judge: str | None = None) -> list[tuple]:
    """Kind and columns of what is wrong."""
    result = compare(table, gold, found)
    name = judge or table
    return [(m.kind, m.columns) for m in result.mistakes if m.table == name]


PETROV = {**MINISTER, "name": "Petrov"}
DUPONT = {**MINISTER, "name": "Jean Dupont"}
PLANNED = {**AGREEMENT, "status": "planned"}
OPTIONAL = {**MEETING, "optional": True}


@pytest.mark.parametrize(
    ("table", "gold", "found", "expected"),
    [
        ("countries", [COUNTRY], [], [("missed", ())]),
        ("countries", [], [COUNTRY], [("invented", ())]),
        ("countries", [COUNTRY], [COUNTRY], []),
        ("countries", [COUNTRY], [{**COUNTRY, "country": "FRA"}], [("wrong value", ("country",))]),
        (
            "countries",
            [COUNTRY],
            [{**COUNTRY, "start": 3, "end": 5}],
            [("missed", ()), ("invented", ())],
        ),
        ("dates", [DATE], [{**DATE, "value": None}], [("wrong value", ("value",))]),
        ("ministers", [MINISTER], [PETROV], [("wrong field", ("name",))]),
        ("ministers", [MINISTER], [DUPONT], [("missed", ()), ("invented", ())]),
        (
            "ministers",
            [MINISTER],
            [{**PETROV, "country": None}, {**MINISTER, "rank": "envoy"}],
            [("wrong field", ("rank",)), ("invented", ())],
        ),
        (
            "officials",
            [MINISTER],
            [{**MINISTER, "country": "FRA"}],
            [("wrong field", ("country",))],
        ),
        (
            "anniversaries",
            [ANNIVERSARY],
            [{**ANNIVERSARY, "event": "war", "countries": []}],
            [("wrong field", ("event", "countries"))],
        ),
        ("agreements", [AGREEMENT], [PLANNED], [("wrong field", ("status",))]),
        ("agreements", [PLANNED], [AGREEMENT], [("wrong field", ("status",))]),
        ("agreements", [PLANNED], [{**PLANNED, "status": "mentioned"}], []),
        ("meetings", [MEETING], [{**MEETING, "held_on": None}], [("wrong field", ("held_on",))]),
        ("meetings", [OPTIONAL], [{**MEETING, "held_on": None}], [("wrong field", ("held_on",))]),
        ("meetings", [OPTIONAL], [], []),
    ],
)
def test_the_kinds_of_mistake(table, gold, found, expected):
    assert left(table, gold, found) == expected


def test_what_is_wrong_with_documents():
    empty = {name: [] for name in TABLES}
    golds = [Gold(id_, TEXT, "2025-06-10", empty, []) for id_ in ("a", "b", "c")]
    documents = [
        {"doc_id": "1", "source": "in/a.txt", "text": TEXT, "published": dt.date(2025, 6, 10)},
        {"doc_id": "2", "source": "b.txt#7", "text": TEXT + " ", "published": None},
    ]
    result = score(golds, {**empty, "documents": documents})
    assert [(m.gold.id, m.table, m.kind, m.columns) for m in result.mistakes] == [
        ("b", "documents", "wrong field", ("text",)),
        ("b", "documents", "wrong field", ("published",)),
        ("c", "documents", "missed", ()),
    ]


def test_the_mission_is_the_mean_of_five_tables():
    empty = {name: [] for name in TABLES}
    gold = Gold("a", TEXT, None, {**empty, "ministers": [MINISTER], "meetings": [MEETING]}, [])
    result = score([gold], {**empty, "documents": []})
    assert result.mission == result.f1("mission") == 0.8
    assert [(m.table, m.kind) for m in result.mistakes] == [
        ("documents", "missed"),
        ("ministers", "missed"),
        ("meetings", "missed"),
    ]
