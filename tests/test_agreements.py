"""Agreements: what is one, what became of it, between whom, when and for how long.

Dispatches here are of Tuesday 10 June 2025, where nothing else is said.
"""

import pytest
import spacy

TUESDAY = "2025-06-10"


@pytest.fixture(scope="module")
def agreements(extract):
    """`agreements(text)` gives the rows of the table."""

    def agreements(text: str) -> list[dict]:
        return extract(text, TUESDAY)["agreements"]

    return agreements


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Le Laos et le Pérou ont signé lundi un accord de pêche.", "signed"),
        ("Le Laos et le Pérou ont, à cette occasion, signé un accord de pêche.", "signed"),
        ("Le Laos et le Pérou signent un accord de pêche", "signed"),
        ("LE LAOS ET LE PEROU SIGNENT UN ACCORD DE PECHE", "signed"),
        ("LAOS-PEROU: ACCORD DE PECHE SIGNE A LIMA", "signed"),
        ("Un accord de pêche a été signé mardi entre le Laos et le Pérou.", "signed"),
        (
            "À l'issue des travaux a été signé un accord de pêche entre le Laos et le Pérou.",
            "signed",
        ),
        ("Un accord de pêche, signé par le Laos et le Pérou, fixe les quotas.", "signed"),
        ("L'accord de pêche que le Laos et le Pérou avaient signé en 2014 a expiré.", "signed"),
        ("Laos-Pérou : signature d'un accord de pêche", "signed"),
        ("Le Laos et le Pérou ont procédé à la signature d'un accord de pêche.", "signed"),
        ("La rencontre Laos-Pérou s'est soldée par la signature d'un accord de pêche.", "signed"),
        ("Le Laos et le Pérou viennent de signer un accord de pêche.", "signed"),
        ("Le ministre laotien a annoncé avoir signé un accord de pêche avec le Pérou.", "signed"),
        ("Le Laos et le Pérou ont paraphé un accord de pêche.", "initialled"),
        ("L'accord de pêche, paraphé en mai par le Laos et le Pérou, sera signé.", "initialled"),
        ("Le Laos et le Pérou signeront jeudi un accord de pêche.", "planned"),
        ("L'accord de pêche entre le Laos et le Pérou sera signé jeudi.", "planned"),
        ("L'accord de pêche entre le Laos et le Pérou devrait être signé jeudi.", "planned"),
        ("Le Laos et le Pérou comptent conclure un accord de pêche.", "planned"),
        ("Le Laos et le Pérou négocient un accord de pêche.", "planned"),
        ("L'accord de pêche entre le Laos et le Pérou est en cours de négociation.", "planned"),
        (
            "La signature de l'accord de pêche entre le Laos et le Pérou est prévue jeudi.",
            "planned",
        ),
        (
            "Le Laos souligne l'importance de la signature de l'accord de pêche avec le Pérou.",
            "planned",
        ),
        ("L'accord de pêche entre le Laos et le Pérou n'a pas été signé.", "not_signed"),
        ("L'accord de pêche n'a jamais été paraphé par le Pérou, a dit le Laos.", "not_signed"),
        ("Le Laos a refusé de signer l'accord de pêche avec le Pérou.", "not_signed"),
        ("L'accord de pêche entre le Laos et le Pérou est entré en vigueur.", "mentioned"),
        ("Le Laos a dénoncé l'accord de pêche avec le Pérou.", "mentioned"),
        ("L'accord de pêche, paraphé puis signé par le Laos et le Pérou, fixe tout.", "signed"),
        ("La cérémonie de signature pour l'accord de pêche a réuni Laos et Pérou.", "signed"),
        ("Le Laos et le Pérou se retrouveront pour la signature de l'accord de pêche.", "planned"),
        ("Le Laos plaide pour la conclusion d'un accord de pêche avec le Pérou.", "planned"),
        ("Les ministres laotien et péruvien ont fini le projet d'accord de pêche.", "planned"),
        ("Le Laos dément la signature d'un accord de pêche avec le Pérou.", "not_signed"),
        ("Le Laos dément que le Pérou ait signé un accord de pêche.", "not_signed"),
        ("Le Laos n'est pas signataire de l'accord de pêche avec le Pérou.", "not_signed"),
        ("Les ministres laotien et péruvien disposent d'un accord de pêche.", "mentioned"),
        ("Le Laos et le Pérou procéderont lundi à la signature d'un accord de pêche.", "planned"),
        ("Le Laos salue la signature prochaine d'un accord de pêche avec le Pérou.", "planned"),
        ("Le Laos a annoncé pour mai la signature d'un accord de pêche avec le Pérou.", "planned"),
        ("L'accord de pêche entre le Laos et le Pérou sera paraphé vendredi.", "planned"),
        ("Le Laos, a dit le ministre, a adhéré à l'accord de pêche avec le Pérou.", "mentioned"),
        ("Le Laos et le Pérou ont évoqué la mise en œuvre de l'accord de pêche.", "mentioned"),
        ("Le Laos a repoussé à mai la signature de l'accord de pêche avec le Pérou.", "planned"),
        ("Le Laos espère une signature rapide de l'accord de pêche avec le Pérou.", "planned"),
        ("Le Laos souhaite que le Pérou signe enfin l'accord de pêche.", "planned"),
        ("Le Laos a renvoyé à mai la signature de l'accord de pêche avec le Pérou.", "planned"),
        (
            "La signature d'un accord de pêche entre le Laos et le Pérou, annoncée par le roi du"
            " Laos, a été reportée.",
            "planned",
        ),
        ("Laos-Pérou : l'accord de pêche, dont la négociation traîne.", "planned"),
        ("Le Laos et le Pérou mettent la dernière main à un accord de pêche.", "planned"),
        ("L'accord de pêche entre le Laos et le Pérou n'a pu être signé.", "not_signed"),
        ("Le Laos a fait capoter la signature de l'accord de pêche avec le Pérou.", "not_signed"),
        ("L'accord de pêche a été paraphé puis signé par le Laos et le Pérou.", "signed"),
        ("« Nous venons de signer l'accord de pêche avec le Pérou », dit le Laos.", "signed"),
        ("Le Laos a relu l'accord de pêche avec le Pérou avant sa signature.", "planned"),
        ("L'accord de pêche lie le Laos et le Pérou ; sa signature remonte à 2010.", "signed"),
        ("La session Laos-Pérou s'achèvera par la signature d'un accord de pêche.", "planned"),
        (
            "La visite du roi du Laos au Pérou doit aboutir à la signature d'un accord de pêche.",
            "planned",
        ),
        ("Les ministres du Laos et du Pérou sont proches d'un accord de pêche.", "planned"),
        ("Le Laos et le Pérou ont signé un accord de pêche, dit le Club de Paris.", "signed"),
        ("Le ministre du Laos évoque l'accord de pêche que négocie le Pérou.", "planned"),
        ("L'accord de pêche entre le Laos et le Pérou est toujours au point mort.", "planned"),
        (
            "Le Laos a paraphé avec le Pérou un accord de pêche. La cérémonie de signature a eu"
            " lieu lundi.",
            "signed",
        ),
    ],
)
def test_status_follows_from_the_words_of_signing(sentence, status, agreements):
    (row,) = agreements(sentence)
    assert row["status"] == status
    assert row["title"].lower().startswith("accord de p")


