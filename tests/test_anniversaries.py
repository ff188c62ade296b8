"""Anniversaries: numerals, events, whose they are, years.

Texts here are of Tuesday 10 June 2025 and name no persons, where nothing else is said.
"""

from collections.abc import Callable

import pytest
import spacy

from pipeline.facts import Fact
from pipeline.rules.book import rulebook

Find = Callable[..., list[Fact]]
ORDINALS = rulebook()["anniversaries"].lexicons["ORDINAL"].terms


@pytest.fixture(scope="module")
def find() -> Find:
    """`find(text)` gives a text's anniversaries; no model is needed."""
    nlp = spacy.blank("fr")
    for stage in ("countries", "dates"):
        nlp.add_pipe(f"depeche_{stage}")
    anniversaries = nlp.create_pipe("depeche_anniversaries")

    def find(text: str, home: str | None = None, people: dict[str, str] | None = None):
        doc = nlp.make_doc(text)
        doc._.depeche["dateline"] = {
            **dict.fromkeys(("title", "agency", "place", "start", "end")),
            "published": "2025-06-10",
            "published_precision": "day",
            "home": home,
        }
        doc = nlp(doc)
        doc._.depeche["officials"] = [
            {"name": name, "country": state} for name, state in (people or {}).items()
        ]
        doc._.depeche["persons"] = [
            {
                "name": name,
                "mentions": [[text.index(name), text.index(name) + len(name)]],
                "references": [],
            }
            for name in people or {}
        ]
        return anniversaries(doc)._.depeche["anniversaries"]

    return find


@pytest.mark.parametrize(
    ("numeral", "ordinal"),
    [
        ("le 25e", 25),
        ("le 30ème", 30),
        ("le 50è", 50),
        ("le 50ᵉ", 50),
        ("le 25 ème", 25),
        ("le 1er", 1),
        ("le 25°", 25),
        ("LE 60EME", 60),
        ("le XXe", 20),
        ("le XLVe", 45),
        ("le trentième", 30),
        ("le soixante-et-onzième", 71),
        ("le septantième", 70),
        ("le 25", 25),
    ],
)
def test_numeral(find, numeral, ordinal):
    (row,) = find(f"Ils ont marqué {numeral} anniversaire de l'indépendance du Ghana.")
    assert row["ordinal"] == ordinal


@pytest.mark.parametrize("ordinal", ORDINALS)
def test_every_ordinal_in_words(find, ordinal):
    for word in ORDINALS[ordinal]:
        (row,) = find(f"Ils ont fêté le {word} anniversaire de l'indépendance du Ghana.")
        assert row["ordinal"] == int(ordinal)


