"""Who is named or meant, and where: names, titles in their place, `le visiteur`."""

import re

from pipeline.facts import Fact
from pipeline.stages.meetings.encounters import Someone
from pipeline.tokens import Chunk, Text

_DIPLOMATS = ("ambassador", "envoy")
_TO = re.compile(r"\b(?:au|à la|à l['’]) ?\Z", re.IGNORECASE)  # `au Grand Palais`


def named(persons: list[Fact], rows: list[Fact], text: Text) -> list[Someone]:
    """Everyone's mentions and references; not what is told like a place (`au Grand Palais`)."""
    in_office = {row["name"] for row in rows}
    return sorted(
        Someone(start, end, person["name"])
        for person in persons
        if person["name"] in in_office or not _is_place(person, text.source)
        for start, end in [*person["mentions"], *person["references"]]
    )


def meant(
    words: list[Chunk],
    people: list[Someone],
    rows: list[Fact],
    countries: list[Fact],
    home: str | None,
    source: str,
) -> list[Someone]:
    """Those whom a word for a guest or a diplomat means: whoever was named last and fits.

    With an adjective it is someone of that state; a guest alone is someone from abroad. A style
    (`le cardinal`) is whoever was named with it.
    """
    found = []
    named_at = {someone.start for someone in people}
    for word in words:
        if word.end + 1 in named_at:
            continue
        if word.value == "style":
            style = source[word.start : word.end].split()[-1].lower()
            styled = (p for p in reversed(people) if p.end <= word.start)
            bearers = (p for p in styled if source[: p.start].lower().endswith(f"{style} "))
            found += [Someone(word.start, word.end, p.name) for p in [next(bearers, None)] if p]
            continue
        adjective = _adjective(word, countries)
        state = str(adjective["country"]) if adjective else None
        fitting = {row["name"]: row["rank"] for row in rows if _fits(row, word, state, home)}
        before = [p for p in people if p.end <= word.start and p.name in fitting]
        guests = [p for p in before if fitting[p.name] != "ambassador" or word.value == "diplomat"]
        last = (guests or before)[-1:]
        for someone in last:
            end = adjective["end"] if adjective else word.end
            found.append(Someone(word.start, end, someone.name))
    return found


def _adjective(word: Chunk, countries: list[Fact]) -> Fact | None:
    adjectives = (c for c in countries if c["kind"] == "adjective")
    return next((c for c in adjectives if 0 < c["start"] - word.end < 2), None)


def _fits(row: Fact, word: Chunk, state: str | None, home: str | None) -> bool:
    if state and row["country"] != state:
        return False
    if word.value == "diplomat":
        return row["rank"] in _DIPLOMATS
    if word.value == "pope":
        return bool(row["country"] == "VAT" and row["rank"] == "head_of_state")
    return bool(state or (home and row["country"] not in (None, home)))


def _is_place(person: Fact, source: str) -> bool:
    before = (source[max(start - 6, 0) : start] for start, _ in person["mentions"])
    return all(_TO.search(words) for words in before)
