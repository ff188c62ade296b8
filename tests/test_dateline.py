"""Dateline: agency, place, date and title, in the shapes of the world's agencies."""

import pytest
import spacy

from pipeline.rules.book import rulebook

MONTHS = rulebook()["calendar"].lexicons["MONTH"].terms

# text, place, agency, published, home
SHAPES = [
    ("Oslo, 20 novembre, AZERTAC\nLe roi", "Oslo", "AZERTAC", None, "AZE"),
    ("EREVAN, 28 MARS, ARMENPRESS. Le roi", "Erevan", "ARMENPRESS", None, "ARM"),
    (
        "19:00, 28 Mars, 2022\n\nEREVAN, 28 MARS, ARMENPRESS. Le roi",
        "Erevan",
        "ARMENPRESS",
        "2022-03-28",
        "ARM",
    ),
    ("AA / Dakar / Jean Ndiaye\n\nLe roi", "Dakar", "AA", None, "SEN"),
    ("AA/Dakar/Jean Ndiaye\n\nLe roi", "Dakar", "AA", None, "SEN"),
    (
        "J. Petit | 13.07.2021 - Mise À Jour : 13.07.2021\nAA / Ankara / J. Petit\nLe roi",
        "Ankara",
        "AA",
        "2021-07-13",
        "TUR",
    ),
    ("ALGER- Le ministre", "Alger", None, None, "DZA"),
    ("ALGER — Le ministre", "Alger", None, None, "DZA"),
    ("NEW YORK (Nations unies)- Le ministre", "New York", None, None, "USA"),
    ("Rabat - Le roi", "Rabat", None, None, "MAR"),
    ("Nations-Unies (New York) – Le Maroc", "Nations unies", None, None, "USA"),
    ("TUNIS (TAP) - Le ministre", "Tunis", "TAP", None, "TUN"),
    ("TUNIS, 3 mars (TAP) - Le ministre", "Tunis", "TAP", None, "TUN"),
    ("Nouakchott,  05/03/2018 - Le ministre", "Nouakchott", None, "2018-03-05", "MRT"),
    ("Nouakchott,  09/06/2025 (AMI) Le ministre", "Nouakchott", "AMI", "2025-06-09", "MRT"),
    ("AMI - Le ministre", None, "AMI", None, "MRT"),
    ("Dakar, 4 nov (APS) – Les ministres", "Dakar", "APS", None, "SEN"),
    (
        "SENEGAL-MAROC-DIPLOMATIE / Visite du roi\n\nDakar, 4 nov (APS) – Les ministres",
        "Dakar",
        "APS",
        None,
        "SEN",
    ),
    ("Abidjan, 06 mars 2025 (AIP) – Le ministre", "Abidjan", "AIP", "2025-03-06", "CIV"),
    ("Abidjan, 01 fév (AIP)- Le ministre", "Abidjan", "AIP", None, "CIV"),
    ("Ouagadougou, 3 mars 2024 (AIB)-Le ministre", "Ouagadougou", "AIB", "2024-03-03", "BFA"),
    ("Niamey, 12 Mars (ANP)- Le ministre", "Niamey", "ANP", None, "NER"),
    ("Kinshasa, 12 mars 2024 (ACP).- Le ministre", "Kinshasa", "ACP", "2024-03-12", "COD"),
    (
        "Addis Ababa 26 juillet,2024 (ENA) Le Premier ministre",
        "Addis Ababa",
        "ENA",
        "2024-07-26",
        "ETH",
    ),
    ("Addis-Abeba, le 12 mars 2024 (FMC) – Le ministre", "Addis-Abeba", "FMC", "2024-03-12", "ETH"),
    ("Paris (Des envoyés spéciaux) – Le président", "Paris", None, None, "FRA"),
    ("Luanda — Le président", "Luanda", None, None, "AGO"),
    ("Le Caire, 28 juin 2025 – Le ministre", "Le Caire", None, "2025-06-28", "EGY"),
    ("LE CAIRE – 6 septembre 2024 : Le ministre", "Le Caire", None, "2024-09-06", "EGY"),
    ("ANI - Le président", None, "ANI", None, "LBN"),
    ("Damas – SANA/ Le ministre", "Damas", "SANA", None, "SYR"),
    ("Amman, 3 mars (Petra)-- Le roi", "Amman", "Petra", None, "JOR"),
    ("AMMAN, 25 juin 2025 (WAM) – Le cheikh", "Amman", "WAM", "2025-06-25", "ARE"),
    (
        "Paris, 24 Joumada I 1437 – 04 mars 2016 (SPA) – Le prince",
        "Paris",
        "SPA",
        "2016-03-04",
        "SAU",
    ),
    ("Téhéran (IRNA)- Le ministre", "Téhéran", "IRNA", None, "IRN"),
    ("KHARTOUM, 30 avril (Xinhua) -- Le général", "Khartoum", "Xinhua", None, "SDN"),
    ("Pyongyang, 3 mars (ACNC) -- Le maréchal", "Pyongyang", "ACNC", None, "PRK"),
    ("Hanoï (VNA) – Le président", "Hanoï", "VNA", None, "VNM"),
    ("Vientiane (VNA) – Le président", "Vientiane", "VNA", None, "VNM"),
    ("(VOVWORLD) - Le président", None, "VOV", None, "VNM"),
    ("Nhân Dân en ligne - Le président", None, "NDEL", None, "VNM"),
    ("(KPL) Le président", None, "KPL", None, "LAO"),
    ("AKP Phnom Penh, le 28 avril 2017 – Le roi", "Phnom Penh", "AKP", "2017-04-28", "KHM"),
    ("SEOUL, 12 mars (Yonhap) -- Le président", "Séoul", "Yonhap", None, "KOR"),
    ("MOSCOU, 10 avril. /TASS/. Le ministre", "Moscou", "TASS", None, "RUS"),
    ("MOSCOU, 30 octobre 2024. /TASS/. Le ministre", "Moscou", "TASS", "2024-10-30", "RUS"),
    ("MOSCOU (Sputnik) – Le ministre", "Moscou", "Sputnik", None, "RUS"),
    ("ASTANA. KAZINFORM – Le président", "Astana", "KAZINFORM", None, "KAZ"),
    ("Bucarest – En visite", "Bucarest", None, None, "ROU"),
    ("Chisinau, 5 févr. /MOLDPRES/. Le ministre", "Chisinau", "MOLDPRES", None, "MDA"),
    ("BUCAREST, 1er fév/Agerpres/ - Le ministre", "Bucarest", "AGERPRES", None, "ROU"),
    ("Bucarest, 1er février /Agerpres/ - Le ministre", "Bucarest", "AGERPRES", None, "ROU"),
    ("TALLINN, Estonie (AP) – Le président", "Tallinn", "AP", None, "EST"),
    ("PARIS (Reuters) – Le président", "Paris", "Reuters", None, "FRA"),
    ("Paris (AFP) - Le président", "Paris", "AFP", None, "FRA"),
    ("(Belga) Le Premier ministre", None, "Belga", None, "BEL"),
    ("Berne (ats) Le Conseil fédéral", "Berne", "Keystone-ATS", None, "CHE"),
    ("Berne, 21.06.2012 - Le conseiller", "Berne", None, "2012-06-21", "CHE"),
    (
        "Le 5 novembre 2021 – Ottawa (Ontario) – Affaires mondiales Canada\nLe roi",
        "Ottawa",
        "Affaires mondiales Canada",
        "2021-11-05",
        "CAN",
    ),
    ("OTTAWA — La ministre", "Ottawa", None, None, "CAN"),
    (
        "Entretien avec le ministre (Paris, 3.07.12)\n\nLe ministre",
        "Paris",
        None,
        "2012-07-03",
        "FRA",
    ),
    (
        "La Havane, 22 janvier (Prensa Latina) Le président",
        "La Havane",
        "Prensa Latina",
        None,
        "CUB",
    ),
    ("La Havane, 20 avril, (RHC).- Le président", "La Havane", "RHC", None, "CUB"),
    ("MADRID.– Le président", "Madrid", None, None, "ESP"),
    (
        "P-au-P, 26 avril 2024 [AlterPresse] --- Le président",
        "P-au-P",
        "AlterPresse",
        "2024-04-26",
        "HTI",
    ),
    ("APA-Dakar (Sénégal) Le président", "Dakar", "APA", None, "SEN"),
    ("APA – Dakar (Sénégal) – Le président", "Dakar", "APA", None, "SEN"),
    ("Lomé, Togo (PANA) - Le président", "Lomé", "PANA", None, "TGO"),
    ("CONAKRY- Comme prévu", "Conakry", None, None, "GIN"),
    ("Libreville, (GM) – Le président", "Libreville", "GM", None, "GAB"),
    ("Niamey, 12 novembre 2025 –Niamey a accueilli", "Niamey", None, "2025-11-12", "NER"),
    ("Lomé : le président reçoit", None, None, None, None),
    ("Tchad: Le chef de l'État", None, None, None, None),
    ("Bruxelles veut un accord", None, None, None, None),
    ("Genève, siège de l'ONU", None, None, None, None),
    ("Le Niger et le Mali", None, None, None, None),
    ("Diplomatie : le roi reçoit", None, None, None, None),
    ("Luxembourg, le 09.06.2025\nLe ministre", "Luxembourg", None, "2025-06-09", "LUX"),
    ("Rabat, 11/03/2025 (MAP) Le ministre", "Rabat", "MAP", "2025-03-11", "MAR"),
    ("ROME, mardi 10 juin (ANSA) - Le ministre", "Rome", "ANSA", "2025-06-10", "ITA"),
    ("Mort du roi\nPublié le 3 mars 2024 à 10h12\nLe roi", None, None, "2024-03-03", None),
    ("Mort du roi\nMis à jour le 27. 03. 2014\nLe roi", None, None, "2014-03-27", None),
    ("\n10 Mars 2026\nÀ 13:51\nLe roi", None, None, "2026-03-10", None),
    ("11:56 am - 20 août, 2025\nLe roi", None, None, "2025-08-20", None),
    (" date 2025-10-03 Oslo : le roi est mort", None, None, "2025-10-03", None),
    (" date 2024-07 Mort du roi hier", None, None, "2024-07", None),
    (" date 2024-12 Moscou, 2 janvier, TASS Le roi", "Moscou", "TASS", "2025-01-02", "RUS"),
    ("Une délégation de Rome – Paris", None, None, None, None),
    ("Kigali, le 4 août 2023 (RNA) : Le président", "Kigali", "RNA", "2023-08-04", "RWA"),
    ("Cotonou, 9 juin 2025 (ABP)- Le chef", "Cotonou", "ABP", "2025-06-09", "BEN"),
    ("Bujumbura, 9 juin 2025 (ABP) - Le chef", "Bujumbura", "ABP", "2025-06-09", "BDI"),
    ("Libreville, 9 juin 2025 (AGP) – Le chef", "Libreville", "AGP", "2025-06-09", "GAB"),
    ("Djibouti, 9 juin 2025 (ADI)--Le chef", "Djibouti", "ADI", "2025-06-09", "DJI"),
    ("Beijing, 9 juin (Xinhua) -- Le chef", "Beijing", "Xinhua", None, "CHN"),
    (
        "Ouagadougou (Burkina Faso), 9 juin 2025 (AIB) – Le chef",
        "Ouagadougou",
        "AIB",
        "2025-06-09",
        "BFA",
    ),
    ("Alger, 9 juin 2025 (APS)- Le chef", "Alger", "APS", "2025-06-09", "DZA"),
    ("ALGER, 9 juin 2025, 18h05 (APS) - Le chef", "Alger", "APS", "2025-06-09", "DZA"),
    ("ALGER, 9 juin 2025 -APS- Le chef", "Alger", "APS", "2025-06-09", "DZA"),
    ("APS – Alger, 9 juin 2025 – Le chef", "Alger", "APS", "2025-06-09", "DZA"),
    ("[APS] Alger, 9 juin 2025 – Le chef", "Alger", "APS", "2025-06-09", "DZA"),
    ("09.06.2025, Alger (APS) - Le chef est mort.", "Alger", "APS", "2025-06-09", "DZA"),
    (
        "New York (Nations Unies), 9 juin 2025 (MAP) - Le Maroc",
        "New York",
        "MAP",
        "2025-06-09",
        "MAR",
    ),
    ("Astana, le 4 juillet 2024 /Kazinform/ – Le chef", "Astana", "KAZINFORM", "2024-07-04", "KAZ"),
]


