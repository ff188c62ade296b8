"""Who signed an agreement, for which states, when, where and for which years.

Each function takes what is told of an agreement, and reads the sentences around it in a `Scene`:
the text with what earlier stages found in it. What the text does not bear out is None or empty.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from pipeline.agreement_titles import Title
from pipeline.facts import Fact
from pipeline.match import Chunk
from pipeline.scene import Scene
from pipeline.telling import Telling
from pipeline.tokens import fold

_SIGNED = ("signed", "initialled")
_PLACE = frozenset(["a", "au", "aux", "en"])
_DASHES = ("-", "–", "‑")
_PARTY_LEADS = re.compile(r"\b(?:entre|avec|liant)\b", re.IGNORECASE)
_AGENT_ENDS = frozenset(["BREAK", "TITLE"])
_LONGEST_AGENT = 45
# Where a date is cut off from the words of signing.
_DATE_ENDS = frozenset(["BREAK", "DONE", "WILL_DO", "MAKING"])
# A dateline that no earlier stage has told apart: `Cotonou, 3 mars (AGENCE) –`.
_FIRST_LINES = 200
_DATELINE_ENDS = re.compile(r"\.?\s*(?:[-–—/(:]|\.\s)")
_OTHER_DAY = re.compile(r"la veille|le lendemain|le surlendemain|l'avant-veille")
_YEARS = re.compile(r"(\d{4})(?:/(\d{4}))?")
_PERIOD_LEADS = frozenset(
    ["pour", "periode", "annees", "annee", "exercice", "scolaires", "universitaires", "("]
)
_ASIDE = 2


# When


def signed_on(tellings: Iterable[Telling], scene: Scene) -> str | None:
    """The date of signing as EDTF: said beside it, else that of the meeting that it crowned."""
    signed = [t for t in tellings if t.status == "signed"]
    initialled = [t for t in tellings if t.status == "initialled" and (t.now or not signed)]
    for signing in (signed, initialled):
        beside = (date_of(telling, scene) for telling in signing)
        around = (meeting_date(telling, scene) for telling in signing if telling.now)
        if date := next(filter(None, chain(beside, around)), None):
            return str(date["value"]) if date["value"] else None
    return None


def date_of(telling: Telling, scene: Scene) -> Fact | None:
    """The date beside the words of signing, in their clause; of several the nearest."""
    start, end = telling.match.start, telling.match.end
    first, last = scene.text.sentence(start)
    last = max(last, scene.text.sentence(telling.title.start)[1])
    near = [
        date
        for date in _dates(scene)
        if first <= date["start"] < last
        and not _is_cut_off(telling, date["start"], date["end"], scene)
    ]
    return min(near, key=lambda d: max(d["start"] - end, start - d["end"]), default=None)


def meeting_date(telling: Telling, scene: Scene) -> Fact | None:
    """The day of the meeting at which the dispatch tells the signing: the last day named before."""
    earlier = [
        date
        for date in reversed(_dates(scene))
        if date["start"] < telling.match.start
        and not _OTHER_DAY.match(fold(scene.text.source[date["start"] : date["end"]]))
        and _is_recent(date["value"], scene.published)
    ]
    days = [date for date in earlier if date["precision"] == "day"]
    spans = [date for date in earlier if date["precision"] == "interval"]
    return next(iter(days + spans), None)


def _dates(scene: Scene) -> list[Fact]:
    """The dates that may be of a signing: none of the dateline's, of a title, after `depuis`."""
    source = scene.text.source
    return [
        date
        for date in scene.dates
        if date["start"] >= scene.body
        and not (date["start"] < _FIRST_LINES and _DATELINE_ENDS.match(source, date["end"]))
        and not scene.in_title(date["start"])
        and not any(c.label in ("NOT_ITS_DATE", "SCHEDULED") for c in scene.last(2, date["start"]))
    ]


