"""Titles of agreements: where the noun phrase starts and ends."""

import pytest

from pipeline.rules.book import rulebook
from pipeline.stages.agreements.titles import TitleFinder
from pipeline.tokens import Chunk, read


@pytest.fixture(scope="module")
def find():
    return TitleFinder(rulebook())


@pytest.mark.parametrize(
    "marked",
    [
        "Ils ont signé un [accord de pêche] à Lima.",
        "Ils ont signé un [accord de pêche], en présence du roi.",
        "Le [deuxième programme exécutif de coopération] a été adopté.",
        "[Trois (03) nouveaux accords] attendent.",
        "Une [convention visant à empêcher la double imposition] ; un [protocole financier].",
        "L'[accord de siège] dont il parle.",
        "L'[accord sur l'eau, l'air et le sol] prévoit des quotas.",
        "Un [accord relatif aux prêts du Fonds (FCDE)] signé hier.",
        "Le [traité de l'Élysée], signé en 1963.",
        "Une [convention entre le ministère de la Santé et l'Institut] permettra cela.",
        "Un projet d'[accord de paix] est prêt.",
        "L'[accord de défense n° 12] ouvrira la voie.",
        "L'[accord-cadre avec la partie voisine] et la [charte de l'eau]",
        "Le « [Plan d'action conjoint pour la mer] » est prêt.",
        "Le [mémorandum de coopération] que les deux pays ont signé.",
        "L'[accord de pêche] fixe les quotas.",
        "L'[accord de défense] et les [deux plans] attendent.",
        "Un [accord d'énergies renouvelables] valable dix ans.",
        "Un [accord de pêche et de partenariat] à Lima.",
        "L'[accord] à l'Assemblée nationale.",
        "Un [accord de pêche] ouvrant la voie à des prêts.",
        "Une [déclaration commune] soulignant leur amitié.",
        "[Trois accords] appelés à durer.",
        "Un [accord modifiant la convention de pêche] signé hier.",
        "De [multiples accords de pêche] attendent.",
        "Un projet d'[accord sur la pêche] est prêt.",
        "Une [convention de prêt d'un projet à Lima de 3 millions d'euros] signée hier.",
        "Un [accord de partenariat global et renforcé].",
        "Ils ont signé un [accord de pêche] et évoqué la paix.",
        "Les [conventions de pêche] tournent autour de l'eau.",
        "Un [accord de pêche] où les clubs ont leur mot.",
    ],
)
def test_title_ends_before_what_tells_of_it(marked, find):
    source = marked.replace("[", "").replace("]", "")
    found = [source[title.start : title.end] for title in find(read(source), [])]
    assert found == [part.split("]")[0] for part in marked.split("[")[1:]]


def test_earlier_mentions_are_one_word(find):
    source = "Ils ont signé un accord de pêche pour 2025-2027 lundi."
    dates = [Chunk(source.index("2025"), source.index(" lundi"), "DATE", "2025/2027")]
    (title,) = find(read(source), dates)
    assert source[title.start : title.end] == "accord de pêche pour 2025-2027"


@pytest.mark.parametrize(
    ("source", "article", "bare"),
    [
        ("Cet accord est bon.", "this", True),
        ("L'accord est bon.", "known", True),
        ("Un accord de paix.", "new", False),
        ("Aucun accord de paix.", "none", False),
        ("Accord de paix", "", False),
    ],
)
def test_article_tells_known_from_new(source, article, bare, find):
    (title,) = find(read(source), [])
    assert (title.article, title.bare) == (article, bare)


@pytest.mark.parametrize(
    "source",
    [
        "D'un commun accord.",
        "La convention collective.",
        "Il a traité le sujet.",
        "Sur le plan social.",
    ],
)
def test_false_friends_are_no_titles(source, find):
    assert find(read(source), []) == []
