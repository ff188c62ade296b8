"""French, or not."""

import pytest

from pipeline.language import EXPECTED, french_rate, is_latin

FRENCH = (
    "Le ministre des Affaires étrangères s'est entretenu lundi à Paris avec son homologue, en"
    " visite dans la capitale, et les parties ont examiné les moyens de développer la coopération."
)
ENGLISH = (
    "The Minister of Foreign Affairs met his counterpart on Monday in Paris to discuss relations"
    " between the two countries, and they agreed to hold consultations in the coming months."
)
FOREIGN = {
    "English": ENGLISH,
    "Spanish": "El ministro de Asuntos Exteriores se reunió el lunes con su homólogo en Madrid para"
    " tratar las relaciones entre los dos países, y acordaron nuevas consultas para el otoño.",
    "Italian": "Il ministro degli Affari esteri ha incontrato lunedì a Roma il suo omologo francese"
    " per discutere le relazioni tra i due paesi e la situazione nella regione mediterranea.",
    "Portuguese": "O ministro das Relações Exteriores encontrou-se na segunda-feira com o seu"
    " homólogo francês para discutir as relações entre os dois países e a situação na região.",
    "Romanian": "Ministrul afacerilor externe s-a întâlnit luni la București cu omologul său pentru"
    " a discuta relațiile dintre cele două țări și situația din regiune, iar cei doi au convenit.",
    "Catalan": "El ministre d'Afers Exteriors s'ha reunit dilluns amb el seu homòleg per"
    " tractar de les relacions entre els dos països i de la situació a la regió, segons el govern.",
    "German": "Der Außenminister traf am Montag in Berlin seinen französischen Amtskollegen, um"
    " über die Beziehungen zwischen den beiden Ländern und die Lage in der Region zu sprechen.",
}


NAMES = (
    "M. Aksoy, M. Demir et Mme Yıldız ont reçu jeudi à Ankara MM. Kavelashvili,"
    " Botchorichvili et Davitachvili, ministres géorgiens de l'Énergie, des Affaires"
    " étrangères et des Finances."
)


@pytest.mark.parametrize("text", [FRENCH, NAMES])
def test_french(text):
    assert french_rate(text) >= EXPECTED


@pytest.mark.parametrize("text", FOREIGN.values(), ids=FOREIGN)
def test_not_french(text):
    assert french_rate(text) < EXPECTED


def test_accents_and_case_do_not_matter():
    assert french_rate(FRENCH.upper()) == french_rate(FRENCH)


@pytest.mark.parametrize("text", ["", "BAKOU, 20 novembre (AZERTAC)", "Titre court\n\n" * 20])
def test_too_little_running_text_tells_nothing(text):
    assert french_rate(text) is None


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_quote_in_another_language_leaves_a_text_french(newline):
    paragraphs = [FRENCH, f"{ENGLISH} {ENGLISH}", FRENCH, FRENCH, ENGLISH]
    assert french_rate((newline * 2).join(paragraphs)) >= EXPECTED


def test_a_french_quote_leaves_an_english_text_english():
    assert french_rate("\n\n".join([ENGLISH, ENGLISH, FRENCH, ENGLISH, ENGLISH])) < EXPECTED


def test_lines_in_other_scripts_do_not_count():
    chinese = "外交部长在北京会见了法国外长，双方就双边关系交换了意见 " * 8
    lines = FRENCH.replace("Paris ", f"Paris\n{chinese}\n")
    assert french_rate(lines) == french_rate(FRENCH)


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("Le président Путин", True),
        ("Министр иностранных дел (TASS)", False),
        ("وزير الخارجية", False),
        ("2025 – 3 %", True),
        ("Șefčovič, Erdoğan, Trân Luu", True),
    ],
)
def test_latin_script(text, latin):
    assert is_latin(text) is latin
