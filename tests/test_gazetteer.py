"""The gazetteer is complete and well-formed French."""

import unicodedata
from collections import defaultdict

import pycountry
import pytest

from pipeline.gazetteer import Country, load_gazetteer
from pipeline.rules.book import rulebook

COUNTRIES = {country.code: country for country in rulebook().countries}

TERRITORIES = set(
    """
    ABW AIA ALA ASM ATA ATF BES BLM BMU BVT CCK COK CUW CXR CYM ESH FLK FRO GGY GIB GLP GRL GUF GUM
    HKG HMD IMN IOT JEY MAC MAF MNP MSR MTQ MYT NCL NFK NIU PCN PRI PYF REU SGS SHN SJM SPM SXM TCA
    TKL UMI VGB VIR WLF
    """.split()
)
# Nobody lives there, or the inhabitants have no adjective of their own in French.
WITHOUT_ADJECTIVE = set("ATA ATF BVT CCK CXR HMD IOT SGS SJM SXM TCA UMI VGB VIR".split())
# Jérusalem is a mention of neither.
WITHOUT_CAPITAL = {"ISR", "PSE"}

UNINFLECTED = {"basotho", "i-kiribati", "lao", "malagasy", "ni-vanuatu", "suissesse", "US", "U.S."}
IRREGULAR = {
    "burkinabè": {"burkinabée", "burkinabès", "burkinabées"},
    "grec": {"grecque", "grecs", "grecques"},
    "khmer": {"khmère", "khmers", "khmères"},
    "letton": {"lettone", "lettonne", "lettons", "lettones", "lettonnes"},
    "nippon": {"nippone", "nipponne", "nippons", "nippones", "nipponnes"},
    "ouzbek": {"ouzbèke", "ouzbèque", "ouzbeks", "ouzbèkes", "ouzbèques"},
    "turc": {"turque", "turcs", "turques"},
}
IN_TWO_PARTS = (" ", "-et-", "-herzégovinien", "-néo-guinéen")


def forms(country: Country) -> set[str]:
    """Return every form of a country but the prefixes, which only hold before a hyphen."""
    return {*country.names, *country.adjectives, *country.capitals}


def fold(form: str) -> str:
    """Fold what matching folds: case, accents, hyphens."""
    letters = unicodedata.normalize("NFD", form.casefold()).replace("-", " ")
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def inflect(masculine: str) -> set[str]:
    """Return the feminine and the plurals of a masculine adjective."""
    if masculine in IRREGULAR:
        return IRREGULAR[masculine]
    if masculine.endswith("e"):
        return {masculine + "s"}
    feminine = masculine + ("ne" if masculine.endswith("en") else "e")
    plural = masculine if masculine.endswith(("s", "z")) else masculine + "s"
    return {feminine, plural, feminine + "s"}


def test_has_every_country_once_sorted():
    codes = [country.code for country in rulebook().countries]
    assert codes == sorted([entry.alpha_3 for entry in pycountry.countries] + ["XKX"])


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("AZE", "Azerbaïdjan"),
        ("COG", "Congo-Brazzaville"),
        ("HKG", "R.A.S. chinoise de Hong Kong"),
        ("MMR", "Myanmar (Birmanie)"),
        ("XKX", "Kosovo"),
    ],
)
def test_name_is_the_short_one_of_cldr(code, name):
    assert COUNTRIES[code].name == name


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("ARE", ["Émirats arabes unis", "Émirats", "EAU", "E.A.U."]),
        ("CIV", ["Côte d'Ivoire", "République de Côte d'Ivoire", "RCI"]),
        ("COD", ["République démocratique du Congo", "RDC", "RD Congo", "Congo-Kinshasa"]),
        ("GBR", ["Grande-Bretagne", "Angleterre", "Écosse", "Pays de Galles", "Irlande du Nord"]),
        ("IRN", ["Iran", "République islamique d'Iran"]),
        ("KGZ", ["Kirghizstan", "Kirghizistan", "République kirghize"]),
        ("KOR", ["Corée du Sud", "République de Corée", "Corée"]),
        ("LAO", ["Laos", "République démocratique populaire lao"]),
        ("MMR", ["Myanmar", "Birmanie"]),
        ("PSE", ["Palestine", "État de Palestine"]),
        ("REU", ["La Réunion", "Île de la Réunion"]),
        ("SLB", ["Îles Salomon"]),
        ("SYR", ["République arabe syrienne"]),
        ("TUR", ["Turquie", "Türkiye", "République de Türkiye"]),
        ("USA", ["États-Unis", "États-Unis d'Amérique", "USA"]),
        ("VAT", ["Vatican", "Saint-Siège", "Cité du Vatican"]),
    ],
)
def test_names_join_the_libraries_and_the_table(code, names):
    assert set(names) <= set(COUNTRIES[code].names)


