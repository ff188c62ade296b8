"""Meetings: who met whom, of which kind, when and where; what is one encounter and what is none.

Texts here are of Tuesday 10 June 2025. Awa Sy and Idrissa Ba serve Senegal, Lars Holm and Nils
Berg Norway, Ana Rojas and Pablo Rojas Chile.
"""

import re
from collections.abc import Callable

import pytest
import spacy

from pipeline.facts import Fact
from pipeline.stages.meetings.encounters import Someone
from pipeline.stages.meetings.people import meant, named
from pipeline.tokens import Chunk, read

Find = Callable[..., list[Fact]]
STATES = {
    "Awa Sy": "SEN",
    "Idrissa Ba": "SEN",
    "Lars Holm": "NOR",
    "Nils Berg": "NOR",
    "Ana Rojas": "CHL",
    "Pablo Rojas": "CHL",
    "Mark Lee": None,
}


@pytest.fixture(scope="module")
def find() -> Find:
    """`find(text)` gives a text's meetings; persons are told by their names, as in STATES."""
    nlp = spacy.blank("fr")
    for stage in ("countries", "dates"):
        nlp.add_pipe(f"depeche_{stage}")
    meetings = nlp.create_pipe("depeche_meetings")

    def find(text: str, home: str | None = None, body: int | None = None) -> list[Fact]:
        doc = nlp.make_doc(text)
        doc._.depeche["dateline"] = {
            **dict.fromkeys(("title", "agency", "place", "start")),
            "published": "2025-06-10",
            "published_precision": "day",
            "home": home,
            "end": body,
        }
        doc = nlp(doc)
        doc._.depeche["officials"] = [
            {"name": name, "country": state} for name, state in STATES.items() if state
        ]
        doc._.depeche["persons"] = [
            {
                "name": name,
                "mentions": [list(found.span()) for found in re.finditer(name, text)],
                "references": [],
            }
            for name in STATES
            if name in text
        ]
        return meetings(doc)._.depeche["meetings"]

    return find


