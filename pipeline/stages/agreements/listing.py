"""Lists of agreements: `un accord, une convention et deux plans`; `Deux textes… Il s'agit d'…`."""

from collections.abc import Sequence

from pipeline.stages.agreements.context import Context
from pipeline.stages.agreements.titles import BULLETED, Title
from pipeline.tokens import Chunk, fold

_ASIDES = {",": ",", "(": ")"}  # what opens one, and what closes it
_LONGEST_ASIDE = 20
_ARTICLES = 2  # before an item's title: `- de la`, `- un nouvel`


def listed_from(title: Title, context: Context) -> list[Title]:
    """A title and those that follow it in its list."""
    first = last = context.titles.index(title)
    while last + 1 < len(context.titles) and _goes_on(last, context):
        last += 1
    following = context.titles[first + 1 : last + 1]
    return [
        title,
        *(
            item
            for item in following
            if not (is_ordinal(item, context) or _is_of_counted(item, title, context))
        ),
    ]


def listed_up_to(title: Title, context: Context) -> list[Title]:
    """A title and those before it in its list; of a plural also the items that follow."""
    first = last = context.titles.index(title)
    while first and _goes_on(first - 1, context):
        first -= 1
    following = listed_from(title, context) if title.plural else [title]
    return [*context.titles[first:last], *following]


def items(title: Title, context: Context) -> list[Title]:
    """The titles that a plural announces as its items, not all of them plurals themselves."""
    following = listed_from(title, context)[1:]
    is_announced = any(not item.plural or item.count for item in following) and (
        title.count == len(following)
        or _announces(title, following[0], context)
        or is_numbered(following[0], context)
    )
    return following if is_announced else []


def _is_of_counted(item: Title, title: Title, context: Context) -> bool:
    """Whether a plural only says more of a number: `Six textes… Il s'agit d'accords de pêche`."""
    is_apart = context.text.sentence(item.start) != context.text.sentence(title.start)
    return title.plural and bool(title.count) and item.plural and not item.count and is_apart


def _goes_on(i: int, context: Context) -> bool:
    """Whether title `i` and the next one stand in one list."""
    first, second = context.titles[i : i + 2]
    gap = context.between(first.end, second.start)
    is_joined = _joins(gap, context) and not context.are("SMALL", gap)
    return (
        is_joined
        or _is_past_aside(gap, context)
        or _announces(first, second, context)
        or is_added(gap, context)
        or _are_line_items(first, second, context)
        or is_numbered(second, context)
    )


def _is_past_aside(gap: Sequence[Chunk], context: Context) -> bool:
    """Whether a list goes on after an aside: `un plan, doté de 3 millions, et un accord`."""
    spoken = [context.word(chunk) for chunk in gap]
    if not spoken or spoken[0] not in _ASIDES or len(gap) > _LONGEST_ASIDE:
        return False
    closing = _ASIDES[spoken[0]]
    last = len(spoken) - 1 - spoken[::-1].index(closing) if closing in spoken[1:] else 0
    joined = spoken[last + 1 :]
    return (
        last > 0
        and not context.classes["ADDING"].isdisjoint(joined)
        and _joins(gap[last + 1 :], context)
        and not any(
            chunk.label == "DONE" or context.word(chunk) in (".", ";", ":") for chunk in gap
        )
    )


def is_numbered(title: Title, context: Context) -> bool:
    """Whether its sentence opens with its number: `Le second est un plan`, `Le premier accord`."""
    first = max(context.text.sentence(title.start)[0], context.body)
    opening = context.between(first, title.start)
    clauses = (chunk.end for chunk in reversed(opening) if context.word(chunk) == ";")
    opening = context.between(next(clauses, first), title.start)
    spoken = " ".join(context.word(chunk) for chunk in opening).split()
    is_first = not context.classes["ORDINAL"].isdisjoint(spoken) or is_ordinal(title, context)
    return is_first and all(
        chunk.label == "TITLE"
        or any(
            context.word(chunk) in context.classes[label]
            for label in ("ORDINAL", "LISTED", "ANNOUNCED")
        )
        for chunk in opening
    )