@pytest.mark.parametrize(
    "sentence",
    [
        "Les deux ministres ont reporté leur visite d'un commun accord.",
        "Le ministre laotien a donné son accord à la pose de bornes par le Pérou.",
        "Le ministre péruvien a signé le livre d'or du musée du Laos.",
        "L'attaquant péruvien a signé un contrat de deux ans avec le club laotien.",
        "Selon un communiqué conjoint, le Laos et le Pérou se sont félicités de la visite.",
        "Le ministre laotien a présenté le plan national de reboisement.",
        "Aucun accord n'a été signé entre le Laos et le Pérou.",
        "Le pianiste péruvien enchaîne des accords de jazz avant une tournée au Laos.",
        "Le ministre laotien a été traité par un médecin péruvien.",
        "Les syndicats du Pérou ont signé un accord avec la direction.",
        "Le ministre laotien a signé un décret qui approuve la hausse des tarifs au Pérou.",
        "Le Laos et le Pérou sont d'accord pour reprendre les vols, a dit le ministre laotien.",
        "Les ministres laotien et péruvien ont fait le bilan des accords signés entre eux.",
        "Le ministre laotien a cité le programme « Rives » du Pérou.",
        "Une trêve est un accord (limité) entre le Laos et le Pérou, a dit le ministre.",
        "Le ministre laotien a signé le programme des festivités offertes au Pérou.",
        "Le Laos et le Pérou suivent les accords, traités et conventions signés entre eux.",
        "Les ministres du Laos et du Pérou ont débattu d'un projet de texte sur la pêche.",
    ],
)
def test_what_sounds_like_an_agreement_gives_no_row(sentence, agreements):
    assert agreements(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "titles"),
    [
        (
            "Le Laos et le Pérou ont signé un accord de pêche et une convention fiscale.",
            ["accord de pêche", "convention fiscale"],
        ),
        (
            "Le Laos et le Pérou ont signé :\n- un accord de pêche ;\n- une convention fiscale.",
            ["accord de pêche", "convention fiscale"],
        ),
        (
            "Deux textes ont été signés entre le Laos et le Pérou. Il s'agit d'un accord de pêche"
            " et d'un traité d'amitié.",
            ["accord de pêche", "traité d'amitié"],
        ),
        (
            "Le Laos et le Pérou ont signé deux accords, l'un sur l'eau, l'autre sur l'air.",
            ["l'un sur l'eau", "l'autre sur l'air"],
        ),
        (
            "Le Laos et le Pérou ont signé trois accords dans les domaines de la santé, de l'eau"
            " et des mines, en présence du roi.",
            ["trois accords dans les domaines de la santé, de l'eau et des mines"],
        ),
        (
            "Laos-Pérou : un accord signé\n\nLe Laos et le Pérou ont signé lundi un accord de"
            " pêche. L'accord couvre dix ans.",
            ["accord de pêche"],
        ),
        (
            "Le Laos et le Pérou ont signé deux instruments, à savoir :\n\n(i) l'accord de pêche"
            " ;\n\n(ii) le traité d'amitié.",
            ["accord de pêche", "traité d'amitié"],
        ),
        (
            "Ont été signés par le Laos et le Pérou :\na. accord de pêche\nb. traité d'amitié",
            ["accord de pêche", "traité d'amitié"],
        ),
        (
            "Le Laos et le Pérou ont signé un plan d'action conjoint, doté de 3 millions, et un"
            " accord de pêche.",
            ["plan d'action conjoint", "accord de pêche"],
        ),
        (
            "Le Laos et le Pérou ont signé deux textes. Le premier est un accord de pêche ; le"
            " second, un traité d'amitié.",
            ["accord de pêche", "traité d'amitié"],
        ),
        (
            "Le ministre du Laos a signé un accord de pêche avec le ministre péruvien de l'Eau.",
            ["accord de pêche"],
        ),
        (
            "Le Laos et le Pérou ont signé le texte d'un accord de pêche.",
            ["accord de pêche"],
        ),
        (
            "Le Laos et le Pérou ont signé une feuille de route commune en 2025-2027.",
            ["feuille de route commune en 2025-2027"],
        ),
        (
            "Le Laos et le Pérou ont signé le « Programme d'échanges pour 2026-2028 ».",
            ["Programme d'échanges pour 2026-2028"],
        ),
        (
            "Le Laos et le Pérou ont signé un accord intitulé « Rivières communes ».",
            ["Rivières communes"],
        ),
        (
            "Deux textes ont été signés entre le Laos et le Pérou :\n\n- un accord de pêche,"
            " paraphé dès mai.\n\n- une note sur l'eau.\n\n- un plan d'action conjoint.",
            ["accord de pêche", "plan d'action conjoint"],
        ),
        (
            "Le Laos et le Pérou ont signé huit accords, mémorandums et programmes de travail.",
            ["huit accords, mémorandums et programmes de travail"],
        ),
        (
            "Le Laos et le Pérou ont signé un mémorandum sur l'eau. Il s'agit aussi d'un plan"
            " d'action conjoint. Cet accord, signé par les ministres, crée un comité.",
            ["mémorandum sur l'eau", "plan d'action conjoint"],
        ),
        (
            "Le Laos et le Pérou ont signé la convention sur l'eau, dite « Convention des rives ».",
            ["convention sur l'eau"],
        ),
        (
            "Le texte a été signé par le Laos et le Pérou. Il s'agit d'un traité d'amitié.",
            ["traité d'amitié"],
        ),
        (
            "Outre l'accord de pêche, les ministres du Laos et du Pérou ont signé un plan d'action"
            " conjoint.",
            ["accord de pêche", "plan d'action conjoint"],
        ),
        (
            "Un accord de pêche a été signé par le Laos et le Pérou, ainsi qu'un traité d'amitié.",
            ["accord de pêche", "traité d'amitié"],
        ),
        (
            "Le Laos et le Pérou ont signé un protocole d'application de l'accord de pêche.",
            ["protocole d'application de l'accord de pêche"],
        ),
        (
            "Le Laos et le Pérou ont signé deux textes. Le premier est un accord de pêche. Le"
            " second est un plan d'action.",
            ["accord de pêche", "plan d'action"],
        ),
        (
            "Le Laos et le Pérou ont signé deux accords. Le premier accord, un accord-cadre de"
            " pêche, est prêt. Le second accord est une convention fiscale.",
            ["accord-cadre de pêche", "convention fiscale"],
        ),
        (
            "Les ministres ont cité l'accord entre le Laos et le Pérou sur l'eau et l'accord entre"
            " le Laos et le Chili sur l'eau.",
            [
                "accord entre le Laos et le Pérou sur l'eau",
                "accord entre le Laos et le Chili sur l'eau",
            ],
        ),
        (
            "Un accord a été trouvé mardi entre le Laos et le Pérou, a dit le ministre laotien.",
            ["accord"],
        ),
        (
            "Le Laos et le Pérou ont signé deux textes, un accord de pêche et un traité d'amitié.",
            ["accord de pêche", "traité d'amitié"],
        ),
        (
            "Le Laos et le Pérou ont signé une dizaine d'accords et de conventions. Il s'agit"
            " d'accords de pêche. Ces conventions portent sur l'eau.",
            ["une dizaine d'accords et de conventions"],
        ),
        (
            "Le Laos et le Pérou ont signé une convention de prêt, pour le programme d'appui à la"
            " pêche.",
            ["convention de prêt"],
        ),
        (
            "Le Laos et le Pérou ont signé un accord de pêche, qui complète le mémorandum que les"
            " deux pays avaient conclu en 2010.",
            ["accord de pêche", "mémorandum"],
        ),
        (
            "Signature d'un accord sur l'emploi entre le Laos et le Pérou\n\nLe Laos et le Chili"
            " avaient signé un accord sur l'emploi entre le Laos et le Chili. Un autre suivra.",
            [
                "accord sur l'emploi entre le Laos et le Pérou",
                "accord sur l'emploi entre le Laos et le Chili",
            ],
        ),
    ],
)
def test_a_text_is_one_row_however_often_it_is_named(sentence, titles, agreements):
    assert [row["title"] for row in agreements(sentence)] == titles