def brief(rows: list[Fact]) -> list[tuple[str, str | None, str]]:
    """Rows as (kind, date, participants by their first names)."""
    return [
        (row["kind"], row["held_on"], " ".join(name.split()[0] for name in row["participants"]))
        for row in rows
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Awa Sy s'est entretenue lundi avec Lars Holm.", "talks 2025-06-09 Awa Lars"),
        ("Awa Sy et Lars Holm se sont rencontrés lundi.", "talks 2025-06-09 Awa Lars"),
        ("Lundi, Awa Sy avait rencontré Lars Holm à Oslo.", "talks 2025-06-09 Awa Lars"),
        ("Awa Sy rencontre lundi le ministre Lars Holm.", "talks 2025-06-09 Awa Lars"),
        ("Awa Sy reçut lundi le ministre Lars Holm.", "talks 2025-06-09 Awa Lars"),
        (
            "La ministre Awa Sy a eu, lundi, un entretien avec Lars Holm.",
            "talks 2025-06-09 Awa Lars",
        ),
        ("Awa Sy a accordé lundi une audience à Lars Holm.", "talks 2025-06-09 Awa Lars"),
        ("Lars Holm a été reçu lundi en audience par Awa Sy.", "talks 2025-06-09 Lars Awa"),
        ("Lars Holm a ensuite été reçu lundi par Awa Sy.", "talks 2025-06-09 Lars Awa"),
        ("Reçu lundi par Awa Sy, Lars Holm a souri.", "talks 2025-06-09 Awa Lars"),
        ("Lars Holm reçu lundi par Awa Sy", "talks 2025-06-09 Lars Awa"),
        ("L'entretien, lundi, entre Awa Sy et Lars Holm a duré.", "talks 2025-06-09 Awa Lars"),
        ("L'entretien qu'a eu lundi Awa Sy avec Lars Holm a duré.", "talks 2025-06-09 Awa Lars"),
        ("Lundi, après une rencontre avec Awa Sy, Lars Holm a souri.", "talks 2025-06-09 Awa Lars"),
        (
            "Awa Sy a rendu visite lundi à Oslo, avant de recevoir Lars Holm.",
            "talks 2025-06-09 Awa Lars",
        ),
        (
            "Awa Sy a téléphoné. Elle a discuté lundi avec le ministre Lars Holm.",
            "talks 2025-06-09 Awa Lars",
        ),
        (
            "Awa Sy a parlé lundi au téléphone avec le ministre Lars Holm.",
            "phone_call 2025-06-09 Awa Lars",
        ),
        (
            "Awa Sy et Lars Holm ont eu lundi un échange téléphonique.",
            "phone_call 2025-06-09 Awa Lars",
        ),
        (
            "Awa Sy a reçu lundi un appel téléphonique de Lars Holm.",
            "phone_call 2025-06-09 Awa Lars",
        ),
        ("Awa Sy s'est rendue lundi en Norvège.", "visit 2025-06-09 Awa"),
        (
            "Awa Sy effectue du 9 au 11 juin une visite en Norvège.",
            "visit 2025-06-09/2025-06-11 Awa",
        ),
        ("Arrivée lundi à Oslo, Awa Sy a souri.", "visit 2025-06-09 Awa"),
        (
            "Awa Sy et Lars Holm ont tenu lundi des consultations politiques.",
            "consultations 2025-06-09 Awa Lars",
        ),
        (
            "Awa Sy et Lars Holm ont coprésidé lundi la session de la commission mixte.",
            "conference 2025-06-09 Awa Lars",
        ),
        (
            "La session s'est ouverte lundi sous la présidence de Awa Sy et de Lars Holm.",
            "conference 2025-06-09 Awa Lars",
        ),
        (
            "Awa Sy et Lars Holm ont présidé lundi un Conseil des ministres sénégalo-norvégien.",
            "conference 2025-06-09 Awa Lars",
        ),
        ("Awa Sy a participé lundi au sommet de l'OTAN.", "conference 2025-06-09 Awa"),
        (
            "Awa Sy a reçu lundi les lettres de créance de Lars Holm et de Ana Rojas.",
            "ceremony 2025-06-09 Awa Lars Ana",
        ),
        ("Awa Sy et Lars Holm ont assisté lundi à une cérémonie.", "ceremony 2025-06-09 Awa Lars"),
    ],
)
def test_frame(find, text, expected):
    (row,) = brief(find(text))
    assert " ".join(filter(None, row)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Awa Sy recevra mercredi Lars Holm.",
        "Awa Sy doit rencontrer lundi Lars Holm.",
        "Awa Sy devait s'entretenir avec Lars Holm.",
        "Lars Holm sera reçu mercredi par Awa Sy.",
        "Lars Holm est attendu lundi en visite au Sénégal.",
        "Un entretien entre Awa Sy et Lars Holm est prévu lundi.",
        "La rencontre entre Awa Sy et Lars Holm a été reportée.",
        "Awa Sy n'a pas rencontré Lars Holm.",
        "Awa Sy est repartie sans rencontrer Lars Holm.",
        "Il est convenu que Awa Sy et Lars Holm se rencontrent bientôt.",
        "Awa Sy a été invitée à se rendre en Norvège.",
        "Awa Sy rencontre le ministre Lars Holm le 12 juin 2025.",
    ],
)
def test_what_has_not_taken_place_is_no_row(find, text):
    assert find(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Awa Sy a reçu un message du président Lars Holm.",
        "Awa Sy a reçu le prix Lars Holm.",
        "Awa Sy a rencontré des difficultés, a dit Lars Holm.",
        "Awa Sy a accordé un entretien au journal.",
        "Awa Sy a lancé un appel à la paix.",
        "Awa Sy a tenu une conférence de presse avec Lars Holm.",
        "Awa Sy a présidé lundi une réunion sur la grippe.",
        "Awa Sy a présidé le Conseil des ministres.",
        "Awa Sy a visité un musée avec Lars Holm.",
        "Awa Sy s'est rendue à Thiès.",
        "Le sommet de l'Union s'est ouvert lundi.",
    ],
)
def test_false_friends(find, text):
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "participants"),
    [
        ("Awa Sy, accompagnée de Idrissa Ba, a reçu Lars Holm.", "Awa Idrissa Lars"),
        ("Awa Sy a reçu Lars Holm, en présence de Nils Berg.", "Awa Lars Nils"),
        ("Awa Sy a reçu Lars Holm, a annoncé le porte-parole Idrissa Ba.", "Awa Lars"),
        (
            "Porteur d'un message du président Ana Rojas, Lars Holm a été reçu par Awa Sy.",
            "Lars Awa",
        ),
        ("À l'invitation de Ana Rojas, Awa Sy a rencontré Lars Holm.", "Awa Lars"),
        ("Le conseiller du président Idrissa Ba, Awa Sy, a rencontré Lars Holm.", "Awa Lars"),
        ("Awa Sy a rencontré l'envoyé spécial de l'ONU Mark Lee.", "Awa Mark"),
        ("Ana Rojas a dit que Awa Sy avait rencontré Lars Holm.", "Awa Lars"),
        ("Awa Sy a reçu Lars Holm. Nils Berg a participé à l'entretien.", "Awa Lars Nils"),
        (
            "Awa Sy a reçu Lars Holm. Y ont pris part Idrissa Ba et Nils Berg.",
            "Awa Lars Idrissa Nils",
        ),
        (
            "Les ministères ont tenu des consultations. La délégation norvégienne était conduite"
            " par Lars Holm et la délégation chilienne par Ana Rojas.",
            "Lars Ana",
        ),
    ],
)
def test_participants(find, text, participants):
    ((_, _, names),) = brief(find(text))
    assert names == participants


