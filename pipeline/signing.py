"""Who signed an agreement, for which states, when, where and for which years.

Each function takes what is told of an agreement, and reads the sentences around it in a `Scene`:
the text with what earlier stages found in it. What the text does not bear out is None or empty.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from pipeline.facts import Fact, about, facts
from pipeline.match import Chunk, Match
from pipeline.agreement_titles import Title
from pipeline.tokens import Text, fold

_PLACE = frozenset(["a", "au", "aux", "en"])
_OTHER_DAY = re.compile(r"la veille|le lendemain|le surlendemain|l'avant-veille")
_YEARS = re.compile(r"(\d{4})(?:/(\d{4}))?")
_PERIOD_LEADS = frozenset(["pour", "periode", "annees", "annee", "exercice", "scolaires",
                           "universitaires", "("])
_LONGEST_AGENT = 45


@dataclass(frozen=True, slots=True)
class Telling:
    """What one match of a rule says of one title.

    `now`: the match tells the signing that the dispatch reports, not an earlier one.
    """

    title: Title
    status: str
    match: Match
    now: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """A text as the rules see it, with what earlier stages found in it."""

    text: Text
    chunks: Sequence[Chunk]
    starts: Sequence[int]
    titles: Sequence[Title]
    countries: Sequence[Fact]
    dates: Sequence[Fact]
    people: Sequence[tuple[int, int, str, str | None]]
    places: Sequence[tuple[int, int]]
    home: str | None
    published: str | None
    body: int

    def between(self, start: int, end: int) -> Sequence[Chunk]:
        """The chunks that lie between two places in the text."""
        return self.chunks[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def before(self, start: int) -> Chunk | None:
        """The chunk before a place in the text."""
        i = bisect_left(self.starts, start)
        return self.chunks[i - 1] if i else None

    def word(self, chunk: Chunk | None) -> str:
        """A chunk's words, folded; "" for none."""
        return fold(self.text.source[chunk.start : chunk.end]) if chunk else ""

    def in_title(self, start: int) -> bool:
        """Whether a place in the text is inside a title."""
        return any(title.start <= start < title.end for title in self.titles)


def scene_of(doc: Doc, text: Text, chunks: Sequence[Chunk], titles: Sequence[Title]) -> Scene:
    """The scene of a Doc, from the facts that earlier stages left on it."""
    states = {f["name"]: f["country"] for t in ("officials", "ministers") for f in facts(doc, t)}
    dateline = about(doc, "dateline")
    countries = facts(doc, "countries")
    cities = [(f["start"], f["end"]) for f in countries if f["kind"] == "capital"]
    cities += [(e.start_char, e.end_char) for e in doc.ents if e.label_ == "LOC"]
    return Scene(
        text=text,
        chunks=chunks,
        starts=[chunk.start for chunk in chunks],
        titles=titles,
        countries=countries,
        dates=facts(doc, "dates"),
        people=sorted(
            (start, end, person["name"], states.get(person["name"]))
            for person in facts(doc, "persons")
            for start, end in [*person["mentions"], *person["references"]]
        ),
        places=sorted(set(cities)),
        home=dateline.get("home"),
        published=dateline.get("published") or about(doc, "metadata").get("published"),
        body=dateline.get("end") or 0,
    )


# When


def signed_on(tellings: Iterable[Telling], scene: Scene) -> str | None:
    """The date of signing as EDTF: said beside it, else that of the meeting it crowned."""
    tellings = [t for t in tellings if t.status in ("signed", "initialled")]
    for telling in tellings:
        if date := date_of(telling, scene):
            return date["value"]
    for telling in tellings:
        if telling.now and (date := meeting_date(telling, scene)):
            return date["value"]
    return None


def date_of(telling: Telling, scene: Scene) -> Fact | None:
    """The date beside the words of signing, in their clause; of several the nearest."""
    start, end = telling.match.start, telling.match.end
    first, last = scene.text.sentence(start)
    last = max(last, scene.text.sentence(telling.title.start)[1])
    near = [
        date
        for date in scene.dates
        if max(first, scene.body) <= date["start"] < last
        and not scene.in_title(date["start"])
        and not _is_other_date(date, scene)
        and not _is_cut_off(telling, date, scene)
    ]
    return min(near, key=lambda d: max(d["start"] - end, start - d["end"]), default=None)


