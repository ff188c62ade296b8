"""Whose anniversary it is: the states that it concerns, from its phrase and from the dispatch.

Relations and agreements have partners, independence and the founding of a state have that state,
a war, a birth, a death or a reign has the state that commemorates; an organisation has none.
`Leurs relations`, `les deux pays` are those named before in the sentence, else those whose
officials are speaking.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.facts import Fact
from pipeline.match import Match
from pipeline.tokens import Chunk, Text, fold

# The lexicons whose terms open an anniversary's phrase.
NUMBERED = ("ANNIVERSARY", "JUBILEE", "YEARS", "SPAN")
# Those of the small words inside it.
LINKS = ("LINK", "TO")

# What may stand between the names of states that are named together: A, B et la C, A-B.
_TOGETHER = re.compile(r"\W*(?:et\W+)?(?:(?:le|la|les|de|du|des)\W+)*(?:[ld]['’])?", re.I)
_BODIES = ("organisation", "union", "membres", "ligue", "communaute", "bloc")
_POSTED = re.compile(r" (?:au|en|aux|à|auprès d\w+|près l\w+) (?:\w+ ){0,3}(?:[ld]['’])?")
_COUNTERPART = re.compile(r"\bhomologues? (?:d\w+ |d['’])?(?:la |l['’])?$")
# A nation's own war, whoever salutes its anniversary: la guerre d'indépendance du Pérou.
_OF_A_NATION = re.compile(r"\b(?:guerre|lutte|combat) (?:de libération|d['’]indépendance)\b", re.I)
_TO_MONARCH = re.compile(
    r"\b(?:au|à l[ae]?['’]?|à s[\w.]+ m[\w.]+ l[ea]) ?"
    r"(?:roi|reine|souveraine?|sultan|émir|empereur|monarque|grand-duc) "
    r"(?:d\w+ |d['’])?(?:la |l['’])?$",
    re.I,
)
_NAMED_FOR = re.compile(r" d(?:e |['’]|u )[A-ZÀ-Ý]")
_NICKNAMED = re.compile(r" d(?:e |e la |e l['’]|u |es |['’])[A-ZÀ-Ý]")
_CLAUSE = 6
_OWN = ("leur", "leurs", "notre", "nos", "ce", "cet", "cette")
_LATTER = ("dernier", "derniere")
_RELATIVES = ("qui", "dont")
_PLACED = ("a", "en", "au", "aux", "par")


class Speaker(NamedTuple):
    """Where a person is named, the state that he serves, and whether he is its head."""

    start: int
    country: str
    is_head: bool


@dataclass(frozen=True, slots=True)
class Context:
    """What the dispatch around an anniversary says."""

    text: Text
    chunks: list[Chunk]  # the text as the rules see it
    starts: list[int]  # where they start
    countries: list[Fact]
    dates: list[Fact]
    speakers: list[Speaker]
    home: str | None
    published: int | None

    def within(self, start: int, end: int) -> list[Fact]:
        """The mentions of countries between two places in the text."""
        return [c for c in self.countries if start <= c["start"] and c["end"] <= end]

    def between(self, start: int, end: int) -> list[Chunk]:
        """The chunks between two places in the text."""
        first = bisect_left(self.starts, start)
        found = self.chunks[first : bisect_left(self.starts, end)]
        return found[:-1] if found and found[-1].end > end else found

    def after(self, place: int) -> list[Chunk]:
        """The chunks from a place to the end of its sentence."""
        return self.between(place, self.text.sentence(place)[1])

    def place_of(self, word: str, start: int, end: int) -> int | None:
        """Where a word first stands between two places, None where it does not."""
        return next((c.start for c in self.between(start, end) if self.word(c) == word), None)

    def word(self, chunk: Chunk) -> str:
        """A chunk's words, folded."""
        return fold(self.text.source[chunk.start : chunk.end])

    def spoken_before(self, place: int, since: int = 0) -> list[str]:
        """The states of the persons named before a place, the last one first."""
        return [s.country for s in reversed(self.speakers) if since <= s.start < place]


@dataclass(frozen=True, slots=True)
class Anniversary:
    """One anniversary as the text tells it; `start` and `end` are those of the words for what."""

    match: Match
    ordinal: Chunk
    event: Chunk
    kind: str
    start: int
    end: int