def test_pronoun_is_whom_the_text_is_speaking_of(find):
    rows = find("Awa Sy a reçu Lars Holm. Elle s'est ensuite entretenue avec Ana Rojas.")
    assert [names for _, _, names in brief(rows)] == ["Awa Lars", "Awa Ana"]


def test_pronoun_behind_a_pronoun_is_whom_the_first_one_means(find):
    found = find(
        "Awa Sy est partie. À Oslo, elle a reçu Lars Holm. À Lima, elle a rencontré Ana Rojas."
    )
    assert [m["participants"] for m in found] == [["Awa Sy", "Lars Holm"], ["Awa Sy", "Ana Rojas"]]


def test_what_others_did_apart_is_an_encounter_of_its_own(find):
    found = find(
        "Awa Sy a reçu Lars Holm, en présence de Nils Berg et d'Ana Rojas. À l'issue d'une séance "
        "de travail, Nils Berg et Ana Rojas ont signé un accord."
    )
    assert [m["participants"] for m in found] == [
        ["Awa Sy", "Lars Holm", "Nils Berg", "Ana Rojas"],
        ["Nils Berg", "Ana Rojas"],
    ]


def test_meeting_of_a_body_told_before_is_a_conference(find):
    found = find(
        "Le Conseil de coopération a tenu sa troisième réunion mardi. La réunion était présidée "
        "par Awa Sy, en présence de Lars Holm."
    )
    assert [(m["kind"], m["held_on"]) for m in found] == [("conference", "2025-06-10")]


def test_talks_among_people_without_an_office_are_no_row(find):
    assert not find("Mark Lee a rencontré un voisin. Awa Sy a assisté à la rencontre.")


def test_relative_is_whoever_was_named_last(find):
    rows = find("Awa Sy a reçu Lars Holm, qui a ensuite rencontré Ana Rojas.")
    assert [names for _, _, names in brief(rows)] == ["Awa Lars", "Lars Ana"]


def test_separately_is_a_row_each(find):
    rows = find("Awa Sy s'est entretenue séparément avec Lars Holm et Ana Rojas.")
    assert [names for _, _, names in brief(rows)] == ["Awa Lars", "Awa Ana"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Awa Sy a effectué lundi une visite en Norvège. Awa Sy a rencontré Lars Holm.",
            ["2025-06-09", "2025-06-09"],
        ),
        (
            "Awa Sy a reçu Lars Holm jeudi. Lundi, Awa Sy a rencontré Ana Rojas.",
            ["2025-06-05", "2025-06-09"],
        ),
        ("Awa Sy a reçu Lars Holm lundi. Elle a ensuite reçu Ana Rojas.", ["2025-06-09"] * 2),
        ("Awa Sy a reçu Lars Holm.", [None]),
        ("Awa Sy a reçu Lars Holm, arrivé la veille.", [None]),
        ("Awa Sy a reçu Lars Holm au sujet du sommet du 3 mars.", [None]),
    ],
)
def test_date_is_the_clauses_or_that_of_the_visit_around(find, text, expected):
    assert [row["held_on"] for row in find(text)][: len(expected)] == expected


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Awa Sy a rencontré Lars Holm à Genève.", "NOR SEN"),
        ("Awa Sy a rencontré Mark Lee à Bruxelles.", "SEN"),
        ("Awa Sy s'est rendue à Oslo.", "NOR SEN"),
        ("Awa Sy est rentrée de Norvège.", "NOR SEN"),
        ("Awa Sy a reçu l'ambassadeur du Chili.", "CHL SEN"),
    ],
)
def test_countries_are_the_participants_and_a_visits_host(find, text, countries):
    assert find(text)[0]["countries"] == countries.split()


