"""Encounters: what one clause tells of a meeting, and which clauses tell of the same one.

A dispatch names an encounter in its headline, tells it in its lead, and comes back to it (`lors de
l'entretien`, `la réunion élargie`): one encounter. Another interlocutor or another day is another.
"""

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any, NamedTuple

from pipeline.facts import Fact
from pipeline.match import Match
from pipeline.tokens import Chunk, Text

# One word for another: the same talks may be called either where they are only alluded to.
TALKS = ("talks", "phone_call")

_NEAR = 3  # sentences
_AROUND = ("visit", "conference", "consultations")
_BULLET = re.compile(r"[-–—•*·]|\(?\w{1,2}[.)] ")
_INITIALS = re.compile(r"\b[A-ZÀ-Ý]{2,}\b")


class Someone(NamedTuple):
    """A place in the text where a person is named or meant."""

    start: int
    end: int
    name: str


class Frame(NamedTuple):
    """A rule's match, its core, and the clause around it."""

    match: Match
    start: int
    end: int
    left: int  # where its clause, or the sentence, begins
    limit: int  # where the next one begins

    def says(self, key: str) -> Any:
        """What the frame's rule sets."""
        return self.match.rule.set.get(key)

    @property
    def is_main(self) -> bool:
        """Whether its verb is one of the sentence's main ones, with a clause of its own."""
        return not (self.says("nominal") or self.says("joins") or self.says("only"))


@dataclass(frozen=True, slots=True)
class Encounter:
    """One encounter as one clause tells it."""

    frame: Frame
    kind: str
    subject: tuple[Someone, ...]
    people: tuple[Someone, ...]
    held_on: str | None
    place: str | None
    states: frozenset[str]  # beside those of the participants: a host's, an unnamed side's
    unnamed: bool  # whether the other side is there without a name
    headline: bool

    @property
    def names(self) -> tuple[str, ...]:
        """Who takes part, in the order of the text, each once."""
        return tuple(dict.fromkeys(someone.name for someone in self.people))


@dataclass(frozen=True, slots=True)
class Scene:
    """What the dispatch holds beside its frames."""

    text: Text
    people: list[Someone]
    cues: dict[str, list[Chunk]]  # by label, in order
    dates: list[Fact]
    countries: list[Fact]
    states: dict[str, str]  # a person's name → the state that he serves
    in_office: set[str]  # who holds an office; everyone where no stage has said who does
    home: str | None
    published: str
    body: int  # where the dateline ends

    def end(self, place: int) -> int:
        """Where the sentence ends that holds a place, with the list that it opens."""
        sentences, index = self.text.sentences, self.text.sentence_index(place)
        listed = self.text.source[slice(*sentences[index])].endswith(":")
        while listed and index + 1 < len(sentences):
            if not _BULLET.match(self.text.source, sentences[index + 1][0]):
                break
            index += 1
        return sentences[index][1]

    def cues_in(self, label: str, start: int, end: int) -> list[Chunk]:
        """The terms of a cue's lexicon between two places, in order."""
        cues = self.cues.get(label, [])
        first, last = (bisect_left(cues, place, key=attrgetter("start")) for place in (start, end))
        return [cue for cue in cues[first:last] if cue.end <= end]

    def people_in(self, start: int, end: int) -> list[Someone]:
        """Who is named or meant between two places."""
        first, last = (bisect_left(self.people, (place,)) for place in (start, end))
        return [someone for someone in self.people[first:last] if someone.end <= end]

    def named(self, start: int, end: int) -> list[Someone]:
        """Who is named between two places and not merely spoken of (`message du président X`)."""
        return [someone for someone in self.people_in(start, end) if self._takes_part(someone)]

    def _takes_part(self, someone: Someone) -> bool:
        source, start = self.text.source, self.text.sentence(someone.start)[0]
        before = self.people[: bisect_left(self.people, (someone.start,))]
        reached = max([start, *(other.end for other in before[-1:])])
        comma = source.rfind(",", reached, someone.start)
        near = comma >= 0 and len(source[comma : someone.start].split()) < 3
        if near and source[someone.end :][:1] == ",":  # an apposition to what stands before
            comma = source.rfind(",", reached, comma)
        reached = max(reached, comma)  # what stands before a comma is about others
        return not any(
            cue.value == "absent" or self._is_served(cue.end, someone)
            for cue in self.cues_in("ABSENT", reached, someone.start)
        )

    def _is_served(self, place: int, someone: Someone) -> bool:
        """Whether others act for someone: `conseiller du président X`, but not behind a comma."""
        offices = self.cues_in("OFFICE", place, someone.start)
        return bool(offices) and "," not in self.text.source[offices[-1].end : someone.start]

    def spoken_of(self, pronoun: Chunk) -> list[Someone]:
        """Whom `il` or `ils` means: the first ones named in the sentence, or the last before it.

        `Ce dernier` is whoever was named last.

        Nobody, where the sentence before speaks of an office-holder and does not say who he is.
        """
        place, plural = pronoun.start, self.text.source[: pronoun.end].endswith(("s", "x"))
        for index in range(self.text.sentence_index(place), -1, -1):
            start, end = self.text.sentences[index]
            people = self.named(start, min(end, place))
            if people and end < place and self.cues_in("PRONOUN", start, people[0].start):
                continue  # whom its own pronoun means is told further back
            spans = Counter((someone.start, someone.end) for someone in people)
            if not plural:  # `les deux ministres` is nobody whom `il` could mean
                people = [p for p in people if spans[p.start, p.end] == 1]
            if people:
                latter = pronoun.value == "latter"
                return people[-1:] if latter else people[: 2 if plural else 1]
            if spans:
                continue
            if any(not self.people_in(c.start, end) for c in self.cues_in("OFFICE", start, place)):
                return []
        return []

    def spoken_of_but(self, subject: list[Someone], match: Match) -> list[Someone]:
        """Whom an object pronoun means: who was named first, and is not the subject."""
        names = {someone.name for someone in subject}
        first = self.text.sentence(match.start)[0]
        plural = self.text.source[match.start : match.end].startswith("les ")
        here = [someone for someone in self.named(first, match.start) if someone.name not in names]
        if not subject or here:
            return here[:1] if subject else []
        index = self.text.sentence_index(first) - 1
        before = self.named(*self.text.sentences[index]) if index >= 0 else []
        return [p for p in before if p.name not in names][: 2 if plural else 1]