@pytest.fixture(scope="module")
def blank():
    """The stage alone, in a pipeline of a stranger's."""
    nlp = spacy.blank("fr")
    nlp.add_pipe("depeche_dateline", config={"as_of": "2025-12-31"})
    return nlp


@pytest.fixture
def dateline(blank):
    def dateline(source: str, **metadata: str) -> dict:
        doc = blank.make_doc(source)
        doc._.depeche["metadata"] = metadata
        return blank(doc)._.depeche["dateline"]

    return dateline


@pytest.mark.parametrize(("source", "place", "agency", "published", "home"), SHAPES)
def test_shape_gives_place_agency_date_and_home(source, place, agency, published, home, dateline):
    found = dateline(source)
    expected = {"place": place, "agency": agency, "published": published, "home": home}
    assert {key: found[key] for key in expected} == expected


@pytest.mark.parametrize("number", range(1, 13))
def test_every_month_in_every_spelling(number, dateline):
    for month in (*MONTHS[str(number)], f"{number:02d}"):
        space = "." if month.isdigit() else " "
        for written in (month, month.upper(), month.capitalize()):
            source = f"OSLO, 3{space}{written}{space}2024 (AGR) - Le roi est mort."
            assert dateline(source)["published"] == f"2024-{number:02d}-03", written


