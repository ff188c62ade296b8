"""Readings: what the parts of a match of `models/dates.toml` mean.

A reading is named by its rules (`reading = "month-range"`). It gives the mentions of one match;
none, where the parts turn out to be no date.
"""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from typing import Any, cast

from pipeline import edtf
from pipeline.edtf import Bounds, Side, Unit
from pipeline.stages.dates.story import DATE_SIDES, WEEKDAY_SIDES, Found, Make, Parts, Story

_MONTHS_AROUND = range(-3, 4)
_ANY_YEAR = 2023  # one without a 29 February, to tell which days follow each other


def _read_day(parts: Parts, story: Story) -> Iterator[Found]:
    month, day = parts.number("month"), parts.number("day")
    if month is None or not 1 <= month <= 12:
        return
    if day is not None and edtf.point(None, month, day) is None:
        return
    weekday = parts.number("weekday")
    value, relative = story.place(parts, _each_year(month, day), weekday)
    if value or not parts["year"]:
        yield parts.found(value, relative, "day" if day else "month")


def _each_year(month: int, day: int | None = None) -> Make:
    return lambda year: edtf.point(year, month, day)


def _read_days(parts: Parts, story: Story) -> Iterator[Found]:
    days, months, years = (parts.numbers(name) for name in ("day", "month", "year"))
    if any(edtf.point(None, month, day) is None for day in days for month in months[:1]):
        return
    months = [months[0]] * len(days) if len(months) == 1 else months

    def values(year: int | None) -> list[str | None]:
        each = years if len(years) == len(days) else [year] * len(days)
        return [edtf.point(*date) for date in zip(each, months, days, strict=True)]

    weekdays = parts.numbers("weekday")
    weekday = weekdays[-1] if len(weekdays) == len(days) else None
    last, relative = story.place(parts, lambda year: values(year)[-1], weekday)
    bounds = Bounds.of(last)
    dates = values(bounds.first.year if bounds else None)
    follow = pairwise(dates if bounds else values(_ANY_YEAR))
    if all(a and b and edtf.next_day(a) == b for a, b in follow):
        yield parts.found(edtf.interval(dates[0], dates[-1]), relative)
        return
    for number, (day, value) in enumerate(zip(parts["day"], dates, strict=True)):
        following = parts["day"][number + 1].start if number + 1 < len(days) else parts.end
        own = [c for name in ("month", "year", "direction") for c in parts[name]]
        end = max(c.end for c in (day, *own) if day.start <= c.start < following)
        yield Found(day.start, end, value, "day", relative)


def _read_range(parts: Parts, story: Story) -> Iterator[Found]:
    days, months, years = (parts.numbers(name) for name in ("day", "month", "year"))
    if len(days) != 2 or not all(edtf.point(None, months[-1], day) for day in days[1:]):
        return
    value, relative = story.place(parts, _between(years, months, days))
    if value or story.published is None:
        yield parts.found(value, relative, "interval")


def _read_month_range(parts: Parts, story: Story) -> Iterator[Found]:
    years, months = parts.numbers("year"), parts.numbers("month")
    value, relative = story.place(parts, _between(years, months, [None, None]))
    yield parts.found(value, relative, "interval")


def _between(years: list[int], months: list[int], days: list[Any]) -> Make:
    """From one month or day to another, as a function of the year of the second."""
    first_month, last_month = months[0], months[-1]

    def make(year: int | None) -> str | None:
        first_year = year
        if len(years) == 2:
            first_year = years[0]
        elif year is not None and first_month > last_month:
            first_year = year - 1
        return edtf.interval(
            edtf.point(first_year, first_month, days[0]), edtf.point(year, last_month, days[1])
        )

    return make


