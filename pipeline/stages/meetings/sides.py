"""Sides: who stands before a frame's verb and who behind it, and who is there without a name."""

import re
from itertools import pairwise

from pipeline.stages.meetings.circumstances import kind_of
from pipeline.stages.meetings.encounters import TALKS, Encounter, Frame, Scene, Someone

# What follows a name and is neither a list nor an apposition: `A du conflit`, `A la situation`.
_TOPIC = re.compile(r"\s(d[eu] (?:la |l['’])?+|des |l[ae]s? |l['’])[a-zà-ÿ][\w-]+")


def subject_of(frame: Frame, before: Encounter | None, scene: Scene) -> list[Someone]:
    """Who stands on the near side of the verb, or whom a pronoun there means."""
    mode = frame.says("subject") or "clause"
    first, last = scene.text.sentence(frame.start)
    if mode == "none":
        return []
    if mode == "visitor" and (named := scene.named(frame.end, frame.match.end)):
        return named[:1]
    if frame.says("object") == "before":
        return scene.named(first, frame.start)[:-1][:1]
    if mode in ("nearest", "visitor"):
        return scene.named(first, frame.start)[-1:] or scene.named(frame.end, last)[:1]
    opener = scene.cues_in("OPENER", frame.left, frame.start)
    left = opener[-1].end if opener and mode == "clause" else frame.left
    if scene.cues_in("WITH_WHOM", left, frame.start):
        return scene.named(first, frame.start)[:1]
    relative = scene.cues_in("RELATIVE", left, frame.start)
    if relative and not scene.named(relative[-1].end, frame.start):
        return scene.named(first, relative[-1].start)[-1:]
    if people := scene.named(left, frame.start) or scene.people_in(left, frame.start)[-1:]:
        return people
    if before and not opener:
        return list(before.subject)
    if pronoun := scene.cues_in("PRONOUN", left, frame.start):
        return list(before.subject) if before else scene.spoken_of(pronoun[-1])
    if frame.says("occasion") and (his := scene.cues_in("COUNTERPART", frame.end, frame.limit)):
        return scene.spoken_of(his[0]._replace(start=first))
    return []


def objects_of(frame: Frame, scene: Scene) -> list[Someone]:
    """Who stands on the far side, up to where the sentence turns to something else."""
    if frame.says("object") == "none":
        return []
    if frame.says("object") == "him":
        return scene.spoken_of_but(subject_of(frame, None, scene), frame.match)
    if frame.says("object") == "before":
        return scene.named(scene.text.sentence(frame.start)[0], frame.start)[-1:]
    if whom := scene.cues_in("WITH_WHOM", frame.left, frame.start):
        return scene.named(frame.left, whom[-1].start)[-1:]
    if cleft := scene.cues_in("CLEFT", frame.left, frame.start):
        que = scene.cues_in("OPENER", cleft[-1].end, frame.start)
        return scene.named(cleft[-1].end, que[0].start) if que else []
    people: list[Someone] = []
    reached = frame.end
    for someone in scene.named(frame.end, frame.limit):
        reached = max(reached, scene.text.sentence(someone.start)[0])
        stops = scene.cues_in("STOP", reached, someone.start)
        beside = scene.cues_in("BESIDE", reached, someone.start)
        if any(stop.value == "clause" for stop in stops) or (
            not beside and any(stop.value == "speech" or people for stop in stops)
        ):
            break
        if people and not beside and _turns_to_topic(people[-1], scene):
            break
        if beside or people or kind_of(frame, scene) != "visit":
            people.append(someone)
        reached = someone.end
    return people


def _turns_to_topic(someone: Someone, scene: Scene) -> bool:
    """Whether what was spoken of follows a name: `avec A du conflit`; not where A comes from."""
    topic = _TOPIC.match(scene.text.source, someone.end)
    return topic is not None and not any(
        scene.cues_in(label, topic.end(1), topic.end()) for label in ("OFFICE", "BODY")
    )


def is_with(objects: list[Someone], frame: Frame, scene: Scene) -> bool:
    """Whether someone did with others what the frame tells: `a assisté à la levée avec A`."""
    start = objects[0].start if objects else frame.end
    return " avec " in scene.text.source[frame.end : start] or bool(
        scene.cues_in("BESIDE", frame.end, start)
    )


def interlocutors(frame: Frame, objects: list[Someone], scene: Scene) -> list[list[Someone]]:
    """Those met one after the other: `séparément avec A et B`, `avec A et, mardi, avec B`."""
    if len(objects) < 2 or kind_of(frame, scene) not in TALKS:
        return [objects]
    sentences, index = scene.text.sentences, scene.text.sentence_index(frame.start)
    before = sentences[max(index - 1, 0)][0]  # une série d'entretiens. Il a rencontré A et B
    if scene.cues_in("APART", before, frame.limit):
        return [[someone] for someone in objects]
    groups = [objects[:1]]
    for previous, someone in pairwise(objects):
        if scene.cues_in("NEXT", previous.end, someone.start) or _on_another_day(
            previous, someone, scene
        ):
            groups.append([])
        groups[-1].append(someone)
    return groups


def _on_another_day(previous: Someone, someone: Someone, scene: Scene) -> bool:
    """Whether a date opens the second object: `a reçu lundi A et mardi B`."""
    gaps = (
        scene.text.source[previous.end : date["start"]].strip(" ,")
        for date in scene.dates
        if previous.end <= date["start"] < someone.start
    )
    return "et" in gaps


def unnamed_side(frame: Frame, after: bool, scene: Scene) -> list[str] | None:
    """The state of an office-holder without a name; an empty list where none is said."""
    start, end = (frame.end, frame.limit) if after else (frame.left, frame.start)
    offices = scene.cues_in("OFFICE", start, end)
    if not offices:
        return None
    stops = [stop.start for stop in scene.cues_in("STOP", offices[0].end, end)]
    aim = scene.text.source.find(" pour ", offices[0].end, end)
    end = min([*stops, *([aim] if aim >= 0 else [])], default=end)
    told = [c["country"] for c in scene.countries if offices[0].start <= c["start"] < end][:1]
    return told if told or any(office.value == "state" for office in offices) else None
