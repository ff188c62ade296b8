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
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, zip_longest

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.facts import Fact, about, chunks_of, facts, record
from pipeline.match import LexiconMatcher, Match, RuleMatcher, without_overlaps
from pipeline.rules.book import Rulebook, rulebook
from pipeline.stages.meetings.circumstances import (
    held_on,
    host,
    kind_of,
    kind_of_noun,
    place,
    turned_to,
)
from pipeline.stages.meetings.encounters import (
    TALKS,
    Encounter,
    Frame,
    Scene,
    Someone,
    dated,
    is_whole,
    signed_there,
    told_once,
)
from pipeline.stages.meetings.people import meant, named
from pipeline.stages.meetings.sides import (
    interlocutors,
    is_with,
    objects_of,
    subject_of,
    unnamed_side,
)
from pipeline.stages.meetings.states import told_beside
from pipeline.tokens import Chunk, Text, read_doc

# Words of the frames that are cues around other frames, too.
_SHARED = ("BESIDE", "OFFICE", "ENCOUNTER", "NO_ENCOUNTER", "PROCEEDINGS", "SIGNED_TEXT")
_NEAR = 3  # sentences
_CRAWLER = "date-crawler"  # the header's date is nobody's
_NOT = re.compile(r"\bn(?:e\s|['’])$")
_HAS_BEEN = re.compile(r"a(?:vait)? eu\b")
_PRESENT = ("MEETS", "MEETS_WITH", "TALKS", "HOLDS")


class Meetings:
    """The stage. Needs no model, but persons: whoever is not in `persons` meets nobody."""

    def __init__(self, rules: Rulebook) -> None:
        ruleset, cues = rules["meetings"], rules["meeting_cues"]
        shared = [ruleset.lexicons[label] for label in _SHARED]
        self._match = RuleMatcher(ruleset)
        self._find_cues = LexiconMatcher([*cues.lexicons.values(), *shared])

    def __call__(self, doc: Doc) -> Doc:
        found = self._facts(doc) if _may_meet(doc) else []
        record(doc, "meetings", found, label="kind")
        return doc

    def _facts(self, doc: Doc) -> list[Fact]:
        text = read_doc(doc)
        cues = self._find_cues(text)
        people = _people(doc, text, cues)
        if not people:
            return []
        scene = _scene(doc, text, people, cues)
        told: list[Encounter] = []
        matches = _chosen(self._match.candidates(text, _earlier(doc, people)))
        for _, found in groupby(matches, key=lambda match: text.sentence(match.start)):
            told = _tell(list(found), told, scene)
        told = told_once(dated(told_once(told, scene), scene), scene)
        told = signed_there(told, scene)
        return [_fact(encounter, scene) for encounter in told if is_whole(encounter, scene)]


@Language.factory(
    "depeche_meetings", assigns=["doc._.depeche", "doc.spans"], default_config={"rules": []}
)
def make_component(nlp: Language, name: str, rules: list[str]) -> Meetings:
    """The factory behind `nlp.add_pipe("depeche_meetings")`."""
    return Meetings(rulebook(rules))


# Find: earlier facts, and the frames of a sentence.


def _may_meet(doc: Doc) -> bool:
    """Whether somebody has an office; where nobody has looked for offices, anyone may meet."""
    looked = "officials" in doc._.depeche
    return bool(facts(doc, "ministers") or facts(doc, "officials") or not looked)


def _people(doc: Doc, text: Text, cues: list[Chunk]) -> list[Someone]:
    rows = [*facts(doc, "ministers"), *facts(doc, "officials")]
    found = named(facts(doc, "persons"), rows, text)
    dateline = about(doc, "dateline")
    words = [cue for cue in cues if cue.label == "GUEST"]
    guests = meant(words, found, rows, facts(doc, "countries"), dateline.get("home"), text.source)
    found = [p for p in found if not any(g.start <= p.start < g.end for g in guests)] + guests
    start, end = dateline.get("start"), dateline.get("end")
    if start is not None and end is not None:  # an agency may pass for a person
        found = [someone for someone in found if not start <= someone.start < end]
    return sorted(found)


def _earlier(doc: Doc, people: list[Someone]) -> Iterator[Chunk]:
    for someone in people:
        yield Chunk(someone.start, someone.end, "PERSON", someone.name)
    for fact in facts(doc, "countries"):
        yield Chunk(fact["start"], fact["end"], fact["kind"].upper(), fact["country"])
    yield from chunks_of(doc, "dates", "DATE", "value")