def parties(anniversary: Anniversary, context: Context) -> list[list[str]]:
    """The states concerned; several lists where one ordinal serves for several pairs."""
    if anniversary.kind in ("diplomatic_relations", "agreement"):
        return _partners(anniversary, context)
    if anniversary.kind in ("independence", "founding"):
        return [_state(anniversary, context)]
    return [_commemorating(anniversary, context)]


def _partners(anniversary: Anniversary, context: Context) -> list[list[str]]:
    if anniversary.event.label == "WORLD_TEXT":
        return [[]]
    named = _codes(_named_partners(anniversary, context))
    with_whom = context.place_of("avec", anniversary.start, anniversary.end)
    between = context.place_of("entre", anniversary.start, anniversary.end)
    if with_whom is not None and between is None and named:
        owners = _codes(context.within(anniversary.start, with_whom))
        partners = [code for code in named if code not in owners]
        owners = owners or _subject(anniversary, context, but=partners)[:1]
        return [[*owners, partner] for partner in partners]
    if len(named) == 1:
        return [[*named, *_subject(anniversary, context, but=named)[:1]]]
    return [named if named or _is_of_others(anniversary, context) else _pair(anniversary, context)]


def _is_of_others(anniversary: Anniversary, context: Context) -> bool:
    """Whether a text is named for a place, and nothing says that it is the two sides' own."""
    start = context.text.sentence(anniversary.match.start)[0]
    phrase = {context.word(c) for c in context.between(anniversary.start, anniversary.end)}
    around = {context.word(c) for c in context.between(start, anniversary.end)}
    name = context.text.source[anniversary.event.end : anniversary.end]
    return (
        anniversary.kind == "agreement"
        and bool(_NAMED_FOR.match(name))
        and phrase.isdisjoint(_OWN)
        and "deux" not in around
        and not context.within(start, anniversary.match.end)
    )


def _named_partners(anniversary: Anniversary, context: Context) -> Iterator[Fact]:
    """Countries in the phrase, and those that concluded what it names (`signé par A et B`).

    A capital that names a text (`l'accord d'Ankara`) or where it was signed is no party.
    """
    between = context.place_of("entre", anniversary.start, anniversary.end)
    for fact in context.within(anniversary.start, anniversary.end):
        before = context.between(anniversary.start, fact["start"])
        named_for = fact["kind"] == "capital" and before and before[-1].label in LINKS
        if between is not None or not named_for:
            yield fact
    following = _without_asides(context.after(anniversary.end), context)
    if following and following[0].label == "ORIGIN":
        again = (c.start for c in following if c.label in NUMBERED)
        end = next(again, context.text.sentence(anniversary.start)[1])
        by = context.place_of("par", anniversary.end, end)
        if by is not None:
            yield from context.within(by, end)


def _without_asides(chunks: Iterable[Chunk], context: Context) -> list[Chunk]:
    """Chunks but for commas and what stands in brackets."""
    kept: list[Chunk] = []
    depth = 0
    for chunk in chunks:
        word = context.word(chunk)
        depth += (word == "(") - (word == ")")
        if not depth and word not in (",", ")"):
            kept.append(chunk)
    return kept


def _state(anniversary: Anniversary, context: Context) -> list[str]:
    """The state that became independent or was founded; none for an organisation."""
    inside = context.within(anniversary.start, anniversary.end)
    if anniversary.kind == "founding" and anniversary.event.label in ("EVENT", ""):
        following = (c for c in context.after(anniversary.event.end) if c.label not in LINKS)
        founded = next(following, None)
        inside = [c for c in inside if founded and c["start"] == founded.start]
        return _codes(inside) if founded and founded.label == "NAME" else []
    if inside:
        return _codes(inside)
    if host := (
        _antecedent(anniversary, context)
        or _celebrant(anniversary, context)
        or _host(anniversary, context)
    ):
        return host
    if context.place_of("pays", anniversary.start, anniversary.end) is not None:
        since = context.text.sentence(anniversary.match.start)[0]
        own = context.place_of("son", anniversary.start, anniversary.end) is not None
        if not own and (group := _group_before(anniversary, context)):
            return group
        if speakers := context.spoken_before(anniversary.start, since):
            return speakers[:1]
    owners = _owner(anniversary, context) or _subject(anniversary, context)
    latter = {context.word(c) for c in context.between(anniversary.start, anniversary.end)}
    return owners if latter.isdisjoint(_LATTER) else owners[-1:]