def is_ordinal(title: Title, context: Context) -> bool:
    """Whether it only tells which of several a text is: `le premier accord`."""
    opening = fold(context.text.source[title.start : title.end]).split()[:1]
    return title.bare and not context.classes["ORDINAL"].isdisjoint(opening)


def is_added(gap: Sequence[Chunk], context: Context) -> bool:
    """Whether a title comes after `ainsi que`, whoever is told to have signed the one before."""
    besides = [
        i for i, chunk in enumerate(gap) if context.word(chunk) in context.classes["BESIDES"]
    ]
    return (
        bool(besides)
        and _joins(gap[besides[-1] :], context)
        and not any(chunk.label == "BREAK" or context.word(chunk) == "." for chunk in gap)
    )


def _are_line_items(first: Title, second: Title, context: Context) -> bool:
    """Whether two titles open items of a list that goes line by line, each after its bullet."""
    source = context.text.source
    lines = source[first.end : second.start].split("\n")[1:]
    return (
        bool(lines)
        and all(BULLETED.match(line) for line in lines if line.strip())
        and _opens_item(source, first)
        and _opens_item(source, second)
    )


def is_announced(title: Title, place: int, context: Context) -> bool:
    """Whether a title opens the list that a colon after a place announces: `Ont été signés : -`."""
    source = context.text.source
    lead = source[place : title.start]
    return lead.count(":") == 1 and "\n" in lead and _opens_item(source, title)


def _opens_item(source: str, title: Title) -> bool:
    line = source[source.rfind("\n", 0, title.start) + 1 : title.start]
    bullet = BULLETED.match(line)
    return bullet is not None and len(line[bullet.end() :].split()) <= _ARTICLES


def _announces(first: Title, second: Title, context: Context) -> bool:
    """Whether the words between a plural and a title make the one an item of the other.

    So does `est` after an ordinal, `Le second texte est un plan`, and `Il s'agit d'un plan` after
    any text; `Il s'agit aussi d'un plan` goes on with any list.
    """
    gap = context.between(first.end, second.start)
    if not first.plural:
        is_told = bool(gap) and context.word(gap[0]) == "est"
        if is_told and first.bare:
            return _joins(gap[1:], context)
        told = [i for i, chunk in enumerate(gap) if context.word(chunk) == "il s'agit"]
        if told and first.bare and first.kind == "text":
            return _joins(gap[told[-1] + 1 :], context)
        gap = gap[1:] if gap and context.word(gap[0]) == "." else []
        return (
            bool(gap)
            and context.word(gap[0]) in context.classes["ADDED"]
            and _joins(gap[1:], context)
        )
    if (
        _opens_item(context.text.source, second)
        and "\n" in context.text.source[first.end : second.start]
    ):
        return True
    announcing = [
        i for i, chunk in enumerate(gap) if context.word(chunk) in context.classes["ANNOUNCED"]
    ]
    return bool(announcing) and _joins(gap[announcing[-1] + 1 :], context)


def _joins(gap: Sequence[Chunk], context: Context) -> bool:
    """Whether words do no more than join a list: commas, bullets, articles, dates.

    After `pour` comes the purpose of the title before, but for `, et pour 2026 un plan`.
    """
    spoken = [context.word(chunk) for chunk in gap]
    is_purpose = "pour" in spoken and not any(chunk.label == "DATE" for chunk in gap)
    return not is_purpose and all(
        chunk.label == "DATE"
        or word in context.classes["LISTED"]
        or (word == "." and i > 0 and spoken[i - 1].isdigit())  # `1. un accord`
        for i, (word, chunk) in enumerate(zip(spoken, gap, strict=True))
    )
