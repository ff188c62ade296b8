"""Which person bears which title, as the rules of `models/offices.toml` say.

Pure: matches of those rules and the facts `titles` in, offices out. What follows from one office
for another (a counterpart's, a state not said) is for `pipeline.stages.offices`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.facts import Fact
from pipeline.match import Match
from pipeline.tokens import Chunk

MINISTERS = ("head_of_government", "deputy_head_of_government", "minister", "deputy_minister")
# Of several offices of one person the first of these counts.
RANKS = (
    "head_of_state",
    *MINISTERS,
    "speaker_of_parliament",
    "organisation_head",
    "envoy",
    "ambassador",
    "director",
    "other",
)
# What makes an office somebody else's, in the fact of a title.
LINKS = frozenset(
    ["counterpart", "colleague", "predecessor", "successor", "succession", "succeeded", "aide"]
)
_TITLES = frozenset(["TITLE", "TITLES", "COUNTERPART", "SUCCESSION", "SUCCEEDED", "PRIVATE"])
# What stands between the members of a list.
_BETWEEN = frozenset(["AND", "BRACKET", "IN_PICTURE"])

# Code points within which a list follows the title that its members bear.
_SOON = 300


@dataclass(frozen=True, slots=True)
class Office:
    """A title as one person bears it. `person` and `title` are places in the lists of facts."""

    person: int
    title: int
    start: int
    rank: str | None
    portfolio: str | None
    country: str | None
    organisation: str | None
    former: bool
    rule: str


def bound_offices(matches: Iterable[Match], titles: Sequence[Fact]) -> list[Office]:
    """The offices that rules give to persons: each title to those of the first rule, then place."""
    offices: list[Office] = []
    used: set[int] = set()
    settled: set[int] = set()
    ordered = sorted(matches, key=lambda m: (m.rule.order, m.start, -m.end))
    leading = [match.parts for match in ordered if match.rule.set.get("leads")]
    for match in ordered:
        if match.rule.set.get("paired") and _is_led(match, leading):
            continue
        if match.rule.set.get("apart"):
            used |= {int(chunk.value) for chunk in match.parts["title"]}
            continue
        later = bool(match.rule.set.get("later"))
        found = list((_listed_later if later else _pairs)(match, titles))
        borne = {office.title for office in found}
        people = {office.person for office in found}
        if (borne & used and not later) or (match.rule.set.get("weak") and settled & people):
            continue
        used |= borne
        settled |= people
        offices += found
    return sorted(offices, key=lambda office: office.start)


def _is_led(match: Match, leading: Sequence[Mapping[str, tuple[Chunk, ...]]]) -> bool:
    """Whether titles lead to the names behind them: `outre A, le ministre, B, le maire, C`."""
    names = {parts["name"][0] for parts in leading}
    titles = {title for parts in leading for title in parts["title"]}
    return match.parts["name"][0] in names or titles.issuperset(match.parts["title"])


def _listed_later(match: Match, titles: Sequence[Fact]) -> Iterator[Office]:
    """The offices of a list in a sentence of its own: of the plural title named last before it."""
    before = [
        entry
        for entry in enumerate(titles)
        if 0 <= match.start - entry[1]["end"] < _SOON and entry[1]["plural"]
    ]
    if before:
        yield from _distributed(match, before[-1:])


def _pairs(match: Match, titles: Sequence[Fact]) -> Iterator[Office]:
    """Who bears what by one match."""
    borne = [int(c.value) for c in match.parts.get("title", ()) if c.label in _TITLES]
    names = [int(chunk.value) for chunk in match.parts.get("name", ())]
    if "listed" in match.parts:
        yield from _distributed(match, [(number, titles[number]) for number in borne])
    elif len(names) > 1:
        for person, number in zip(names, borne, strict=False):
            yield _office(match, person, number, titles[number])
    else:
        for person in names:
            for number in borne:
                yield _office(match, person, number, titles[number])


def office_alone(number: int, title: Fact) -> Office:
    """A title that stands without a name, as the office of nobody known."""
    return Office(
        person=-1,
        title=number,
        start=title["start"],
        rank=title["rank"],
        portfolio=title["portfolio"],
        country=title["countries"][0] if title["countries"] else None,
        organisation=title["organisation"],
        former=title["former"],
        rule=title["rule"],
    )


def _office(match: Match, person: int, number: int, title: Fact) -> Office:
    countries = title["countries"]
    portfolio = title["portfolio"]
    if match.rule.set.get("tail") and title["rank"] in MINISTERS[1:]:
        portfolio = portfolio or "other"
    return Office(
        person=person,
        title=number,
        start=title["start"],
        rank=title["rank"],
        portfolio=portfolio,
        country=countries[0] if countries else None,
        organisation=title["organisation"],
        former=title["former"] or bool(match.rule.set.get("former")),
        rule=match.rule.id,
    )


def _distributed(match: Match, titles: Sequence[tuple[int, Fact]]) -> Iterator[Office]:
    """Titles over a list of names: each its own, or one title with each its state or portfolio."""
    listed = [chunk for chunk in match.parts["listed"] if chunk.label not in _BETWEEN]
    people = [chunk for chunk in listed if chunk.label == "PERSON"]
    if len(titles) > 1:
        shared = titles[-1][1]["countries"]
        for chunk, (number, title) in zip(people, titles, strict=False):
            office = _office(match, int(chunk.value), number, title)
            inherits = not title["countries"] and not title["organisation"] and not title["link"]
            yield replace(office, country=shared[0]) if inherits and shared else office
        return
    number, title = titles[0]
    before = bool(match.rule.set.get("before"))
    marks = _marks(listed, before=before)
    countries, portfolios = title["countries"], title["portfolios"]
    if match.rule.set.get("first") and len(countries) != 1:
        return
    for i, chunk in enumerate(people):
        if before and i and i not in marks:
            continue
        office = _office(match, int(chunk.value), number, title)
        mark = marks.get(i)
        if len(countries) not in (1, len(people)) and not (i == 0 and before):
            office = replace(office, country=None)
        elif len(countries) == len(people):
            office = replace(office, country=countries[i])
        elif len(portfolios) == len(people):
            office = replace(office, portfolio=portfolios[i])
        if mark and mark.label == "PORTFOLIO":
            office = replace(office, portfolio=mark.value)
        elif mark:
            office = replace(office, country=mark.value)
        yield office


def _marks(listed: Sequence[Chunk], *, before: bool) -> dict[int, Chunk]:
    """The state or portfolio that stands beside each person of a list, by the person's place."""
    marks: dict[int, Chunk] = {}
    place = -1
    for chunk in listed:
        if chunk.label in ("PERSON", "HONORIFIC", "HONORIFIC_INITIALS"):
            place += chunk.label == "PERSON"
        elif chunk.label and before:
            marks[place + 1] = chunk
        elif chunk.label:
            marks.setdefault(place, chunk)
    return marks


def served_in(office: str, portfolio: str | None) -> tuple[str, str | None]:
    """What a title's words mean in one state, from `rank` or `rank/portfolio`.

    >>> served_in("minister/foreign_affairs", None)
    ('minister', 'foreign_affairs')
    >>> served_in("minister/foreign_affairs", "defence")
    ('minister', 'defence')
    """
    rank, _, usual = office.partition("/")
    return rank, portfolio if portfolio not in (None, "other") else usual or portfolio