def test_visit_without_destination_is_to_where_the_dispatch_comes_from(find):
    (row,) = find("Awa Sy est en visite officielle depuis lundi.", home="NOR")
    assert (row["kind"], row["countries"]) == ("visit", ["NOR", "SEN"])


def test_place_is_the_city_of_the_clause(find):
    assert find("Awa Sy a rencontré lundi à New York Lars Holm.")[0]["place"] == "New York"
    assert find("L'ambassadrice à Oslo, Awa Sy, a rencontré Lars Holm.")[0]["place"] is None


@pytest.mark.parametrize(
    "text",
    [
        "Awa Sy a rencontré Lars Holm lundi. Lors de l'entretien, Awa Sy et Lars Holm ont ri.",
        "Awa Sy a rencontré Lars Holm lundi. La rencontre entre Awa Sy et Lars Holm a été utile.",
        "Awa Sy a rencontré Lars Holm lundi. Awa Sy et Lars Holm ont tenu une réunion élargie.",
        "Awa Sy a reçu lundi les lettres de créance de Lars Holm. Awa Sy a reçu Lars Holm.",
    ],
)
def test_one_encounter_told_twice_is_one_row(find, text):
    assert len(find(text)) == 1


def test_headline_is_the_lead_again(find):
    headline = "Awa Sy s'entretient avec Lars Holm"
    text = f"{headline}\n\nDAKAR - Awa Sy s'est entretenue lundi par téléphone avec Lars Holm."
    rows = find(text, body=text.index("Awa", len(headline)))
    assert brief(rows) == [("phone_call", "2025-06-09", "Awa Lars")]


@pytest.mark.parametrize(
    "text",
    [
        "Awa Sy a rencontré Lars Holm lundi. Awa Sy a rencontré Ana Rojas lundi.",
        "Awa Sy a rencontré Lars Holm lundi. Awa Sy avait rencontré Lars Holm jeudi.",
        "Awa Sy a rencontré Lars Holm lundi. Awa Sy a eu un second entretien avec Lars Holm.",
        "Awa Sy et Lars Holm ont coprésidé la session. Ana Rojas a reçu Lars Holm.",
        "Lars Holm a effectué lundi une visite au Sénégal. Awa Sy a reçu Lars Holm.",
    ],
)
def test_other_people_another_day_or_kind_are_two_rows(find, text):
    assert len(find(text)) == 2


def test_without_persons_there_is_no_row():
    nlp = spacy.blank("fr")
    nlp.add_pipe("depeche_meetings")
    assert nlp("Awa Sy a rencontré Lars Holm.")._.depeche["meetings"] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Awa Sy s'est entretenue lundi avec Lars Holm et, mardi, avec Ana Rojas.",
            ["2025-06-09 Awa Lars", "2025-06-10 Awa Ana"],
        ),
        (
            "Awa Sy a reçu lundi le ministre Lars Holm et mardi la ministre Ana Rojas.",
            ["2025-06-09 Awa Lars", "2025-06-10 Awa Ana"],
        ),
        (
            "Awa Sy a été reçue lundi par Lars Holm, puis par Nils Berg.",
            ["2025-06-09 Awa Lars", "2025-06-09 Awa Nils"],
        ),
        (
            "Awa Sy a été reçue lundi par Lars Holm, puis a visité le port avec Nils Berg.",
            ["2025-06-09 Awa Lars"],
        ),
    ],
)
def test_interlocutors_one_after_the_other_are_as_many_rows(find, text, expected):
    assert [f"{held_on} {who}" for _, held_on, who in brief(find(text))] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "L'ambassadeur Nils Berg y prenait également part.",
        "Y assistait l'ambassadeur Nils Berg. Y ont pris part Nils Berg et des experts.",
        "La Norvège était représentée par son ambassadeur, Nils Berg.",
    ],
)
def test_who_else_was_there_joins_the_encounter_told_before(find, sentence):
    told = "Awa Sy et Lars Holm ont coprésidé lundi la session de la commission mixte."
    assert brief(find(f"{told} {sentence}")) == [("conference", "2025-06-09", "Awa Lars Nils")]
    assert find(sentence) == []


