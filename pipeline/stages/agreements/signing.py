"""When and where an agreement was signed, and for which years it holds.

Each function takes what is told of an agreement and reads the sentences around it. What the text
does not bear out is None.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from pipeline.facts import Fact
from pipeline.stages.agreements.context import Context
from pipeline.stages.agreements.telling import Telling
from pipeline.stages.agreements.titles import Title
from pipeline.tokens import Chunk, fold

_SIGNED = ("signed", "initialled")
# The crawler's header is no date of anything that the dispatch tells.
_HEADER = "date-crawler"
# Where a date is cut off from the words of signing.
_DATE_ENDS = frozenset(["BREAK", "DONE", "WILL_DO", "MAKING"])
_NOT_BEFORE_DATE = frozenset(["NOT_ITS_DATE", "SAYING", "SCHEDULED"])
# A dateline that no earlier stage has told apart: `Cotonou, 3 mars (AGENCE) –`.
_FIRST_WORDS = 40
_DATELINE_ENDS = re.compile(r"(?:,?\s*\d{1,2}\s?[h:]\s?\d\d)?\.?\s*(?:[-–—/(:]|\.\s)")
_OCCASION = re.compile(
    r"\b(?:issue|terme|cours|lors|occasion|marge|sortir) (?:de |du |des |d')"
    r"(?:la |l'|cette |cet |ces |ce |son |sa |leur )?"
    r"(entretien|rencontre|reunion|audience|session|visite|sommet|forum|ceremonie|travaux)"
)
# What the sentence that tells of such an occasion has: `s'était entretenu`, `a été reçu`.
_TOLD_AS = {
    "entretien": "entret",
    "rencontre": "rencontr",
    "reunion": "reuni",
    "audience": r"audience|\brec[uo]",
    "session": "session|travaux",
    "travaux": "session|travaux",
}
_CLOSING = re.compile(
    r"\b(?:issue|terme|cloture|sortir|conclusion|dernier jour|derniere journee|"
    r"(?:solde|sanctionne|acheve|termine|conclu|couronne)e?s? par)\b"
)
_CEREMONY = re.compile(r"(?:la |cette )(?:ceremonie|signature)\b|l'evenement\b|c'etait\b")
# A verb of coming or going, as `est arrivé`, `, venu` or `a quitté`.
_ARRIVAL = re.compile(
    r"(?:\b(?:est|sont|etait|etaient|etant)|,|^) (?:deja )?(?:arrive|venu|parti|rentre|attendu)"
    r"|\bquitte"
)
_YEARS = re.compile(r"(\d{4})(?:-[\d-]+)?(?:/(\d{4})(?:-[\d-]+)?)?")
_GRAINS = ("day", "interval")
_ASIDE = 2
_ARRIVING = 4
_VALIDITY = 6
_CLAUSE = 8

Years = tuple[int | None, int | None]


# When


def signed_on(tellings: Iterable[Telling], context: Context) -> str | None:
    """The date of signing as EDTF: said beside it, else that of the meeting that it crowned.

    Initialling or concluding dates no text, but one that is signed, too, was signed then.
    """
    signed = [t for t in tellings if t.status == "signed"]
    initialled = [t for t in tellings if t.status == "initialled" and t.now and signed]
    made = [t for t in tellings if t.status == "mentioned" and t.now and signed]
    for signing in (signed, initialled, made):
        beside = sorted(
            filter(None, (date_of(telling, context) for telling in signing)),
            key=lambda date: date["precision"] == "interval",
        )
        around = (
            ceremony_date(telling, context) or meeting_date(telling, context)
            for telling in signing
            if telling.now
        )
        if date := next(filter(None, chain(beside, around)), None):
            return _day(date, signing, context)
    return next(filter(None, (_own_date(t.title, context) for t in signed)), None)


def _day(date: Fact, signing: Iterable[Telling], context: Context) -> str | None:
    """A date's value; of several days the last, where the signing came at their end."""
    closing = any(_CLOSING.search(context.sentence(telling.match.start)) for telling in signing)
    is_span = closing and date["precision"] == "interval" and date["last"]
    value = date["last"] if is_span else date["value"]
    return str(value) if value else None


def _own_date(title: Title, context: Context) -> str | None:
    """The day in a signed text's title: `l'accord du 3 mai 1992`."""
    for date in context.dates:
        if title.start < date["start"] < title.end and date["precision"] == "day":
            lead = fold(context.text.source[title.start : date["start"]]).split()
            return date["value"] if lead[-1] == "du" else None
    return None