def dated(told: list[Encounter], scene: Scene) -> list[Encounter]:
    """Each with a date where it has none: that of the visit or session around it.

    One that is yet to come at the time of the dispatch is left out.
    """
    kept: list[Encounter] = []
    for encounter in sorted(told, key=lambda encounter: encounter.frame.start):
        held_on = encounter.held_on or _date_around(encounter, kept, told, scene)
        if held_on is None or held_on[: len(scene.published)] <= scene.published:
            kept.append(replace(encounter, held_on=held_on))
    return kept


def _date_around(
    encounter: Encounter, before: list[Encounter], told: list[Encounter], scene: Scene
) -> str | None:
    first, last = scene.text.sentence(encounter.frame.start)
    goes_on = scene.cues_in("THEN", first, last)
    if scene.cues_in("THERE_TOO", first, encounter.frame.end):
        return _date_before(first, scene)
    if scene.cues_in("LATER", first, last):
        told_on = [e.held_on or "" for e in reversed(before) if not e.headline]
        days = (day for day in told_on if is_day(day))
        return _date_before(last, scene, first) or next(days, _date_before(first, scene))
    same = [e for e in told if first <= e.frame.start < last]
    mains = [e for e in before if e.frame.is_main and e.kind != "visit"] if goes_on else []
    for other in [*reversed(mains), *reversed(before), *same]:
        with_him = set(other.names) & set(encounter.names)
        if other.held_on and other.kind in _AROUND and scene.cues_in("IN_MARGIN", first, last):
            return other.held_on
        if other.held_on and with_him and (goes_on or other.kind in _AROUND):
            return other.held_on
    return None


def _date_before(place: int, scene: Scene, start: int | None = None) -> str | None:
    """The day last told before a place, and after `start` or in the sentences just before it."""
    if start is None:
        index = max(scene.text.sentence_index(place) - _NEAR, 0)
        start = scene.text.sentences[index][0]
    dates = (d for d in scene.dates if start <= d["start"] < place and is_day(d["value"]))
    year = scene.published[:4]
    days = [d["value"] for d in dates if year <= d["value"] <= scene.published]
    return days[-1] if days else None


def is_day(value: str) -> bool:
    """Whether an EDTF value is one day."""
    return len(value) == len("2022-12-05") and "/" not in value


def told_once(told: list[Encounter], scene: Scene) -> list[Encounter]:
    """Several mentions of one encounter are one: the body's, with all that is known of it."""
    kept: list[Encounter] = []
    for encounter in sorted(told, key=_passing):
        same = (i for i, other in enumerate(kept) if _is_same(other, encounter))
        place = None if _is_another(encounter, scene) else next(same, None)
        if place is None:
            kept.append(encounter)
        elif _adds_people(kept[place], encounter):
            kept[place] = _merged(kept[place], encounter)
    return kept


def _adds_people(one: Encounter, other: Encounter) -> bool:
    """Whether those of a second mention join the first; in passing, only one who was alone."""
    passing = other.headline or bool(other.frame.says("weak"))
    alone = len(set(one.names)) == 1 and not other.frame.says("known")
    return not passing or (not other.headline and alone and other.kind == one.kind)


def signed_there(told: list[Encounter], scene: Scene) -> list[Encounter]:
    """Without the signings at another encounter, to which those who signed are added.

    That is a session or ceremony of that day, or one of two of those who signed. A signing that
    is told alone has a day.
    """
    kept = [encounter for encounter in told if not encounter.frame.says("only")]
    for signing in told:
        if not signing.frame.says("only"):
            continue
        at = (i for i, other in enumerate(kept) if _is_signed_at(other, signing, scene))
        place = next(at, None)
        if place is None and is_day(signing.held_on or ""):
            kept.append(signing)
        elif place is not None and _adds_to(kept[place], signing, scene):
            kept[place] = replace(kept[place], people=(*kept[place].people, *signing.people))
    return kept


