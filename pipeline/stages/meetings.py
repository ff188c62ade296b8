"""Meetings: who met whom, when, where; one row an encounter.

Counts: talks, calls, visits, consultations, conferences and ceremonies with someone named, that
took place or are reported as taking place. Does not count: what is planned, wished for, called
off or denied; press conferences; receiving a message or a prize.

Reads the text and what earlier stages left: `persons`, without whom there is no row, `ministers`
and `officials` for their states, `countries`, `dates`, `dateline`. Sets the facts `meetings` and
`doc.spans["depeche_meetings"]`.

>>> import spacy
>>> nlp = spacy.blank("fr")
>>> meetings = nlp.add_pipe("depeche_meetings")
>>> doc = nlp.make_doc("Awa Sy a reçu Lars Holm.")
>>> doc._.depeche["persons"] = [
...     {"name": "Awa Sy", "mentions": [[0, 6]], "references": []},
...     {"name": "Lars Holm", "mentions": [[14, 23]], "references": []},
... ]
>>> [(m["kind"], m["participants"]) for m in meetings(doc)._.depeche["meetings"]]
[('talks', ['Awa Sy', 'Lars Holm'])]
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.encounters import TALKS, Encounter, Frame, Scene, Someone, dated, is_whole, told_once
from pipeline.facts import Fact, about, chunks_of, facts, record
from pipeline.match import Chunk, LexiconMatcher, Match, RuleMatcher
from pipeline.rules import load_rules
from pipeline.tokens import Text, read

# Words of the frames that are cues around other frames, too.
_SHARED = ("BESIDE", "OFFICE", "ENCOUNTER", "NO_ENCOUNTER", "SIGNED_TEXT")
_PRESENT = ("MEETS", "MEETS_WITH", "TALKS", "HOLDS")
_CITY = r"[A-ZÀ-Ý][\w'’]+(?:[- ][A-ZÀ-Ý][\w'’]+|-(?:de|du|la|le|en|sur)-[A-ZÀ-Ý]\w+)*"
_AT_CITY = re.compile(rf"\b[àÀ] ({_CITY})")


class Meetings:
    """The stage. Needs no model, but persons: whoever is not in `persons` meets nobody."""

    def __init__(self) -> None:
        ruleset, cues = load_rules("meetings"), load_rules("meeting_cues")
        shared = [ruleset.lexicons[label] for label in _SHARED]
        self._match = RuleMatcher(ruleset)
        self._find_cues = LexiconMatcher([*cues.lexicons.values(), *shared])

    def __call__(self, doc: Doc) -> Doc:
        text, people = read(doc.text), _people(doc)
        told: list[Encounter] = []
        if people:
            scene = _scene(doc, text, people, self._find_cues(text))
            matches = self._match(text, _earlier(doc, people))
            for _, found in groupby(matches, key=lambda match: text.sentence(match.start)):
                told = _tell(list(found), told, scene)
            told = told_once(dated(told, scene), scene)
            told = [encounter for encounter in told if is_whole(encounter, scene)]
        others = [encounter for encounter in told if not encounter.frame.says("only")]
        record(doc, "meetings", (_fact(e, scene) for e in others or told), label="kind")
        return doc


@Language.factory("depeche_meetings", assigns=["doc._.depeche", "doc.spans"])
def make_component(nlp: Language, name: str) -> Meetings:
    """The factory behind `nlp.add_pipe("depeche_meetings")`."""
    return Meetings()


# Find: earlier facts, and the frames of a sentence.


def _people(doc: Doc) -> list[Someone]:
    found = [
        Someone(start, end, person["name"])
        for person in facts(doc, "persons")
        for start, end in [*person["mentions"], *person["references"]]
    ]
    return sorted(found)


def _earlier(doc: Doc, people: list[Someone]) -> Iterator[Chunk]:
    for someone in people:
        yield Chunk(someone.start, someone.end, "PERSON", someone.name)
    for fact in facts(doc, "countries"):
        yield Chunk(fact["start"], fact["end"], fact["kind"].upper(), fact["country"])
    yield from chunks_of(doc, "dates", "DATE", "value")


def _scene(doc: Doc, text: Text, people: list[Someone], cues: list[Chunk]) -> Scene:
    dateline = about(doc, "dateline")
    body = dateline.get("end") or 0
    states = {f["name"]: f["country"] for t in ("ministers", "officials") for f in facts(doc, t)}
    by_label: dict[str, list[Chunk]] = {}
    for cue in sorted(cues):
        by_label.setdefault(cue.label, []).append(cue)
    return Scene(
        text=text,
        people=people,
        cues=by_label,
        dates=[d for d in facts(doc, "dates") if d["start"] >= body and _is_day(d["value"])],
        countries=[c for c in facts(doc, "countries") if c["start"] >= body],
        states={name: state for name, state in states.items() if state},
        in_office=set(states) if "officials" in doc._.depeche else {p.name for p in people},
        home=dateline.get("home"),
        published=dateline.get("published") or "9999",
        body=body,
    )


def _is_day(value: str | None) -> bool:
    """Whether something can have been held then: not without a year, nor for years on end."""
    return value is not None and value[0] != "X" and not re.fullmatch(r"\d{4}/\d{4}", value)


def _frames(matches: list[Match], scene: Scene) -> list[Frame]:
    """The frames of one sentence that tell what took place, each with its clause."""
    first, last = scene.text.sentence(matches[0].start)
    left = scene.body if first < scene.body < matches[0].start else first
    frames: list[Frame] = []
    for match in matches:
        end = match.parts["who"][0].start if "who" in match.parts else match.end
        core = match.parts.get("verb") or (Chunk(match.start, end, "", ""),)
        frames.append(Frame(match, core[0].start, core[-1].end, left, last))
    frames = [frame for frame in frames if _took_place(frame, scene)]
    frames = [frame for frame in frames if not frame.says("noun") or _noun(frame, scene)]
    if any(not frame.says("joins") and not frame.says("weak") for frame in frames):
        frames = [frame for frame in frames if frame.says("joins") != "after" or frame.says("noun")]
    for i, frame in enumerate(frames):
        following = (_start_of_clause(f, scene) for f in frames[i + 1 :] if f.is_main)
        limit = next(following, last)
        frames[i] = frame._replace(limit=max(limit, frame.end))
    return [frame for frame in frames if _has_object(frame, scene)]


def _took_place(frame: Frame, scene: Scene) -> bool:
    before = scene.text.source[max(frame.start - 4, 0) : frame.start].lower().split()
    if before and before[-1] in ("ne", "n'", "n’"):
        return False
    present = any(chunk.label in _PRESENT for chunk in frame.match.parts.get("verb", ()))
    if not present and not frame.says("nominal"):
        return True
    last = scene.text.sentence(frame.start)[1] if frame.says("weak") else frame.start
    return not scene.cues_in("PLANNED", frame.left, last)


def _start_of_clause(frame: Frame, scene: Scene) -> int:
    """Where a clause's subject stands, if right before its verb; else where the verb stands."""
    before = scene.people_in(frame.left, frame.start)
    tight = before and not scene.text.source[before[-1].end : frame.start].strip()
    return before[-1].start if tight else frame.start