# text, published; the dispatches of those with none are from anywhen up to the end of 2025
BODY = "Le roi a reçu mardi l'émir."
LONG = f"{BODY} Ils ont parlé d'eau et d'énergie, puis de la santé des chevaux du palais" + (
    ", qui ont beaucoup couru au printemps et que le vétérinaire ne quitte plus" * 2
)
PUBLISHED = [
    *(
        (f"{opening}\n\n{BODY}", "2025-03-14")
        for opening in (
            "Communiqué\n\nFait à Oslo, le 14 mars 2025",
            "Communiqué du 14 mars 2025",
            "COMMUNIQUE DE PRESSE – 14 MARS 2025",
            "Communiqué n°045/MAE/2025 du 14 mars 2025",
            "Point de presse du 14/03/2025",
            "Entretien avec le roi – (14 mars 2025)",
            "Voyage du roi (14.03.25)",
            "Mort du roi - Oslo, 14 mars 2025",
            "14 mars 2025 | Communiqué",
            "Accueil > Monde > 14-03-2025",
            "Date de publication : 14 mars 2025",
            "Publié le : 14/03/2025 - 10:12 Modifié le : 15/03/2025",
            "Modifié le 15/03/2025 - Publié le 14/03/2025",
            "Mis à jour le 15 mars 2025 à 10h12, publié le 14 mars 2025 à 8h00",
            "Par Jean Petit, le 14 mars 2025",
            "Jean Petit-14 mars 2025 10:22",
            "Par Jean PETIT · 14 mars 2025 · 3 min de lecture",
            "Rédigé par Jean Petit le Vendredi 14 Mars 2025",
            "Soumis par admin le ven, 14/03/2025 - 10:22",
            "14 Mars 2025 à 11:02 par Jean Petit",
            "2025-03-14T10:20:00+01:00",
            "2025/03/14 (ven) 10:20",
            "March 14, 2025",
            "Posted on 14 March 2025 by admin",
            "REVUE DE PRESSE DU 14 MARS 2025",
            "Source : AGR - 14/03/2025",
            "Dernière mise à jour : 14 mars 2025",
            "Par La Rédaction sur 14/03/2025",
            "Nord Info, 14 mars 2025 - 19:40, Oslo, Norvège",
            "Voix du Nord, Oslo, 14.03.2025",
            "14 mars 2025 18:05 (UTC+04:00)",
            "14 mars 2025, 18:05, heure d'Oslo",
            "14 mars 2025 à 18h05 TU",
            "14 mars 2025 dans Politique",
            "14 mars 2025 | Mis à jour le 15 mars 2025",
            "De notre correspondant à Oslo, le 14 mars 2025",
            "Propos recueillis par Jean Petit le 14 mars 2025",
            "Ministère des Affaires étrangères, Oslo, 14 mars 2025",
            "Le Nord, n° 4512 du vendredi 14 mars 2025",
            "Article publié le 14 mars 2025",
        )
    ),
    *(
        (f"{LONG}\n\n{close}", "2025-03-14")
        for close in ("Publié le 14 mars 2025", "Fait à Oslo, le 14 mars 2025", "(AGR, 14/03/2025)")
    ),
    ("Le roi a reçu ce vendredi 14 mars 2025 l'émir.", "2025-03-14"),
    ("Le roi a reçu hier, 13 mars 2025, l'émir.", "2025-03-14"),
    ("Le roi a reçu hier, jeudi 13 mars, l'émir.", "2025-03-14"),
    ("A Oslo, le 14 mars 2025, le roi a reçu l'émir.", "2025-03-14"),
    ("La session s'est tenue du 12 au 14 mars 2025 à Oslo.", "2025-03-14"),
    ("(14/03/2025) Le roi a reçu l'émir.", "2025-03-14"),
    ("Saint-Clair-sur-Yvette, le 14 mars 2025 – Le roi a reçu l'émir.", "2025-03-14"),
    ("Oslo, 14 mars (AGR) – Le roi a reçu le 13 mars 2025 l'émir.", "2025-03-14"),
    (f"Publié le 15 mars 2025\n\nOslo, 14 mars (AGR) – {BODY}", "2025-03-14"),
    (f"Oslo, 14 mars (AGR) – {LONG}.\n\nMis à jour le 15 mars 2025", "2025-03-14"),
    (f" date 2025-03 {LONG}.\n\nOslo, le 14 mars 2025", "2025-03-14"),
    (" date 2025-03 Le 14 mars, le roi a reçu l'émir.", "2025-03-14"),
    (" date 2025-03 Le roi a reçu mardi l'émir. L'accord fut signé le 3 mars 2019.", "2025-03"),
    (" date 2025-04 Le roi sera reçu le 24 avril à Oslo.", "2025-04"),
    (" date 2025-03 Ils ont fêté mardi l'accord conclu le 11 mars 1975.", "2025-03"),
    (f"{BODY} C'est ce que dit un rapport publié le 3 mars 2024 par le palais.", None),
    (f"{BODY} Les deux pays ont établi leurs relations le 12 mars 1975.", None),
    ("Le roi est né le 3 mai 1951. Il a reçu mardi l'émir.", None),
    (f"Photo d'archives du 3 mars 2019\n\n{BODY}", None),
    (f"{BODY}\n\nA lire aussi : le roi malade - 3 mars 2024", None),
    (f"Décret n° 2023-412 du 5 mai 2023\n\n{BODY}", None),
    (f"Fête nationale du 14 juillet 2024 à Oslo\n\n{BODY}", None),
    (f"Accord d'Oslo (12 mars 2015) : Le Roi proteste\n\n{BODY}", None),
    (f"L'accord du 12 mars 2024 : le roi proteste\n\n{BODY}", None),
    ("Le roi se rendra à Oslo le 24 avril 2027.", None),
]


