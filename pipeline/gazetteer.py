"""The gazetteer: what French texts call every country, its people and its capital.

One row for each entry of ISO 3166-1, and for Kosovo (`XKX`). CLDR (by Babel) and iso-codes (by
pycountry) give short and official names, `models/countries.tsv` everything else:

>>> countries = load_gazetteer(Path("models/countries.tsv"))
>>> azerbaijan = next(country for country in countries if country.code == "AZE")
>>> azerbaijan.names[:2]
('Azerbaïdjan', "République d'Azerbaïdjan")
>>> azerbaijan.prefixes
('azerbaïdjano', 'azéro')
>>> azerbaijan.capitals
('Bakou', 'Baku')
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

COLUMNS = ("code", "names", "adjectives", "prefixes", "capitals")

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


@cache
def load_gazetteer(path: Path) -> tuple[Country, ...]:
    """Read the table at `path`, in its order, and add the names that the libraries know.

    A `ValueError` says where the table is wrong and what to do about it.
    """
    labels = _library_labels()
    countries: dict[str, Country] = {}
    for place, (code, *cells) in _rows(path):
        if code not in labels:
            raise ValueError(
                f"{place}: unknown code {code!r}; use ISO 3166-1 alpha-3, or XKX for Kosovo"
            )
        if code in countries:
            raise ValueError(f"{place}: {code} has a row already; join the two")
        names, adjectives, prefixes, capitals = (_forms(cell, place) for cell in cells)
        known = (name for label in labels[code] for name in _written(label))
        countries[code] = Country(
            code=code,
            name=labels[code][0],
            names=tuple(dict.fromkeys((*known, *names))),
            adjectives=adjectives,
            prefixes=prefixes,
            capitals=capitals,
        )
    return tuple(countries.values())


def _rows(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield each row's place in the file, for messages, and its cells."""
    header = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        place, cells = f"{path}, line {number}", line.split("\t")
        if header is None:
            header = cells
            if tuple(cells) != COLUMNS:
                raise ValueError(
                    f"{place}: the header must read {' '.join(COLUMNS)}, tab-separated"
                )
        elif len(cells) != len(COLUMNS):
            raise ValueError(
                f"{place}: {len(cells)} columns instead of {len(COLUMNS)}; "
                "separate them by one tab each and keep the tabs around empty ones"
            )
        else:
            yield place, cells


def _forms(cell: str, place: str) -> tuple[str, ...]:
    """Split a cell at its bars."""
    forms = tuple(cell.split("|")) if cell else ()
    for form in forms:
        if not form or form != form.strip():
            raise ValueError(f"{place}: empty or padded form {form!r}; write one|two, no spaces")
    return forms


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