def _read_day_of_month(parts: Parts, story: Story) -> Iterator[Found]:
    days, weekday = parts.numbers("day"), parts.number("weekday")
    if not all(1 <= day <= 31 for day in days):
        return

    def candidates(origin: Bounds) -> list[str | None]:
        values = list(_in_months_around(days, origin))
        fitting = [v for v in values if weekday and v and edtf.falls_on(v[:10], weekday)]
        return [*fitting] or values

    runs = parts["in"] and not parts["direction"]
    value = story.find(parts, DATE_SIDES, candidates, "near" if runs else None)
    yield parts.found(value, True, "day" if len(days) == 1 else "interval")


def _in_months_around(days: list[int], origin: Bounds) -> Iterator[str | None]:
    for offset in _MONTHS_AROUND if origin.day else ():
        year, month = divmod(origin.first.year * 12 + origin.first.month - 1 + offset, 12)
        points = [edtf.point(year, month + 1, day) for day in days]
        yield edtf.interval(points[0], points[-1])


def _read_day_of_relative_month(parts: Parts, story: Story) -> Iterator[Found]:
    bounds = Bounds.of(story.counted(parts.word("of") or ""))
    month = (bounds.first.year, bounds.first.month) if bounds else None
    yield parts.found(edtf.point(*month, parts.number("day")) if month else None, True, "day")


def _read_week_of(parts: Parts, story: Story) -> Iterator[Found]:
    for found in _read_day(parts, story):
        bounds = Bounds.of(found.value)
        value = edtf.containing("week", bounds) if bounds else None
        yield parts.found(value, found.relative, "week")


def _read_months(parts: Parts, story: Story) -> Iterator[Found]:
    for chunk, month in zip(parts["month"], parts.numbers("month"), strict=True):
        value, relative = story.place(parts, _each_year(month))
        last = chunk is parts["month"][-1]
        yield Found(chunk.start, parts.end if last else chunk.end, value, "month", relative)


def _read_years(parts: Parts, story: Story) -> Iterator[Found]:
    for chunk, year in zip(parts["year"], parts.numbers("year"), strict=True):
        alone = len(parts["year"]) == 1
        start, end = (parts.start, parts.end) if alone else (chunk.start, chunk.end)
        yield Found(start, end, edtf.point(year), "year", False)


def _read_written_year(parts: Parts, story: Story) -> Iterator[Found]:
    year = sum(parts.numbers("written"))
    value = edtf.point(year, parts.number("month"), parts.number("day"))
    if value:
        yield parts.found(value, False)


def _read_year_range(parts: Parts, story: Story) -> Iterator[Found]:
    first, last = parts.numbers("year")
    last = first // 100 * 100 + last if last < 100 else last
    value = edtf.interval(edtf.point(first), edtf.point(last))
    if value and first < last:
        yield parts.found(value, False, "interval")


def _read_decade(parts: Parts, story: Story) -> Iterator[Found]:
    start = parts.start
    for chunk, number in zip(parts["decade"], parts.numbers("decade"), strict=True):
        yield Found(start, chunk.end, _decade(number), "decade", False)
        start = parts["decade"][-1].start


def _decade(number: int) -> str | None:
    """`les années 90` are of the last century, `les années 20` of this one."""
    return edtf.decade(number if number > 99 else number + (1900 if number >= 30 else 2000))


def _read_weekday(parts: Parts, story: Story) -> Iterator[Found]:
    weekday = parts.number("weekday") or 0
    if parts["relative"]:  # `hier mardi`
        yield parts.found(story.counted(f"day {parts.word('relative')}"), True, "day")
        return
    side: Side | None = "after" if parts["eight"] else None
    value = story.find(parts, WEEKDAY_SIDES, partial(edtf.weekdays, weekday), side)
    if value and parts["eight"]:
        value = edtf.next_day(value, 7 if parts.number("eight") == 8 else 14)
    yield parts.found(value, True, "day")