def _scene(doc: Doc, text: Text, people: list[Someone], cues: list[Chunk]) -> Scene:
    dateline = about(doc, "dateline")
    title = dateline.get("title") or ""
    body = dateline.get("end") or max(text.source.find(title), 0) + len(title)

    def outside(fact: Fact) -> bool:
        return bool(fact["start"] >= body or fact["end"] <= (dateline.get("start") or 0))

    rows = [*facts(doc, "ministers"), *facts(doc, "officials")]
    states = {f["name"]: f["country"] for f in rows if f["country"] or f.get("organisation")}
    countries = [c for c in facts(doc, "countries") if outside(c)]
    by_label: dict[str, list[Chunk]] = {}
    for cue in sorted(cues):
        by_label.setdefault(cue.label, []).append(cue)
    by_label["OPENER"] = _apart(by_label.get("OPENER", []), by_label.get("AS_WELL_AS", []))
    by_label["ABSENT"] = _apart(by_label.get("ABSENT", []), _portfolios(doc))
    home = dateline.get("home")
    told = {
        name: state
        for name, state in told_beside(text, people, countries, by_label.get("OFFICE", [])).items()
        if name not in states or states[name] == home  # home is where nothing is said
    }
    return Scene(
        text=text,
        people=people,
        cues=by_label,
        dates=[d for d in facts(doc, "dates") if outside(d) and _is_day(d)],
        countries=countries,
        states={name: state for name, state in (states | told).items() if state},
        in_office={f["name"] for f in rows}
        if "officials" in doc._.depeche
        else {p.name for p in people},
        home=home,
        published=dateline.get("published") or "9999",
        body=body,
    )


def _portfolios(doc: Doc) -> list[Chunk]:
    """What follows the first word of the titles: `ministre de l'Administration publique`."""
    return [
        Chunk(fact["start"] + 1, fact["end"], "TITLE", "")
        for fact in facts(doc, "titles")
        if fact["portfolio"]
    ]


def _apart(cues: list[Chunk], others: list[Chunk]) -> list[Chunk]:
    """The cues that are no part of others."""
    return [cue for cue in cues if not any(o.start <= cue.start < o.end for o in others)]


def _chosen(candidates: list[Match]) -> list[Match]:
    """Matches that don't overlap; a passing mention never takes the place of one in earnest."""
    told = without_overlaps(match for match in candidates if not match.rule.set.get("weak"))
    passing = (match for match in candidates if match.rule.set.get("weak"))
    apart = (m for m in passing if not any(m.start < t.end and t.start < m.end for t in told))
    return sorted([*told, *without_overlaps(apart)], key=lambda match: match.start)


def _is_day(date: Fact) -> bool:
    """Whether something can have been held then: not without a year, nor for years on end."""
    value = date["value"]
    told = value is not None and date["rule"] != _CRAWLER
    return told and value[0] != "X" and not re.fullmatch(r"\d{4}/\d{4}", value)


def _frames(matches: list[Match], scene: Scene) -> list[Frame]:
    """The frames of one sentence that tell what took place, each with its clause."""
    first, last = scene.text.sentence(matches[0].start)[0], scene.end(matches[0].start)
    left = scene.body if first < scene.body <= matches[0].start else first
    frames: list[Frame] = []
    for match in matches:
        end = match.parts["who"][0].start if "who" in match.parts else match.end
        core = match.parts.get("verb") or (Chunk(match.start, end, "", ""),)
        frames.append(Frame(match, core[0].start, core[-1].end, left, last))
    frames = [frame for frame in frames if _took_place(frame, scene)]
    frames = [frame for frame in frames if not frame.says("noun") or kind_of_noun(frame, scene)]
    if any(not frame.says("joins") and not frame.says("weak") for frame in frames):
        frames = [frame for frame in frames if frame.says("joins") != "after" or frame.says("noun")]
    for i, frame in enumerate(frames):
        following = (_start_of_clause(f, scene) for f in frames[i + 1 :] if f.is_main)
        limit = next(following, last)
        frames[i] = frame._replace(limit=max(limit, frame.end))
    return [frame for frame in frames if _has_object(frame, scene)]


def _took_place(frame: Frame, scene: Scene) -> bool:
    if _is_denied(frame, scene):
        return False
    last = scene.text.sentence(frame.start)[1]
    welcomed = any(chunk.value == "welcome" for chunk in frame.match.parts.get("verb", ()))
    if welcomed and scene.cues_in("WELCOME", frame.left, last):
        return False
    present = any(chunk.label in _PRESENT for chunk in frame.match.parts.get("verb", ()))
    return not (present or frame.says("nominal")) or not _is_planned(frame, scene, last)


def _is_denied(frame: Frame, scene: Scene) -> bool:
    """Whether it did not take place, or nobody is its subject: `n'a pas reçu`, `il y a eu`."""
    before = scene.text.source[max(frame.start - 6, 0) : frame.start].lower()
    impersonal = before.endswith("il y ") and _HAS_BEEN.match(scene.text.source, frame.start)
    return bool(_NOT.search(before) or impersonal)


