"""Titles: what a phrase for an office says by itself, in every order of its parts."""

import pytest
import spacy

from pipeline.rules.book import rulebook
from pipeline.stages.offices.bearing import served_in
from pipeline.tokens import fold, words_of


@pytest.fixture(scope="module")
def titles():
    nlp = spacy.blank("fr")
    nlp.add_pipe("depeche_countries")
    nlp.add_pipe("depeche_titles")
    return lambda source: nlp(source)._.depeche["titles"]


@pytest.mark.parametrize(
    ("source", "rank", "portfolio", "country"),
    [
        ("le ministre malien des Mines", "minister", "mining", "MLI"),
        ("le ministre des Mines malien", "minister", "mining", "MLI"),
        ("le ministre des Mines du Mali", "minister", "mining", "MLI"),
        ("le ministre des Mines de la République du Mali", "minister", "mining", "MLI"),
        ("la Ministre malienne chargée des Mines", "minister", "mining", "MLI"),
        ("LE MINISTRE DES MINES MALIEN", "minister", "mining", "MLI"),
        ("le ministre malien des affaires Étrangères", "minister", "foreign_affairs", "MLI"),
        ("le ministre malien des A.E.", "minister", "foreign_affairs", "MLI"),
        ("le chef de la diplomatie malienne", "minister", "foreign_affairs", "MLI"),
        ("le vice Premier ministre malien", "deputy_head_of_government", None, "MLI"),
        ("le 1er ministre du Mali", "head_of_government", None, "MLI"),
        ("la secrétaire d’État malienne à la Pêche", "deputy_minister", "fisheries", "MLI"),
        ("le secrétaire d'État des États-Unis", "minister", "foreign_affairs", "USA"),
        ("la locataire de Matignon", "head_of_government", None, "FRA"),
        ("l'ambassadeur du Mali à Oslo", "ambassador", None, "MLI"),
        ("l'ambassadeur malien en Norvège", "ambassador", None, "MLI"),
        ("le président du Sénat malien", "speaker_of_parliament", None, "MLI"),
    ],
)
def test_one_title_whatever_the_order(titles, source, rank, portfolio, country):
    (title,) = titles(f"Hier {source} a parlé.")
    assert (title["rank"], title["portfolio"], title["countries"]) == (rank, portfolio, [country])
    assert title["role"] == source.split(maxsplit=1)[1] or title["role"] == source[2:]


def test_a_long_tail_belongs_to_the_title(titles):
    role = (
        "ministre des Affaires étrangères, de la Coopération et des Maliens établis à l'extérieur"
    )
    (title,) = titles(f"Le {role}, est là.")
    assert (title["role"], title["portfolio"]) == (role, "foreign_affairs")


@pytest.mark.parametrize(
    "source",
    [
        "Le ministère malien des Mines a réagi.",
        "Le Conseil des ministres a siégé.",
        "Le président du club et le chef d'orchestre ont dîné.",
        "Le directeur sportif a signé.",
    ],
)
def test_no_public_office(titles, source):
    assert [title["rank"] for title in titles(source) if title["rank"] != "none"] == []


def test_a_name_that_is_a_word_for_an_office_is_no_title(titles):
    assert titles("Paul Le Juge a vu Sultan ben Saad.") == []


@pytest.mark.parametrize("name", ["titles", "offices", "names"])
def test_a_term_stands_under_one_label(name):
    """The text shows a word under one label: of two, the second would never be seen."""
    labels: dict[tuple[str, ...], str] = {}
    for label, lexicon in rulebook()[name].lexicons.items():
        if lexicon.attr != "NORM" or label == "NO_NAME":
            continue
        for term in (term for terms in lexicon.terms.values() for term in terms):
            words = tuple(fold(word) for word in words_of(term))
            assert labels.setdefault(words, label) == label, term


@pytest.mark.parametrize("portfolio", rulebook()["portfolios"].lexicons["PORTFOLIO"].terms)
def test_every_portfolio_is_one_of_the_contract(portfolio):
    contract = (
        "foreign_affairs defence interior justice finance economy trade energy agriculture "
        "fisheries health education research culture sport transport environment labour tourism "
        "digital industry mining housing religious_affairs youth water social_affairs "
        "communication public_service other"
    )
    assert portfolio in contract.split()


def test_what_a_title_means_in_one_state():
    assert served_in("minister", "defence") == ("minister", "defence")
    assert served_in("minister/foreign_affairs", "other") == ("minister", "foreign_affairs")
