"""Publication: when a dispatch was published, by the clues that its rules find.

In this order: the header's day; the dateline's day, in the year that it gives or else in that of
the header, a byline or an update; what says when the text was published, and a line that is or
ends in a date, before the text or after it; the day of the event that the text opens with, in the
year of the header or else in the latest one up to the reference date; an update. Failing all,
what is known of it: the header's month, the year of an event to come.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline import edtf
from pipeline.edtf import Bounds, Side
from pipeline.tenses import TensesOfText

Dated = tuple[str | None, str]

# What tells a date of publication; a dateline of no known city does so too.
_STATES = ("published", "line", "dateline")
_TOP = 1500  # code points in which a dateline or a byline stands
_SENTENCE = 30  # code points: what is shorter is a heading or a dateline
_CITY_ALONE = "dateline-dash"  # below the first paragraph, a rubric: `Oslo – Le roi`
_FIRST_YEAR = "1990"  # what an older dispatch would open with is history
_BODY = re.compile(r"^.{200,}$", re.MULTILINE)  # a line of it; bylines are shorter


class Clue(NamedTuple):
    """What one rule found: its kind, its place in the text, and the parts that it named."""

    rule: str
    kind: str
    start: int
    end: int
    date_start: int
    place: str | None = None
    agency: str | None = None
    weekday: int | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    later: int = 0  # days from the one named to the publication: one for `hier 9 juin`
    doubtful: bool = False  # what stands where an agency would may be a region: `Oslo (Viken) –`
    today: bool = False  # it is told as the day of the telling: `ce mardi 10 juin`

    def date(self, year: int | None = None) -> str | None:
        """The clue's day, with its own year or the given one; None where either is missing."""
        year = self.year or year
        if not (year and self.month and self.day):
            return None
        date = edtf.point(year, self.month, self.day)
        return edtf.next_day(date, self.later) if date and self.later else date

    def date_in(self, origin: str | None, side: Side) -> str | None:
        """The clue's day in the year that fits, on that side of the origin."""
        bounds = Bounds.of(origin)
        if self.year or bounds is None:
            return self.date()
        dates = [self.date(year) for year in edtf.years_around(bounds)]
        if self.weekday:
            dates = [
                d for d in dates if d and edtf.falls_on(edtf.next_day(d, -self.later), self.weekday)
            ]
        return edtf.nearest(dates, bounds, side)

    def date_near(self, origin: str | None) -> str | None:
        """The clue's day, where it lies in the origin's month or the one before or after it."""
        bounds, date = Bounds.of(origin), self.date_in(origin, "near")
        months = (
            [edtf.containing("month", bounds, offset) for offset in (-1, 0, 1)] if bounds else []
        )
        return date if date and date[:7] in months else None


def in_place(clues: Iterable[Clue], tenses: TensesOfText) -> list[Clue]:
    """The clues that stand where one of their kind means something; a lead to come is a `plan`."""
    clues = list(clues)
    body = list(_BODY.finditer(tenses.text.source))
    head = min([_TOP, *(line.start() for line in body[:1])])
    tail = max([0, *(line.end() for line in body[-1:])])
    told = (
        end
        for start, end in tenses.text.sentences
        if end - start >= _SENTENCE and tenses.text.source[end - 1] in ".!?"
    )
    opening = next(told, _TOP)
    others = [clue for clue in clues if clue.kind in ("other", "updated")]

    def stands(clue: Clue) -> bool:
        match clue.kind:
            case "dateline":
                bare = clue.rule == _CITY_ALONE and clue.start > head
                top = clue.start < _TOP and (not body or clue.start < tail)
                return top and not bare and not _within(clue, others)
            case "published":
                return clue.start < _TOP or clue.start >= tail
            case "line":
                return (clue.start <= head or clue.start >= tail) and not _within(clue, others)
            case "lead":
                sure = clue.weekday or not clue.year
                return clue.start < (_TOP if sure else opening) and not _within(clue, others)
            case "named":
                return clue.start < opening
            case "told":
                return tenses(clue.date_start, clue.end) == "past" and not _within(clue, others)
        return True

    return [
        clue._replace(kind="plan") if clue.kind == "lead" and _is_ahead(clue, tenses) else clue
        for clue in clues
        if stands(clue)
    ]