@pytest.mark.parametrize(
    "then",
    [
        "La cérémonie s'est tenue en présence de Nils Berg.",
        "La cérémonie, présidée par Nils Berg, a été brève.",
    ],
)
def test_a_signing_called_a_ceremony_is_one_beside_other_encounters(find, then):
    signing = "Awa Sy et Lars Holm ont signé lundi un accord."
    other = "Mardi, Ana Rojas a reçu Idrissa Ba."
    assert brief(find(f"{signing} {then} {other}")) == [
        ("ceremony", "2025-06-09", "Awa Lars Nils"),
        ("talks", "2025-06-10", "Ana Idrissa"),
    ]


def test_states_in_brackets_after_names(find):
    [row] = find("Awa Sy a reçu lundi les lettres de créance de Mark Lee (Canada) et de Lars Holm.")
    assert row["countries"] == ["CAN", "NOR", "SEN"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "Awa Sy est venue. Elle était accompagnée de Ana Rojas. Elle a reçu Lars Holm.",
            "Awa Lars",
        ),
        ("Le port est en fête. Le ministre est venu. Il a reçu Lars Holm.", ""),
    ],
)
def test_whom_a_pronoun_means(find, text, who):
    assert " ".join(brief_of[2] for brief_of in brief(find(text))) == who


def test_day_of_the_sentence_before(find):
    rows = find("Lundi, Awa Sy a fait escale au port. Elle y a été reçue par Lars Holm.")
    assert brief(rows) == [("talks", "2025-06-09", "Awa Lars")]


def test_day_of_the_conference_in_whose_margin_it_was(find):
    rows = find(
        "Awa Sy et Lars Holm ont coprésidé lundi la session. "
        "En marge de la session, Ana Rojas a reçu Idrissa Ba."
    )
    assert brief(rows)[1] == ("talks", "2025-06-09", "Ana Idrissa")


def test_those_named_after_a_ceremony_are_not_those_named_after_talks(find):
    named = "Il s'agit de Mark Lee (Canada) et de Lars Holm."
    ceremony = f"Awa Sy a reçu lundi les lettres de créance de deux ambassadeurs. {named}"
    assert brief(find(ceremony)) == [("ceremony", "2025-06-09", "Awa Mark Lars")]
    talks = f"Awa Sy a reçu lundi la ministre Ana Rojas. {named}"
    assert brief(find(talks)) == [("talks", "2025-06-09", "Awa Ana")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lars Holm s'est vu accorder lundi une audience par Awa Sy.", "talks Lars Awa"),
        ("Lundi, une audience a été accordée par Awa Sy à Lars Holm.", "talks Awa Lars"),
        ("Lars Holm a été lundi l'hôte de Awa Sy.", "talks Lars Awa"),
        ("Lars Holm a rendu lundi une visite de courtoisie à Awa Sy.", "talks Lars Awa"),
        ("Awa Sy et Lars Holm ont discuté lundi au téléphone.", "phone_call Awa Lars"),
        (
            "Awa Sy a coprésidé lundi avec Lars Holm la session de la commission mixte.",
            "conference Awa Lars",
        ),
        ("Awa Sy et Lars Holm se sont retrouvés lundi pour un sommet.", "conference Awa Lars"),
        ("Awa Sy et Lars Holm ont assisté lundi à la signature d'un accord.", "ceremony Awa Lars"),
        ("Un accord a été signé lundi par Awa Sy et Lars Holm.", "ceremony Awa Lars"),
        ("Lundi, Awa Sy a reçu les copies figurées de Lars Holm.", "ceremony Awa Lars"),
        ("Awa Sy recevra Lars Holm, avec lequel elle s'est entretenue lundi.", "talks Awa Lars"),
    ],
)
def test_more_frames(find, text, expected):
    assert [(row["held_on"], f"{row['kind']} {who}") for row, (*_, who) in told(find(text))] == [
        ("2025-06-09", expected)
    ]


