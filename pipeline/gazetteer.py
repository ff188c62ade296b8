"""The gazetteer: what French texts call every country, its people and its capital.

One row for each entry of ISO 3166-1, and for Kosovo (`XKX`). CLDR (by Babel) and iso-codes (by
pycountry) give short and official names, `models/countries.tsv` everything else:

>>> from pipeline.rules.book import rulebook
>>> countries = rulebook().countries
>>> azerbaijan = next(country for country in countries if country.code == "AZE")
>>> azerbaijan.names[:2]
('Azerbaïdjan', "République d'Azerbaïdjan")
>>> azerbaijan.prefixes
('azerbaïdjano', 'azéro')
>>> azerbaijan.capitals
('Bakou', 'Baku')
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.rules.lists import split_forms

# « Corée, République de », « Iran, République islamique d' », « Salomon, Îles »
_INVERTED = re.compile(r"(?P<noun>[^,(]+), (?P<head>Îles?|.+ (?:de|de la|du|d'))")


@dataclass(frozen=True, slots=True)
class Country:
    """One country, with every form as a text writes it: accents, hyphens, straight apostrophes.

    Only `name`, the short name for display, is CLDR's to the letter: « Myanmar (Birmanie) ».
    """

    code: str
    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    prefixes: tuple[str, ...]
    capitals: tuple[str, ...]

    def with_forms(self, *added: tuple[str, ...]) -> "Country":
        """The country with more names, adjectives, prefixes and capitals."""
        known = (self.names, self.adjectives, self.prefixes, self.capitals)
        forms = (tuple(dict.fromkeys((*old, *new))) for old, new in zip(known, added, strict=True))
        return Country(self.code, self.name, *forms)


def load_gazetteer(rows: Iterable[Sequence[str]]) -> tuple[Country, ...]:
    """The countries of a list's rows in their order, with the names that the libraries know.

    Of two rows of one country, as in a list of the user's, the second adds to the first.
    """
    labels = _library_labels()
    countries: dict[str, Country] = {}
    for code, *cells in rows:
        if code not in countries:
            known = (name for label in labels[code] for name in _written(label))
            countries[code] = Country(code, labels[code][0], tuple(known), (), (), ())
        countries[code] = countries[code].with_forms(*map(split_forms, cells))
    return tuple(countries.values())


@cache
def _library_labels() -> dict[str, list[str]]:
    """Return every country's labels in the libraries by its code, CLDR's short name first."""
    import gettext

    import pycountry
    from babel import Locale

    short = Locale("fr").territories
    french = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=["fr"]).gettext
    labels = {"XKX": [short["XK"]]}
    for entry in pycountry.countries:
        fields = (getattr(entry, field, None) for field in ("name", "official_name", "common_name"))
        labels[entry.alpha_3] = [short[entry.alpha_2], *(french(name) for name in fields if name)]
    return labels


def _written(label: str) -> Iterator[str]:
    """Yield what a text would write for a library's label, if anything.

    >>> list(_written("Iran, République islamique d'"))
    ["République islamique d'Iran"]
    """
    label = label.replace("’", "'").removeprefix("L'")
    if inverted := _INVERTED.fullmatch(label):
        head = inverted["head"]
        yield head + ("" if head.endswith("'") else " ") + inverted["noun"]
    # Nobody writes « Myanmar (Birmanie) » or « Taïwan, province de Chine »: the table names these.
    elif not re.search(r"[,(]", label):
        yield label
