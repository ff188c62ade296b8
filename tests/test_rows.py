"""One document to rows: what follows from the text is added, nothing else."""

import datetime as dt

import pytest
import spacy

import pipeline.facts  # noqa: F401  (sets the extension that the Docs carry)
from pipeline.clean import clean
from pipeline.dispatch import Dispatch
from pipeline.rows import rows
from pipeline.tables import SCHEMAS, check

TEXT = " Bakou, lundi. \n\nM. Ali a dit « oui ». Il ira à Paris.\n"
READ = clean(TEXT).text  # what the stages see, and count in
DATELINE = {
    "title": None,
    "agency": "AZERTAC",
    "place": "Bakou",
    "published": "2017-11-20",
    "published_precision": "day",
    "published_basis": "header",
}
DISPATCH = Dispatch.of("in/a.txt", TEXT, language="fr")


def country(surface: str) -> dict:
    start = READ.index(surface)
    return {
        "start": start,
        "end": start + len(surface),
        "country": "AZE",
        "name": "Azerbaïdjan",
        "kind": "capital",
        "rule": "capital",
    }


def date(surface: str, value: str | None) -> dict:
    start = READ.index(surface)
    return {
        "start": start,
        "end": start + len(surface),
        "value": value,
        "first": value,
        "last": value,
        "precision": "day",
        "relative": True,
        "rule": "weekday",
    }


@pytest.fixture
def make():
    """`make(countries=[…])`: the rows of a Doc that carries these facts."""

    def make(**facts):
        doc = spacy.blank("fr").make_doc(TEXT)
        doc._.depeche = {"dateline": DATELINE, **facts}
        return rows(doc, DISPATCH)

    return make


def test_a_document_row(make):
    (document,) = make()["documents"]
    assert document == {
        "doc_id": DISPATCH.doc_id,
        "source": "in/a.txt",
        "title": None,
        "agency": "AZERTAC",
        "place": "Bakou",
        "published": dt.date(2017, 11, 20),
        "published_precision": "day",
        "published_basis": "header",
        "language": "fr",
        "characters": len(TEXT),
        "sentences": 3,
        "text": TEXT,
    }


def test_a_fact_gets_its_document_surface_and_sentence(make):
    (row,) = make(countries=[country("Bakou")])["countries"]
    assert row == {
        **country("Bakou"),
        "doc_id": DISPATCH.doc_id,
        "surface": "Bakou",
        "sentence": "Bakou, lundi.",
    }


@pytest.mark.parametrize(
    ("surface", "sentence"),
    [
        ("lundi", "Bakou, lundi."),
        ("Ali", "M. Ali a dit « oui »."),
        ("Paris", "Il ira à Paris."),
        ("« oui ». Il", "M. Ali a dit « oui ». Il ira à Paris."),
    ],
)
def test_the_sentence_is_the_one_that_holds_the_span(make, surface, sentence):
    (row,) = make(countries=[country(surface)])["countries"]
    assert row["sentence"] == sentence


def test_days_become_dates_and_stay_null_where_unknown(make):
    known, unknown = make(dates=[date("Bakou", "2017-11-20"), date("lundi", None)])["dates"]
    assert (known["first"], known["last"]) == (dt.date(2017, 11, 20), dt.date(2017, 11, 20))
    assert (unknown["first"], unknown["last"]) == (None, None)


def test_rows_stand_in_the_order_of_the_text(make):
    found = make(countries=[country("Paris"), country("Ali"), country("Bakou")])["countries"]
    assert [row["surface"] for row in found] == ["Bakou", "Ali", "Paris"]


def test_edges_are_derived(make):
    ali = {
        "portfolio": None,
        "organisation": None,
        "name": "Ali",
        "role": "ministre",
        "rank": "minister",
        "country": "AZE",
        "former": False,
        "mentions": 1,
        "start": TEXT.index("Ali"),
        "end": TEXT.index("Ali") + 3,
        "rule": "minister",
    }
    (edge,) = make(ministers=[ali])["relations"]
    assert (edge["subject"], edge["predicate"], edge["object"]) == ("Ali", "represents", "AZE")
    assert edge["sentence"] == "M. Ali a dit « oui »."


def test_every_table_but_rejected_has_its_rows_and_its_schema_accepts_them(make):
    tables = make(countries=[country("Bakou")], dates=[date("lundi", "2017-11-20")])
    assert set(tables) == set(SCHEMAS) - {"rejected"}
    for table, found in tables.items():
        check(table, found)


def test_facts_are_left_as_they_were(make):
    fact = date("lundi", "2017-11-20")
    make(dates=[fact])
    assert fact == date("lundi", "2017-11-20")