def _is_planned(frame: Frame, scene: Scene, last: int) -> bool:
    """Whether the sentence plans it; one that words alone allude to may be planned after them."""
    cues = scene.cues_in("PLANNED", frame.left, last if frame.says("weak") else frame.start)
    alluded = frame.says("occasion") or frame.says("named")
    planned = {"planned"} if alluded else {"planned", "wished"}
    announced = {"announced"} if frame.says("named") else set()
    return any(
        cue.value in planned or (cue.value in announced and cue.end <= frame.start) for cue in cues
    )


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
    frames = _frames(matches, scene)
    for frame, following in zip_longest(frames, frames[1:]):
        if before:
            frame = frame._replace(left=max([before.frame.end, *(p.end for p in before.people)]))
        joins = frame.says("joins")
        subject = subject_of(frame, before, scene) if joins != "after" else []
        objects = objects_of(frame, scene)
        if joins == "before" and subject and not is_with(objects, frame, scene):
            objects = []
        if frame.says("fronted") and objects and not subject and following:
            subject = subject_of(following, None, scene)
        joined = _joined(told, frame, before, scene) if joins else None
        met = objects[:1]
        if subject and subject != met and [p.name for p in subject] == [p.name for p in met]:
            continue  # nobody meets himself: who the subject is was not understood
        if frame.says("there") and (joined is None or _is_far(told[joined], frame, scene)):
            continue
        if joined is not None:
            for place in range(max(joined - _is_both(frame, scene), 0), joined + 1):
                told[place] = _with(told[place], (*subject, *objects), frame)
            continue
        if not subject and frame.says("weak") and (signing := _signing(frame, told, scene)):
            subject, before = list(signing.people), signing
        for group in interlocutors(frame, objects, scene) if subject else [objects]:
            encounter = _encounter(frame, subject, group, before, scene)
            if group[:1] != objects[:1]:
                own = held_on(turned_to(group, frame), scene)
                encounter = replace(encounter, held_on=own or encounter.held_on)
            told.append(encounter)
        before = told[-1] if frame.is_main else before
    return told


def _is_both(frame: Frame, scene: Scene) -> bool:
    """Whether two encounters are joined: `a pris part aux deux entretiens`."""
    return " aux deux " in scene.text.source[frame.start : frame.match.end]


def _signing(frame: Frame, told: list[Encounter], scene: Scene) -> Encounter | None:
    """The signing told last, where the sentence is about it: `La signature est intervenue`."""
    last = told[-1] if told else None
    about_it = scene.cues_in("SIGNED_TEXT", frame.left, frame.start)
    return last if last and last.frame.says("only") and about_it else None


def _joined(
    told: list[Encounter], frame: Frame, before: Encounter | None, scene: Scene
) -> int | None:
    """Which encounter the persons of a frame join: that of its sentence, or the last such one."""
    if before and frame.says("noun"):
        return len(told) - 1
    fits = [
        (not encounter.frame.says("weak") and not _in_margin(encounter, scene), place)
        for place, encounter in enumerate(told)
        if _fits(encounter, frame, scene)
    ]
    first = scene.cues_in("FIRST", frame.left, frame.start)
    if fits and first and first[0].value == "first":
        same = [i for _, i in fits if told[i].frame.start == told[max(fits)[1]].frame.start]
        return min(same)
    return max(fits)[1] if fits else None


def _fits(encounter: Encounter, frame: Frame, scene: Scene) -> bool:
    """Whether those whom a frame names can have been at an encounter told before."""
    if frame.says("company"):
        return True
    if frame.says("speaks"):
        return encounter.kind in ("ceremony", "conference")
    if frame.says("names") and encounter.kind in TALKS:
        counted = scene.cues_in("OFFICE", encounter.frame.end, encounter.frame.limit)
        return any(scene.text.source[: office.end].endswith("s") for office in counted)
    kind = kind_of(frame, scene)
    return encounter.kind == kind or (encounter.kind != "visit" and kind in TALKS)


def _in_margin(encounter: Encounter, scene: Scene) -> bool:
    """Whether an encounter was held while another, with more people, went on."""
    return bool(scene.cues_in("IN_MARGIN", *scene.text.sentence(encounter.frame.start)))


def _is_far(encounter: Encounter, frame: Frame, scene: Scene) -> bool:
    """Whether the encounter was told more than a few sentences before."""
    told = scene.text.sentence_index(scene.end(encounter.frame.start) - 1)
    return scene.text.sentence_index(frame.start) - told > _NEAR


def _with(encounter: Encounter, people: tuple[Someone, ...], frame: Frame) -> Encounter:
    """The encounter with more people; one that named nobody is told where they are.

    A signing that is then called a ceremony is one whatever else the dispatch tells.
    """
    if not encounter.people or (encounter.frame.says("only") and frame.says("noun")):
        encounter = replace(encounter, frame=frame)
    return replace(encounter, people=(*encounter.people, *people))


def _encounter(
    frame: Frame,
    subject: list[Someone],
    objects: list[Someone],
    before: Encounter | None,
    scene: Scene,
) -> Encounter:
    people = (*subject, *objects)
    kind = kind_of(frame, scene)
    if kind == "talks" and len(people) == 1:
        kind = frame.says("alone") or kind
    unnamed = None
    if kind in TALKS and len({someone.name for someone in people}) == 1:
        unnamed = unnamed_side(frame, bool(subject), scene)
    visited = host(frame, people, scene) if kind == "visit" else None
    return Encounter(
        frame=frame,
        kind=kind,
        subject=tuple(subject),
        people=people,
        held_on=held_on(frame, scene)
        or (before.held_on if before and not frame.says("named") else None),
        place=place(frame, scene),
        states=frozenset(filter(None, [visited, *(unnamed or [])])),
        unnamed=unnamed is not None,
        headline=frame.start < scene.body,
    )


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