def told(rows: list[Fact]) -> list[tuple[Fact, tuple[str, str | None, str]]]:
    return list(zip(rows, brief(rows), strict=True))


def test_list_under_a_colon_belongs_to_its_sentence(find):
    rows = find(
        "Awa Sy a reçu lundi les lettres de créance de deux ambassadeurs :\n\n"
        "- Lars Holm, ambassadeur de Norvège, qui réside à Oslo ;\n"
        "- Ana Rojas, ambassadrice du Chili.\n\n"
        "Awa Sy était entourée de Idrissa Ba."
    )
    assert brief(rows) == [("ceremony", "2025-06-09", "Awa Lars Ana Idrissa")]


def test_session_told_before_who_took_part(find):
    rows = find(
        "La session de la commission mixte s'est tenue lundi. Les travaux ont été coprésidés par "
        "Awa Sy et Lars Holm. Y a également pris part Idrissa Ba."
    )
    assert brief(rows) == [("conference", "2025-06-09", "Awa Lars Idrissa")]


@pytest.mark.parametrize(
    ("then", "expected"),
    [
        ("Dans l'après-midi, Awa Sy a reçu Ana Rojas.", "2025-06-09"),
        ("Ce dernier a reçu Ana Rojas.", None),
    ],
)
def test_time_of_day_is_of_the_day_being_told(find, then, expected):
    assert find(f"Awa Sy a reçu Lars Holm lundi. {then}")[1]["held_on"] == expected


def test_the_latter_is_whoever_was_named_last(find):
    rows = find("Awa Sy a reçu Lars Holm. Ce dernier a ensuite rencontré Ana Rojas.")
    assert [names for _, _, names in brief(rows)] == ["Awa Lars", "Lars Ana"]


@pytest.mark.parametrize(
    "text",
    [
        "Awa Sy a été accueillie lundi à l'aéroport par Lars Holm.",
        "Awa Sy s'est rendue lundi à l'ambassade de Norvège.",
        "Awa Sy a rencontré lundi des chefs d'entreprise.",
        "Awa Sy et Lars Holm ont échangé lundi des messages.",
        "Un accord avait été signé en 2012 par Awa Sy et Lars Holm.",
    ],
)
def test_more_false_friends(find, text):
    assert find(text) == []


def test_signing_at_a_session_is_no_encounter_of_its_own(find):
    session = "Awa Sy et Lars Holm ont coprésidé lundi la session de la commission mixte."
    rows = find(f"{session} Lundi, Idrissa Ba et Lars Holm ont signé un accord.")
    assert brief(rows) == [("conference", "2025-06-09", "Awa Lars Idrissa")]


@pytest.mark.parametrize(
    "text",
    [
        "Awa Sy a reçu le haut-commissaire du Canada, Mark Lee.",
        "Awa Sy a reçu Mark Lee, du Canada.",
        "Awa Sy a reçu une délégation canadienne conduite par le sénateur Mark Lee.",
    ],
)
def test_states_told_beside_names(find, text):
    assert find(text)[0]["countries"] == ["CAN", "SEN"]


def test_a_guest_or_a_diplomat_is_whoever_was_named_last_and_fits() -> None:
    people = [Someone(0, 4, "Awa Sy"), Someone(10, 14, "Lars Holm"), Someone(20, 24, "Nils Berg")]
    rows = [
        {"name": "Awa Sy", "country": "SEN", "rank": "minister"},
        {"name": "Lars Holm", "country": "NOR", "rank": "minister"},
        {"name": "Nils Berg", "country": "NOR", "rank": "ambassador"},
    ]
    source = " Cardinal ".ljust(70) + "le cardinal"
    words = [
        Chunk(30, 41, "GUEST", "guest"),
        Chunk(50, 61, "GUEST", "diplomat"),
        Chunk(70, 81, "GUEST", "style"),
    ]
    found = meant(words, people, rows, [], "SEN", source)
    assert [someone.name for someone in found] == ["Lars Holm", "Nils Berg", "Lars Holm"]


