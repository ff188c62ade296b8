"""Anniversaries: how many years, of what event, of which states, in which year.

Counts: `le 30e anniversaire de…`, `les 60 ans de…`, `le cinquantenaire de…`, numerals in figures,
Roman figures and words, several in one phrase. Does not count: ages, durations, sessions,
anniversaries without a number, birthdays of persons, clubs and firms.

Reads the text and what earlier stages left: `countries`, `dates`, `persons` with `ministers` and
`officials`, `dateline`. Sets the facts `anniversaries` and `doc.spans["depeche_anniversaries"]`.

>>> import spacy
>>> nlp = spacy.blank("fr")
>>> _ = nlp.add_pipe("depeche_countries")
>>> _ = nlp.add_pipe("depeche_anniversaries")
>>> doc = nlp("La France et le Laos fêtent les 70 ans de leurs relations diplomatiques.")
>>> [(a["ordinal"], a["event"], a["countries"]) for a in doc._.depeche["anniversaries"]]
[(70, 'diplomatic_relations', ['FRA', 'LAO'])]
"""

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.facts import Fact, about, facts, record
from pipeline.match import LexiconMatcher, Match, RuleMatcher
from pipeline.rules.book import Rulebook, rulebook
from pipeline.stages.anniversaries.commemorated import (
    LINKS,
    NUMBERED,
    Anniversary,
    Context,
    Speaker,
    parties,
)
from pipeline.tokens import Chunk, Text, even, fold, read_doc

_SUFFIX = "[ -]?(?i:i?emes?|er|ere|e|°|º)"
_ORDINAL = re.compile(rf"(?<![\w.,])(?:(\d{{1,4}}){_SUFFIX}|([IVXLC]{{2,}}){_SUFFIX})(?!\w)")
_NUMBER = re.compile(r"(?<![\w.,])\d{1,4}(?![.,]?\w)")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_POSSESSIVES = ("son", "sa", "ses", "leur", "leurs")
_PARTICIPLE = ("é", "ée", "és", "ées", "u", "ue", "us", "ues")
_PREPOSITIONS = (*LINKS, "BOUNDARY")
_QUOTES = ("«", "“", '"')
_LONGEST_TEXT = 25
_FEW_YEARS = 4
_FARTHEST = 12  # years from an anniversary to the dispatch that tells of it
_EVENTS = ("EVENT", "STATEHOOD", "WORLD_TEXT")


class Anniversaries:
    """The stage. Needs no model and no other stage; parties and years come from earlier facts."""

    def __init__(self, rules: Rulebook) -> None:
        ruleset = rules["anniversaries"]
        self._event_nouns = frozenset(ruleset.terms("EVENT"))
        self._match = RuleMatcher(ruleset)
        self._find_triggers = LexiconMatcher(ruleset.lexicons[label] for label in NUMBERED)

    def __call__(self, doc: Doc) -> Doc:
        text = read_doc(doc)
        triggers = self._find_triggers(text)
        found = list(self._facts(doc, text, triggers)) if triggers else []
        record(doc, "anniversaries", _told_once(found), label="event")
        return doc

    def _facts(self, doc: Doc, text: Text, triggers: list[Chunk]) -> Iterator[Fact]:
        numerals = list(_numerals(text))
        ordinals = [chunk for chunk in numerals if chunk.label == "ORDINAL"]
        dates = [d for d in _dates(doc, triggers) if not any(_cuts(d, o) for o in ordinals)]
        earlier = [*numerals, *self._earlier(doc, dates)]
        matches = self._match(text, earlier)
        if not matches:
            return
        context = _context(doc, text, self._match.chunks(text, earlier), dates)
        for match in matches:
            if _holds(match, matches, context):
                for anniversary, countries in _rows(match, context):
                    if countries or not _is_private(anniversary, context):
                        yield _fact(anniversary, countries, context)

    def _earlier(self, doc: Doc, dates: list[Fact]) -> Iterator[Chunk]:
        """Earlier stages' mentions: NAME, ADJECTIVE, CAPITAL, PERSON and, after figures, DATE."""
        for fact in facts(doc, "countries"):
            yield Chunk(fact["start"], fact["end"], fact["kind"].upper(), fact["country"])
        for person in facts(doc, "persons"):
            for start, end in person["mentions"]:
                if fold(person["name"]) not in self._event_nouns:  # la Victoire
                    yield Chunk(start, end, "PERSON", person["name"])
        for date in dates:
            yield Chunk(date["start"], date["end"], "DATE", date["value"] or "")


