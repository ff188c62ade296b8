"""Dates: which words are a mention, and which day, month or year they stand for.

Sentences and their values are in `dates.tsv`; dispatches here are of Tuesday 10 June 2025, where
nothing else is said.
"""

from pathlib import Path

import pytest
import spacy

from pipeline.rules.book import rulebook

TUESDAY = "2025-06-10"
LINES = (Path(__file__).parent / "dates.tsv").read_text(encoding="utf-8").splitlines()
SENTENCES = [line.split("\t") for line in LINES if not line.startswith("#")][1:]


@pytest.fixture(scope="module")
def blank():
    """The stage alone, in a pipeline of a stranger's."""
    nlp = spacy.blank("fr")
    nlp.add_pipe("depeche_dates")
    return nlp


@pytest.fixture
def dates(blank):
    """`dates(text)` gives the facts, `published` being the dispatch's date."""

    def dates(source: str, published: str | None = TUESDAY) -> list[dict]:
        doc = blank.make_doc(source)
        doc._.depeche["dateline"] = {"published": published}
        return blank(doc)._.depeche["dates"]

    return dates


@pytest.fixture
def values(dates):
    return lambda *args: [fact["value"] for fact in dates(*args)]


@pytest.mark.parametrize(("source", "expected"), SENTENCES)
def test_sentence_has_its_dates(source, expected, values):
    assert values(source) == [value for value in expected.split() if value != "-"]


@pytest.mark.parametrize("day", ["30 février", "31 juin", "32 mai", "0 mars"])
def test_days_that_do_not_exist_are_no_mention(day, values):
    assert values(f"signé le {day} 2024") in (
        [],
        ["2024-02"],
        ["2024-06"],
        ["2024-05"],
        ["2024-03"],
    )


def test_span_holds_the_date_and_no_preposition(dates):
    source = "Il a été reçu le mardi 10 juin 2025, du 3 au 5 mai et en mars dernier."
    surfaces = [source[fact["start"] : fact["end"]] for fact in dates(source)]
    assert surfaces == ["mardi 10 juin 2025", "du 3 au 5 mai", "mars dernier"]


def test_without_a_publication_date_what_counts_from_it_has_no_value(dates):
    facts = dates("Reçu lundi, hier et le 5 mai 2024, il ira à Oslo le 5 décembre.", None)
    assert [fact["value"] for fact in facts] == [None, None, "2024-05-05", "XXXX-12-05"]
    assert [fact["first"] for fact in facts] == [None, None, "2024-05-05", None]
    assert [fact["precision"] for fact in facts] == ["day"] * 4


def test_a_month_of_publication_places_days_and_months_but_no_weekday(dates):
    facts = dates("Reçu lundi et le 5 juin, il ira à Oslo le mois prochain.", "2025-06")
    assert [fact["value"] for fact in facts] == [None, "2025-06-05", "2025-07"]


def test_the_eve_counts_from_the_event_told(values):
    told = "Il a signé jeudi 5 juin. La veille, il avait été reçu. Le surlendemain, il est parti."
    assert values(told) == ["2025-06-05", "2025-06-04", "2025-06-06"]


def test_a_date_that_stands_in_the_dateline_is_the_day_of_publication(blank):
    doc = blank.make_doc("Oslo, 31 décembre (AGR) - Il partira.")
    doc._.depeche["dateline"] = {"published": "2024-12-31", "start": 0, "end": 25}
    (fact,) = blank(doc)._.depeche["dates"]
    assert fact["value"] == "2024-12-31"


def test_relative_tells_what_the_publication_date_was_needed_for(dates):
    facts = dates("Signé le 5 mai 2024, le 5 mai, lundi, en 2020 et cette année.")
    assert [fact["relative"] for fact in facts] == [False, True, True, False, True]


def test_precision_is_the_grain_of_the_words(dates):
    source = "cette semaine, le mois dernier, en 2024, T1 2025, S2 2024, les années 90, 2023-2024"
    expected = ["week", "month", "year", "quarter", "half", "decade", "interval"]
    assert [fact["precision"] for fact in dates(source)] == expected


@pytest.mark.parametrize(
    "rule", [r for r in rulebook()["dates"].rules if r.set["reading"] == "none"], ids=lambda r: r.id
)
def test_rules_of_what_is_no_date_leave_none(rule, values):
    for example in rule.examples:
        assert values(example["text"]) == []
