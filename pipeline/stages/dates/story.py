"""What date mentions are made of, and what they are counted from.

`Parts` are the named parts of a rule's match, `Story` is what the dispatch has told so far: the day
of publication, the dates before the mention, the verbs of its sentence. `.readings` puts the two
together.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, cast

from pipeline import edtf
from pipeline.edtf import Bounds, Side, Unit
from pipeline.match import Match
from pipeline.tenses import TensesOfText
from pipeline.tokens import Chunk, Text, fold

Sides = Mapping[str | None, Side]
Make = Callable[[int | None], str | None]

# From what the verb tells to the side of the value. A weekday after a future verb is later than
# the day of publication, a day or month may be that very one.
WEEKDAY_SIDES: Sides = {
    "past": "past",
    "told": "past",
    "future": "after",
    "event": "after",
    "agenda": "future",
    "present": "near",
    None: "near",
}
DATE_SIDES: Sides = {
    "past": "past",
    "told": "near",
    "future": "future",
    "event": "future",
    "agenda": "near",
    "present": "near",
    None: "near",
}
_TOLD_SIDES: Mapping[str | None, Side] = {"following": "after", "preceding": "before"}
_EVENT_AGE = 45  # days: an older event is only what a sentence tells in passing
_YEAR = 366  # days: a weekday that fits only farther away is mistaken
_STORY = 8  # words after which a date no longer goes with the one before it
_JOINS = frozenset(["et", "puis"])


class Found(NamedTuple):
    """A mention: where, its value and grain, and whether the publication date was needed."""

    start: int
    end: int
    value: str | None
    precision: str
    relative: bool


class Parts:
    """A match's named parts, as chunks and as numbers, and the span that they make up."""

    def __init__(self, match: Match, names: Mapping[str, str]) -> None:
        self._chunks: dict[str, tuple[Chunk, ...]] = {}
        for name, group in match.parts.items():
            name = name.rstrip("_")
            self._chunks[name] = self._chunks.get(name, ()) + group
        self._set, self._names = match.rule.set, names
        chunks = [chunk for group in self._chunks.values() for chunk in group]
        self.start = min(chunk.start for chunk in chunks)
        self.end = max(chunk.end for chunk in chunks)

    def __getitem__(self, name: str) -> tuple[Chunk, ...]:
        return self._chunks.get(name, ())

    def word(self, name: str) -> str | None:
        """The value of the first part of that name."""
        return self[name][0].value if self[name] else None

    def numbers(self, name: str) -> list[int]:
        """The parts of that name as numbers; 0, which is no date, for a word that is none."""
        if name in self._set:
            return [self._set[name]]
        values = (self._names.get(fold(chunk.value), chunk.value) for chunk in self[name])
        return [int(value) if value.lstrip("-").isdigit() else 0 for value in values]

    def number(self, name: str) -> int | None:
        """The first of the numbers."""
        return next(iter(self.numbers(name)), None)

    def found(self, value: str | None, relative: bool, precision: str | None = None) -> Found:
        """The mention that the parts make up; a day, where neither value nor grain is known."""
        grain = precision or edtf.precision(value or "XXXX-XX-XX")
        return Found(self.start, self.end, value, grain, relative)


