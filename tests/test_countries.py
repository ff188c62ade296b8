"""Countries: which words are a mention of which state, and which only look like one."""

import pytest
import spacy

from pipeline.rules.book import rulebook

GAZETTEER = rulebook().countries


@pytest.fixture(scope="module")
def blank():
    """The stage alone, in a pipeline of a stranger's with spaCy's own tokenizer."""
    nlp = spacy.blank("fr")
    nlp.add_pipe("depeche_countries")
    return nlp


@pytest.fixture
def mentions(blank):
    def mentions(source: str) -> list[tuple[str, str]]:
        doc = blank(source)
        return [
            (source[fact["start"] : fact["end"]], fact["country"])
            for fact in doc._.depeche["countries"]
        ]

    return mentions


@pytest.mark.parametrize("country", GAZETTEER, ids=lambda country: country.code)
def test_every_name_of_every_state_is_found(country, mentions):
    for name in country.names:
        for written in (name, name.upper(), name.replace("'", "’"), name.replace(" ", "\u00a0")):
            assert [code for _, code in mentions(f"Il y a {written} .")] == [country.code], written


@pytest.mark.parametrize("country", GAZETTEER, ids=lambda country: country.code)
def test_every_capital_of_every_state_is_found(country, mentions):
    for capital in country.capitals:
        named = mentions(f"{country.names[0]} : il vit à {capital} .")
        assert named[-1] == (capital, country.code), capital


@pytest.mark.parametrize("capital", ["Santiago", "Victoria", "Kingston", "Sucre"])
def test_a_namesake_of_a_capital_counts_only_where_the_text_names_its_state(capital, mentions):
    assert mentions(f"Il vit à {capital}, au bord de la mer.") == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("SENEGAL-MAROC-PECHE", [("SENEGAL", "SEN"), ("MAROC", "MAR")]),
        ("le Royaume frère de Jordanie", [("Royaume frère de Jordanie", "JOR")]),
        ("Cité du Vatican, Saint-Siège", [("Cité du Vatican", "VAT"), ("Saint-Siège", "VAT")]),
        ("les relations tuniso-italiennes", [("tuniso", "TUN"), ("italiennes", "ITA")]),
        ("l'accord américano-russe", [("américano", "USA"), ("russe", "RUS")]),
        ("délégation sud-coréano-japonaise", [("sud-coréano", "KOR"), ("japonaise", "JPN")]),
        ("le format Inde-France-EAU", [("Inde", "IND"), ("France", "FRA"), ("EAU", "ARE")]),
        ("Congo-Brazza, Congo-Kinshasa", [("Congo-Brazza", "COG"), ("Congo-Kinshasa", "COD")]),
        ("la Guinée-Bissau, la Guinée équatoriale et la Guinée",
         [("Guinée-Bissau", "GNB"), ("Guinée équatoriale", "GNQ"), ("Guinée", "GIN")]),
        ("un contingent pro-russe", [("russe", "RUS")]),
        ("les autorités philippines", [("philippines", "PHL")]),
        ("aux Philippines", [("Philippines", "PHL")]),
        ("Agence France-Presse, Radio Chine internationale", [("France", "FRA"), ("Chine", "CHN")]),
        ("les Nigérians et les Nigériens", [("Nigérians", "NGA"), ("Nigériens", "NER")]),
        ("l'île Maurice et le pays de Galles", [("île Maurice", "MUS"), ("pays de Galles", "GBR")]),
        ("les États-\nUnis", [("États-\nUnis", "USA")]),
        ("L’ALGERIE ET L’EMIRAT DU KOWEIT", [("ALGERIE", "DZA"), ("EMIRAT DU KOWEIT", "KWT")]),
    ],
)  # fmt: skip
def test_mentions(source, expected, mentions):
    assert mentions(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "un chili, un panama et de la turquoise",
        "La réunion de haut niveau, La Réunion des ministres",
        "l'océan Indien, le golfe de Guinée, la mer de Chine, le lac Tchad",
        "rue de Madrid et avenue de France",
        "l'empire du Milieu, l'Hexagone et la Grande Île",
        "l'URSS, la Yougoslavie et l'Empire ottoman",
        "Abidjan, La Haye, Tel-Aviv, Jérusalem et Genève",
        "européen, africain, arabe, onusien, parisien, moscovite",
        "un texte en français, il parle anglais, la langue russe",
        "la stratégie indo-pacifique et le monde anglo-saxon",
        "M. Paris et Mme France",
        "antifrançais et @CanadaPE",
    ],
)
def test_what_only_looks_like_a_mention(source, mentions):
    assert mentions(source) == []


def test_a_shared_form_takes_the_state_that_the_dispatch_names(mentions):
    assert mentions("la RDC et l'armée congolaise")[-1] == ("congolaise", "COD")
    assert mentions("Brazzaville et l'armée congolaise")[-1] == ("congolaise", "COG")
    assert mentions("l'armée congolaise") == [("congolaise", "COG")]


def test_a_persons_name_holds_no_country(nlp):
    doc = nlp("Le chanteur Francis Lalanne a rencontré France Gall à Lyon.")
    assert [fact["country"] for fact in doc._.depeche["countries"]] == []