@Language.factory(
    "depeche_anniversaries", assigns=["doc._.depeche", "doc.spans"], default_config={"rules": []}
)
def make_component(nlp: Language, name: str, rules: list[str]) -> Anniversaries:
    """The factory behind `nlp.add_pipe("depeche_anniversaries")`."""
    return Anniversaries(rulebook(rules))


# Find: numerals and phrases.


def _numerals(text: Text) -> Iterator[Chunk]:
    """Numerals in figures: `25e`, `XXVe` are ordinals, `60` is a number."""
    source = even(text.source)
    for found in _ORDINAL.finditer(source):
        digits, roman = found.groups()
        value = digits or str(_roman(roman))
        yield Chunk(*found.span(), "ORDINAL", value)
    for found in _NUMBER.finditer(source):
        yield Chunk(*found.span(), "NUMBER", found[0])


def _roman(figures: str) -> int:
    values = [_ROMAN[figure] for figure in figures]
    return sum(
        -value if any(later > value for later in values[i + 1 : i + 2]) else value
        for i, value in enumerate(values)
    )


def _cuts(date: Fact, ordinal: Chunk) -> bool:
    """Whether a date ends inside an ordinal: `jeudi le 30` in `jeudi le 30e anniversaire`."""
    return bool(ordinal.start < date["end"] < ordinal.end)


def _dates(doc: Doc, triggers: list[Chunk]) -> list[Fact]:
    """The dates of the text, but for long spans of past years (`il y a 50 ans`), read here."""
    published = about(doc, "dateline").get("published") or ""
    lately = str(int(published[:4]) - _FEW_YEARS) if published else ""
    return [
        date
        for date in facts(doc, "dates")
        if (date["first"] or "") > lately
        or not any(date["start"] <= t.start and t.end <= date["end"] for t in triggers)
    ]


def _context(doc: Doc, text: Text, chunks: list[Chunk], dates: list[Fact]) -> Context:
    serving = [f for table in ("ministers", "officials") for f in facts(doc, table)]
    states = {f["name"]: f["country"] for f in serving}
    heads = {f["name"] for f in serving if f.get("rank") == "head_of_state"}
    dateline = about(doc, "dateline")
    begins, ends = dateline.get("start") or 0, dateline.get("end") or 0
    published = dateline.get("published") or about(doc, "metadata").get("published")
    return Context(
        text=text,
        chunks=chunks,
        starts=[chunk.start for chunk in chunks],
        countries=[c for c in facts(doc, "countries") if not begins <= c["start"] < ends],
        dates=[d for d in dates if d["first"] and not begins <= d["start"] < ends],
        speakers=sorted(
            Speaker(start, states[person["name"]], person["name"] in heads)
            for person in facts(doc, "persons")
            for start, _ in [*person["mentions"], *person["references"]]
            if states.get(person["name"])
        ),
        home=dateline.get("home"),
        published=int(published[:4]) if published else None,
    )


def _holds(match: Match, matches: list[Match], context: Context) -> bool:
    """Whether what the rule asks of the sentence around the match is there."""
    first, last = context.text.sentence(match.start)
    event = match.parts["event"][0]
    if same := event.value if event.label == "SAME" else match.rule.set.get("same"):
        told = _events_before(event, context)
        return same in told or (same == "same" and bool(told))
    if _is_namesake(match, context):
        return False
    if label := match.rule.set.get("needs"):
        sentences = context.text.sentences
        if match.start < sentences[0][1]:  # a headline speaks of what the lead tells
            last = sentences[min(1, len(sentences) - 1)][1]
        return any(
            c.label == label and (first <= c.start < last or c.end <= sentences[0][1])
            for c in context.chunks
        )
    if match.rule.set.get("after"):
        return any(first <= other.start < match.start for other in matches)
    return True


def _rows(match: Match, context: Context) -> Iterator[tuple[Anniversary, list[str]]]:
    """A match's anniversaries, each with its states.

    Ordinals go with events in order, the last of either serving for the rest; where one event is
    told of several partners, as many ordinals go with them in order, a single one with each.
    """
    ordinals, events = match.parts["ordinal"], match.parts["event"]
    for i in range(max(len(ordinals), len(events))):
        ordinal, event = ordinals[min(i, len(ordinals) - 1)], events[min(i, len(events) - 1)]
        anniversary = _anniversary(match, ordinal, event, context)
        states = parties(anniversary, context)
        if 1 < len(ordinals) == len(states):
            states = states[i : i + 1]
        yield from ((anniversary, countries) for countries in states)


def _anniversary(match: Match, ordinal: Chunk, event: Chunk, context: Context) -> Anniversary:
    places = [of.end for of in match.parts.get("of", ()) if of.end <= event.start]
    start = min(c.start for c in context.chunks if c.start >= max(places, default=event.start))
    end = _end_of_text(event, context)
    return Anniversary(match, ordinal, event, _kind(match, event, context), start, end)