@pytest.mark.parametrize(("source", "published"), PUBLISHED)
def test_a_text_tells_when_it_was_published(source, published, dateline):
    assert dateline(source)["published"] == published


def test_of_an_event_to_come_only_the_year_is_known(dateline):
    found = dateline("Le roi recevra mardi 10 juin l'émir.")
    assert (found["published"], found["published_precision"]) == ("2025", "year")


def test_metadata_win_over_all_clues(dateline):
    found = dateline("Oslo, 9 juin 2024 (AGR) - Le roi.", published="2025-01-02", title="Mort")
    assert (found["published"], found["published_basis"]) == ("2025-01-02", "metadata")
    assert found["title"] == "Mort"


@pytest.mark.parametrize(
    ("header", "day", "expected"),
    [
        ("2025-01", "31 décembre", "2024-12-31"),
        ("2024-12", "1er janvier", "2025-01-01"),
        ("2025-06", "9 juin", "2025-06-09"),
        ("2025-06", "31 mai", "2025-05-31"),
        ("2025-06", "9 mars 2024", "2024-03-09"),
    ],
)
def test_header_gives_the_year_of_the_datelines_day(header, day, expected, dateline):
    source = f" date {header} Oslo, {day}, AZERTAC\n\nLe roi est mort."
    assert dateline(source)["published"] == expected