class Story:
    """What mentions are counted from: the publication, and what the text has told before them."""

    def __init__(
        self,
        text: Text,
        published: Bounds | None,
        dateline: tuple[int, int] | None,
        tenses: TensesOfText,
    ) -> None:
        self.text = text
        self.published = published
        self.told: list[Found] = []
        self._dateline = dateline
        self._tenses = tenses

    def anchor(self, parts: Parts, sides: Sides) -> tuple[Bounds | None, Side]:
        """What a mention counts from, and on which side of that it lies.

        As its own words say, else the dateline's day, else the verb; after `il devait`, from the
        event told.
        """
        direction = parts.word("direction")
        if direction in _TOLD_SIDES:
            return self.last_told() or self.published, _TOLD_SIDES[direction]
        if direction:
            return self.published, cast(Side, direction)
        if self._in_dateline(parts):
            return self.published, "near"
        tense = self._tenses(parts.start, parts.end)
        event = self.event(parts) if tense == "event" else None
        if tense == "event" and not event:
            tense = "past"
        side = sides[tense]
        if parts["this"] and side == "after":
            side = "future"
        return event or self.published, side

    def find(
        self,
        parts: Parts,
        sides: Sides,
        candidates: Callable[[Bounds], Iterable[str | None]],
        side: Side | None = None,
    ) -> str | None:
        """The one of the values around what the mention counts from that lies on its side."""
        origin, told_side = self.anchor(parts, sides)
        return edtf.nearest(candidates(origin), origin, side or told_side) if origin else None

    def event(self, parts: Parts) -> Bounds | None:
        """The day of the event told before a mention: its sentence's, else the last recent one.

        What is to come is an event only for a verb in the future.
        """
        first, _ = self.text.sentence(parts.start)
        future = self._tenses(parts.start, parts.end) == "future"
        for found in reversed(self.told):
            day = Bounds.of(found.value)
            if not day or not day.day or not (future or self._is_past(day)):
                continue
            if found.start >= first or (self._is_recent(day) and not self._in_dateline(found)):
                return day
        return None

    def _in_dateline(self, mention: Parts | Found) -> bool:
        return bool(self._dateline and self._dateline[0] <= mention.start < self._dateline[1])

    def _is_past(self, day: Bounds) -> bool:
        return self.published is None or day.first <= self.published.last

    def _is_recent(self, day: Bounds) -> bool:
        return self.published is None or day.gap(self.published) <= _EVENT_AGE

    def last_told(self) -> Bounds | None:
        """The last date told that has a value; of an interval the last day."""
        for found in reversed(self.told):
            if bounds := Bounds.of(found.value):
                last = Bounds(bounds.last, bounds.last)
                return last if found.precision == "interval" else bounds
        return None

    def year(self, parts: Parts) -> tuple[int | None, bool]:
        """The year that a mention gives or shares, and whether it leans on the publication."""
        years = parts.numbers("year")
        if years:
            return edtf.full_year(years[-1], self.published), False
        for chunk in parts["of"]:
            told = self.last_told() if chunk.label == "TOLD" else None
            bounds = Bounds.of(self.counted(chunk.value, told))
            return (bounds.first.year if bounds else None), told is None
        if parts["direction"]:
            return None, True
        shared = self._shared_year(parts.start)
        return shared, shared is None

    def _shared_year(self, start: int) -> int | None:
        """The year of the sentence's story: `En 1991, élu le 8 juin`; `le 8 juin 1991 puis le…`."""
        source, (first, _) = self.text.source, self.text.sentence(start)
        for found in reversed(self.told):
            if found.start < first:
                return None
            bounds = Bounds.of(found.value)
            between = fold(source[found.end : start]).split()
            joined = len(between) <= _STORY and not _JOINS.isdisjoint(between)
            opens = fold(source[first : found.start]).strip() in ("en", "c'est en")
            shares = joined if found.precision == "day" else opens and found.precision == "year"
            if bounds and shares and not found.relative:
                ahead = self.published is not None and bounds.first > self.published.last
                told = ahead or self._tenses.one_story(found.end, start)
                return bounds.first.year if told else None
        return None

    def counted(self, unit_and_offset: str, told: Bounds | None = None) -> str | None:
        """`month -1` counted from what was told, else from the publication."""
        unit, offset = unit_and_offset.split()
        origin = told or self.published
        return edtf.containing(cast(Unit, unit), origin, int(offset)) if origin else None

    def place(
        self, parts: Parts, make: Make, weekday: int | None = None
    ) -> tuple[str | None, bool]:
        """The value that `make` gives for the mention's year, and whether it had to be found.

        A weekday chooses the year before the tense does, among those next to the origin.
        """
        year, relative = self.year(parts)
        if year is not None or self.published is None:
            return make(year), relative
        origin, side = self.anchor(parts, DATE_SIDES)
        origin = origin or self.published
        values = [make(year) for year in edtf.years_around(origin)]
        fitting = [
            value
            for value in values
            if weekday and edtf.falls_on(value, weekday) and _is_within_a_year(value, origin)
        ]
        if fitting:
            return edtf.nearest(fitting, origin, "near"), relative
        return edtf.nearest(values, origin, side), relative


def _is_within_a_year(value: str | None, origin: Bounds) -> bool:
    day = Bounds.of(value)
    return day is not None and day.gap(origin) <= _YEAR