@pytest.mark.parametrize(
    ("sentence", "countries"),
    [
        (
            "La ministre laotienne a signé un accord de pêche avec son homologue péruvien.",
            "LAO PER",
        ),
        ("Vientiane et Lima ont signé un accord de pêche.", "LAO PER"),
        (
            "Signature à Doha d'un accord de pêche laoto-péruvien entre le Laos et le Pérou.",
            "LAO PER",
        ),
        ("Le Laos et la Banque mondiale ont signé un accord de prêt.", "LAO"),
        (
            "Les ministères laotien et péruvien de la Pêche ont signé un accord de quotas.",
            "LAO PER",
        ),
        ("Le ministre laotien a rappelé l'accord de Paris.", ""),
        ("Le ministre laotien et des groupes armés ont signé un accord de paix à Lima.", ""),
        (
            "La session laoto-péruvienne a réuni des Chiliens. Les deux ministres ont signé un"
            " accord de pêche.",
            "LAO PER",
        ),
        (
            "La ministre laotienne a rappelé le traité d'adhésion du Pérou à l'Union européenne,"
            " signé en 2005.",
            "PER",
        ),
        ("La police laotienne et l'armée péruvienne ont signé un accord de formation.", "LAO PER"),
        (
            "Le ministre chilien a salué la Déclaration commune Laos - Pérou, signée hier.",
            "LAO PER",
        ),
        ("Le Chilien a félicité le Laos pour avoir signé un accord avec le Pérou.", "LAO PER"),
        ("Il cite l'accord signé par le Laos et le Pérou, et de saluer le Chili.", "LAO PER"),
        ("Il cite l'accord signé par le Laos, le Chili et le Pérou.", "CHL LAO PER"),
        (
            "Le ministre laotien, qui revenait du Chili, a signé un accord avec le Pérou.",
            "LAO PER",
        ),
        ("L'accord de paix signé par le ministre du Laos et son rival du nord tient.", ""),
    ],
)
def test_parties_are_the_states_that_sign(sentence, countries, agreements):
    (row,) = agreements(sentence)
    assert row["countries"] == countries.split()


