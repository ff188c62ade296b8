"""What makes a row right, and what makes two rows speak of one thing.

>>> ministers, one = JUDGES["ministers"], {"name": "Ali Ben Salah", "rank": "minister"}
>>> gold = {**one, "portfolio": "justice", "country": "TUN"}
>>> ministers.right(gold, {**gold, "name": "ALI BEN SALAH"})
True
>>> ministers.differences(gold, {**gold, "portfolio": "defence"})
('portfolio',)
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from pipeline.tables import Row


@dataclass(frozen=True, slots=True)
class Judge:
    """Compares the rows of `table` with gold's.

    A row is right when it speaks of the same thing as a gold row, as `same` tells, and when the
    `columns` are equal; `counts` picks the rows, of gold and of the table, that are judged at all.
    """

    table: str
    columns: tuple[str, ...]
    same: Callable[[Row, Row], bool]
    counts: Callable[[Row], bool] = lambda row: True

    def right(self, gold: Row, row: Row) -> bool:
        """Whether `row` is what `gold` expects."""
        return not self.differences(gold, row) and self.same(gold, row)

    def differences(self, gold: Row, row: Row) -> tuple[str, ...]:
        """The columns in which `row` is not what `gold` expects."""
        return tuple(c for c in self.columns if _compared(c, gold) != _compared(c, row))


def fold(name: str) -> str:
    """A name or title without case, accents, hyphens and straight apostrophes.

    >>> fold("Élisée N’Dour"), fold("N'Djamena")
    ('elisee ndour', 'n djamena')
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return " ".join(re.findall("[a-z0-9]+", plain))


def titles_alike(one: str, other: str) -> bool:
    """Whether one title opens the other, by three words or more, or shares most of its words.

    >>> titles_alike("accord de paix", "Accord de paix entre la RDC et le Rwanda")
    True
    >>> titles_alike("accord de pêche", "protocole sanitaire")
    False
    """
    a, b = fold(one).split(), fold(other).split()
    shorter, longer = sorted((len(a), len(b)))
    if not shorter:
        return False
    if shorter >= 3 and a[:shorter] == b[:shorter]:
        return True
    blocks = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    shared = sum(block.size for block in blocks)
    return shared / shorter >= 0.75 and shared / longer >= 0.4


def overlap(one: Row, other: Row) -> bool:
    """Whether two spans share a character."""
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def _one_name_in_the_other(one: Row, other: Row) -> bool:
    a, b = fold(one["name"]).split(), fold(other["name"]).split()
    return set(a) <= set(b) or set(b) <= set(a)


def _one_title(one: Row, other: Row) -> bool:
    return titles_alike(one["title"], other["title"])


def _sharing(*columns: str) -> Callable[[Row, Row], bool]:
    return lambda one, other: any(_compared(c, one) == _compared(c, other) for c in columns)


def _compared(column: str, row: Row) -> Any:
    value = row[column]
    match column:
        case "name":
            return fold(value)
        case "countries":
            return sorted(value)
        case "participants":
            return sorted(map(fold, value))
        case _:
            return value


JUDGES = {
    "ministers": Judge(
        "ministers", ("name", "rank", "portfolio", "country"), _one_name_in_the_other
    ),
    "countries": Judge("countries", ("country",), overlap),
    "dates": Judge("dates", ("value",), overlap, counts=lambda row: row["value"] is not None),
    "anniversaries": Judge(
        "anniversaries",
        ("ordinal", "event", "countries", "celebrated_year", "original_year"),
        _sharing("ordinal", "event"),
    ),
    "agreements": Judge(
        "agreements",
        ("kind", "status", "countries", "signed_on", "valid_from", "valid_to", "count"),
        _one_title,
        counts=lambda row: row["status"] == "signed",
    ),
    "officials": Judge("officials", ("name", "rank", "country"), _one_name_in_the_other),
    "agreements_all": Judge("agreements", ("kind", "status"), _one_title),
    "meetings": Judge(
        "meetings",
        ("kind", "countries", "held_on", "participants"),
        _sharing("participants", "countries"),
    ),
}
MISSION: Sequence[str] = ("ministers", "countries", "dates", "anniversaries", "agreements")