def date_of(telling: Telling, context: Context) -> Fact | None:
    """The date beside the words of signing, in their clause; of several the nearest."""
    start, end = telling.match.start, telling.match.end
    first, last = context.text.sentence(start)
    last = max(last, context.text.sentence(telling.title.start)[1])
    near = [
        date
        for date in _dates(context)
        if first <= date["start"] < last
        and not _is_cut_off(telling, date["start"], date["end"], context)
    ]
    return min(near, key=lambda d: max(d["start"] - end, start - d["end"]), default=None)


def meeting_date(telling: Telling, context: Context) -> Fact | None:
    """The day of the meeting at which the dispatch tells the signing: the last day named before."""
    earlier = [
        date
        for date in reversed(_dates(context))
        if date["start"] < telling.match.start
        and _is_recent(date["value"], context.published)
        and not _is_of_arrival(date, context)
    ]
    same = [date for date in earlier if _is_of_same_meeting(telling, date, context)]
    earlier = [
        date for date in earlier if _spoken(date, context) not in context.classes["OTHER_DAY"]
    ]
    found = [
        d
        for group in (same, earlier)
        for grain in _GRAINS
        for d in group
        if d["precision"] == grain
    ]
    return next(iter(found), None)


def _is_of_same_meeting(telling: Telling, date: Fact, context: Context) -> bool:
    """Whether a date's sentence tells of what the signing crowned: `à l'issue de l'entretien`."""
    occasion = _OCCASION.search(context.sentence(telling.match.start))
    if occasion is None:
        return False
    told_as = _TOLD_AS.get(occasion[1], occasion[1])
    return re.search(told_as, context.sentence(date["start"])) is not None


def _spoken(date: Fact, context: Context) -> str:
    return fold(context.text.source[date["start"] : date["end"]])


def ceremony_date(telling: Telling, context: Context) -> Fact | None:
    """The day in the sentence after it, of the ceremony: `La signature a eu lieu mardi`."""
    sentences = context.text.sentences
    following = context.text.sentence_index(telling.match.start) + 1
    if following == len(sentences):
        return None
    first, last = sentences[following]
    if not _CEREMONY.match(context.sentence(first)):
        return None
    return next((date for date in _dates(context) if first <= date["start"] < last), None)


def _is_of_arrival(date: Fact, context: Context) -> bool:
    """Whether a day is of what came before: `était arrivée mardi à Lima`."""
    lead = " ".join(context.word(chunk) for chunk in context.last(_ARRIVING, date["start"]))
    return _ARRIVAL.search(lead) is not None


def _is_of_next_stage(date: Fact, context: Context) -> bool:
    """Whether a day is of what came later: `avant de gagner Lima le 27 mai`."""
    lead = " ".join(context.word(chunk) for chunk in context.last(_CLAUSE, date["start"]))
    return re.search(r"\bavant (?:de\b|d')", lead) is not None


def _dates(context: Context) -> list[Fact]:
    """The dates that may be of a signing: none of the dateline's, of a title, after `depuis`."""
    source = context.text.source
    return [
        date
        for date in context.dates
        if date["start"] >= context.body
        and date["rule"] != _HEADER
        and not (date["start"] < _FIRST_WORDS and _DATELINE_ENDS.match(source, date["end"]))
        and not context.in_title(date["start"])
        and (_is_named_date(date, context) or not _is_of_another_thing(date, context))
        and not _is_of_next_stage(date, context)
    ]


def _is_of_another_thing(date: Fact, context: Context) -> bool:
    """Whether a date is of a span, a telling, a plan: `depuis 2012`, `a annoncé mardi`."""
    return any(c.label in _NOT_BEFORE_DATE for c in context.last(2, date["start"]))


def _is_named_date(date: Fact, context: Context) -> bool:
    """Whether it is said whose date it is: `depuis le 3 mai, date de la signature`."""
    following = context.between(date["end"], date["end"] + _CLAUSE)[:2]
    return any(context.word(chunk) in context.classes["DATE_OF"] for chunk in following)