@pytest.mark.parametrize(
    ("text", "signed_on"),
    [
        ("Le Laos et le Pérou ont signé lundi un accord de pêche.", "2025-06-09"),
        ("Le Laos et le Pérou ont rappelé l'accord de pêche signé en 2018.", "2018"),
        ("Le Laos et le Pérou ont signé un accord de pêche.", None),
        (
            "Le ministre laotien a reçu lundi son homologue péruvien. À l'issue de l'entretien, ils"
            " ont signé un accord de pêche.",
            "2025-06-09",
        ),
        ("Le Laos et le Pérou signeront jeudi un accord de pêche.", None),
        ("Le Laos et le Pérou ont signé un accord de pêche, a annoncé mardi le roi.", None),
        (
            "Le Laos et le Pérou ont rappelé l'accord de pêche conclu en 2017, signé en 2018.",
            "2018",
        ),
        (
            "Le ministre laotien est allé dimanche à Lima. Il y a signé un accord de pêche avec le"
            " Pérou avant de gagner Quito lundi.",
            "2025-06-08",
        ),
        (
            "Le Laos et le Pérou ont fêté lundi les dix ans de la signature du traité d'amitié.",
            None,
        ),
        (
            "Le ministre laotien est arrivé lundi à Lima. Il a signé un accord de pêche avec le"
            " Pérou.",
            None,
        ),
        (
            "Les ministres laotien et péruvien ont tenu une session les 7 et 8 juin. À l'issue des"
            " travaux, ils ont signé un accord de pêche.",
            "2025-06-08",
        ),
        (
            "Le Laos et le Pérou ont signé un accord de pêche. La cérémonie s'est tenue lundi.",
            "2025-06-09",
        ),
        (
            "Les ministres laotien et péruvien ont eu un entretien dimanche. Lundi, ils ont vu le"
            " port. À l'issue de l'entretien, ils ont signé un accord de pêche.",
            "2025-06-08",
        ),
        (
            "Les ministres laotien et péruvien se sont entretenus lundi. Mardi, ils ont vu le port."
            " À l'issue de cet entretien, ils ont signé un accord de pêche.",
            "2025-06-09",
        ),
        ("Le Laos salue l'accord du 3 mai 2024 signé avec le Pérou.", "2024-05-03"),
        (
            "Le Laos et le Pérou coopèrent depuis le 3 mai 1976, date de la signature de l'accord"
            " culturel.",
            "1976-05-03",
        ),
        ("Un accord entrant en vigueur le 1er juillet a été signé par le Laos et le Pérou.", None),
        (
            "L'accord de pêche Laos-Pérou a peu servi depuis sa signature, le 3 mai 2019.",
            "2019-05-03",
        ),
    ],
)
def test_date_is_that_of_the_signing_or_of_its_meeting(text, signed_on, agreements):
    (row,) = agreements(text)
    assert row["signed_on"] == signed_on