@pytest.mark.parametrize(
    ("phrase", "ordinal", "event"),
    [
        (
            "le 30e anniversaire de l'ouverture des relations officielles",
            30,
            "diplomatic_relations",
        ),
        ("le 30e anniversaire de l'amitié avec le Laos", 30, "diplomatic_relations"),
        ("les 30 ans de l'accession à la souveraineté internationale", 30, "independence"),
        ("le 30e anniversaire de la signature à Oslo du traité d'amitié", 30, "agreement"),
        ("le 30e anniversaire de l'établissement du partenariat stratégique", 30, "agreement"),
        ("le 30e anniversaire de la création de la commission mixte", 30, "founding"),
        ("le 30e anniversaire de la naissance de la Ligue arabe", 30, "founding"),
        ("le 30e anniversaire de l'UNESCO", 30, "founding"),
        ("le bicentenaire de la bataille", 200, "war"),
        ("le 30e anniversaire du déclenchement de la lutte armée", 30, "war"),
        ("le centenaire de la naissance du poète", 100, "birth"),
        ("le 30e anniversaire de la disparition de l'ancien président", 30, "death"),
        ("le 30e anniversaire de l'accession au Trône du souverain", 30, "reign"),
        ("le 30e anniversaire du génocide", 30, "other"),
    ],
)
def test_event_is_that_of_the_first_noun(find, phrase, ordinal, event):
    (row,) = find(f"Le Ghana célèbre {phrase}.")
    assert (row["ordinal"], row["event"]) == (ordinal, event)


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Le Laos et le Ghana fêtent les 20 ans de leurs relations.", "GHA LAO"),
        ("L'ambassadeur du Laos salue les 20 ans des relations avec le Ghana.", "GHA LAO"),
        ("Le 20e anniversaire des relations entre Accra et Vientiane.", "GHA LAO"),
        ("Le 20e anniversaire des relations diplomatiques sino-ghanéennes.", "CHN GHA"),
        ("Ghana-Laos : 20 ans de relations célébrés", "GHA LAO"),
        ("Le 20e anniversaire du traité, signé en 2005 par le Ghana et le Laos.", "GHA LAO"),
        ("Le Laos et le Ghana fêtent les 20 ans de l'accord de Paris.", ""),
        ("Le Laos a félicité le Ghana pour le 68e anniversaire de son indépendance.", "GHA"),
        ("Le 68e anniversaire de l'accession du Ghana à l'indépendance.", "GHA"),
        ("Le Ghana salue le 75e anniversaire de la République populaire de Chine.", "CHN"),
        ("Le Ghana fête le 60e anniversaire de la création de l'OUA.", ""),
        ("Le Laos commémore les 80 ans de la fin de la guerre.", "LAO"),
        ("Le 80e anniversaire de la victoire a été célébré à Vientiane.", "LAO"),
        ("Le Ghana fête les 68 ans de l'accession du pays à la souveraineté.", "GHA"),
        ("Le roi ghanéen et son homologue laotien ont fêté les 68 ans de l'indépendance.", "GHA"),
        ("L'ambassadeur du Ghana au Laos a fêté les 68 ans de l'indépendance.", "GHA"),
        ("L'émissaire laotien a félicité au roi du Maroc les 26 ans de son règne.", "MAR"),
        ("Le Laos salue les 68 ans de l'indépendance, que le Ghana fêtera en mars.", "GHA"),
        ("La Ghanéenne invite le Laos aux 68 ans de la République, que son pays fêtera.", "GHA"),
        ("Le Ghana célèbre le 20e anniversaire du diocèse de Tamale.", ""),
    ],
)
def test_countries(find, text, countries):
    (row,) = find(text)
    assert row["countries"] == countries.split()


def test_both_countries_are_those_whose_officials_speak(find):
    text = (
        "Awa Mensah a reçu Somchai Phom. La crise entre l'Inde et le Népal a été évoquée."
        " Les deux pays célèbrent le 20e anniversaire de leurs relations."
    )
    (row,) = find(text, people={"Awa Mensah": "GHA", "Somchai Phom": "LAO"})
    assert row["countries"] == ["GHA", "LAO"]


def test_the_independence_of_his_country_is_the_speakers(find):
    text = "À Oslo, Awa Mensah a célébré le 68e anniversaire de l'indépendance de son pays."
    (row,) = find(text, people={"Awa Mensah": "GHA"})
    assert row["countries"] == ["GHA"]


def test_guests_come_for_the_anniversary_of_the_home(find):
    text = "L'émissaire laotien est venu prendre part aux 68 ans de l'indépendance."
    (row,) = find(text, home="GHA")
    assert row["countries"] == ["GHA"]


def test_guests_abroad_come_for_the_anniversary_of_their_host(find):
    text = "L'émissaire laotien a pris part à Accra aux 68 ans de l'indépendance."
    (row,) = find(text, home="LAO")
    assert row["countries"] == ["GHA"]


def test_a_relative_clause_tells_of_its_antecedent(find):
    text = "Awa Mensah a salué le peuple laotien, qui fête les 68 ans de son indépendance."
    (row,) = find(text, people={"Awa Mensah": "GHA"})
    assert row["countries"] == ["LAO"]


def test_a_headline_is_of_what_its_lead_celebrates(find):
    (row,) = find("Ghana-Laos : 40 ans de relations\n\nOn a célébré ce jour à Accra.")
    assert row["countries"] == ["GHA", "LAO"]


def test_both_countries_are_those_of_the_paragraph(find):
    text = (
        "Awa Mensah a reçu Somchai Phom.\nElle a reçu l'envoyé chilien à Accra. L'eau a été"
        " évoquée. Les deux pays fêtent les 20 ans de leurs relations."
    )
    (row,) = find(text, people={"Awa Mensah": "GHA", "Somchai Phom": "LAO"})
    assert row["countries"] == ["CHL", "GHA"]


def test_nobody_named_commemorates_at_home(find):
    (row,) = find("Célébration du 80e anniversaire de la victoire.", home="LAO")
    assert row["countries"] == ["LAO"]