@pytest.mark.parametrize(
    ("lead", "published"),
    [
        ("mardi 10 juin", "2025-06-10"),
        ("mercredi 10 juin", "2020-06-10"),
        ("jeudi 29 février", "2024-02-29"),
        ("lundi 1er décembre", "2025-12-01"),
        ("mercredi 31 décembre", "2025-12-31"),
        ("jeudi 1er janvier", "2015-01-01"),
    ],
)
def test_weekday_day_and_month_give_the_latest_such_year(lead, published, dateline):
    found = dateline(f"Le roi est mort {lead} à Oslo.")
    assert (found["published"], found["published_basis"]) == (published, "calendar")


def test_the_datelines_day_is_the_one_published_not_the_events(dateline):
    found = dateline("Oslo, 1er janvier (AGR) - Le roi est mort mardi 31 décembre.")
    assert found["published"] == "2025-01-01"  # 31 December 2024 was a Tuesday


def test_without_reference_date_no_year_is_taken_from_the_calendar():
    nlp = spacy.blank("fr")
    nlp.add_pipe("depeche_dateline")
    found = nlp("Le roi est mort mardi 10 juin.")._.depeche["dateline"]
    assert found["published"] is None


def test_header_month_alone_is_known_to_the_month(dateline):
    found = dateline(" date 2025-06 Oslo – Le roi est mort mardi.")
    assert (found["published"], found["published_precision"]) == ("2025-06", "month")


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("Le roi est mort\n\nOslo, 9 juin (AGR) - Le roi est mort lundi.", "Le roi est mort"),
        (" date 2025-06 Le roi est mort\nOslo, 9 juin (AGR) - Il est mort.", "Le roi est mort"),
        ("Oslo, 9 juin (AGR) - Le roi est mort.\nIl avait 80 ans.", None),
        ("Le roi est mort lundi.\nIl avait 80 ans.", None),
        ("Le roi est mort", None),
        ("14.02.2025\nLe roi est mort.", None),
    ],
)
def test_first_line_is_the_title_where_it_reads_like_one(source, title, dateline):
    assert dateline(source)["title"] == title


