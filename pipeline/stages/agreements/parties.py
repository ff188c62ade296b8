"""Who signed an agreement, and for which states.

The states stand in the title (`entre A et B`), beside the words of signing (`A et B ont signé`,
`signé par le ministre A`), or have to be taken from who the dispatch is about. People and
institutions are given by name; what the text does not bear out is left out.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.stages.agreements.context import Context
from pipeline.stages.agreements.same_text import Agreement
from pipeline.stages.agreements.telling import Telling
from pipeline.stages.agreements.titles import Title
from pipeline.tokens import Chunk

_SIGNED = ("signed", "initialled")
_REBELS = "rebels"
_DASHES = ("-", "–", "—", "‑")
_PARTY_LEADS = re.compile(r"\b(?:entre|avec|liant|adhésion)\b", re.IGNORECASE)
_NEXT_CLAUSE = re.compile(
    r", (?:sur|dans|afin|malgré) "
    r"|(?:,|et,?|puis) (?:s['’]|n['’]|a |ont |est |sont |dit |(?!délégué)[a-zà-ÿ]{3,}é )"
    r"|(?:,|et|,? ainsi que) d(?:e |['’])(?:se |s['’])?[a-zà-ÿ]+(?:er|ir|re)\b"
)
_AGENT_ENDS = frozenset(["BREAK", "TITLE", "ASIDE", "SAYING"])
_LONGEST_AGENT = 45
_NUMBERS = {"trois": 3, "quatre": 4, "cinq": 5}


def parties(agreements: Sequence[Agreement], context: Context) -> list[list[str]]:
    """For each agreement the states that are parties, sorted; none for a world or a domestic text.

    Where the text around an agreement leaves one out, the parties are those whose people its
    paragraph tells of, those of the agreement that the dispatch reports, or those that the dispatch
    is about.
    """
    stated = [_stated(agreement, context) for agreement in agreements]
    signed = (
        sides
        for agreement, sides in zip(agreements, stated, strict=True)
        if agreement.is_now and agreement.status == "signed" and len(sides.partners) > 1
    )
    main = next(signed, None)
    return [
        _filled(agreement, sides, main, context)
        for agreement, sides in zip(agreements, stated, strict=True)
    ]


class _Sides(NamedTuple):
    """Partners of an agreement, states and organisations, and whether these are all."""

    partners: set[str]
    are_all: bool


def _stated(agreement: Agreement, context: Context) -> _Sides:
    """The partners that stand in the title or beside the words of signing."""
    tellings, title = agreement.told(), agreement.title
    found, is_open = _in_title(title, context)
    bodies = _bodies(title, tellings, context)
    if found and not _PARTY_LEADS.search(context.text.source, title.start, title.end):
        agents = {s for t in tellings if not t.names for s in agent_states(t, context)}
        found = agents if len(agents | bodies) > 1 else found
    for telling in tellings:
        if len(found) < 2 or (is_open and not telling.names):
            found = found | agent_states(telling, context)
    if len(found) == 1 and not bodies:
        found = found | _speaker(tellings[0], context)
    return _Sides(found | bodies, len(found | bodies) > 1)


def _filled(
    agreement: Agreement, sides: _Sides, main: _Sides | None, context: Context
) -> list[str]:
    found = sides.partners
    if _REBELS in found and len(found & _states(context)) < 2:
        return []
    if not sides.are_all and not _stands_alone(agreement, found, context):
        start = agreement.told()[0].match.start
        pair = (
            _named_with(start, context)
            or _people_of(start, context)
            or (main.partners if main else _compound(context))
            or set(principals(context))
        )
        found = found | (pair if not found or found & pair else _home(context))
    states = found & _states(context)
    is_domestic = found == {context.home} and not (
        agreement.title.sovereign
        or any(fact["country"] != context.home for fact in context.countries)
        or any(actor.label == "ORGANISATION" for actor in context.actors)
    )
    return [] if is_domestic else sorted(states)


def principals(context: Context, number: int = 2) -> list[str]:
    """Whom the dispatch is about: the first states and organisations that it names.

    Those that are only named as a place come last: `en visite au Togo`.
    """
    people = [
        (person.start, person.country or person.organisation)
        for person in context.people
        if person.country or person.organisation
    ]
    named = [
        (fact["start"], fact["country"])
        for fact in context.countries
        if not (context.is_place(fact) or context.in_dateline(fact) or context.in_name(fact))
    ]
    partners = [partner for _, partner in sorted([*people, *named]) if partner]
    places = [f["country"] for f in context.countries if not context.in_dateline(f)]
    return [*dict.fromkeys([*partners, *_home(context), *places])][:number]


def _named_with(place: int, context: Context) -> set[str]:
    """The two states that a sentence names, not as places; empty where they are not two."""
    named = {
        fact["country"]
        for fact in context.countries_in(*context.text.sentence(place))
        if fact["kind"] == "name"
        and not (context.is_place(fact) or context.in_title(fact["start"]))
    }
    return named if len(named) == 2 else set()


def _people_of(place: int, context: Context) -> set[str]:
    """The two states whose people a paragraph tells of; empty where they are not two.

    A foreigner who speaks there alone speaks of his state and of the dispatch's home.
    """
    near = context.people_in(context.paragraph(place), context.text.sentence(place)[1])
    states = {person.country for person in near if person.country}
    states |= _home(context) if len(states) == 1 else set()
    return states if len(states) == 2 else set()


def title_states(title: Title, context: Context) -> set[str]:
    """The states that a title names as parties."""
    return _in_title(title, context)[0]


def _compound(context: Context) -> set[str]:
    """The only two states that the dispatch couples: `maroco-lettone`, `Maroc-Lettonie`."""
    pairs = {
        frozenset([first["country"], second["country"]])
        for first, second in pairwise(context.countries)
        if context.text.source[first["end"] : second["start"]] in _DASHES
    }
    return set(*pairs) if len(pairs) == 1 else set()


def _states(context: Context) -> set[str]:
    """The states of the dispatch, named or served."""
    served = {person.country for person in context.people if person.country}
    return {fact["country"] for fact in context.countries} | served | _home(context)


def _home(context: Context) -> set[str]:
    return {context.home} if context.home else set()


def _in_title(title: Title, context: Context) -> tuple[set[str], bool]:
    """The states that a title names as parties: `entre A et B`, `avec B`, `A-B`, `franco-`.

    With `avec` the other side stands elsewhere.
    """
    source = context.text.source
    leads = [*_PARTY_LEADS.finditer(source, title.start, title.end)]
    opened = min((lead.start() for lead in leads), default=title.end)
    inside = context.countries_in(title.start, title.end)
    adjectives = {f["country"] for f in inside if f["kind"] == "adjective" and f["start"] < opened}
    joined = {
        f["country"]
        for f in inside
        if source[f["end"] :].lstrip(" ")[:1] in _DASHES
        or source[: f["start"]].rstrip(" ")[-1:] in _DASHES
    }
    found = {
        *(f["country"] for f in inside if f["start"] > opened),
        *joined,
        *(adjectives if len(adjectives) > 1 else ()),
    }
    return found, any(lead[0].lower() == "avec" for lead in leads)


def agent_states(telling: Telling, context: Context) -> set[str]:
    """The states of those who act in a telling."""
    states: set[str] = set()
    for start, end in _agent_spans(telling, context):
        states |= {p.country for p in context.people_in(start, end) if p.country}
        states |= {
            fact["country"]
            for fact in context.countries_in(start, end)
            if not (
                context.is_place(fact)
                or context.in_dateline(fact)
                or context.is_of_firm(fact)
                or context.in_title(fact["start"])
            )
        }
        states |= _of_number(start, end, states, context)
    return states


def _of_number(start: int, end: int, states: set[str], context: Context) -> set[str]:
    """The states meant by `les trois pays`, where they are not named beside it."""
    spoken = [context.word(chunk) for chunk in context.between(start, end)]
    for article, number, noun in zip(spoken, spoken[1:], spoken[2:], strict=False):
        known = article in context.classes["KNOWN"] and number in _NUMBERS
        if known and noun in context.classes["SIDES"] and not states:
            return set(principals(context, _NUMBERS[number])) & _states(context)
    return set()


def _agent_spans(telling: Telling, context: Context) -> Iterator[tuple[int, int]]:
    """Where those who act stand: before an active verb; after `par`, `avec`, `entre`."""
    match = telling.match
    first, last = context.text.sentence(match.start)
    if match.rule.set.get("agents") == "before":
        yield from _subject(max(first, context.body), match.start, context)
    chunks = context.between(first, last)
    for i, chunk in enumerate(chunks):
        if chunk.label != "AGENT" or (context.word(chunk) == "par" and chunk.start < match.end):
            continue
        following = range(i + 1, min(len(chunks), i + _LONGEST_AGENT))
        ends = (chunks[j].start for j in following if _ends_agent(chunks, j, context))
        yield chunk.end, next(ends, last)


def _ends_agent(chunks: Sequence[Chunk], i: int, context: Context) -> bool:
    """Whether those who act end at a chunk; `par huit pays, dont le Togo` goes on.

    They do at a comma or an `et` that opens another clause: `, sur fond de…`, `et a salué`.
    """
    if context.word(chunks[i]) == "dont":
        return not any(chunk.label == "COUNTRY" for chunk in chunks[i + 1 : i + 3])
    opens_clause = _NEXT_CLAUSE.match(context.text.source, chunks[i].start) is not None
    return opens_clause or chunks[i].label in _AGENT_ENDS


def _subject(first: int, verb: int, context: Context) -> Iterator[tuple[int, int]]:
    """The subject of a verb: its clause, without those who only attend (`en présence de…,`)."""
    chunks = context.between(first, verb)
    breaks = [i for i, chunk in enumerate(chunks) if chunk.label == "BREAK"]
    if breaks and context.word_before(verb) == "," == context.word(chunks[breaks[-1] - 1]):
        relative = chunks[breaks.pop()]  # it is over: `le ministre, qui arrivait de Lima, a signé`
        yield from _subject(first, relative.start, context)
        return
    start = chunks[breaks[-1]].end if breaks else first
    if context.word_before(verb) in ("pour", "d'"):
        praised = (
            c.end
            for c in context.between(start, verb)
            if context.word(c) in context.classes["PRAISE"]
        )
        start = max(praised, default=start)
    chunks = context.between(start, verb)
    for i, chunk in enumerate(chunks):
        if chunk.label == "ASIDE":
            yield start, chunk.start
            commas = (c.end for c in chunks[i:] if context.word(c) == ",")
            start = next(commas, verb)
    yield start, verb


def _bodies(title: Title, tellings: Iterable[Telling], context: Context) -> set[str]:
    """The organisations and rebels that are a party: beside these, one state is all there is."""
    spans = [span for telling in tellings for span in _agent_spans(telling, context)]
    acting = [c for span in spans for c in context.between(*span)]
    named = [a for a in context.actors if title.start <= a.start < title.end]
    return {
        *(chunk.value for chunk in [*acting, *named] if chunk.label == "ORGANISATION"),
        *(
            actor.value
            for actor in context.actors
            if actor.value == _REBELS and _is_within(actor, [*spans, (title.start, title.end)])
        ),
        *(
            person.organisation
            for span in spans
            for person in context.people_in(*span)
            if person.organisation and not person.country
        ),
    }


def _is_within(chunk: Chunk, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= chunk.start < end for start, end in spans)


def _speaker(telling: Telling, context: Context) -> set[str]:
    """The state of the person who speaks in the telling's sentence."""
    speakers = context.people_in(*context.text.sentence(telling.match.start))
    return {person.country for person in speakers[:1] if person.country}