def _celebrant(anniversary: Anniversary, context: Context) -> list[str]:
    """The state that a relative clause tells to celebrate it: `que le Togo`, `que son pays`."""
    clause = _without_asides(context.after(anniversary.end), context)[:_CLAUSE]
    if not clause or context.word(clause[0]) not in ("que", "qu'", "dont"):
        return []
    if {context.word(chunk) for chunk in clause[:3]} >= {"son", "pays"}:
        since = context.text.sentence(anniversary.match.start)[0]
        speaker = context.spoken_before(anniversary.start, since)[-1:]
        return speaker or _codes(context.within(since, anniversary.match.start))[:1]
    return _codes(context.within(clause[0].start, clause[-1].end))[:1]


def _antecedent(anniversary: Anniversary, context: Context) -> list[str]:
    """The state of which a relative clause tells it: `le peuple togolais, qui fêtera`."""
    since = context.text.sentence(anniversary.match.start)[0]
    before = context.between(since, anniversary.match.start)
    relatives = [i for i, c in enumerate(before) if context.word(c) in _RELATIVES and i > 0]
    for i in relatives[-1:]:
        told = before[i - 2] if context.word(before[i - 1]) == "," and i > 1 else before[i - 1]
        clause = before[i:]
        is_own = not any(c.label in ("NAME", "ADJECTIVE", "PERSON") for c in clause)
        speaking = [s.country for s in context.speakers if told.start <= s.start < told.end]
        named = _codes(context.within(told.start, told.end))
        return (speaking or named)[:1] if is_own else []
    return []


def _host(anniversary: Anniversary, context: Context) -> list[str]:
    """Where guests come for it; the home that has a nickname: `de la Grande Île`."""
    since = context.text.sentence(anniversary.match.start)[0]
    name = context.text.source[anniversary.event.end : anniversary.end]
    before = context.between(since, anniversary.match.start)
    guests = [chunk.start for chunk in before if chunk.label == "GUEST"]
    named = context.within(since, anniversary.match.start) if guests else []
    visited = [c for c in named if c["kind"] != "adjective" and _is_placed(c, since, context)]
    home = [context.home] if context.home and (guests or _NICKNAMED.match(name)) else []
    return _codes(visited[-1:]) or home


def _owner(anniversary: Anniversary, context: Context) -> list[str]:
    """The state named last before it, but for a counterpart's and that of a posting.

    `Le président togolais et son homologue ghanéen`, `l'ambassadeur du Togo au Ghana`.
    """
    start = context.text.sentence(anniversary.match.start)[0]
    before = context.within(start, anniversary.match.start)
    own = [fact for fact in before if not _is_of_another(fact, start, context)]
    return _codes(own[-1:]) if 0 < len(own) < len(before) else []


def _is_of_another(country: Fact, start: int, context: Context) -> bool:
    """Whether a country is a counterpart's, or where another's ambassador sits."""
    lead = context.text.source[start : country["start"]]
    after_another = any(
        _POSTED.fullmatch(context.text.source[c["end"] : country["start"]])
        for c in context.within(start, country["start"])
    )
    return after_another or _COUNTERPART.search(lead) is not None


def _commemorating(anniversary: Anniversary, context: Context) -> list[str]:
    inside = _codes(context.within(anniversary.start, anniversary.end))
    of_whom = (s for s in context.speakers if anniversary.start <= s.start < anniversary.end)
    person = [speaker.country for speaker in of_whom][:1]
    if anniversary.kind == "reign":
        owner = _reigning(anniversary, context) or _subject(anniversary, context)
        return inside or person or owner
    if anniversary.kind == "other":
        own = _antecedent(anniversary, context)
        return inside or person or own or _subject(anniversary, context)
    if anniversary.kind == "war":
        phrase = context.text.source[anniversary.event.start : anniversary.end]
        own = inside if _OF_A_NATION.search(phrase) else []
        host = _host(anniversary, context)
        return own or host or _subject(anniversary, context) or inside
    before = _antecedent(anniversary, context) or _group_before(anniversary, context)
    return before or person or _subject(anniversary, context) or inside