@pytest.mark.parametrize(
    ("text", "celebrated", "original", "date"),
    [
        ("Le Ghana fête les 68 ans de son indépendance.", 2025, 1957, None),
        ("Cette année marque le 68e anniversaire de l'indépendance du Ghana.", 2025, 1957, None),
        ("Le Ghana fêtera en 2027 les 70 ans de son indépendance.", 2027, 1957, None),
        ("Le 70e anniversaire, dans deux ans, de l'indépendance du Ghana.", 2027, 1957, None),
        ("En 2017, le Ghana avait fêté les 60 ans de son indépendance.", 2017, 1957, None),
        (
            "Le 68e anniversaire de l'indépendance du Ghana, née le 6 mars 1957.",
            2025,
            1957,
            "1957-03-06",
        ),
        ("Le 70e anniversaire de l'indépendance du Ghana, proclamée en 1957.", 2027, 1957, "1957"),
        ("Le 60e anniversaire de l'indépendance du Ghana (1957-2017).", 2017, 1957, None),
        (
            "Le 68e anniversaire de l'indépendance du Ghana sera célébré le 6 juillet.",
            2025,
            1957,
            None,
        ),
        (
            "Dit que l'année prochaine marquera le 69e anniversaire de l'indépendance du Ghana.",
            2026,
            1957,
            None,
        ),
        (
            "Les 68 ans de l'indépendance du Ghana, alors que le pays, uni depuis 2002, vote.",
            2025,
            1957,
            None,
        ),
        (
            "En 2017, le Ghana a fêté les 60 ans de son indépendance, tandis que 2018 sera calme.",
            2017,
            1957,
            None,
        ),
        (
            "Le Ghana a fêté les 68 ans de son indépendance, ainsi que le pacte signé en 1989.",
            2025,
            1957,
            None,
        ),
        (
            "Le 68e anniversaire de la proclamation, le 6 mars 1957, de l'indépendance du Ghana.",
            2025,
            1957,
            "1957-03-06",
        ),
        (
            "Il y a trois ans, le Ghana fêtait les 65 ans de l'indépendance, née en 1957.",
            2022,
            1957,
            "1957",
        ),
        (
            "Élu en 2018, il a fêté le 68e anniversaire de l'indépendance du Ghana.",
            2025,
            1957,
            None,
        ),
        (
            "Un séjour marqué en 2022 par le 65e anniversaire de l'indépendance du Ghana.",
            2022,
            1957,
            None,
        ),
        (
            "Le Laos et le Ghana ont établi leurs relations en 1957. Ils préparent le 70e"
            " anniversaire de ces relations.",
            2027,
            1957,
            None,
        ),
    ],
)
def test_years(find, text, celebrated, original, date):
    (row,) = find(text)
    years = (row["celebrated_year"], row["original_year"], row["original_date"])
    assert years == (celebrated, original, date)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Le Laos et le Ghana fêtent le 50e anniversaire de leurs relations, établies en 1975,"
            " ainsi que le 10e anniversaire de leur traité, signé en 2015.",
            [(50, "diplomatic_relations", 1975), (10, "agreement", 2015)],
        ),
        (
            "Le Laos et le Ghana fêtent le 50e anniversaire de leurs liens et le 10e du traité.",
            [(50, "diplomatic_relations", 1975), (10, "agreement", 2015)],
        ),
        (
            "Le Laos et le Ghana saluent leurs relations, à l'approche du 50e anniversaire de leur"
            " établissement, et leur traité, à la veille du 10e anniversaire de sa signature.",
            [(50, "diplomatic_relations", 1975), (10, "agreement", 2015)],
        ),
        (
            "Les 50e et 10e anniversaires des relations et du traité entre le Laos et le Ghana.",
            [(50, "diplomatic_relations", 1975), (10, "agreement", 2015)],
        ),
        (
            "Ghana : 68e anniversaire de l'indépendance\n\nLe Ghana fête les 68 ans de son"
            " indépendance.",
            [(68, "independence", 1957)],
        ),
    ],
)
def test_several_in_one_text(find, text, rows):
    found = find(text)
    assert [(row["ordinal"], row["event"], row["original_year"]) for row in found] == rows


def test_one_ordinal_and_two_partners_are_two_rows(find):
    found = find("Le Laos fête les 20 ans de ses relations avec le Ghana et le Togo.")
    assert [row["countries"] for row in found] == [["GHA", "LAO"], ["LAO", "TGO"]]


def test_event_text_is_the_noun_phrase_as_written(find):
    text = "Le 20e anniversaire de l'établissement des liens entre Accra et Oslo a été fêté à Rome."
    (row,) = find(text)
    assert row["event_text"] == "l'établissement des liens entre Accra et Oslo"
    assert text[row["start"] : row["end"]].endswith(row["event_text"])


