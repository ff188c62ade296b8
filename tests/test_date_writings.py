"""Writings: every way of writing a date is read back to the date."""

import datetime as dt

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import edtf
from pipeline.rules.book import rulebook
from pipeline.tokens import even

CALENDAR = rulebook()["calendar"].lexicons
MONTHS = {int(number): terms for number, terms in CALENDAR["MONTH"].terms.items()}
WEEKDAYS = {int(number): terms for number, terms in CALENDAR["WEEKDAY"].terms.items()}
NUMBERS = {int(number): terms for number, terms in CALENDAR["NUMBER"].terms.items()}
ROMAN = rulebook()["dates"].lexicons["ROMAN"].terms
TUESDAY = dt.date(2025, 6, 10)

DAYS = st.dates(dt.date(1700, 1, 1), dt.date(2099, 12, 31))
CASES = st.sampled_from([str, str.upper, str.capitalize, even, lambda word: even(word.upper())])
SPACES = st.sampled_from([" ", "  ", "\u00a0", "\u202f", "\n"])
DASHES = st.sampled_from(["-", "–", " - ", " – ", "/"])
quick = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def values():
    """`values(text)` gives the dates of a dispatch of Tuesday 10 June 2025."""
    nlp = spacy.blank("fr")
    nlp.add_pipe("depeche_dates")

    def values(source: str) -> list[str]:
        doc = nlp.make_doc(source)
        doc._.depeche["dateline"] = {"published": TUESDAY.isoformat()}
        return [fact["value"] for fact in nlp(doc)._.depeche["dates"]]

    return values


def of_month(day: int) -> st.SearchStrategy[str]:
    """A day of the month as it may be written."""
    words = NUMBERS[day] if day > 1 else ("premier", "1er", "1ER", "1°", "1 er")
    return st.sampled_from([f"{day}", f"{day:02d}", *words])


@st.composite
def in_words(draw: st.DrawFn, day: dt.date) -> str:
    """A date with its month's name: le 3 mars 2024, mardi 03 MARS, 2024."""
    month = draw(CASES)(draw(st.sampled_from(MONTHS[day.month])))
    weekday = draw(st.sampled_from(["", "le", "ce", WEEKDAYS[day.isoweekday()][0]]))
    number = draw(of_month(day.day))
    space = draw(SPACES if number[0].isdigit() else st.just(" "))
    comma = draw(st.sampled_from(["", ","])) + draw(SPACES)
    return f"{weekday} {number}{space}{month}{comma}{day.year}".strip()


@st.composite
def in_figures(draw: st.DrawFn, day: dt.date) -> str:
    """A date in figures: 03/03/2024, 3.3.2024, 2024-03-03, 3.III.2024, 03-03-24."""
    formats = [
        "{d:02}/{m:02}/{y}",
        "{d}/{m}/{y}",
        "{d:02}.{m:02}.{y}",
        "{d}-{m}-{y}",
        "{d}.{m}.{y}",
    ]
    formats += ["{y}-{m:02}-{d:02}", "{y}/{m:02}/{d:02}", "{d}.{roman}.{y}", "{d}-{roman}-{y}"]
    if abs(day.year - 1990) < 30:
        formats += ["{d:02}/{m:02}/{short}", "{d:02}.{m:02}.{short}"]
    return draw(st.sampled_from(formats)).format(
        d=day.day,
        m=day.month,
        y=day.year,
        short=f"{day.year % 100:02d}",
        roman=ROMAN[str(day.month)][0],
    )


@given(st.data(), DAYS)
@quick
def test_any_day_in_any_writing(values, data, day):
    written = data.draw(st.one_of(in_words(day), in_figures(day)))
    assert values(f"Un accord signé {written} à Oslo.") == [day.isoformat()]


@given(st.data(), DAYS, st.integers(1, 40), DASHES)
@quick
def test_any_range_in_any_writing(values, data, first, days, dash):
    last = first + dt.timedelta(days)
    month, other = (data.draw(CASES)(MONTHS[day.month][0]) for day in (first, last))
    writings = [
        f"du {first.day} {month} {first.year} au {last.day} {other} {last.year}",
        f"du {first:%d/%m/%Y} au {last:%d/%m/%Y}",
    ]
    if first.year == last.year:
        writings += [
            f"du {first.day} {month} au {last.day} {other} {last.year}",
            f"entre le {first.day} {month} et le {last.day} {other} {last.year}",
            f"du {WEEKDAYS[first.isoweekday()][0]} {first.day} {month}"
            f" au {WEEKDAYS[last.isoweekday()][0]} {last.day} {other} {last.year}",
        ]
    if first.month == last.month and first.year == last.year:
        writings += [
            f"du {first.day} au {last.day} {month} {last.year}",
            f"{first.day}{dash}{last.day} {month} {last.year}",
        ]
    written = data.draw(st.sampled_from(writings))
    assert values(f"Réunis {written} à Oslo.") == [f"{first.isoformat()}/{last.isoformat()}"]


