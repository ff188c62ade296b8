"""Tenses: on which side of the telling a verb puts the date that it governs."""

import pytest

from pipeline.rules.book import rulebook
from pipeline.tenses import TenseFinder
from pipeline.tokens import read


@pytest.fixture(scope="module")
def tense():
    finder = TenseFinder(rulebook()["tenses"])

    def tense(source: str) -> str | None:
        start = source.lower().index("lundi")
        return finder.of_text(read(source))(start, start + len("lundi"))

    return tense


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Il a signé lundi", "past"),
        ("Il a été reçu lundi", "past"),
        ("Il s'est lui aussi rendu lundi à Oslo", "past"),
        ("Elle rencontra lundi le roi", "past"),
        ("Ils préparaient lundi leur visite", "past"),
        ("un accord signé lundi", "past"),
        ("Il aurait rencontré lundi le roi", "past"),
        ("Il se serait rendu lundi à Oslo", "past"),
        ("Il signera lundi", "future"),
        ("Elles seront reçues lundi", "future"),
        ("Il doit être reçu lundi", "future"),
        ("Il s'apprête à rencontrer lundi le roi", "future"),
        ("Il se rendrait lundi à Oslo", "future"),
        ("L'accord serait signé lundi", "future"),
        ("Il demande que l'accord soit signé lundi", "future"),
        ("La visite est prévue lundi", "future"),
        ("La visite a été reportée lundi", "future"),
        ("La visite aura lieu lundi", "future"),
        ("Il devait repartir lundi", "event"),
        ("Il était attendu lundi", "event"),
        ("La session s'ouvre lundi", "agenda"),
        ("Il reçoit lundi le roi", "present"),
        ("Rencontre du roi et du ministre lundi", None),
        ("La visite prévue lundi a été annulée", "present"),
        ("La visite a été annulée lundi", "past"),
        ("Le texte sera quant à lui signé lundi", "future"),
        ("La trêve a été prolongée jusqu'à lundi", "future"),
        ("d'ici lundi, ils ont promis un accord", "future"),
        ("depuis lundi, il sera plus libre", "past"),
        ("Il a annoncé lundi sa visite", "past"),
        ("Lundi, il a annoncé sa visite", "past"),
        ("Il a annoncé une visite à Oslo lundi", "told"),
        ("Le sommet de lundi a été évoqué", "told"),
        ("Ils ont décidé de se revoir lundi", "future"),
        ("Il a dit son intention de partir lundi", "future"),
        ("Il dit vouloir signer lundi", "future"),
        ("Il a parlé de la prochaine session, lundi", "future"),
        ("Il ira à Oslo pour la reprise des travaux, lundi", "future"),
        ("Il a été reçu avant de partir lundi", "present"),
        ("Il sera reçu avant de partir lundi", "future"),
    ],
)
def test_verb_form(source, expected, tense):
    assert tense(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Il a dit que la session, qui s'ouvrira lundi, est close", "future"),
        ("La ministre, nommée en 2020, recevra lundi le roi", "future"),
        ("Lundi, le roi a été reçu et il repartira jeudi", "past"),
        ("Il a été reçu et, lundi, il repartira", "future"),
        ("Il a annoncé que lundi, la session débutera", "future"),
        ("Il ira à Oslo pour signer lundi l'accord", "future"),
        ("« Nous signerons lundi », a-t-il dit", "future"),
        ("Il se rendra à une réunion sur la sécurité lundi", "future"),
        ("Il recevra le ministre délégué lundi", "future"),
    ],
)
def test_governing_verb(source, expected, tense):
    assert tense(source) == expected