def meeting_date(telling: Telling, scene: Scene) -> Fact | None:
    """The day of the meeting at which the dispatch tells the signing: the last day named before."""
    earlier = [
        date
        for date in reversed(scene.dates)
        if scene.body <= date["start"] < telling.match.start
        and not scene.in_title(date["start"])
        and not _is_other_date(date, scene)
        and not _OTHER_DAY.match(fold(scene.text.source[date["start"] : date["end"]]))
        and _is_recent(date["value"], scene.published)
    ]
    days = [date for date in earlier if date["precision"] == "day"]
    return next(iter(days or [d for d in earlier if d["precision"] == "interval"]), None)


def _is_other_date(date: Fact, scene: Scene) -> bool:
    """Whether the word before a date makes it another one's: `depuis`, `d'ici`, `pour`."""
    i = bisect_left(scene.starts, date["start"])
    return any(chunk.label == "NOT_ITS_DATE" for chunk in scene.chunks[max(i - 2, 0) : i])


def _is_cut_off(telling: Telling, date: Fact, scene: Scene) -> bool:
    """Whether another clause, title or verb stands between the signing and a date."""
    match, title = telling.match, telling.title
    if date["start"] >= match.end:
        gap = scene.between(match.end, date["start"])
    else:
        gap = scene.between(date["end"], match.start)
        if match.rule.set.get("side") == "beside" and title.end <= match.start:
            return True
    return any(
        chunk.label in ("BREAK", "DONE", "WILL_DO", "MAKING") or (
            chunk.label == "TITLE" and not _is_listed(chunk, title, match, scene)
        )
        for chunk in gap
    )


def _is_listed(chunk: Chunk, title: Title, match: Match, scene: Scene) -> bool:
    """Whether another title stands in one list with the telling's own."""
    first, last = sorted((chunk.start, title.start))
    return chunk.start == title.start or (
        match.end <= first and not any(c.label == "DONE" for c in scene.between(first, last))
    )


def _is_recent(value: str | None, published: str | None) -> bool:
    """Whether a day may be that of the events told; what has no value may."""
    if not value or not published or value.startswith("X"):
        return True
    day = value[:10]
    months = [int(d[:4]) * 12 + int(d[5:7] or 1) for d in (published, day) if len(d) >= 7]
    return len(months) == 2 and 0 <= months[0] - months[1] <= 1 and day <= published + "~"


# Who, and for which states


def parties(tellings: Sequence[Telling], title: Title, scene: Scene) -> list[str]:
    """The states that are parties, sorted; empty for a text of the world or of one country."""
    found = _in_title(title, scene)
    for telling in tellings:
        if len(found) < 2:
            found |= {c for c, _ in _agents(telling, scene) if c}
    best = tellings[0]
    if len(found) < 2 and not _with_organisation(best, title, scene):
        if found and (speaker := _speaker(best, scene)):
            found.add(speaker)
        if len(found) < 2 and not (best.status == "mentioned" and found) and not _is_world(title, scene):
            pair = principals(scene)
            found |= pair if not found or found & pair else {scene.home} - {None}
    if len(found) == 1 and found == {scene.home} and not _is_foreign(scene):
        return []
    return sorted(found)


def principals(scene: Scene) -> set[str]:
    """The two states that the dispatch is about: the first two of its headline and lead."""
    people = [(start, country) for start, _, _, country in scene.people if country]
    named = [
        (fact["start"], fact["country"])
        for fact in scene.countries
        if not _is_place(fact, scene) and not _in_dateline(fact, scene)
    ]
    order = list(dict.fromkeys(country for _, country in sorted([*people, *named])))
    return set(order[:2]) if len(order) != 1 else {order[0], *({scene.home} - {None})}


def _in_dateline(fact: Fact, scene: Scene) -> bool:
    return fact["kind"] == "capital" and fact["start"] < scene.body


def _is_place(fact: Fact, scene: Scene) -> bool:
    return scene.word(scene.before(fact["start"])) in _PLACE and fact["kind"] != "adjective"


def _in_title(title: Title, scene: Scene) -> set[str]:
    """The states that a title names as parties: `entre A et B`, `avec B`, `A-B`, `franco-`."""
    inside = [f for f in scene.countries if title.start <= f["start"] < title.end]
    source = scene.text.source
    leads = re.finditer(r"\b(?:entre|avec|liant)\b", source[title.start : title.end])
    opened = min((title.start + lead.start() for lead in leads), default=title.end)
    joined = {
        f["country"]
        for f in inside
        if source[f["end"] : f["end"] + 1] in ("-", "–") or source[f["start"] - 1] in ("-", "–")
    }
    adjectives = {f["country"] for f in inside if f["kind"] == "adjective" and f["start"] < opened}
    return {f["country"] for f in inside if f["start"] > opened} | joined | (
        adjectives if len(adjectives) > 1 else set()
    )


