"""Edges: what each table's rows give to the graph."""

import pytest

from pipeline.relations import relations

TABLES = ("countries", "dates", "ministers", "officials", "anniversaries", "agreements", "meetings")


def fact(start: int = 0, **columns):
    return {"doc_id": "d0c", "start": start, "end": start + 5, "sentence": "Phrase.", **columns}


def person(name, country=None, *, organisation=None, former=False):
    return fact(name=name, country=country, organisation=organisation, former=former)


def agreement(title="accord de pêche", status="signed", countries=(), **columns):
    rest = {"signatories": [], "signed_on": None, "place": None, **columns}
    return fact(title=title, status=status, countries=list(countries), **rest)


def meeting(kind, participants, countries=(), place=None, start=0):
    return fact(start, kind=kind, participants=participants, countries=list(countries), place=place)


def edges(**tables):
    """Edges as `subject predicate object` lines."""
    found = relations({table: tables.get(table, []) for table in TABLES})
    return [f"{edge['subject']} {edge['predicate']} {edge['object']}" for edge in found]


PETROV = person("Matveï Petrov", "RUS")
ALI = person("Ali Sadi", "DZA")
VISSER = person("Jan Visser", organisation="OTAN")


def test_persons_represent_their_state_or_organisation():
    assert edges(ministers=[PETROV], officials=[VISSER]) == [
        "Matveï Petrov represents RUS",
        "Jan Visser represents OTAN",
    ]


def test_an_edge_names_the_kinds_of_its_ends_and_the_fact_it_comes_from():
    (edge,) = relations({**dict.fromkeys(TABLES, ()), "officials": [VISSER]})
    assert edge == {
        "doc_id": "d0c",
        "subject": "Jan Visser",
        "subject_kind": "person",
        "predicate": "represents",
        "object": "OTAN",
        "object_kind": "organisation",
        "start": 0,
        "end": 5,
        "sentence": "Phrase.",
    }


def test_a_former_minister_represents_nobody():
    assert edges(ministers=[person("Ali Sadi", "DZA", former=True)]) == []


def test_an_agreement_has_parties_signatories_a_date_and_a_place():
    signed = agreement(
        countries=["DZA", "RUS"],
        signatories=["Matveï Petrov", "la Banque d'Algérie"],
        signed_on="2025-06-10",
        place="Alger",
    )
    assert edges(ministers=[PETROV], agreements=[signed])[1:] == [
        "DZA party_to accord de pêche",
        "RUS party_to accord de pêche",
        "Matveï Petrov signed accord de pêche",
        "accord de pêche signed_on 2025-06-10",
        "accord de pêche signed_in Alger",
    ]


@pytest.mark.parametrize("status", ["initialled", "planned", "not_signed", "mentioned"])
def test_an_agreement_that_is_not_signed_has_parties_only(status):
    draft = agreement(
        status=status, countries=["DZA"], signatories=["Ali Sadi"], signed_on="2026", place="Alger"
    )
    assert edges(ministers=[ALI], agreements=[draft])[1:] == ["DZA party_to accord de pêche"]


@pytest.mark.parametrize("written", ["Matveï Petrov", "PETROV", "M. Matveï Petrov"])
def test_a_signatory_is_known_by_surname_or_after_a_title(written):
    signed = agreement(signatories=[written])
    assert "Matveï Petrov signed accord de pêche" in edges(ministers=[PETROV], agreements=[signed])


def test_a_surname_that_two_persons_bear_names_neither():
    signed = agreement(signatories=["Sadi"])
    persons = [ALI, person("Omar Sadi", "TUN")]
    assert not any(" signed " in edge for edge in edges(ministers=persons, agreements=[signed]))


@pytest.mark.parametrize("kind", ["talks", "phone_call", "consultations", "conference", "ceremony"])
def test_everyone_at_an_encounter_met_everyone_once(kind):
    encounter = meeting(kind, ["Zoé Brun", "Ali Sadi", "Jan Visser"])
    assert edges(meetings=[encounter, encounter]) == [
        "Ali Sadi met Jan Visser",
        "Ali Sadi met Zoé Brun",
        "Jan Visser met Zoé Brun",
    ]


def test_a_visitor_visited_the_country_of_the_place():
    visit = meeting("visit", ["Matveï Petrov", "Ali Sadi"], ["DZA", "RUS"], place="Alger")
    alger = fact(surface="Alger", name="Algérie", country="DZA")
    assert "Matveï Petrov visited DZA" in edges(
        ministers=[PETROV, ALI], meetings=[visit], countries=[alger]
    )
    assert not any(
        edge.startswith("Ali Sadi visited")
        for edge in edges(ministers=[PETROV, ALI], meetings=[visit], countries=[alger])
    )


def test_failing_a_place_a_visitor_visited_the_state_that_no_participant_serves():
    visit = meeting("visit", ["Matveï Petrov"], ["DZA", "RUS"])
    assert "Matveï Petrov visited DZA" in edges(ministers=[PETROV], meetings=[visit])


def test_who_visited_whom_is_not_guessed():
    visit = meeting("visit", ["Matveï Petrov", "Ali Sadi"], ["DZA", "RUS"])
    assert not any(" visited " in e for e in edges(ministers=[PETROV, ALI], meetings=[visit]))


def test_states_commemorate():
    jubilee = fact(event_text="leurs relations", countries=["AZE", "RUS"])
    assert edges(anniversaries=[jubilee]) == [
        "AZE commemorates leurs relations",
        "RUS commemorates leurs relations",
    ]