def _has_object(frame: Frame, scene: Scene) -> bool:
    needs = frame.says("needs")
    return not needs or bool(scene.cues_in(needs, frame.end, frame.limit))


# Data: who, when and where.


def _tell(matches: list[Match], told: list[Encounter], scene: Scene) -> list[Encounter]:
    """The encounters told so far, with those of one sentence."""
    told = [*told]
    before: Encounter | None = None
    for frame in _frames(matches, scene):
        if before:
            frame = frame._replace(left=max([before.frame.end, *(p.end for p in before.people)]))
        joins = frame.says("joins")
        subject = _subject(frame, before, scene) if joins != "after" else []
        objects = _objects(frame, scene) if joins != "before" or not subject else []
        joined = _joined(told, frame, before, scene) if joins else None
        if joined is not None:
            told[joined] = _with(told[joined], (*subject, *objects), frame)
            continue
        apart = scene.cues_in("APART", frame.left, frame.limit) and len(objects) > 1
        for group in [[someone] for someone in objects] if apart else [objects]:
            told.append(_encounter(frame, subject, group, before, scene))
        before = told[-1] if frame.is_main else before
    return told


def _joined(
    told: list[Encounter], frame: Frame, before: Encounter | None, scene: Scene
) -> int | None:
    """Which encounter the persons of a frame join: that of its sentence, or the last such one."""
    if before and frame.says("noun"):
        return len(told) - 1
    kind = _kind(frame, scene)
    fits = [
        (not encounter.frame.says("weak"), place)
        for place, encounter in enumerate(told)
        if encounter.kind == kind or (kind in TALKS and encounter.kind != "visit")
    ]
    return max(fits)[1] if fits else None