@pytest.mark.parametrize(
    ("title", "validity"),
    [
        ("un plan d'action 2023-2025", (2023, 2025)),
        ("un programme d'échanges pour la période 2026-2028", (2026, 2028)),
        ("un programme d'échanges pour les années 2025 à 2027", (2025, 2027)),
        ("un programme d'échanges pour 2026", (2026, 2026)),
        ("un programme d'échanges pour l'année 2026", (2026, 2026)),
        ("un programme d'échanges entre les deux ministères, pour 2026-2028", (2026, 2028)),
        ("un programme d'échanges d'une durée de quatre ans", (None, None)),
    ],
)
def test_validity_is_in_the_title(title, validity, agreements):
    (row,) = agreements(f"Le Laos et le Pérou ont signé {title}.")
    assert (row["valid_from"], row["valid_to"]) == validity


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("un accord", 1),
        ("deux accords", 2),
        ("trois (03) accords", 3),
        ("vingt-deux accords", 22),
        ("une dizaine d'accords", 10),
        ("plusieurs accords", None),
        ("12 accords", 12),
    ],
)
def test_count_is_the_number_of_texts(words, count, agreements):
    (row,) = agreements(f"Le Laos et le Pérou ont signé {words}.")
    assert row["count"] == count or (count is None and row["count"] is None)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("un mémorandum d'entente", "memorandum"),
        ("un protocole d'accord", "memorandum"),
        ("un protocole de coopération", "protocol"),
        ("un traité d'amitié", "treaty"),
        ("une déclaration conjointe", "declaration"),
        ("un échange de lettres sur les visas", "exchange_of_letters"),
        ("une feuille de route sur l'eau", "roadmap"),
        ("le procès-verbal de la session", "minutes"),
        ("une charte de l'eau", "charter"),
        ("un accord-cadre", "agreement"),
    ],
)
def test_kind_is_the_head_nouns(head, kind, agreements):
    (row,) = agreements(f"Le Laos et le Pérou ont signé {head}.")
    assert row["kind"] == kind


def test_stage_works_alone():
    nlp = spacy.blank("fr")
    nlp.add_pipe("depeche_agreements")
    doc = nlp("Les ministres des deux pays ont signé lundi un accord de pêche.")
    (fact,) = doc._.depeche["agreements"]
    assert (fact["status"], fact["countries"], fact["signed_on"]) == ("signed", [], None)
    assert [span.label_ for span in doc.spans["depeche_agreements"]] == ["agreement"]