def _is_cut_off(telling: Telling, start: int, end: int, context: Context) -> bool:
    """Whether another clause, title or verb stands between the words of signing and a mention."""
    match, title = telling.match, telling.title
    if match.start <= start < match.end:
        return False
    is_after = start >= match.end
    gap = context.between(*((match.end, start) if is_after else (end, match.start)))
    is_of_another = any(chunk.label == "DONE" for chunk in context.last(_ASIDE, start))
    if not is_after and (is_of_another or match.rule.set.get("dated") == "after"):
        return True
    if match.rule.set.get("side") == "beside":
        follows_title = title.end <= match.start
        if (follows_title and not is_after) or any(
            context.word(chunk) == "," for chunk in gap[:-_ASIDE]
        ):
            return True
    is_cleft = context.opens_with(("c'est", "c'etait"), start)
    return any(
        (chunk.label in _DATE_ENDS and not (is_cleft and context.word(chunk) in ("que", "qu'")))
        or (chunk.label == "TITLE" and not _is_listed(chunk, telling, context))
        for chunk in gap
    )


def _is_listed(chunk: Chunk, telling: Telling, context: Context) -> bool:
    """Whether another title stands in one list with the telling's own."""
    first, last = sorted((chunk.start, telling.title.start))
    participles = (c.label == "DONE" for c in context.between(first, last))
    return first == last or (telling.match.end <= first and not any(participles))


def _is_recent(value: str | None, published: str | None) -> bool:
    """Whether a day may be that of the events told; one without a value may."""
    if not value or not published or value.startswith("X"):
        return True
    day = value[:10]
    months = [int(d[:4]) * 12 + int(d[5:7]) for d in (published, day) if len(d) >= 7]
    return len(months) == 2 and 0 <= months[0] - months[1] <= 1 and day <= published + "~"


# Where


def place(tellings: Iterable[Telling], context: Context) -> str | None:
    """The city of signing: named with `à` in the sentence that tells it."""
    for telling in tellings:
        if telling.status not in _SIGNED:
            continue
        first, last = context.text.sentence(telling.match.start)
        near = [
            (start, end)
            for start, end in context.places
            if first <= start < last
            and context.word_before(start) == "a"
            and not context.in_title(start)
            and not _is_cut_off(telling, start, end, context)
        ]
        if near:
            start, end = min(near, key=lambda span: abs(span[0] - telling.match.end))
            return context.text.source[start:end]
    return None


# For which years


def validity(titles: Iterable[Title], context: Context) -> Years:
    """The first and last year for which a text is said to hold: in its title, or just after it."""
    for title in titles:
        years = [*_years_within(title, context)]
        if years:
            return min(years), max(years)
        for date in context.dates:
            if held := _years_held(title, date, context):
                return held
    return None, None


def _years_within(title: Title, context: Context) -> Iterator[int]:
    is_second = False
    for date in context.dates:
        found = _YEARS.fullmatch(date["value"] or "")
        if found and title.start <= date["start"] and date["end"] <= title.end:
            before = fold(context.text.source[title.start : date["start"]]).split()
            lead = next(
                (word for word in reversed(before) if word not in context.classes["YEAR_SAID"]), ""
            )
            if _opens_period(lead, "/" in date["value"], is_second, context):
                yield from (int(year) for year in found.groups() if year)
                is_second = True


def _opens_period(lead: str, is_span: bool, is_second: bool, context: Context) -> bool:
    """Whether years after the word `lead` are those of validity: `pour 2026`, `2025 et 2026`."""
    if lead in ("et", "a"):
        return is_second
    return lead in context.classes["PERIOD"] or (is_span and lead not in context.classes["SINCE"])


def _years_held(title: Title, date: Fact, context: Context) -> Years | None:
    """The years said beside a title: `valable jusqu'en 2028`; `pour 2026, un plan`."""
    found = _YEARS.fullmatch(date["value"] or "")
    first, last = context.text.sentence(title.start)
    if found and first <= date["start"] < title.start:
        gap = context.between(date["end"], title.start)
        opened = context.word_before(date["start"]) in context.classes["PERIOD"]
        return _span(found) if opened and gap and context.are("LISTED", gap) else None
    if not found or not title.end <= date["start"] < last:
        return None
    if any(title.end <= other.start < date["start"] for other in context.titles):
        return None
    lead = [context.word(chunk) for chunk in context.last(_VALIDITY, date["start"])]
    holds = [i for i, word in enumerate(lead) if word in context.classes["HOLDS"]]
    if not holds or not context.classes["HELD"].issuperset(lead[holds[-1] + 1 :]):
        return None
    until = any(word in context.classes["UNTIL"] for word in lead[holds[-1] :])
    begins, ends = _span(found)
    return (None if until else begins), ends


def _span(found: re.Match[str]) -> tuple[int, int]:
    return int(found[1]), int(found[2] or found[1])