def _kind(match: Match, event: Chunk, context: Context) -> str:
    if event.label == "NAME":  # the state itself: the 75th anniversary of a republic
        return "founding"
    same = match.rule.set.get("same", event.value if event.label == "SAME" else None)
    if same:
        return _events_before(event, context)[0] if same == "same" else str(same)
    following = next((c for c in context.after(event.end) if c.label not in LINKS), None)
    body = following and (following.value == "founding" or following.label == "NAME")
    if event.value == "birth" and body:
        return "founding"
    return str(match.rule.set.get("event", event.value))


def _events_before(same: Chunk, context: Context) -> list[str]:
    """The kinds of event that `la sienne` may mean, the last first."""
    index = max(context.text.sentence_index(same.start) - 1, 0)
    before = context.between(context.text.sentences[index][0], same.start)
    return [c.value for c in reversed(before) if c.label in _EVENTS]


def _is_namesake(match: Match, context: Context) -> bool:
    """Whether it only gives its name to something: `la médaille du 25e anniversaire`."""
    first = context.text.sentence(match.start)[0]
    before = [c for c in context.between(first, match.start) if c.label not in LINKS]
    before = [c for c in before if context.word(c) not in _QUOTES]
    return bool(before) and before[-1].label == "NAMESAKE"


def _is_private(anniversary: Anniversary, context: Context) -> bool:
    """Whether it is a club's, a firm's, a festival's: in the phrase, or owner of `sa création`."""
    phrase = context.between(anniversary.start, anniversary.end)
    if phrase and context.word(phrase[0]) in _POSSESSIVES:
        owner = context.text.sentence(anniversary.match.start)[0]
        phrase = context.between(owner, anniversary.end)
    return any(chunk.label == "PRIVATE" for chunk in phrase)


def _end_of_text(event: Chunk, context: Context) -> int:
    """Where the noun phrase that opens with the event ends."""
    end = event.end
    following = context.after(event.end)[:_LONGEST_TEXT]
    for i, chunk in enumerate(following):
        if chunk.label in ("BOUNDARY", "DATE", "CELEBRATION", "ORIGIN", "ANNIVERSARY"):
            break
        if chunk.value == "et":
            if not _goes_on(following[i + 1 :], context):
                break
        elif not chunk.label and not chunk.value[0].isalnum() and chunk.value != "-":
            break
        end = chunk.end if chunk.label not in LINKS and chunk.value != "et" else end
    return end


def _goes_on(rest: list[Chunk], context: Context) -> bool:
    """Whether the noun phrase goes on after `et`: `entre A et B`, `d'amitié et de coopération`."""
    if len(rest) > 1 and context.word(rest[0]) in ("de", "d'") and rest[1].label != "LINK":
        return True
    named = next((chunk.label for chunk in rest if chunk.label not in LINKS), "")
    return named in ("NAME", "CAPITAL", "ADJECTIVE")


# Value: years, and one row an anniversary.


def _fact(anniversary: Anniversary, countries: list[str], context: Context) -> Fact:
    celebrated, original, date = _years(anniversary, context)
    match = anniversary.match
    reversed_ = anniversary.event.end <= anniversary.ordinal.start
    return {
        "start": min(anniversary.ordinal.start, anniversary.start),
        "end": match.end if reversed_ else anniversary.end,
        "ordinal": int(anniversary.ordinal.value),
        "event": anniversary.kind,
        "event_text": context.text.source[anniversary.start : anniversary.end],
        "countries": sorted(countries),
        "celebrated_year": celebrated,
        "original_year": original,
        "original_date": date,
        "rule": match.rule.id,
    }


def _years(anniversary: Anniversary, context: Context) -> tuple[int | None, int | None, str | None]:
    """When it is celebrated, when the thing happened, and the date of that as the text has it."""
    ordinal = int(anniversary.ordinal.value)
    celebrated: int | None = None
    began: int | None = None
    date: str | None = None
    for fact in _dates_by_distance(anniversary, context):
        first, last = (int(part[:4]) for part in (fact["first"], fact["last"]))
        if last - first == ordinal:  # (1972-2022)
            celebrated, began = celebrated or last, began or first
        elif _is_origin(fact, anniversary, context) or _fits(first, ordinal, context):
            years = sorted((first, last), key=lambda year: _misfit(year, ordinal, context))
            began, date = began or years[0], date or _point(fact)
        elif last - first < 2 and _is_celebration(fact, anniversary, context):
            celebrated = celebrated or first
    began = began or _told_nearby(anniversary, context)
    if celebrated is None:
        celebrated = began + ordinal if began is not None else context.published
    if began is None and celebrated is not None:
        began = celebrated - ordinal
    return celebrated, began, date


