"""The agencies and papers that send dispatches, and the cities that datelines name.

>>> agencies = load_agencies()
>>> [agencies.find("APS", city).country for city in ("Dakar", "Alger", None)]
['SEN', 'DZA', 'DZA']
>>> agencies.country_of("GENEVE"), agencies.spelling("GENEVE")
('CHE', 'Genève')
"""

from dataclasses import dataclass
from functools import cache

from pipeline.gazetteer import load_gazetteer
from pipeline.resources import models_dir
from pipeline.tokens import even, fold


@dataclass(frozen=True, slots=True)
class Agency:
    """Who sends dispatches: its forms, the first for display, and the state that it speaks of.

    `country` is None for one that writes of the ministers of any country.
    """

    forms: tuple[str, ...]
    country: str | None
    cities: tuple[str, ...]
    kind: str

    @property
    def name(self) -> str:
        return self.forms[0]


@dataclass(frozen=True, slots=True)
class Agencies:
    """The agencies by their forms without accents, the cities by their folded names."""

    by_form: dict[str, list[Agency]]
    cities: dict[str, tuple[str, str]]

    def find(self, form: str, city: str | None = None) -> Agency | None:
        """The agency of that form; of several the one at home in the city, else the first."""
        known = self.by_form.get(even(form.strip()), [])
        at_home = (agency for agency in known if city and fold(city) in map(fold, agency.cities))
        return next(at_home, next(iter(known), None))

    def opening(self, words: str, city: str | None = None) -> Agency | None:
        """The agency whose form opens a phrase, as in `YONHAP News`; of several the longest."""
        parts = words.rstrip(" .").split(" ")
        openings = (" ".join(parts[:length]) for length in range(len(parts), 0, -1))
        return next(filter(None, (self.find(opening, city) for opening in openings)), None)

    def country_of(self, city: str) -> str | None:
        """The country in which a city lies, None for one that is not in the lists."""
        return self.cities.get(_plain(city), (None, None))[0]

    def spelling(self, city: str) -> str:
        """A city's name as the lists spell it, with its accents and small letters."""
        return self.cities.get(_plain(city), (None, city))[1]


@cache
def load_agencies() -> Agencies:
    """Read `models/agencies.tsv`, `models/cities.tsv` and the gazetteer's capitals."""
    by_form: dict[str, list[Agency]] = {}
    for forms, country, cities, kind in _rows("agencies"):
        agency = Agency(_split(forms), country or None, _split(cities), kind)
        for form in agency.forms:
            by_form.setdefault(even(form), []).append(agency)
    places: dict[str, tuple[str, str]] = {}
    for state in load_gazetteer(models_dir() / "countries.tsv"):
        for capital in state.capitals:
            places.setdefault(_plain(capital), (state.code, capital))
    for city, country in _rows("cities"):
        places.setdefault(_plain(city), (country, city))
    return Agencies(by_form, places)


def _rows(table: str) -> list[list[str]]:
    lines = (models_dir() / f"{table}.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return rows[1:]


def _split(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _plain(city: str) -> str:
    return fold(city).replace("-", " ").strip()