def _within(clue: Clue, others: Sequence[Clue]) -> bool:
    return any(other.start < clue.end and clue.start < other.end for other in others)


def _is_ahead(clue: Clue, tenses: TensesOfText) -> bool:
    return not clue.later and tenses(clue.date_start, clue.end) in ("future", "event")


def published_on(
    clues: Sequence[Clue], dateline: Clue | None, given: str | None, as_of: str | None
) -> tuple[str | None, str | None]:
    """The date of publication and what it rests on, by the surest clue; None twice without one.

    `given` is what the user says of it, `as_of` the day after which it can't have been.
    """
    if given:
        return given, "metadata"
    return next((dated for dated in _dates(clues, dateline, as_of) if dated[0]), (None, None))


def _dates(clues: Sequence[Clue], dateline: Clue | None, as_of: str | None) -> Iterator[Dated]:
    """What each clue gives for the date of publication, the surest first."""
    header = next((clue for clue in clues if clue.kind == "header"), None)
    month = edtf.point(header.year, header.month) if header else None
    stated = [clue.date() for clue in clues if clue.kind in _STATES]
    updated = [clue.date() for clue in clues if clue.kind == "updated"]
    leads = sorted((c for c in clues if c.kind == "lead"), key=lambda clue: not clue.today)
    if month:
        stated = [date for date in stated if date and _is_near(date, month)]
    if header:
        yield header.date(), "header"
    if dateline:
        yield dateline.date_near(month), "header"
        yield dateline.date(), "dateline"
        for date in (*stated, *updated):
            yield dateline.date_near(date), "dateline"
    for date in stated:
        yield date, "dateline"
    for lead in leads:
        yield lead.date_near(month), "header"
    if not month:
        yield from _by_calendar(clues, dateline, leads, [*filter(None, (*updated, as_of))])
    for date in updated:
        yield date, "dateline"
    yield month, "header"
    for plan in (clue for clue in clues if clue.kind == "plan" and clue.weekday and not clue.year):
        date = plan.date_in(as_of, "past")
        if date and date <= (as_of or ""):
            yield date[:4], "calendar"


def _by_calendar(
    clues: Sequence[Clue], dateline: Clue | None, leads: Sequence[Clue], limits: Sequence[str]
) -> Iterator[Dated]:
    """What the day of the event gives, where it has a year or a weekday.

    It lies before the limits, after all that the text tells of the past, and in the year of what
    the text opens with (`Festival 2014`), where the weekday fits.
    """
    past = [date for clue in clues if clue.kind == "told" and (date := clue.date())]
    named = [clue.year for clue in clues if clue.kind == "named"]
    today = next((clue.weekday for clue in clues if clue.kind == "weekday"), None)
    first = max((date for date in past if date <= min(limits, default=date)), default=_FIRST_YEAR)
    events = [dateline, *leads] if dateline else [*leads]
    if dateline and dateline.day and not dateline.weekday and today:
        events.append(dateline._replace(weekday=today))
    for event in (clue for clue in events if clue.year or clue.weekday):
        fitting = [event.date_in(str(year), "near") for year in named if not event.year]
        told = next(
            (date for date in fitting if date and int(date[:4]) in named),
            event.date_in(min(limits, default=None), "past"),
        )
        if told and told >= first:
            basis = "dateline" if event.year else "calendar"
            yield (dateline.date_in(told, "near") if dateline and dateline.day else told), basis


def _is_near(date: str, origin: str | None) -> bool:
    """Whether a day lies in the origin's month or the one before or after it."""
    bounds = Bounds.of(origin)
    months = [edtf.containing("month", bounds, offset) for offset in (-1, 0, 1)] if bounds else []
    return date[:7] in months