def _reigning(anniversary: Anniversary, context: Context) -> list[str]:
    """The state of whoever reigns: who has received congratulations, or who has been sent them."""
    since = context.text.sentence(anniversary.match.start)[0]
    named = context.within(since, anniversary.match.start)
    monarch = [c for c in named if _TO_MONARCH.search(context.text.source[since : c["start"]])]
    speakers = [s for s in context.speakers if since <= s.start < anniversary.start]
    heads = [s.country for s in speakers if s.is_head]
    is_received = context.place_of("recu", since, anniversary.start) is not None
    owner = heads[:1] if is_received else heads[-1:]
    return _codes(monarch[-1:]) or owner or [s.country for s in speakers][:1]


def _subject(anniversary: Anniversary, context: Context, but: Iterable[str] = ()) -> list[str]:
    """Whose anniversary it is when the phrase says `leur`, `son` or nothing.

    The states named last before it in its sentence, else where or by whom it is celebrated, the
    dispatch's home, the state of the person named last, that of whoever is named after it.
    """
    others = [code for code in _group_before(anniversary, context) if code not in but]
    home = [context.home] if context.home and context.home not in but else []
    speakers = [code for code in context.spoken_before(anniversary.start) if code not in but][:1]
    if but:  # the partner is known: a speaker is more telling than where the agency sits
        return others or speakers or home
    after = context.within(anniversary.end, context.text.sentence(anniversary.start)[1])
    celebrating = [fact for fact in after if _celebrates(fact, context)]
    told = [fact for fact in after if fact["kind"] == "adjective"]
    return others or _codes(celebrating[:1]) or home or speakers or _codes(told[:1])


def _celebrates(country: Fact, context: Context) -> bool:
    """Whether a country named after the phrase is where, or by whom, it is celebrated."""
    first = context.text.sentence(country["start"])[0]
    before = [c for c in context.between(first, country["start"]) if c.label != "LINK"]
    place = bool(before) and context.word(before[-1]) in _PLACED
    return place and any(chunk.label == "CELEBRATION" for chunk in before)


def _group_before(anniversary: Anniversary, context: Context) -> list[str]:
    """The states named last before the anniversary in its sentence: `A`, or `A, B et C`."""
    start = context.text.sentence(anniversary.match.start)[0]
    before = context.within(start, anniversary.match.start)
    group: list[Fact] = []
    for fact in reversed(before):
        gap = context.text.source[fact["end"] : group[-1]["start"]] if group else ""
        placed = "," in gap and _is_placed(fact, start, context)
        if not _TOGETHER.fullmatch(gap) or placed:
            break
        group.append(fact)
    return _codes(reversed(group))


def _is_placed(country: Fact, start: int, context: Context) -> bool:
    """Whether a country says where, and is no member of a list: `En Norvège, le Ghana et`."""
    before = context.between(start, country["start"])
    return bool(before) and context.word(before[-1]) in _PLACED


def _pair(anniversary: Anniversary, context: Context) -> list[str]:
    """`Les deux pays`: two states named before in the sentence, else those who are speaking.

    Where an organisation is one side, no state but those of the sentence is the other.
    """
    start = context.text.sentence(anniversary.match.start)[0]
    group = _group_before(anniversary, context)
    before = _codes(context.within(start, anniversary.match.start))
    for named in (group, before):
        if len(named) == 2:
            return named
    if any(_is_body(chunk, context) for chunk in context.between(start, anniversary.start)):
        return before
    frequent = Counter(fact["country"] for fact in context.countries).most_common()
    index = max(context.text.sentence_index(start) - 1, 0)
    paragraph = context.text.source.rfind("\n", 0, anniversary.match.start) + 1
    for since in (context.text.sentences[index][0], paragraph):
        near = _codes(context.within(since, anniversary.match.start))
        if len(near) == 2 and not {s.country for s in context.speakers}.isdisjoint(near):
            return near
    if len(before) == 1 and context.home and context.home not in before:
        return [*before, context.home]
    candidates = [
        *context.spoken_before(anniversary.start),
        *(speaker.country for speaker in context.speakers),
        *before,
        *([context.home] if context.home else []),
        *(code for code, _ in frequent),
    ]
    return list(dict.fromkeys(candidates))[:2]


def _is_body(chunk: Chunk, context: Context) -> bool:
    """Whether a word stands for an organisation of states: `l'UE`, `l'Organisation`."""
    written = context.text.source[chunk.start : chunk.end]
    return fold(written) in _BODIES or (chunk.value == "founding" and written.isupper())


def _codes(countries: Iterable[Fact]) -> list[str]:
    return list(dict.fromkeys(fact["country"] for fact in countries))