def _is_cut_off(telling: Telling, start: int, end: int, scene: Scene) -> bool:
    """Whether another clause, title or verb stands between the words of signing and a mention."""
    match, title = telling.match, telling.title
    is_after = start >= match.end
    gap = scene.between(*((match.end, start) if is_after else (end, match.start)))
    if match.rule.set.get("side") == "beside":
        follows_title = title.end <= match.start
        if (follows_title and not is_after) or any(
            scene.word(chunk) == "," for chunk in gap[:-_ASIDE]
        ):
            return True
    return any(
        chunk.label in _DATE_ENDS
        or (chunk.label == "TITLE" and not _is_listed(chunk, telling, scene))
        for chunk in gap
    )


def _is_listed(chunk: Chunk, telling: Telling, scene: Scene) -> bool:
    """Whether another title stands in one list with the telling's own."""
    first, last = sorted((chunk.start, telling.title.start))
    participles = (c.label == "DONE" for c in scene.between(first, last))
    return first == last or (telling.match.end <= first and not any(participles))


def _is_recent(value: str | None, published: str | None) -> bool:
    """Whether a day may be that of the events told; one without a value may."""
    if not value or not published or value.startswith("X"):
        return True
    day = value[:10]
    months = [int(d[:4]) * 12 + int(d[5:7]) for d in (published, day) if len(d) >= 7]
    return len(months) == 2 and 0 <= months[0] - months[1] <= 1 and day <= published + "~"


# Who, and for which states


def parties(tellings: Sequence[Telling], title: Title, scene: Scene) -> list[str]:
    """The states that are parties, sorted; empty for a text of the world or of one country.

    They stand in the title, else beside the words of signing; where one is missing it is the
    speaker's, and failing that the two are those that the dispatch is about.
    """
    best = tellings[0]
    found = _in_title(title, scene)
    for telling in tellings:
        if len(found) < 2:
            found |= _agent_states(telling, scene)
    if title.organisation or any(_signs_with_organisation(t, scene) for t in tellings):
        return sorted(found)
    if found and (speaker := _speaker(best, scene)) and len(found) < 2:
        found.add(speaker)
    if len(found) < 2 and not _stands_alone(best, title, found, scene):
        pair = principals(scene)
        found |= pair if not found or found & pair else _home(scene)
    is_domestic = found == {scene.home} and not any(
        fact["country"] != scene.home for fact in scene.countries
    )
    return [] if is_domestic else sorted(found)


def principals(scene: Scene) -> set[str]:
    """The two states that the dispatch is about: the first two of its headline and lead."""
    people = [(person.start, person.country) for person in scene.people if person.country]
    named = [
        (fact["start"], fact["country"])
        for fact in scene.countries
        if not (_is_place(fact, scene) or _in_dateline(fact, scene) or scene.in_name(fact))
    ]
    states = dict.fromkeys(country for _, country in sorted([*people, *named]))
    return set([*states, *_home(scene)][:2])


def _home(scene: Scene) -> set[str]:
    return {scene.home} if scene.home else set()


def signatories(tellings: Iterable[Telling], scene: Scene) -> list[str]:
    """Who signed, by name, in the text's order."""
    signing = (t for t in tellings if t.status in _SIGNED)
    spans = (span for telling in signing for span in _agent_spans(telling, scene))
    return list(dict.fromkeys(p.name for span in spans for p in scene.people_in(*span)))


def _in_title(title: Title, scene: Scene) -> set[str]:
    """The states that a title names as parties: `entre A et B`, `avec B`, `A-B`, `franco-`."""
    source = scene.text.source
    leads = _PARTY_LEADS.finditer(source, title.start, title.end)
    opened = min((lead.start() for lead in leads), default=title.end)
    inside = scene.countries_in(title.start, title.end)
    adjectives = {f["country"] for f in inside if f["kind"] == "adjective" and f["start"] < opened}
    joined = {
        f["country"]
        for f in inside
        if source[f["end"] : f["end"] + 1] in _DASHES or source[f["start"] - 1] in _DASHES
    }
    return {
        *(f["country"] for f in inside if f["start"] > opened),
        *joined,
        *(adjectives if len(adjectives) > 1 else ()),
    }