def test_what_stands_behind_au_is_a_place_and_nobody() -> None:
    text = read("Awa Sy est allée au Grand Palais.")
    persons = [
        {"name": "Awa Sy", "mentions": [[0, 6]], "references": []},
        {"name": "Grand Palais", "mentions": [[20, 32]], "references": []},
    ]
    assert [someone.name for someone in named(persons, [], text)] == ["Awa Sy"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C'est avec Lars Holm que la ministre Awa Sy s'est entretenue mardi.", ["2025-06-10"]),
        ("L'entretien entre Awa Sy et Lars Holm, tenu mardi à Lima, a duré.", ["2025-06-10"]),
        ("La rencontre entre Awa Sy et Lars Holm s'est déroulée mardi.", ["2025-06-10"]),
        ("Sur invitation de Pablo Rojas, Lars Holm s'est rendu mardi au Chili.", ["2025-06-10"]),
        ("La visite de Lars Holm au Chili, mardi, a été un succès.", ["2025-06-10"]),
        ("La ministre Awa Sy a annoncé mardi la visite de Lars Holm au Chili.", []),
        ("Il y a eu plusieurs réunions avec le ministre Lars Holm, a dit Awa Sy.", []),
        ("Awa Sy et Lars Holm ont ouvert la porte aux échanges.", []),
    ],
)
def test_the_day_is_told_around_nouns_too(find: Find, text: str, expected: list[str]) -> None:
    assert [meeting["held_on"] for meeting in find(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Awa Sy s'est entretenue mardi avec Lars Holm du conflit évoqué par Pablo Rojas.",
        "Awa Sy a reçu mardi Lars Holm, porteur d'un pli fermé du président Pablo Rojas.",
        "Sur invitation de Pablo Rojas, Awa Sy s'est entretenue mardi avec Lars Holm.",
    ],
)
def test_whoever_is_only_spoken_of_takes_no_part(find: Find, text: str) -> None:
    assert [meeting["participants"] for meeting in find(text)] == [["Awa Sy", "Lars Holm"]]


@pytest.mark.parametrize(
    "text",
    [
        "Awa Sy a reçu Lars Holm. Ana Rojas, ainsi que Nils Berg, étaient présents à l'audience.",
        "Awa Sy a reçu Lars Holm. L'audience a été élargie à Ana Rojas et à Nils Berg.",
    ],
)
def test_those_told_later_join(find: Find, text: str) -> None:
    (meeting,) = find(text)
    assert sorted(meeting["participants"]) == ["Ana Rojas", "Awa Sy", "Lars Holm", "Nils Berg"]


def test_both_are_then_received_by_somebody_else(find: Find) -> None:
    text = "Awa Sy et Lars Holm se sont réunis mardi. Tous deux ont été reçus par Pablo Rojas."
    assert [meeting["participants"] for meeting in find(text)] == [
        ["Awa Sy", "Lars Holm"],
        ["Awa Sy", "Lars Holm", "Pablo Rojas"],
    ]


def test_whoever_was_at_both_encounters_joins_both(find: Find) -> None:
    text = (
        "Awa Sy a reçu Lars Holm mardi. La veille, elle s'était entretenue avec Pablo Rojas. "
        "Nils Berg a participé aux deux rencontres."
    )
    assert ["Nils Berg" in meeting["participants"] for meeting in find(text)] == [True, True]


def test_a_counterpart_is_that_of_whom_the_text_is_speaking(find: Find) -> None:
    text = "Awa Sy a annoncé un plan. Il est né d'un entretien avec son homologue Lars Holm."
    assert find(text) == []
    (meeting,) = find(text.replace("né d'", "né au terme d'"))
    assert meeting["participants"] == ["Awa Sy", "Lars Holm"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Awa Sy et Lars Holm ont tenu mardi la réunion du comité mixte.", "conference"),
        ("Awa Sy et Lars Holm ont tenu mardi la réunion du matin.", "talks"),
        ("Awa Sy et Lars Holm ont eu mardi des entretiens en marge du sommet.", "talks"),
    ],
)
def test_the_kind_is_that_of_the_body_and_not_of_what_goes_on_beside(
    find: Find, text: str, kind: str
) -> None:
    assert [meeting["kind"] for meeting in find(text)] == [kind]
