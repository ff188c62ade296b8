"""Circumstances: of which kind an encounter was, when and where, and which state was visited."""

import re
from collections.abc import Iterable

from pipeline.facts import Fact
from pipeline.stages.meetings.encounters import Frame, Scene, Someone, is_day
from pipeline.tokens import Chunk

_CITY = r"[A-ZÀ-Ý][\w'’]+(?:[- ][A-ZÀ-Ý][\w'’]+|-(?:de|du|la|le|en|sur)-[A-ZÀ-Ý]\w+)*"
_THITHER = re.compile(r"\b(?:[àÀ]|[Aa]ux?|[Ee]n)\s(?:l['’]|la\s)?$")
_SOON = 5  # words
_BEFORE = 2  # sentences
_ARTICLE = len("sa cent-vingt-et-unième ") * 2
_MEETING = re.compile(r"(?:réunion|rencontre)s?", re.IGNORECASE)
_THE_MEETING = re.compile(r"\b(?:la|cette|sa(?: [\w-]+){0,4}) réunion\Z", re.IGNORECASE)
_OF = re.compile(
    r" (?:annuelle |plénière |ordinaire |extraordinaire )?(?:de la |de l['’]|du |des )"
)
_MARGIN = re.compile(r"\ben marge (?:de la |de l['’]|du |des |d['’]une? )(?:\w+ )?\Z")
_AT_CITY = re.compile(rf"\b[àÀ] ({_CITY})")


def kind_of(frame: Frame, scene: Scene) -> str:
    """The kind of encounter that a frame tells of: its noun's, its verb's, a call's."""
    noun = kind_of_noun(frame, scene) if frame.says("noun") else None
    told = _told(frame, scene)
    if told and (_is_session(told, scene) or _is_of_body(told, scene)):
        return "conference"
    kind = noun or (told and told.value) or frame.says("kind") or "talks"
    if kind == "talks" and scene.cues_in("REMOTE", frame.left, frame.limit):
        return "phone_call"
    return str(kind)


def _told(frame: Frame, scene: Scene) -> Chunk | None:
    """The noun of a frame; not what went on meanwhile: `des entretiens en marge du sommet`."""
    told = next(iter(frame.match.parts.get("encounter", ())), None)
    if told and _MARGIN.search(scene.text.source, frame.start, told.start):
        return next(iter(_nouns(frame.start, told.start, scene)), told)
    return told


def _is_of_body(noun: Chunk, scene: Scene) -> bool:
    """Whether `réunion` is said of a body of states: `la réunion de la commission mixte`."""
    source = scene.text.source
    of = _OF.match(source, noun.end) if _MEETING.fullmatch(source, noun.start, noun.end) else None
    bodies = scene.cues_in("ENCOUNTER", of.end(), scene.end(noun.start)) if of else []
    return any(body.start == of.end() and body.value == "conference" for body in bodies if of)


def kind_of_noun(frame: Frame, scene: Scene) -> str | None:
    """The kind of the encounter whose noun stands last before the frame."""
    if nouns := _nouns(frame.left, frame.start, scene):
        noun = max(nouns, key=lambda noun: (noun.start, noun.end))
        return "conference" if _is_session(noun, scene) else noun.value
    pronoun = scene.cues_in("PRONOUN", frame.left, frame.start)
    chaired = any(chunk.label != "BESIDE" for chunk in frame.match.parts["verb"])
    if not pronoun or not chaired or pronoun[0].start != scene.text.sentence(frame.start)[0]:
        return None
    before = scene.text.sentences[max(scene.text.sentence_index(frame.start) - 1, 0)]
    nouns = _nouns(*before, scene)
    return nouns[0].value if nouns else None


def _is_session(noun: Chunk, scene: Scene) -> bool:
    """Whether `la réunion` is that of a body of states, told just before."""
    if not _THE_MEETING.search(scene.text.source[max(noun.start - _ARTICLE, 0) : noun.end]):
        return False
    index = max(scene.text.sentence_index(noun.start) - _BEFORE, 0)
    before = _nouns(scene.text.sentences[index][0], noun.start, scene)
    others = [n for n in before if not _MEETING.fullmatch(scene.text.source[n.start : n.end])]
    return bool(others) and others[-1].value == "conference"