def _adds_to(other: Encounter, signing: Encounter, scene: Scene) -> bool:
    """Whether those who signed are told to be at the encounter where they did."""
    shared = set(other.names) & set(signing.names)
    if scene.cues_in("IN_MARGIN", *scene.text.sentence(signing.frame.start)):
        return False
    return other.kind == "ceremony" or (other.kind not in TALKS and bool(shared))


def _is_signed_at(other: Encounter, signing: Encounter, scene: Scene) -> bool:
    if other.kind == "visit" or not _agree(other.held_on, signing.held_on):
        return False
    match, shared = other.frame.match, set(other.names) & set(signing.names)
    session = other.kind in ("conference", "consultations")
    return (
        session
        or len(shared) > 1
        or (bool(shared) and other.kind == "ceremony" and not other.frame.says("between"))
        or "signature" in scene.text.source[match.start : match.end]
    )


def _passing(encounter: Encounter) -> tuple[bool, bool, bool, int]:
    """How much in passing it is told: what is told in earnest, or of more people, is first."""
    frame, weak = encounter.frame, bool(encounter.frame.says("weak"))
    return bool(frame.says("only")), weak, encounter.headline, -len(encounter.names) if weak else 0


def _is_another(encounter: Encounter, scene: Scene) -> bool:
    """Whether its words say that it is not the one told before: `un second entretien`."""
    frame = encounter.frame
    return bool(scene.cues_in("AGAIN", frame.start, frame.match.end))


def _is_same(one: Encounter, other: Encounter) -> bool:
    """Whether two clauses tell of one encounter; `other` may be a headline or a passing mention."""
    a, b = set(one.names), set(other.names)
    passing = other.headline or bool(other.frame.says("weak"))
    if not a or not b or not (a <= b or b <= a or (passing and len(a & b) > 1)):
        return False
    if not other.headline and other.frame.says("weak") and a < b and len(a) > 1:
        return bool(other.frame.says("known"))  # with more people than were there
    if other.frame.says("weak") and not other.frame.says("known") and not other.headline:
        chief = {someone.name for someone in one.subject}
        if len(b) > 1 and b < a and chief and not chief & b:
            return False  # what others of those who were there did apart
    met = {someone.name for someone in other.people} - {someone.name for someone in other.subject}
    if not passing and other.subject and met and len(a) > 1 and a < b and not met & a:
        return False  # both were then received by somebody else
    credentials = any(c.label == "CREDENTIALS" for c in one.frame.match.parts.get("encounter", ()))
    alike = (
        one.kind == other.kind
        or (one.kind in TALKS and other.kind in TALKS and passing)
        or (passing and other.kind in TALKS and one.kind != "visit")
        or (other.frame.says("known") and one.kind != "visit")
        or (credentials and other.kind in TALKS)
    )
    if not alike or (
        one.kind == "visit" and one.states and other.states and one.states != other.states
    ):
        return False
    return _agree(one.held_on, other.held_on)


def _agree(one: str | None, other: str | None) -> bool:
    """Whether two dates can be of one encounter: the same, one unknown, or one in the other."""
    if not one or not other or one == other:
        return True
    (a, b), (c, d) = ((v.split("/")[0], v.split("/")[-1]) for v in (one, other))
    return (a <= c and d <= b) or (c <= a and b <= d)


def _merged(one: Encounter, other: Encounter) -> Encounter:
    return replace(
        one,
        people=(*one.people, *other.people),
        held_on=one.held_on or other.held_on,
        place=one.place or other.place,
        states=one.states | other.states,
    )


def is_whole(encounter: Encounter, scene: Scene) -> bool:
    """Whether it is told enough of an encounter to be a row."""
    met = encounter.names[:2] if encounter.kind in TALKS else encounter.names
    if scene.in_office.isdisjoint(met):
        return False
    if encounter.kind == "visit":
        return bool(encounter.states)
    if len(encounter.names) < 2 and encounter.frame.says("weak"):
        return False
    if encounter.frame.says("between"):
        return len({scene.states.get(n) for n in encounter.names if n in scene.in_office}) > 1
    if len(encounter.names) == 1 and encounter.kind not in TALKS:
        return _is_abroad(encounter, scene)
    return len(encounter.names) > 1 or (bool(encounter.names) and encounter.unnamed)


def _is_abroad(encounter: Encounter, scene: Scene) -> bool:
    """Whether others than the one named are there, going by the states and bodies of the clause."""
    frame, own = encounter.frame, {scene.states.get(name) for name in encounter.names}
    clause = slice(frame.left, frame.limit)
    states = (c["country"] for c in scene.countries if clause.start <= c["start"] < clause.stop)
    return any(state not in own for state in states) or bool(
        _INITIALS.search(scene.text.source[clause])
    )