def _with(encounter: Encounter, people: tuple[Someone, ...], frame: Frame) -> Encounter:
    """The encounter with more people; one that named nobody is told where they are."""
    if not encounter.people:
        encounter = replace(encounter, frame=frame)
    return replace(encounter, people=(*encounter.people, *people))


def _subject(frame: Frame, before: Encounter | None, scene: Scene) -> list[Someone]:
    """Who stands on the near side of the verb, or whom a pronoun there means."""
    mode = frame.says("subject") or "clause"
    first, last = scene.text.sentence(frame.start)
    if mode == "none":
        return []
    if mode == "nearest":
        return scene.named(first, frame.start)[-1:] or scene.named(frame.end, last)[:1]
    opener = scene.cues_in("OPENER", frame.left, frame.start)
    left = opener[-1].end if opener and mode == "clause" else frame.left
    relative = scene.cues_in("RELATIVE", left, frame.start)
    if relative and not scene.named(relative[-1].end, frame.start):
        return scene.named(first, relative[-1].start)[-1:]
    if people := scene.named(left, frame.start) or scene.people_in(left, frame.start)[-1:]:
        return people
    if before and not opener:
        return list(before.subject)
    if pronoun := scene.cues_in("PRONOUN", left, frame.start):
        plural = scene.text.source[: pronoun[-1].end].endswith("s")
        return list(before.subject) if before else scene.spoken_of(pronoun[-1].start, plural)
    return []


def _objects(frame: Frame, scene: Scene) -> list[Someone]:
    """Who stands on the far side, up to where the sentence turns to something else."""
    if frame.says("object") == "none":
        return []
    people: list[Someone] = []
    reached = frame.end
    for someone in scene.named(frame.end, frame.limit):
        stops = scene.cues_in("STOP", reached, someone.start)
        beside = scene.cues_in("BESIDE", reached, someone.start)
        if any(stop.value == "speech" or people for stop in stops) and not beside:
            break
        if beside or people or _kind(frame, scene) != "visit":
            people.append(someone)
        reached = someone.end
    return people


def _encounter(
    frame: Frame,
    subject: list[Someone],
    objects: list[Someone],
    before: Encounter | None,
    scene: Scene,
) -> Encounter:
    people = (*subject, *objects)
    kind = _kind(frame, scene)
    if kind == "talks" and len(people) == 1:
        kind = frame.says("alone") or kind
    unnamed = None
    if kind in TALKS and len({someone.name for someone in people}) == 1:
        unnamed = _unnamed_side(frame, bool(subject), scene)
    host = _host(frame, people, scene) if kind == "visit" else None
    return Encounter(
        frame=frame,
        kind=kind,
        subject=tuple(subject),
        people=people,
        held_on=_held_on(frame, scene) or (before.held_on if before else None),
        place=_place(frame, scene),
        states=frozenset(filter(None, [host, *(unnamed or [])])),
        unnamed=unnamed is not None,
        headline=frame.start < scene.body,
    )


def _kind(frame: Frame, scene: Scene) -> str:
    noun = _noun(frame, scene) if frame.says("noun") else None
    kind = noun or frame.match.value("encounter") or frame.says("kind") or "talks"
    if kind == "talks" and scene.cues_in("REMOTE", frame.left, frame.limit):
        return "phone_call"
    return str(kind)


def _noun(frame: Frame, scene: Scene) -> str | None:
    """The kind of the encounter whose noun stands last before the frame."""
    nouns = scene.cues_in("ENCOUNTER", frame.left, frame.start)
    others = scene.cues_in("NO_ENCOUNTER", frame.left, frame.start)
    nouns = [n for n in nouns if not any(o.start <= n.start < o.end for o in others)]
    return max(nouns, key=lambda noun: (noun.start, noun.end)).value if nouns else None


