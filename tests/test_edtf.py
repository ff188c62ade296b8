"""Dates as values: bounds, counting, and every writing of a date read back to it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.edtf import (
    Bounds,
    containing,
    decade,
    falls_on,
    full_year,
    interval,
    month_group,
    nearest,
    next_day,
    point,
    precision,
    weekdays,
    years_around,
)

DAYS = st.dates(date(1600, 1, 1), date(2100, 12, 31))
UNITS = st.sampled_from(["day", "week", "month", "quarter", "half", "year"])


def of_day(day: date) -> Bounds:
    return Bounds(day, day)


@given(DAYS)
def test_day_month_and_year_cover_what_they_say(day):
    assert Bounds.of(day.isoformat()) == (day, day)
    month = Bounds.of(point(day.year, day.month))
    assert month.first.day == 1
    assert (month.last + timedelta(1)).day == 1
    assert month.first <= day <= month.last
    assert Bounds.of(point(day.year)) == (date(day.year, 1, 1), date(day.year, 12, 31))


@given(DAYS, DAYS)
def test_interval_goes_from_the_first_day_to_the_last_or_is_none(one, other):
    value = interval(one.isoformat(), other.isoformat())
    assert Bounds.of(value) == ((one, other) if one <= other else None)


POINTS = st.one_of(
    DAYS.map(date.isoformat),
    DAYS.map(lambda day: point(day.year, day.month)),
    DAYS.map(lambda day: point(day.year)),
)
GROUPS = st.one_of(
    st.builds(month_group, st.just("quarter"), st.integers(1600, 2100), st.integers(1, 4)),
    st.builds(month_group, st.just("half"), st.integers(1600, 2100), st.integers(1, 2)),
    st.integers(160, 209).map(lambda number: decade(number * 10)),
    DAYS.map(lambda day: containing("week", of_day(day))),
)


@given(st.one_of(POINTS, GROUPS, st.builds(interval, POINTS, POINTS).filter(bool)))
def test_every_value_comes_back_from_the_days_that_it_covers(value):
    ends = (value.split("/") * 2)[:2] if "/" not in value else value.split("/")
    bounds = Bounds.of(value)
    units = [precision(end) for end in ends]
    back = [containing(unit, of_day(day)) for unit, day in zip(units, bounds, strict=True)]
    assert interval(*back) == value


@given(DAYS, UNITS, st.integers(-30, 30))
def test_a_unit_holds_its_day_and_offsets_are_adjacent(day, unit, offset):
    origin = of_day(day)
    held = Bounds.of(containing(unit, origin))
    assert held.first <= day <= held.last
    one, following = (Bounds.of(containing(unit, origin, n)) for n in (offset, offset + 1))
    assert following.first - one.last == timedelta(1)


@given(DAYS, st.integers(-400, 400))
def test_days_are_counted_exactly(day, days):
    assert next_day(day.isoformat(), days) == (day + timedelta(days)).isoformat()


@given(DAYS, st.integers(1, 7))
def test_weekdays_lie_on_the_side_asked_for(day, weekday):
    origin = of_day(day)
    past, before, after = (
        date.fromisoformat(nearest(weekdays(weekday, origin), origin, side))
        for side in ("past", "before", "after")
    )
    assert {past.isoweekday(), before.isoweekday(), after.isoweekday()} == {weekday}
    assert timedelta(0) <= day - past < timedelta(7)
    assert timedelta(0) < day - before <= timedelta(7)
    assert timedelta(0) < after - day <= timedelta(7)
    assert falls_on(past.isoformat(), weekday)


@given(DAYS, DAYS)
def test_a_day_of_the_year_lies_on_the_side_asked_for(day, told):
    origin = of_day(told)
    every = [point(year, day.month, day.day) for year in years_around(origin)]
    past, future = (nearest(every, origin, side) for side in ("past", "future"))
    assert past <= told.isoformat() <= future
    assert nearest(every, origin, "near") in (past, future)


def test_no_day_is_counted_from_a_month():
    month = Bounds.of("2025-06")
    assert list(weekdays(1, month)) == []
    assert containing("week", month) is None
    assert containing("month", month, 1) == "2025-07"
    assert next_day("2025-06") is None


@pytest.mark.parametrize(
    "value", ["", None, "2025-13", "2025-02-30", "XXXX-12-05", "2024/2025/2026", "juin", "0000"]
)
def test_what_is_no_value_of_a_known_year_has_no_bounds(value):
    assert Bounds.of(value) is None


@pytest.mark.parametrize("numbers", [(2025, 13), (2025, 2, 29), (None, 2, 30), (2025, 0), (None,)])
def test_what_is_no_date_is_no_point(numbers):
    assert point(*numbers) is None


def test_29_february_is_a_day_of_an_unknown_year():
    assert point(None, 2, 29) == "XXXX-02-29"


@pytest.mark.parametrize("number", range(-1, 6))
def test_quarters_are_four_and_halves_two(number):
    assert bool(month_group("quarter", 2025, number)) == (1 <= number <= 4)
    assert bool(month_group("half", 2025, number)) == (1 <= number <= 2)


@pytest.mark.parametrize("year", range(100))
def test_two_figures_are_a_year_up_to_ten_years_ahead(year):
    assert 1936 <= full_year(year, Bounds.of("2025")) <= 2035
    assert full_year(year, Bounds.of("2025")) % 100 == year


def test_the_grain_shows_in_the_form():
    assert precision("2025/2026") == precision(decade(1990)) == "interval"
    assert [precision(value) for value in ("2025", "2025-06", "2025-06-10")] == [
        "year",
        "month",
        "day",
    ]