def _nouns(start: int, end: int, scene: Scene) -> list[Chunk]:
    """The nouns for encounters between two places."""
    nouns = [*scene.cues_in("ENCOUNTER", start, end), *scene.cues_in("PROCEEDINGS", start, end)]
    others = scene.cues_in("NO_ENCOUNTER", start, end)
    return [n for n in nouns if not any(o.start <= n.start < o.end for o in others)]


def host(frame: Frame, people: Iterable[Someone], scene: Scene) -> str | None:
    """The state visited: the one named after the verb, else where the dispatch comes from."""
    own = {scene.states.get(someone.name) for someone in people}
    reach = _reach(frame, scene)
    if scene.cues_in("EMBASSY", frame.end, reach):
        return None
    named = [c for c in scene.countries if c["start"] >= frame.end and c["end"] <= reach]
    went = any(chunk.value == "there" for chunk in frame.match.parts.get("verb", ()))
    if frame.says("named"):
        named = [c for c in named if _THITHER.search(scene.text.source, 0, c["start"])]
    elsewhere = went or frame.says("named")
    home = None if elsewhere else scene.home  # whoever went somewhere went where it says
    candidates = [*(c["country"] for c in named if c["kind"] != "adjective"), home]
    return next((code for code in candidates if code not in own), None)


def _reach(frame: Frame, scene: Scene) -> int:
    """Where the sentence turns from the encounter to something else."""
    stops = scene.cues_in("STOP", frame.match.end, frame.limit)
    return stops[0].start if stops else frame.limit


def held_on(frame: Frame, scene: Scene) -> str | None:
    """The date nearest to the verb in its clause."""
    dates = [
        date
        for date in scene.dates
        if _is_within(date, frame, scene) and not _is_of_something_else(date, frame, scene)
    ]
    nearest = sorted(dates, key=lambda d: max(frame.start - d["end"], d["start"] - frame.end))
    return nearest[0]["value"] if nearest else None


def _is_within(date: Fact, frame: Frame, scene: Scene) -> bool:
    """Whether a date is the clause's; a day is that of what was done on an occasion, too."""
    main = frame.says("occasion") and is_day(date["value"])
    left = frame.start if frame.says("named") else frame.left
    if left <= date["start"] < (frame.limit if main else _reach(frame, scene)):
        return True
    held = scene.cues_in("WAS_HELD", frame.end, date["start"]) if frame.says("nominal") else []
    return date["start"] < frame.limit and any(
        len(scene.text.source[cue.end : date["start"]].split()) < _SOON for cue in held
    )


def turned_to(people: list[Someone], frame: Frame) -> Frame:
    """The frame seen from those of its objects who were met apart from the others."""
    return frame._replace(start=people[0].start, end=people[-1].end, left=frame.end)


def _is_of_something_else(date: Fact, frame: Frame, scene: Scene) -> bool:
    """Whether the date is that of an aside: `arrivé la veille`; `Élu en 2018, il a reçu`."""
    source = scene.text.source
    start = max(frame.left, source.rfind(",", frame.left, date["start"]) + 1)
    if date["start"] > frame.start:
        between = scene.cues_in("ELSEWHEN", max(start, frame.end), date["start"])
        return any(not _goes_with(cue, date, frame, scene) for cue in between)
    cues = scene.cues_in("ELSEWHEN", start, date["start"])
    aside = bool(cues) and not source[start : cues[0].start].strip()
    nouns = frame.match.parts.get("encounter", ())
    of_it = frame.says("noun") or any(noun.start < date["start"] for noun in nouns)
    return aside and not (cues[0].value == "held" and of_it)


def _goes_with(cue: Chunk, date: Fact, frame: Frame, scene: Scene) -> bool:
    """Whether what stands before a date is the encounter's: `entretien … tenu mardi`."""
    if cue.value == "since":
        return is_day(date["value"])
    told = _told(frame, scene)
    its_own = told and told.end <= cue.start and not _nouns(told.end, cue.start, scene)
    return cue.value == "held" and bool(frame.says("nominal") or its_own)


def place(frame: Frame, scene: Scene) -> str | None:
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
