"""Dates as values: EDTF strings, the days that they cover, and counting from a given date.

A value is a day, a month, a year (`2022-12-05`, `2022-12`, `2022`), an interval of two of these,
both ends included (`2021-03-10/2021-03-12`), or a day of an unknown year (`XXXX-12-05`). Its
bounds are the first and the last day that it covers. One counts from bounds too: a dispatch may
be known to be of a month only. A date that doesn't exist (30 February) is None.

>>> tuesday = Bounds.of("2025-06-10")
>>> may_5 = [point(year, 5, 5) for year in years_around(tuesday)]
>>> nearest(may_5, tuesday, "past"), nearest(may_5, tuesday, "future")
('2025-05-05', '2026-05-05')
>>> nearest(weekdays(2, tuesday), tuesday, "before"), containing("month", tuesday, 1)
('2025-06-03', '2025-07')
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple, Self

# Where a date lies as seen from the bounds that one counts from: not after them (`past`), wholly
# before them (`before`), not before them (`future`), wholly after (`after`), anywhere (`near`).
Side = Literal["past", "before", "future", "after", "near"]
Unit = Literal["day", "week", "weekend", "month", "quarter", "half", "year"]

_POINT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_MONTHS_OF = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_YEARS_AROUND = 30  # 29 February on a given weekday comes again after 28 years at most
_WEEKS_AROUND = 2


class Bounds(NamedTuple):
    """The first and the last day of what a value covers."""

    first: date
    last: date

    @classmethod
    def of(cls, value: str | None) -> Self | None:
        """A value's bounds; None for no value, one of an unknown year, or no EDTF.

        >>> Bounds.of("2024-02")
        Bounds(first=datetime.date(2024, 2, 1), last=datetime.date(2024, 2, 29))
        >>> Bounds.of("XXXX-12-05") is None
        True
        """
        ends = [_POINT.fullmatch(end) for end in (value or "").split("/")]
        if len(ends) > 2 or not ends[0] or not ends[-1]:
            return None
        try:
            return cls(_day(ends[0], last=False), _day(ends[-1], last=True))
        except ValueError:
            return None

    @property
    def day(self) -> date | None:
        """The day, where it is a single one."""
        return self.first if self.first == self.last else None

    def gap(self, other: "Bounds") -> int:
        """The days from the one to the other, 0 where they meet."""
        return max((self.first - other.last).days, (other.first - self.last).days, 0)


def point(year: int | None, month: int | None = None, day: int | None = None) -> str | None:
    """A day, month or year as a value; None where there is no such date.

    >>> point(2025, 6), point(2025, 2, 29), point(None, 12, 5), point(None, 12)
    ('2025-06', None, 'XXXX-12-05', None)
    """
    if month is not None and not 1 <= month <= 12:
        return None
    if day is None:
        parts = [] if year is None else [f"{year:04d}", *([f"{month:02d}"] if month else [])]
        return "-".join(parts) or None
    longest = monthrange(2024 if year is None else year, month)[1] if month else 0
    if not 1 <= day <= longest:
        return None
    return f"{'XXXX' if year is None else f'{year:04d}'}-{month:02d}-{day:02d}"


def interval(first: str | None, last: str | None) -> str | None:
    """Two ends as one value; None where one is missing or they stand the wrong way round.

    >>> interval("2025-06-09", "2025-06-11"), interval("2025", "2025"), interval("2025", "2023")
    ('2025-06-09/2025-06-11', '2025', None)
    """
    if first is None or last is None or first > last:
        return None
    return first if first == last else f"{first}/{last}"


def precision(value: str) -> str:
    """The grain of a value, by its form.

    >>> [precision(value) for value in ("2025", "2025-06", "XXXX-06-10", "2025/2026")]
    ['year', 'month', 'day', 'interval']
    """
    return "interval" if "/" in value else ("year", "month", "day")[value.count("-")]


def next_day(value: str, days: int = 1) -> str | None:
    """The day that comes so many days after a day (before it, where `days` is negative).

    >>> next_day("2024-12-31"), next_day("2025-03-01", -1), next_day("2025-03")
    ('2025-01-01', '2025-02-28', None)
    """
    bounds = Bounds.of(value)
    return (bounds.day + timedelta(days)).isoformat() if bounds and bounds.day else None


def containing(unit: Unit, origin: Bounds, offset: int = 0) -> str | None:
    """The week, month, … that holds the origin, or one so many later.

    None where the origin is not within one: there is no day before a month.

    >>> may = Bounds.of("2025-05")
    >>> containing("month", may, -1), containing("quarter", may), containing("day", may)
    ('2025-04', '2025-04/2025-06', None)
    """
    first, last = (_unit_of(unit, day, offset) for day in origin)
    return first if first == last else None


def month_group(unit: Unit, year: int, number: int) -> str | None:
    """A year's month, quarter or half of that number.

    >>> month_group("quarter", 2025, 2), month_group("half", 2025, 2), month_group("half", 2025, 3)
    ('2025-04/2025-06', '2025-07/2025-12', None)
    """
    months = _MONTHS_OF[unit]
    last = number * months
    return interval(point(year, last - months + 1), point(year, last)) if last else None


def decade(year: int) -> str | None:
    """The ten years from a round one on.

    >>> decade(1990), decade(1995)
    ('1990/1999', None)
    """
    return None if year % 10 else interval(point(year), point(year + 9))


def full_year(year: int, origin: Bounds | None) -> int:
    """The year that two figures stand for: not more than ten years after the origin.

    >>> full_year(6, Bounds.of("2025")), full_year(62, Bounds.of("2025")), full_year(1962, None)
    (2006, 1962, 1962)
    """
    if year > 99:
        return year
    latest = origin.last.year + 10 if origin else 2049
    return latest - (latest - year) % 100


def years_around(origin: Bounds) -> range:
    """The years in which a date without a year may lie."""
    return range(origin.first.year - _YEARS_AROUND, origin.last.year + _YEARS_AROUND + 1)


def weekdays(weekday: int, origin: Bounds) -> Iterator[str]:
    """The days around the origin that fall on a weekday (Monday is 1); none around a month."""
    if origin.day:
        monday = origin.first - timedelta(origin.first.weekday())
        for week in range(-_WEEKS_AROUND, _WEEKS_AROUND + 1):
            yield (monday + timedelta(7 * week + weekday - 1)).isoformat()


def falls_on(value: str | None, weekday: int) -> bool:
    """Whether a value is a day that falls on a weekday.

    >>> falls_on("2025-06-10", 2), falls_on("2025-06", 2)
    (True, False)
    """
    bounds = Bounds.of(value)
    return bool(bounds and bounds.day and bounds.day.isoweekday() == weekday)


def nearest(values: Iterable[str | None], origin: Bounds, side: Side) -> str | None:
    """The value closest to the origin on that side of it; None where there is none.

    Of values as close the earlier one; on the past side the latest, on the future one the earliest.

    >>> tuesdays = ["2025-06-03", "2025-06-10", "2025-06-17"]
    >>> tuesday = Bounds.of("2025-06-10")
    >>> [nearest(tuesdays, tuesday, side) for side in ("past", "before", "after")]
    ['2025-06-10', '2025-06-03', '2025-06-17']
    """
    known = {value: bounds for value in values if value and (bounds := Bounds.of(value))}
    eligible = [value for value, bounds in known.items() if _lies(bounds, origin, side)]
    if side in ("past", "before"):
        return max(eligible, key=lambda value: known[value].first, default=None)
    return min(
        eligible, key=lambda value: (known[value].gap(origin), known[value].first), default=None
    )


def _lies(covered: Bounds, origin: Bounds, side: Side) -> bool:
    match side:
        case "past":
            return covered.first <= origin.last
        case "before":
            return covered.last < origin.first
        case "future":
            return covered.last >= origin.first
        case "after":
            return covered.first > origin.last
        case _:
            return True


def _day(end: re.Match[str], *, last: bool) -> date:
    year, month, day = (int(part) if part else None for part in end.groups())
    assert year is not None
    month = month or (12 if last else 1)
    return date(year, month, day or (monthrange(year, month)[1] if last else 1))


def _unit_of(unit: Unit, day: date, offset: int) -> str | None:
    if unit == "day":
        return (day + timedelta(offset)).isoformat()
    if unit in ("week", "weekend"):
        monday = day - timedelta(day.weekday() - 7 * offset)
        saturday, sunday = monday + timedelta(5), monday + timedelta(6)
        return interval((monday if unit == "week" else saturday).isoformat(), sunday.isoformat())
    months = _MONTHS_OF[unit]
    number = (day.year * 12 + day.month - 1) // months + offset
    year, place = divmod(number, 12 // months)
    return point(year) if unit == "year" else month_group(unit, year, place + 1)
