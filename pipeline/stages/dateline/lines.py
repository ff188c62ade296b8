"""Line breaks about a dateline, given back to a text that has lost its own.

A crawler may run headline, dateline and body together: `Mort du roi Oslo, 9 juin (TASS) – Le roi`.
Where such a text names a known city or agency in the form of a dateline, or a date that stands in
no phrase, it had a line of its own.
"""

from collections.abc import Iterable, Iterator

from pipeline.match import Match
from pipeline.stages.dateline.agencies import Agencies
from pipeline.tokens import fold

_LONGEST_LINE = 250  # code points: no headline is longer
_TOP = 500  # code points in which a dateline stands
_REST = 200  # code points that a dateline which begins there may take

# After these a city or a date belongs to the phrase before it.
_LINKS = frozenset(
    "a au aux ce dans de des d' du en entre et hors l' la le les ou par pour puis sous sur vers vs "
    "lundi mardi mercredi jeudi vendredi samedi dimanche".split()
)


def top_of_lost_lines(source: str) -> str | None:
    """Where to look for the line breaks that a text has lost; None where it has lost none."""
    if -1 < source.find("\n") < _LONGEST_LINE or len(source) < _LONGEST_LINE:
        return None
    return source[: _TOP + _REST]


def with_lines(source: str, breaks: Iterable[Match], agencies: Agencies) -> str | None:
    """The text with its lost line breaks in place of spaces, None where the rules met none."""
    places = {
        place
        for match in breaks
        if match.start < _TOP
        for place in _breaks(match, source, agencies)
        if source[place] == " "
    }
    return "".join("\n" if i in places else c for i, c in enumerate(source)) if places else None


def _breaks(match: Match, source: str, agencies: Agencies) -> Iterator[int]:
    """The spaces where a line ended, by what one rule met."""
    parts = {name.rstrip("_"): chunks[0].value for name, chunks in match.parts.items()}
    if "agency" in parts and not agencies.find(parts["agency"]):
        return
    skipped = _before_city(parts["place"], agencies) if "place" in parts else 0
    if skipped is None or _is_linked(source[: match.start + skipped]):
        return
    start = match.start + skipped - 1
    yield start
    if "alone" in parts:
        yield match.end


def _before_city(words: str, agencies: Agencies) -> int | None:
    """Where the longest known city begins that ends the words, or the agency before it."""
    for start in (0, *(i + 1 for i, c in enumerate(words) if c == " ")):
        sender, _, city = words[start:].partition(" ")
        signed = sender.isupper() and agencies.find(sender)
        if agencies.country_of(city if signed else words[start:]):
            return start
    return None


def _is_linked(before: str) -> bool:
    """Whether the last word joins what comes after it to the phrase before it."""
    last = fold(before[-12:]).replace("'", "' ").split()[-1:]
    return not _LINKS.isdisjoint(last)