@given(st.data(), st.integers(1700, 2099), st.integers(1, 12))
@quick
def test_any_month_in_any_writing(values, data, year, month):
    name = data.draw(CASES)(data.draw(st.sampled_from(MONTHS[month])))
    lead = data.draw(st.sampled_from(["en ", "au mois de ", "fin ", "mi-", "courant ", "début "]))
    assert values(f"Un accord signé {lead}{name} {year} à Oslo.") == [f"{year}-{month:02d}"]


@given(st.data(), st.integers(1600, 2090), st.integers(1, 9), DASHES)
@quick
def test_any_years_in_any_writing(values, data, first, years, dash):
    last = first + years
    lead = data.draw(
        st.sampled_from(["en ", "depuis ", "fin ", "mi-", "l'année ", "d'ici à ", "("])
    )
    assert values(f"Un accord {lead}{first}) à Oslo.") == [f"{first}"]
    writings = [
        f"la période {first}{dash}{last}",
        f"entre {first} et {last}",
        f"de {first} à {last}",
    ]
    if first // 100 == last // 100:
        writings.append(f"la saison {first}{dash}{last % 100:02d}")
    assert values(f"Un plan pour {data.draw(st.sampled_from(writings))}.") == [f"{first}/{last}"]


@given(st.integers(1800, 2099), st.sampled_from([("quarter", 4), ("half", 2)]), st.data())
@quick
def test_any_quarter_and_half_in_any_writing(values, year, unit_and_count, data):
    unit, count = unit_and_count
    number = data.draw(st.integers(1, count))
    name, letter = ("trimestre", "T") if unit == "quarter" else ("semestre", "S")
    ordinal = CALENDAR["ORDINAL"].terms[str(number)][0]
    figure = f"{number}er" if number == 1 else f"{number}e"
    expected = [edtf.month_group(unit, year, number)]
    for written in (
        f"{ordinal} {name} {year}",
        f"{figure} {name} de {year}",
        f"{letter}{number} {year}",
    ):
        assert values(f"Un accord prévu au {written} à Oslo.") == expected, written


@given(st.integers(160, 209))
@quick
def test_any_decade_in_any_writing(values, number):
    for written in (f"les années {number}0", f"la décennie {number}0"):
        assert values(f"Un accord conclu dans {written}.") == [f"{number}0/{number}9"]


@given(st.data(), st.dates(TUESDAY - dt.timedelta(300), TUESDAY))
@quick
def test_a_day_of_the_past_year_needs_no_year(values, data, day):
    written = f"{data.draw(of_month(day.day))} {data.draw(CASES)(MONTHS[day.month][0])}"
    assert values(f"Un accord a été signé le {written} à Oslo.") == [day.isoformat()]
    before = day if day < TUESDAY else day.replace(year=day.year - 1)
    assert values(f"Un accord signé le {written} dernier à Oslo.") == [before.isoformat()]


@pytest.mark.parametrize("number", range(1, 8))
def test_every_weekday_on_either_side(number, values):
    name = WEEKDAYS[number][0]
    origin = edtf.Bounds(TUESDAY, TUESDAY)
    days = list(edtf.weekdays(number, origin))
    assert values(f"Il a été reçu {name}.") == [edtf.nearest(days, origin, "past")]
    assert values(f"Il sera reçu {name}.") == [edtf.nearest(days, origin, "after")]
    assert values(f"reçu {name} dernier") == [edtf.nearest(days, origin, "before")]
    assert values(f"reçu {name} prochain") == [edtf.nearest(days, origin, "after")]


@pytest.mark.parametrize("number", range(1, 13))
def test_every_spelling_of_every_month(number, values):
    for month in MONTHS[number]:
        for written in (month, month.upper(), month.capitalize(), even(month)):
            assert values(f"Signé le 3 {written} 2024 à Oslo.") == [f"2024-{number:02d}-03"], (
                written
            )


@pytest.mark.parametrize(
    ("year", "written"),
    [
        (1648, "seize cent quarante-huit"),
        (1789, "mil sept cent quatre-vingt-neuf"),
        (1800, "mil huit cent"),
        (1899, "mille huit cent nonante-neuf"),
        (1961, "mil neuf cent soixante et un"),
        (1962, "dix-neuf cent soixante-deux"),
        (1971, "mille neuf cent soixante et onze"),
        (1985, "mil-neuf-cent-quatre-vingt-cinq"),
        (2000, "deux mille"),
        (2025, "deux mille vingt-cinq"),
        (2019, "deux mil dix-neuf"),
    ],
)
def test_years_in_words(year, written, values):
    assert values(f"signé le cinq mai {written}") == [f"{year}-05-05"]
    assert values(f"Signé en l'an {written} à Oslo") == [f"{year}"]
