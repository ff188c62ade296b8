"""Whose counterpart, colleague or predecessor somebody is: `son homologue` means whose?"""

from bisect import bisect_left
from collections.abc import Callable, Sequence

from pipeline.facts import Fact
from pipeline.stages.offices.bearing import RANKS, Office
from pipeline.tokens import Text

# Those who have counterparts elsewhere, unless nobody else is there.
_PEERS = frozenset(RANKS[:6])
_PREPOSITIONS = frozenset(
    ["de", "du", "d'", "des", "au", "aux", "a", "avec", "par", "chez", "pour", "contre", "selon"]
)
_ARTICLES = frozenset(["le", "la", "l'", "les", "son", "sa", "ses", "leur"])


def antecedent(
    text: Text,
    title: Fact,
    places: Sequence[Office],
    state_of: Callable[[Office], str | None],
    person: int | None = None,
) -> Office | None:
    """The office-holder, or the office without a name, whose counterpart a title means.

    `places` are all of them, wherever they stand, in order; `state_of` says which state each
    serves; `person` is who bears the title, where that is known.

    The nearest before in the sentence, then before it, preferably one who isn't spoken of behind a
    preposition; nobody of a past office, nor of the counterpart's own state. Where nobody stands
    before, the next in the sentence. None where nobody is.
    """
    follows = title["link"] in ("successor", "succeeded")
    before = [
        place
        for place in places
        if place.start < title["start"] and (follows or not place.former)
        if person is None or place.person != person
    ]
    among_peers = title["link"] not in ("predecessor", "successor", "succession", "succeeded")
    if title["link"] == "counterpart" and title["countries"]:
        before = [place for place in before if state_of(place) not in title["countries"]]
    sentence, sentence_end = text.sentence(title["start"])
    inside = [place for place in before if place.start >= sentence]
    for pool in (inside, before):
        peers = [place for place in pool if place.rank in _PEERS] if among_peers else []
        peers = peers or pool
        if peers:
            return next((p for p in reversed(peers) if not _is_aside(text, p.start)), peers[-1])
    behind = [
        place
        for place in places
        if title["start"] < place.start < sentence_end
        and place.rank in _PEERS
        and not place.former
        and place.person != person
        and (not title["countries"] or state_of(place) not in title["countries"])
    ]
    return behind[0] if behind and title["link"] == "counterpart" else None


def word_before(text: Text, start: int) -> str:
    """The folded word before the character `start`, empty at the beginning of the text."""
    word = bisect_left(text.starts, start) - 1
    return text.doc[word].norm_ if word >= 0 else ""


def _is_aside(text: Text, start: int) -> bool:
    """Whether what starts there is no subject: `avec le ministre`, `du président`."""
    word = word_before(text, start)
    if word in _ARTICLES:
        word = word_before(text, text.starts[bisect_left(text.starts, start) - 1])
    return word in _PREPOSITIONS
