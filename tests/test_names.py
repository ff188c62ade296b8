"""Names: where they begin and end, and which are one person's."""

import pytest

from pipeline.rules.book import rulebook
from pipeline.stages.offices.names import (
    NameReader,
    is_same,
    is_shouted,
    key,
)
from pipeline.tokens import read

NAMES = NameReader(rulebook()["names"])


def _runs(source: str) -> list[str]:
    text = read(source)
    return [
        source[text.starts[first] : text.ends[last - 1]]
        for first, last in NAMES.runs(text, frozenset())
    ]


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("Hier Awa Sy a parlé.", ["Awa Sy"]),
        ("avec Jean-Noël Le Goff et Piet van der Maes", ["Jean-Noël Le Goff", "Piet van der Maes"]),
        ("avec Sidi Ould Deyah, J. D. Roe", ["Sidi Ould Deyah", "J. D. Roe"]),
        ("avec Lim Jae-il et N'Golo Bah", ["Lim Jae-il", "N'Golo Bah"]),
        ("par Ali al-Hamdi puis al-Hamdi", ["Ali al-Hamdi", "al-Hamdi"]),
        ("par Rui Pereira e Moura. Le texte", ["Rui Pereira e Moura"]),
        ("de Gaston VI à Paris", ["Gaston VI", "Paris"]),
    ],
)
def test_a_run_is_a_name_with_its_particles(source, names):
    assert _runs(source) == names


def test_a_run_holds_no_broken_word():
    text = read("Awa Sy Ministre Oumar Bah")
    assert list(NAMES.runs(text, {2})) == [(0, 2), (3, 5)]


def test_a_line_in_capitals_is_shouted():
    text = read("LE MINISTRE REÇOIT AWA SY.\nLe ministre reçoit Awa Sy.")
    assert is_shouted(text, 0)
    assert not is_shouted(text, len(text.words) - 2)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Djamchid", "Jamshid"),
        ("Raïmov", "Raymov"),
        ("Araghtchi", "Araqchi"),
        ("Andreï", "Andrey"),
        ("Ionașcu", "Ionashku"),
        ("Merzoug", "Merzouk"),
        ("Fayçal", "Faisal"),
        ("Choukri", "Shoukry"),
        ("Petrensky", "Petrenskyy"),
    ],
)
def test_spellings_of_one_name_have_one_key(one, other):
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("awa", "sy"), ("sy",), True),
        (("issa", "kanté", "oumar"), ("oumar", "kante"), True),
        (("abdel-aati", "badr"), ("badr", "abdelaati"), True),
        (("oumar", "bakoum"), ("oumar", "tounka"), False),
        (("li", "wei"), ("lu",), False),
        (("jean", "dupont"), ("jeanne", "durand"), False),
    ],
)
def test_names_of_one_person(one, other, same):
    assert is_same(one, other) is same
    assert is_same(other, one) is same


def test_words_that_tell():
    text = read("Kërva-Meier, Lise de Wael, l'al-Hamdi")
    assert NAMES.words_of_name(text, 0, 3) == ("kërva-meier",)
    assert NAMES.words_of_name(text, 4, 7) == ("lise", "wael")


def test_a_surname_comes_with_and_without_particles():
    text = read("Piet van der Maes")
    assert list(NAMES.surnames(text, 0, 4)) == [(3, 4), (1, 4)]
    assert list(NAMES.surnames(read("Lula"), 0, 1)) == []


def test_short_forms_go_to_the_full_name():
    text = read("Maes a vu Awa Sy. Piet Maes et Mme Sy. Sall.")
    found = [(0, 1), (3, 5), (6, 8), (10, 11), (12, 13)]
    people = NAMES.gather(text, found)
    assert [(person.words, person.places) for person in people] == [
        (("piet", "maes"), [(0, 1), (6, 8)]),
        (("awa", "sy"), [(3, 5), (10, 11)]),
        (("sall",), [(12, 13)]),
    ]


def test_a_surname_of_two_persons_is_nobodys():
    text = read("Awa Bah, Oumar Bah, Bah")
    people = NAMES.gather(text, [(0, 2), (3, 5), (6, 7)])
    assert [person.places for person in people] == [[(0, 2)], [(3, 5)]]