RUN_TOGETHER = [
    ("Oslo, 9 juin 2025 (AGP) – ", "Oslo", "AGP", "2025-06-09"),
    ("OSLO, 9 JUIN, AGRAPRESS. ", "Oslo", "AGRAPRESS", None),
    ("OSLO (TASS) - ", "Oslo", "TASS", None),
    ("OSLO — ", "Oslo", None, None),
    ("AMI - ", None, "AMI", None),
    ("22/11/2018 09:47 ", None, None, "2018-11-22"),
]


@pytest.mark.parametrize(("head", "place", "agency", "published"), RUN_TOGETHER)
def test_a_dateline_counts_where_the_line_breaks_are_lost(head, place, agency, published, dateline):
    headline = "Visite royale à Bergen, au Havre et à Turku : trois conventions de pêche"
    body = f"Le roi a été reçu par le maire, {'avec les honneurs ' * 12}et le chœur des marins."
    found = dateline(f"{headline} {head}{body}")
    assert [found[key] for key in ("place", "agency", "published")] == [place, agency, published]
    assert found["title"] == headline


def test_an_end_mark_is_no_dateline(dateline):
    found = dateline(f"Le roi est mort\n\n{'Le roi est mort hier. ' * 12}\n\nHL/ HaïtiLibre")
    assert (found["agency"], found["start"]) == ("HaïtiLibre", None)


def test_offsets_hold_the_dateline(dateline):
    source = "Le roi est mort\n\nOSLO, 9 juin (AGR) - Le roi est mort lundi."
    found = dateline(source)
    assert source[found["start"] : found["end"]].startswith("OSLO, 9 juin (AGR)")