@pytest.mark.parametrize(
    "text",
    [
        "À 60 ans, le ministre ghanéen a fêté son anniversaire.",
        "Il est âgé de 60 ans et en poste depuis trente ans.",
        "Après trente ans de guerre, le pays a tenu la 50e session de la commission.",
        "Le Ghana a célébré sa fête nationale.",
        "Le club fête le 100e anniversaire de sa création.",
        "Le festival souffle ses 25 bougies.",
        "Un centenaire de Kumasi a voté pour la première fois.",
        "Il y a 50 ans, les deux pays ont établi des relations diplomatiques.",
        "La chanteuse fête ses vingt ans de carrière.",
        "Plus de trois ans après l'invasion, la guerre continue.",
        "Les époux ont fêté leurs noces d'or.",
        "Il se voit confier à 52 ans le ministère, à la célébration de la fête nationale.",
        "Il a reçu la médaille du « 25e anniversaire de l'indépendance du Ghana ».",
    ],
)
def test_false_friends(find, text):
    assert find(text) == []


def test_stage_works_alone():
    nlp = spacy.blank("fr")
    nlp.add_pipe("depeche_anniversaries")
    (row,) = nlp("Ils fêtent les 20 ans de leurs relations.")._.depeche["anniversaries"]
    assert (row["ordinal"], row["countries"], row["celebrated_year"]) == (20, [], None)


@pytest.mark.parametrize("between", [" ;", ".", ", et"])
def test_the_same_event_of_another(find, between):
    rows = find(
        f"Le Ghana fête le 68e anniversaire de son indépendance{between} "
        "la Gambie avait célébré le cinquantenaire de la sienne en 2015."
    )
    assert [(r["ordinal"], r["event"], r["countries"], r["celebrated_year"]) for r in rows][-1] == (
        50,
        "independence",
        ["GMB"],
        2015,
    )


def test_the_event_told_in_the_sentence_before(find):
    told = "Le Ghana et le Laos ont noué des relations diplomatiques en 1965."
    (row,) = find(f"{told} Un comité prépare la célébration de leur soixantième anniversaire.")
    assert (row["event"], row["countries"]) == ("diplomatic_relations", ["GHA", "LAO"])
    (row,) = find(f"{told} Ils fêtent le 60e anniversaire de cet événement.")
    assert (row["event"], row["original_year"]) == ("diplomatic_relations", 1965)


def test_body_told_by_its_initials_has_no_state(find):
    [row] = find("La UPN, elle, soufflera ses quarante bougies en 2027.", home="NOR")
    assert (row["event"], row["countries"], row["original_year"]) == ("founding", [], 1987)


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("L'Organisation marquera le 40e anniversaire de la Convention, signée à Oslo.", []),
        ("Les États membres fêtent le 40e anniversaire du Traité de Bergen.", []),
        ("L'UE et le Ghana fêtent le 10e anniversaire de leur accord.", ["GHA"]),
        ("Le 10e anniversaire du pacte (PLG), signé par le Ghana et le Laos.", ["GHA", "LAO"]),
        ("En Norvège, le Ghana et le Laos fêtent les 9 ans de leurs relations.", ["GHA", "LAO"]),
        ("Le Ghana et le Laos fêtent les 50 ans de l'indépendance de ce dernier.", ["LAO"]),
    ],
)
def test_whose_text_it_is(find, text, countries):
    assert find(text)[0]["countries"] == countries


def test_ordinal_is_no_day_of_a_date(find):
    (row,) = find("Le Ghana et le Laos marqueront jeudi le 30e anniversaire de leurs relations.")
    assert row["ordinal"] == 30


def test_date_in_brackets_is_the_original_one(find):
    (row,) = find("Le Ghana fête les 45 ans du traité avec le Laos (18 juillet 1977).")
    assert row["original_date"] == "1977-07-18"


@pytest.mark.parametrize(
    ("source", "countries"),
    [
        ("Le Chili a salué le 50e anniversaire de la guerre d'indépendance du Pérou.", ["PER"]),
        ("Le Chili a salué les 50 ans de la guerre de libération péruvienne.", ["PER"]),
        ("L'Islande commémore le 3e anniversaire de l'invasion norvégienne.", ["ISL"]),
    ],
)
def test_a_war_of_independence_is_the_nations_own(extract, source, countries):
    (row,) = extract(source, "2025-06-10")["anniversaries"]
    assert row["countries"] == countries