def _unnamed_side(frame: Frame, after: bool, scene: Scene) -> list[str] | None:
    """The state of an office-holder without a name; an empty list where none is said."""
    start, end = (frame.end, frame.limit) if after else (frame.left, frame.start)
    offices = scene.cues_in("OFFICE", start, end)
    if not offices:
        return None
    stops = [stop.start for stop in scene.cues_in("STOP", offices[0].end, end)]
    end = min(stops, default=end)
    return [c["country"] for c in scene.countries if offices[0].start <= c["start"] < end][:1]


def _host(frame: Frame, people: Iterable[Someone], scene: Scene) -> str | None:
    """The state visited: the one named after the verb, else where the dispatch comes from."""
    own = {scene.states.get(someone.name) for someone in people}
    reach = _reach(frame, scene)
    named = [c for c in scene.countries if c["start"] >= frame.end and c["end"] <= reach]
    candidates = [*(c["country"] for c in named if c["kind"] != "adjective"), scene.home]
    return next((code for code in candidates if code not in own), None)


def _reach(frame: Frame, scene: Scene) -> int:
    """Where the sentence turns from the encounter to something else."""
    stops = scene.cues_in("STOP", frame.match.end, frame.limit)
    return stops[0].start if stops else frame.limit


def _held_on(frame: Frame, scene: Scene) -> str | None:
    """The date nearest to the verb in its clause."""
    dates = [
        date
        for date in scene.dates
        if frame.left <= date["start"] < _reach(frame, scene)
        and not _is_of_something_else(date, frame, scene)
    ]
    nearest = sorted(dates, key=lambda d: max(frame.start - d["end"], d["start"] - frame.end))
    return nearest[0]["value"] if nearest else None


def _is_of_something_else(date: Fact, frame: Frame, scene: Scene) -> bool:
    """Whether the date is that of an aside: `arrivé la veille`; `Élu en 2018, il a reçu`."""
    source = scene.text.source
    start = max(frame.left, source.rfind(",", frame.left, date["start"]) + 1)
    if date["start"] > frame.start:
        return bool(scene.cues_in("ELSEWHEN", max(start, frame.end), date["start"]))
    cues = scene.cues_in("ELSEWHEN", start, date["start"])
    return bool(cues) and not source[start : cues[0].start].strip()


def _place(frame: Frame, scene: Scene) -> str | None:
    """The city of the clause, told by `à` and its capital letter; not where someone is posted."""
    cities: list[Chunk] = []
    for match in _AT_CITY.finditer(scene.text.source, frame.left, _reach(frame, scene)):
        people = [p.start for p in scene.people if match.start() < p.end and p.start < match.end()]
        end = min([match.end(1), *people])
        if match.start(1) < end and not _is_post(match.start(), frame, scene):
            name = scene.text.source[match.start(1) : end].strip()
            cities.append(Chunk(match.start(), end, "CITY", name))
    nearest = min(cities, key=lambda city: abs(city.start - frame.end), default=None)
    return nearest.value if nearest else None


def _is_post(place: int, frame: Frame, scene: Scene) -> bool:
    """Whether the city belongs to an office, as in `l'ambassadeur du Chili à Oslo`."""
    comma = scene.text.source.rfind(",", frame.left, place) + 1
    return bool(scene.cues_in("OFFICE", max(frame.left, comma), place)) and place < frame.start


# Value: one row an encounter.


def _fact(encounter: Encounter, scene: Scene) -> Fact:
    first, last = scene.text.sentence(encounter.frame.start)
    people = [p for p in encounter.people if first <= p.start < last]
    states = {scene.states[name] for name in encounter.names if name in scene.states}
    return {
        "start": min([encounter.frame.start, *(p.start for p in people)]),
        "end": max([encounter.frame.end, *(p.end for p in people)]),
        "kind": encounter.kind,
        "held_on": encounter.held_on,
        "place": encounter.place,
        "countries": sorted(states | encounter.states),
        "participants": list(encounter.names),
        "rule": encounter.frame.match.rule.id,
    }
