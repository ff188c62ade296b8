"""Words, folding and sentences, on the typography that agencies use."""

import pytest

from pipeline.tokens import even, fold, read


def words(source: str) -> list[str]:
    return read(source).words


def sentences(source: str) -> list[str]:
    return [source[start:end] for start, end in read(source).sentences]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("l’Azerbaïdjan", ["l’", "Azerbaïdjan"]),
        ("jusqu'au", ["jusqu'", "au"]),
        ("franco-allemand", ["franco", "-", "allemand"]),
        ("M. Ba et MM. Sy", ["M.", "Ba", "et", "MM.", "Sy"]),
        ("S.E.M. Ba", ["S.E.M.", "Ba"]),
        ("le 14.02.2025", ["le", "14", ".", "02", ".", "2025"]),
        ("25ème", ["25", "ème"]),
        ("9juin", ["9", "juin"]),
        ("la COP29", ["la", "COP29"]),
        ("1.200 tonnes", ["1.200", "tonnes"]),
        ("3,5 %", ["3,5", "%"]),
        ("250'000", ["250'000"]),
        ("aujourd’hui", ["aujourd’hui"]),
    ],
)
def test_words(source, expected):
    assert words(source) == expected


@pytest.mark.parametrize("word", ["ÉTAT", "Etat", "état", "E\u0301tat"])
def test_fold_forgets_case_and_accents(word):
    assert fold(word) == "etat"


def test_even_keeps_every_character_in_its_place():
    source = "« L’été » – 3\u00a0août œuvre"
    assert len(even(source)) == len(source)
    assert even(source) == '" L\'ete " - 3 aout œuvre'


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Il part. Elle reste.", ["Il part.", "Elle reste."]),
        ("M. Ba part. Mme Sy reste.", ["M. Ba part.", "Mme Sy reste."]),
        ("John F. Kennedy est venu.", ["John F. Kennedy est venu."]),
        ("Il a dit « Non. » Puis rien.", ["Il a dit « Non. »", "Puis rien."]),
        ("Un titre\nUne phrase.", ["Un titre", "Une phrase."]),
        ("coupé en\nmilieu de ligne", ["coupé en\nmilieu de ligne"]),
        ("le ministre des\nAffaires", ["le ministre des\nAffaires"]),
        ("un accord ;\n- un plan ;\n- un pacte.", ["un accord ;", "- un plan ;", "- un pacte."]),
        ("collé.Une autre", ["collé.", "Une autre"]),
        ("le 14.02.2025 à Rome", ["le 14.02.2025 à Rome"]),
    ],
)
def test_sentences(source, expected):
    assert sentences(source) == expected


@pytest.mark.parametrize("source", ["", " \n ", "!"])
def test_texts_without_words_do_no_harm(source):
    assert [source[s:e] for s, e in read(source).sentences] == ([source] if source == "!" else [])


def test_a_line_broken_at_a_width_goes_on():
    source = (
        "Oslo reçoit\n"
        "Le ministre malien des Mines, en visite de travail à Oslo, Abdou\n"
        "Kanté, a rencontré mardi dans la matinée le roi de Norvège et la\n"
        "Première ministre, avant de se rendre à Bergen où il a vu Kofi\n"
        "Adé. Il est rentré."
    )
    text = read(source)
    assert [source[start:end].split()[0] for start, end in text.sentences] == ["Oslo", "Le", "Il"]