def test_names_hold_no_label_of_a_list():
    labels = ["Iran, République islamique d'", "Taïwan, province de Chine", "Myanmar (Birmanie)"]
    names = {name for country in COUNTRIES.values() for name in country.names}
    assert names.isdisjoint(labels)
    assert not [name for name in names if "’" in name]


@pytest.mark.parametrize(
    ("code", "adjectives"),
    [
        ("AZE", ["azerbaïdjanaise", "azéris"]),
        ("BFA", ["burkinabè", "burkinabaises"]),
        ("CHE", ["suisses", "helvétique"]),
        ("GUF", ["guyanais"]),
        ("GUY", ["guyanien"]),
        ("NER", ["nigérien"]),
        ("NGA", ["nigérian"]),
        ("XKX", ["kosovare"]),
    ],
)
def test_adjectives(code, adjectives):
    assert set(adjectives) <= set(COUNTRIES[code].adjectives)


def test_every_inhabited_country_has_an_adjective():
    assert {code for code, row in COUNTRIES.items() if not row.adjectives} == WITHOUT_ADJECTIVE


@pytest.mark.parametrize("country", COUNTRIES.values(), ids=list(COUNTRIES))
def test_adjectives_have_all_their_forms(country):
    present = {
        form
        for form in country.adjectives
        if form not in UNINFLECTED and not any(part in form for part in IN_TWO_PARTS)
    }
    masculines = {form for form in present if inflect(form) <= present}
    assert masculines.union(*map(inflect, masculines)) >= present - {"suissesses"}


def test_adjectives_and_prefixes_are_lower_case_but_for_initials():
    forms = [f for row in COUNTRIES.values() for f in (*row.adjectives, *row.prefixes)]
    assert [form for form in forms if form != form.lower()] == ["US", "U.S."]


def test_prefixes_stand_without_their_hyphen():
    assert COUNTRIES["FRA"].prefixes == ("franco",)
    assert COUNTRIES["CHN"].prefixes == ("sino",)
    assert not [p for row in COUNTRIES.values() for p in row.prefixes if p.endswith("-")]


def test_states_have_a_capital_and_territories_none():
    without = {code for code, row in COUNTRIES.items() if not row.capitals}
    assert without == TERRITORIES | WITHOUT_CAPITAL


@pytest.mark.parametrize(
    "city",
    ["Abidjan", "La Haye", "Tel-Aviv", "Jérusalem", "Colombo", "La Paz", "Le Cap", "Almaty"],
)
def test_seats_of_government_are_no_capitals(city):
    assert city not in {capital for row in COUNTRIES.values() for capital in row.capitals}


def test_only_the_two_congos_share_forms():
    owners = defaultdict(set)
    for country in COUNTRIES.values():
        for form in forms(country):
            owners[fold(form)].add(country.code)
    shared = {form: codes for form, codes in owners.items() if len(codes) > 1}
    congos = {"COD", "COG"}
    assert shared == {"congolais": congos, "congolaise": congos, "congolaises": congos}


def test_no_list_repeats_a_form():
    for country in COUNTRIES.values():
        for column in ("adjectives", "prefixes", "capitals"):
            folded = [fold(form) for form in getattr(country, column)]
            assert len(folded) == len(set(folded)), (country.code, column)


def test_a_second_row_adds_to_the_first():
    (ivory_coast,) = load_gazetteer(
        [("CIV", "Eburnie", "ivoirien", "", "Yamoussoukro"), ("CIV", "Éburnie", "", "", "")]
    )
    assert ivory_coast.names[-2:] == ("Eburnie", "Éburnie")
    assert ivory_coast.adjectives == ("ivoirien",)