def _stands_alone(agreement: Agreement, found: set[str], context: Context) -> bool:
    """Whether a text has no parties to be guessed: one known by a place (`accord de Paris`).

    Nor has one with a name of its own (`l'Accord portant création de…`), unless the dispatch tells
    its signing, nor one of which it only says what a single state did with it.
    """
    title = agreement.title
    if agreement.status == "mentioned" and found and not _in_title(title, context)[1]:
        return True
    if title.article != "known" or _is_of_two(agreement, context):
        return False
    spoken = re.findall(r"[dl]['’]|[^\W_]+", context.text.source[title.start : title.end])
    by_place = len(spoken) > 2 and spoken[2][0].isupper()
    by_name = spoken[0][0].isupper() and not (title.quoted or title.joint or agreement.is_now)
    return by_place or (by_name and not found)


def _is_of_two(agreement: Agreement, context: Context) -> bool:
    """Whether the two sides speak in its sentence: `les deux présidents`, `les deux pays`."""
    first, last = context.text.sentence(agreement.told()[0].match.start)
    spoken = [context.word(chunk) for chunk in context.between(first, last)]
    return any(
        article in context.classes["KNOWN"]
        and number == "deux"
        and noun.split()[0] in context.classes["SIDES"]
        for article, number, noun in zip(spoken, spoken[1:], spoken[2:], strict=False)
    )