def _told_nearby(anniversary: Anniversary, context: Context) -> int | None:
    """The year in which relations began, as a sentence beside it tells: `établies en 1972`."""
    index = context.text.sentence_index(anniversary.match.start)
    if anniversary.kind != "diplomatic_relations":
        return None
    for first, last in context.text.sentences[max(index - 1, 0) : index + 2]:
        for date in (d for d in context.dates if first <= d["start"] < last):
            lead = context.between(first, date["start"])
            is_told = any(c.label in _EVENTS and c.value == anniversary.kind for c in lead)
            began = any(chunk.label == "ORIGIN" for chunk in lead)
            year = int(date["first"][:4])
            if is_told and began and _is_likely(year, anniversary, context):
                return year
    return None


def _is_likely(year: int, anniversary: Anniversary, context: Context) -> bool:
    """Whether something of that year may have the anniversary about now."""
    return _misfit(year, int(anniversary.ordinal.value), context) <= _FEW_YEARS


def _dates_by_distance(anniversary: Anniversary, context: Context) -> list[Fact]:
    """The dates of the sentence, the nearest first."""
    first, last = context.text.sentence(anniversary.match.start)
    start, end = anniversary.match.start, _end(anniversary)
    return sorted(
        (date for date in context.dates if first <= date["start"] < last),
        key=lambda date: max(start - date["end"], date["start"] - end, 0),
    )


def _end(anniversary: Anniversary) -> int:
    return max(anniversary.end, anniversary.match.end)


def _point(date: Fact) -> str | None:
    """A date's value, but for intervals, which are not when a thing happened."""
    return None if "/" in date["value"] else date["value"]


def _misfit(year: int, ordinal: int, context: Context) -> int:
    """How far the anniversary of something in that year is from the dispatch's."""
    return abs(year + ordinal - (context.published or year + ordinal))


def _fits(year: int, ordinal: int, context: Context) -> bool:
    """Whether a year is that of the event by arithmetic alone: so far back, and not by chance."""
    return (
        context.published is not None
        and ordinal > _FEW_YEARS
        and year + ordinal in (context.published, context.published + 1)
    )


def _is_origin(date: Fact, anniversary: Anniversary, context: Context) -> bool:
    """Whether the date is that of the event: `établies en 1972`, or so far back that it must be."""
    if any(chunk.start == date["start"] for chunk in anniversary.match.parts.get("began", ())):
        return True
    ordinal, year = int(anniversary.ordinal.value), int(date["last"][:4])
    if date["start"] < _end(anniversary) or _misfit(year, ordinal, context) > _FARTHEST:
        return False
    if context.text.source[_end(anniversary) : date["start"]].strip() == "(":
        return True
    told = ("ORIGIN", "CELEBRATION", *NUMBERED)
    between = context.between(_end(anniversary), date["start"])
    if any(chunk.value == "clause" for chunk in between):
        return False
    if labels := [chunk.label for chunk in between if chunk.label in told]:
        return labels[-1] == "ORIGIN"
    return context.published is not None and _misfit(year, ordinal, context) < min(ordinal, 3)


def _is_celebration(date: Fact, anniversary: Anniversary, context: Context) -> bool:
    """Whether the date is that of the celebration, not one that follows another participle."""
    if date["start"] >= _end(anniversary):
        between = context.between(_end(anniversary), date["start"])
        return not any(c.label in ("ORIGIN", *NUMBERED) or c.value == "clause" for c in between)
    first = context.text.sentence(date["start"])[0]
    before = [c for c in context.between(first, date["start"]) if c.label not in _PREPOSITIONS]
    following = context.after(date["end"])[:1]
    is_its_subject = bool(following) and following[0].label == "CELEBRATION"
    if not before or before[-1].label == "CELEBRATION" or is_its_subject:
        return True
    word = context.text.source[before[-1].start : before[-1].end]
    return before[-1].label != "ORIGIN" and not word.endswith(_PARTICIPLE)


def _told_once(found: list[Fact]) -> list[Fact]:
    """One row an anniversary: of those that agree, the fullest, with the years of any."""
    kept: list[Fact] = []
    for fact in sorted(found, key=lambda f: -len(f["event_text"])):
        same = [
            other
            for other in kept
            if (other["ordinal"], other["event"]) == (fact["ordinal"], fact["event"])
            and (set(fact["countries"]) <= set(other["countries"]) or not other["countries"])
        ]
        if not same:
            kept.append(fact)
        for other in same[:1]:
            if other["celebrated_year"] is None:
                other |= {key: fact[key] for key in ("celebrated_year", "original_year")}
    return kept