def _read_weekdays(parts: Parts, story: Story) -> Iterator[Found]:
    first, last = parts.numbers("weekday")
    days = (last - first) % 7 or 7
    if not parts["in"] and days > 1:
        for chunk, weekday in zip(parts["weekday"], (first, last), strict=True):
            value = story.find(parts, WEEKDAY_SIDES, partial(edtf.weekdays, weekday))
            yield Found(chunk.start, chunk.end, value, "day", True)
        return

    def candidates(origin: Bounds) -> list[str | None]:
        return [edtf.interval(d, edtf.next_day(d, days)) for d in edtf.weekdays(first, origin)]

    yield parts.found(story.find(parts, WEEKDAY_SIDES, candidates), True, "interval")


def _read_relative_day(parts: Parts, story: Story) -> Iterator[Found]:
    yield parts.found(story.counted(f"day {parts.word('relative')}"), True, "day")


def _read_relative(parts: Parts, story: Story) -> Iterator[Found]:
    counted = parts.word("relative") or ""
    yield parts.found(story.counted(counted), True, counted.split()[0])


def _read_weekend(parts: Parts, story: Story) -> Iterator[Found]:
    def candidates(origin: Bounds) -> list[str | None]:
        return [edtf.containing("weekend", origin, week) for week in (-1, 0, 1)]

    word = parts.word("weekend")
    side = None if word == "tense" else cast(Side, word)
    yield parts.found(story.find(parts, DATE_SIDES, candidates, side), True, "interval")


def _read_told_unit(parts: Parts, story: Story) -> Iterator[Found]:
    unit_and_offset = parts.word("told") or ""
    told = story.last_told()
    value = story.counted(unit_and_offset, told)
    yield parts.found(value, told is None, unit_and_offset.split()[0])


def _read_running_unit(parts: Parts, story: Story) -> Iterator[Found]:
    unit = parts.word("unit") or ""
    yield parts.found(story.counted(f"{unit} 0"), True, unit)


def _read_period(parts: Parts, story: Story) -> Iterator[Found]:
    short = parts["short"]
    unit = cast(Unit, short[0].label.lower() if short else parts.word("unit"))
    number = parts.number("short" if short else "number") or 0
    if parts.word("number") == "before":
        number = 4 if unit == "quarter" else 2
    if not edtf.month_group(unit, 2024, number):
        return

    def make(year: int | None) -> str | None:
        return edtf.month_group(unit, year, number) if year else None

    value, relative = story.place(parts, make)
    yield parts.found(value, relative, unit)


def _read_ago(parts: Parts, story: Story) -> Iterator[Found]:
    unit, number = parts.word("unit") or "", parts.number("number") or 0
    offset = -number if parts["ago"] else number
    yield parts.found(story.counted(f"{unit} {offset}"), True, unit)


def _read_event_day(parts: Parts, story: Story) -> Iterator[Found]:
    event = story.event(parts) or story.published
    offset = parts.number("event") or 0
    value = edtf.next_day(event.first.isoformat(), offset) if event and event.day else None
    yield parts.found(value, True, "day")


def _read_dated_eve(parts: Parts, story: Story) -> Iterator[Found]:
    eve, day = parts["event"][0], parts["day"][0]
    for found in _read_day(parts, story):
        yield found._replace(end=eve.end)
        yield found._replace(start=day.start)


READINGS: dict[str, Callable[[Parts, Story], Iterator[Found]]] = {
    "day": _read_day,
    "month": _read_day,
    "days": _read_days,
    "range": _read_range,
    "month-range": _read_month_range,
    "day-of-month": _read_day_of_month,
    "range-of-month": _read_day_of_month,
    "day-of-relative-month": _read_day_of_relative_month,
    "week-of": _read_week_of,
    "months": _read_months,
    "year": _read_years,
    "years": _read_years,
    "written-year": _read_written_year,
    "year-range": _read_year_range,
    "decade": _read_decade,
    "weekday": _read_weekday,
    "weekdays": _read_weekdays,
    "relative-day": _read_relative_day,
    "relative": _read_relative,
    "weekend": _read_weekend,
    "running-unit": _read_running_unit,
    "told-unit": _read_told_unit,
    "period": _read_period,
    "ago": _read_ago,
    "event-day": _read_event_day,
    "dated-eve": _read_dated_eve,
}