def _agent_states(telling: Telling, scene: Scene) -> set[str]:
    """The states of those who act in a telling."""
    states = set()
    for span in _agent_spans(telling, scene):
        states |= {person.country for person in scene.people_in(*span) if person.country}
        states |= {
            fact["country"]
            for fact in scene.countries_in(*span)
            if not (
                _is_place(fact, scene) or _in_dateline(fact, scene) or scene.in_title(fact["start"])
            )
        }
    return states


def _agent_spans(telling: Telling, scene: Scene) -> Iterator[tuple[int, int]]:
    """Where those who act stand: before an active verb; after `par`, `avec`, `entre`."""
    match = telling.match
    first, last = scene.text.sentence(match.start)
    if match.rule.set.get("agents") == "before":
        breaks = [c.end for c in scene.between(first, match.start) if c.label == "BREAK"]
        yield max(breaks, default=first), match.start
    chunks = scene.between(first, last)
    for i, chunk in enumerate(chunks):
        if chunk.label != "AGENT" or (scene.word(chunk) == "par" and chunk.start < match.end):
            continue
        ends = (c.start for c in chunks[i + 1 : i + _LONGEST_AGENT] if c.label in _AGENT_ENDS)
        yield chunk.end, next(ends, last)


def _speaker(telling: Telling, scene: Scene) -> str | None:
    """The state of the person who speaks in the telling's sentence."""
    speakers = scene.people_in(*scene.text.sentence(telling.match.start))
    return next((person.country for person in speakers if person.country), None)


def _signs_with_organisation(telling: Telling, scene: Scene) -> bool:
    return any(
        chunk.label == "ORGANISATION"
        for span in _agent_spans(telling, scene)
        for chunk in scene.between(*span)
    )


def _stands_alone(telling: Telling, title: Title, found: set[str], scene: Scene) -> bool:
    """Whether a text has no parties to be guessed: one known by a place (`accord de Paris`).

    Nor has one of which the dispatch only says what a single state did with it.
    """
    words = re.findall(r"[dl]['’]|[^\W_]+", scene.text.source[title.start : title.end])
    by_place = title.article == "known" and len(words) > 2 and words[2][0].isupper()
    return by_place or (telling.status == "mentioned" and bool(found))


def _is_place(fact: Fact, scene: Scene) -> bool:
    return scene.word_before(fact["start"]) in _PLACE and fact["kind"] != "adjective"


def _in_dateline(fact: Fact, scene: Scene) -> bool:
    return bool(fact["kind"] == "capital" and fact["start"] < scene.body)


# Where, and for which years


def place(tellings: Iterable[Telling], scene: Scene) -> str | None:
    """The city of signing: named with `à` in the sentence that tells it."""
    for telling in tellings:
        if telling.status not in _SIGNED:
            continue
        first, last = scene.text.sentence(telling.match.start)
        near = [
            (start, end)
            for start, end in scene.places
            if first <= start < last
            and scene.word_before(start) == "a"
            and not scene.in_title(start)
            and not _is_cut_off(telling, start, end, scene)
        ]
        if near:
            start, end = min(near, key=lambda span: abs(span[0] - telling.match.end))
            return scene.text.source[start:end]
    return None


def validity(title: Title, scene: Scene) -> tuple[int | None, int | None]:
    """The first and last year for which a title says that the text holds."""
    years: list[int] = []
    for date in scene.dates:
        found = _YEARS.fullmatch(date["value"] or "")
        if found and title.start <= date["start"] and date["end"] <= title.end:
            lead = fold(scene.text.source[title.start : date["start"]]).split()[-1:]
            if _opens_period("".join(lead), "/" in date["value"], bool(years)):
                years += [int(year) for year in found.groups() if year]
    return (min(years), max(years)) if years else (None, None)


def _opens_period(lead: str, is_span: bool, is_second: bool) -> bool:
    """Whether years after the word `lead` are those of validity: `pour 2026`, `2025 et 2026`."""
    if lead in ("et", "a"):
        return is_second
    return lead in _PERIOD_LEADS or (is_span and lead not in ("depuis", "de", "du"))