def _agents(telling: Telling, scene: Scene) -> Iterator[tuple[str | None, str | None]]:
    """The states and persons that act in a telling: (country, None) or (country, person)."""
    for start, end in _agent_spans(telling, scene):
        for fact in scene.countries:
            if start <= fact["start"] < end and not _is_place(fact, scene):
                if not scene.in_title(fact["start"]) and not _in_dateline(fact, scene):
                    yield fact["country"], None
        for at, _, name, country in scene.people:
            if start <= at < end:
                yield country, name


def _agent_spans(telling: Telling, scene: Scene) -> Iterator[tuple[int, int]]:
    """Where those who act stand: before an active verb; after `par`, `avec`, `entre`."""
    match = telling.match
    first, last = scene.text.sentence(match.start)
    settings = match.rule.set
    if settings.get("side") == "after" and not settings.get("of") and not settings.get("near"):
        breaks = [c.end for c in scene.between(first, match.start) if c.label == "BREAK"]
        yield max(breaks, default=first), match.start
    chunks = scene.between(first, last)
    for i, chunk in enumerate(chunks):
        if chunk.label == "AGENT":
            if chunk.value == "agent" and scene.word(chunk) == "par" and chunk.start < match.end:
                continue
            stop = next(
                (c.start for c in chunks[i + 1 : i + _LONGEST_AGENT] if c.label in ("BREAK", "TITLE")),
                last,
            )
            yield chunk.end, stop


def _speaker(telling: Telling, scene: Scene) -> str | None:
    """The state of the person who speaks in the telling's sentence."""
    first, last = scene.text.sentence(telling.match.start)
    return next((c for start, _, _, c in scene.people if first <= start < last and c), None)


def _with_organisation(telling: Telling, title: Title, scene: Scene) -> bool:
    """Whether an international organisation is a party."""
    source = scene.text.source
    spans = [(title.start, title.end)]
    spans += [span for span in _agent_spans(telling, scene) if span[1] > telling.match.start]
    return any(
        chunk.label.startswith("ORGANISATION")
        for start, end in spans
        for chunk in scene.between(start, end)
    ) or re.search(r"\b(?:UE|UA|ONU|BAD|OTAN)\b", source[title.start : title.end]) is not None


def _is_world(title: Title, scene: Scene) -> bool:
    """Whether a text is known by a place alone, as those of the whole world are."""
    words = scene.text.source[title.start : title.end].split()
    return title.article == "known" and len(words) == 3 and words[2][0].isupper()


def _is_foreign(scene: Scene) -> bool:
    return any(fact["country"] != scene.home for fact in scene.countries)


def signatories(tellings: Iterable[Telling], scene: Scene) -> list[str]:
    """Who signed, by name, in the text's order."""
    return list(dict.fromkeys(
        person
        for telling in tellings
        if telling.status in ("signed", "initialled")
        for _, person in _agents(telling, scene)
        if person
    ))


# Where, and for which years


def place(tellings: Iterable[Telling], scene: Scene) -> str | None:
    """The city of signing: named with `à` in the sentence that tells it."""
    for telling in tellings:
        if telling.status not in ("signed", "initialled"):
            continue
        first, last = scene.text.sentence(telling.match.start)
        near = [
            (start, end)
            for start, end in scene.places
            if first <= start < last
            and scene.word(scene.before(start)) == "a"
            and not scene.in_title(start)
        ]
        if near:
            start, end = min(near, key=lambda span: abs(span[0] - telling.match.end))
            return scene.text.source[start:end]
    return None


def validity(title: Title, scene: Scene) -> tuple[int | None, int | None]:
    """The first and last year for which a title says that the text holds."""
    years: list[str] = []
    for date in scene.dates:
        found = _YEARS.fullmatch(date["value"] or "")
        if found and title.start <= date["start"] and date["end"] <= title.end:
            lead = scene.text.source[title.start : date["start"]].split()[-1:]
            if _opens_period(fold("".join(lead)), title, "/" in date["value"], bool(years)):
                years += [year for year in found.groups() if year]
    return (int(min(years)), int(max(years))) if years else (None, None)


def _opens_period(lead: str, title: Title, is_span: bool, is_second: bool) -> bool:
    if lead in ("et", "a"):
        return is_second
    if lead in _PERIOD_LEADS or lead.startswith("("):
        return True
    return is_span and lead not in ("depuis", "de", "du")