# Who signed, by name.


def signatories(tellings: Iterable[Telling], context: Context) -> list[str]:
    """Who signed, by name, in the text's order: people, else the institutions that sign."""
    signing = [t for t in tellings if t.status in _SIGNED]
    spans = [span for telling in signing for span in _agent_spans(telling, context)]
    people = dict.fromkeys(p.name for span in spans for p in context.people_in(*span))
    return list(people or dict.fromkeys(n for span in spans for n in _institutions(span, context)))


def _institutions(span: tuple[int, int], context: Context) -> Iterator[str]:
    """The institutions named in a span, as written: `ministère de l'Eau`, `APS`."""
    chunks = context.between(*span)
    end = span[0]
    for i, chunk in enumerate(chunks):
        if chunk.start >= end and _opens_institution(chunk, context):
            end = _institution_end(chunks[i:], context)
            yield context.text.source[chunk.start : end]


def _opens_institution(chunk: Chunk, context: Context) -> bool:
    if context.word(chunk) in context.classes["INSTITUTION"]:
        return True
    written = context.text.source[chunk.start : chunk.end]
    article = context.word_before(chunk.start) in context.classes["ARTICLE"]
    return article and written.isupper() and 1 < len(written) < 9


def _institution_end(chunks: Sequence[Chunk], context: Context) -> int:
    """Where an institution's name ends: at a comma, a verb, before `et le ministère`."""
    for i, chunk in enumerate(chunks):
        word = context.word(chunk)
        joins = word == "et" and any(
            _opens_institution(c, context) or context.word(c) in context.classes["ARTICLE"]
            for c in chunks[i + 1 : i + 3]
        )
        if (
            joins
            or chunk.label in ("AGENT", "DATE", "DONE")
            or word in context.classes["NAME_ENDS"]
        ):
            return chunks[i - 1].end
    return chunks[-1].end
