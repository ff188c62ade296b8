"""Agencies and cities: the tables are whole, and initials that several share are told apart."""

import pytest

from pipeline.rules.book import rulebook
from pipeline.stages.dateline.agencies import load_agencies

CODES = {country.code for country in rulebook().countries}
KINDS = {"agency", "paper", "broadcaster", "site", "government", "organisation"}


@pytest.fixture(scope="module")
def agencies():
    return load_agencies(rulebook())


def test_every_agency_has_forms_a_known_country_and_known_cities(agencies):
    for known in agencies.by_form.values():
        for agency in known:
            assert all(form and form == form.strip() for form in agency.forms)
            assert agency.kind in KINDS
            assert agency.country is None or agency.country in CODES
            assert all(city == city.strip() for city in agency.cities)


def test_every_city_lies_in_a_known_country(agencies):
    assert {country for country, _ in agencies.cities.values()} <= CODES


@pytest.mark.parametrize(
    ("form", "city", "country"),
    [
        ("APS", "Dakar", "SEN"),
        ("APS", "ALGER", "DZA"),
        ("AGP", "Conakry", "GIN"),
        ("AGP", "Libreville", "GAB"),
        ("ABP", "Cotonou", "BEN"),
        ("ABP", "Bujumbura", "BDI"),
        ("ANP", "Niamey", "NER"),
        ("APA", "Dakar", None),
        ("APA", "Vienne", "AUT"),
        ("VNA", "Vientiane", "VNM"),
        ("AFP", "Bamako", None),
    ],
)
def test_the_city_tells_agencies_of_one_name_apart(form, city, country, agencies):
    assert agencies.find(form, city).country == country


def test_unknown_names_are_none(agencies):
    assert agencies.find("XYZ") is None
    assert agencies.country_of("Trifouillis") is None
    assert agencies.spelling("Trifouillis") == "Trifouillis"
