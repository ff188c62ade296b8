"""The agencies and papers that send dispatches, and the cities that datelines name.

>>> from pipeline.rules.book import rulebook
>>> agencies = load_agencies(rulebook())
>>> [agencies.find("APS", city).country for city in ("Dakar", "Alger", None)]
['SEN', 'DZA', 'DZA']
>>> agencies.country_of("GENEVE"), agencies.spelling("GENEVE")
('CHE', 'Genève')
"""

from dataclasses import dataclass
from itertools import chain

from pipeline.rules.book import Rulebook
from pipeline.rules.lists import split_forms
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


def load_agencies(rules: Rulebook) -> Agencies:
    """The agencies, the cities and the gazetteer's capitals in the lists of the rules.

    Of several that go by one form, that of the last folder of rules comes first.
    """
    by_form: dict[str, list[Agency]] = {}
    for forms, country, cities, kind in chain.from_iterable(reversed(rules.lists("agencies"))):
        agency = Agency(split_forms(forms), country or None, split_forms(cities), kind)
        for form in agency.forms:
            by_form.setdefault(even(form), []).append(agency)
    places: dict[str, tuple[str, str]] = {}
    for state in rules.countries:
        for capital in state.capitals:
            places.setdefault(_plain(capital), (state.code, capital))
    for city, country in chain.from_iterable(reversed(rules.lists("cities"))):
        places.setdefault(_plain(city), (country, city))
    return Agencies(by_form, places)


def _plain(city: str) -> str:
    return fold(city).replace("-", " ").strip()