# text, home
HOMES = [
    ("Le ministre a reçu le roi.\n\nPar APS", "DZA"),
    ("Le ministre a reçu le roi.\n\nSource: Agence guinéenne de presse", "GIN"),
    ("Le ministre a reçu le roi.\n\nWAM/French", "ARE"),
    ("Le ministre a reçu le roi.\n\nACP/Kayu", "COD"),
    ("Le ministre a reçu le roi. (APS)", "DZA"),
    ("Le ministre a reçu le roi.\n\n(Belga)", "BEL"),
    ("Le ministre a reçu le roi.\n\nAvec MAP", "MAR"),
    ("Le ministre a reçu le roi avec AIP", None),
    ("Par Jean Petit\nLe ministre a reçu le roi, a appris la TAP.", "TUN"),
    ("Le roi est mort, selon l'agence de presse officielle saoudienne SPA.", "SAU"),
    ("Le roi est mort, rapporte Fana.", "ETH"),
    ("Le Chili vote, rapporte Xinhua.", "CHL"),
    ("Le roi est mort, rapporte l'AFP.", None),
    ("Photo : Xinhua\nLe ministre a reçu le roi du Togo, puis le roi du Bénin.", None),
    ("Crédit photo : MAP\n\nLe ministre a reçu le roi du Maroc et le roi d'Espagne.", "MAR"),
    ("© AFP\n\nLe ministre a reçu le roi du Maroc et le roi d'Espagne.", None),
    ("Photo : BTA\nReçus à Sofia, les rois d'Iran ont quitté Téhéran, selon l'IRNA.", None),
    ("Ministère des Mines du Royaume du Maroc\n\nLe roi d'Espagne a été reçu.", "MAR"),
    ("Ambassade de France au Mali\n\nLe ministre malien a reçu le roi.", "FRA"),
    ("Communiqué\n\nLe roi du Mali et le roi du Tchad ont été reçus à Matignon.", "FRA"),
    ("Communiqué\n\nLe roi du Mali et le roi du Tchad ont vu l’hôtel de Matignon.", "FRA"),
    ("Le roi du Mali et le roi du Tchad ont été reçus à Matignon.", None),
    ("Le Premier ministre a été reçu à Rome par le pape. Les Polonais en Pologne.", None),
    ("Le roi de Pologne a été reçu à Rome. La Pologne, le peuple polonais, Varsovie.", "POL"),
    ("COMMUNIQUÉ\n\nOslo, 3 mars 2024 – La Présidente de la Commission européenne.", None),
    ("COMMUNIQUÉ\n\nOslo, 3 mars 2024 – Le ministre a vu le président de l'UA.", "NOR"),
    ("Communiqué\n\nOslo, 3 mars 2024 – La Secrétaire générale de l'OIF, au Mali.", None),
    ("Communiqué\n\nOslo, 3 mars 2024 – La Secrétaire générale de l'OIF a vu le Mali.", "MLI"),
    ("New York, 3 mars 2024 (ONU Info) – Le Mali a voté.", "MLI"),
    ("Le ministre, à Sotchi, en Russie.", None),
    ("Visite Chili-Pérou\n\nLe ministre péruvien et le ministre chilien au Pérou.", "CHL"),
    ("Le roi est mort.", None),
]


@pytest.fixture(scope="module")
def after_countries():
    nlp = spacy.blank("fr")
    nlp.add_pipe("depeche_countries")
    nlp.add_pipe("depeche_titles")
    nlp.add_pipe("depeche_dateline")
    return nlp


@pytest.mark.parametrize(("source", "home"), HOMES)
def test_home_without_a_dateline_is_the_state_that_the_text_bears_out(
    source, home, after_countries
):
    assert after_countries(source)._.depeche["dateline"]["home"] == home


def test_a_city_below_the_first_paragraph_opens_a_rubric(dateline):
    lead = "Visite – Le roi a reçu le ministre des Ports, " + "venu de loin pour le voir, " * 8
    assert dateline(f"Nouvelles du soir\n\n{lead}lundi.\n\nOslo – La reine est là.")["end"] is None
