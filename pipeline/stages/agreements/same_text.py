"""Which titles name one text: a headline's and the body's, `l'accord` and `ce document`.

A dispatch names an agreement in its headline, tells it in its lead, and comes back to it in other
words: one agreement, with all that is told of it. Another date or other parties make another one.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.stages.agreements.context import Context
from pipeline.stages.agreements.listing import is_numbered, is_ordinal, items
from pipeline.stages.agreements.signing import date_of
from pipeline.stages.agreements.telling import STATUSES, Telling
from pipeline.stages.agreements.titles import Title
from pipeline.tokens import fold

_DONE = ("signed", "initialled")
_SYNONYMS = frozenset(["agreement", "convention", "treaty", "memorandum", "protocol", "contract"])
_GENERIC = ("text", "agreement")
_NICKNAME = re.compile(r",?\s*\(?(?:dite?s?|baptisée?|connue? sous le nom d[e'’])\s*[«“\"][^»”\"]+")
_MADE = re.compile("sign|paraph|concl|adopt")
_SHARED_WORDS = 0.7
_FEW_WORDS = 4


@dataclass(slots=True)
class Agreement:
    """One text, with its titles and all that the dispatch tells of it."""

    titles: list[Title]
    tellings: list[Telling] = field(default_factory=list)

    @property
    def title(self) -> Title:
        """The fullest naming."""
        return max(self.titles, key=lambda t: (not t.bare, t.quoted, t.end - t.start))

    @property
    def status(self) -> str:
        """What became of it: the first of the statuses that the dispatch bears out."""
        return min((t.status for t in self.tellings), key=STATUSES.index)

    @property
    def is_now(self) -> bool:
        """Whether it is signed in what the dispatch reports."""
        return any(telling.now for telling in self.tellings)

    @property
    def is_named_only(self) -> bool:
        """Whether the dispatch says no more of it than its name."""
        return all(telling.names for telling in self.tellings)

    @property
    def is_of_signing(self) -> bool:
        """Whether words of signing tell of it, be it done or not."""
        return any(telling.of_signing for telling in self.tellings)

    def told(self) -> list[Telling]:
        """The tellings, those that give the status first."""
        return sorted(
            self.tellings, key=lambda t: (STATUSES.index(t.status), t.names, t.match.start)
        )

    def learn(self, told: Iterable[Telling]) -> None:
        """Take over what is told of another title, beyond its name."""
        self.tellings += [t for t in told if not t.names and t not in self.tellings]


def agreements_of(told: Sequence[Telling], context: Context) -> list[Agreement]:
    """One agreement a text, in the order of their first titles; no plural told item by item."""
    meant: dict[Title, list[Agreement]] = {}
    agreements: list[Agreement] = []
    for title in context.titles:
        found = Agreement([title], [t for t in told if t.title == title])
        is_taken_up = _is_anaphor(title) or _is_demonstrated(title, context)
        if is_taken_up and (known := _antecedents(found, agreements, context)):
            for agreement in known:
                agreement.learn(found.tellings)
            meant[title] = known
        elif same := next((a for a in agreements if _is_same(a, found, context)), None):
            same.titles.append(title)
            same.tellings += found.tellings
            meant[title] = [same]
        else:
            meant[title] = [found]
            agreements.append(found)
    for title in context.titles:
        _tell_items(title, meant, context)
    for agreement in agreements:
        _tell_counted(agreement, agreements)
    agreements = [a for a in agreements if not _is_handed_on(a, agreements, context)]
    itemised = {
        title.start
        for title, known in meant.items()
        if items(title, context)
        for agreement in known
        for title in agreement.titles
        if title.plural
    }
    return [
        a
        for a in agreements
        if a.title.start not in itemised and not _is_itemised(a, agreements, context)
    ]


def _is_anaphor(title: Title) -> bool:
    return title.bare and (title.kind == "text" or title.article in ("known", "this"))


def _is_demonstrated(title: Title, context: Context) -> bool:
    """Whether it is `ce programme de coopération`: one named before, in whatever words."""
    return context.word_before(title.start) in context.classes["DEMONSTRATIVE"]


def _antecedents(
    found: Agreement, agreements: list[Agreement], context: Context
) -> list[Agreement]:
    """What `l'accord`, `ces deux textes` stand for: the last agreement of the kind, or all.

    A memorandum is called accord or convention too, a document whatever it is; not one with a
    date of its own, `l'accord conclu en 2012`.
    """
    title = found.title
    known = [a for a in agreements if title.kind in ("text", a.title.kind)]
    if not known and title.kind in _SYNONYMS:
        dates = _dates(found, context)
        known = [a for a in agreements if a.title.kind in _SYNONYMS]
        known = [a for a in known if not dates or dates & _dates(a, context)]
    if title.plural:
        is_all = (
            title.article in ("known", "this")
            or (title.count == len(known) and not any(a.title.plural for a in known))
            or (title.kind == "text" and title.count is None)  # `la signature des documents`
        )
        return known if is_all else []
    known = [a for a in known if not (a.title.plural or _contradicts(found, a))]
    if not known or _are_apart(_dates(found, context), _dates(known[-1], context)):
        return []
    return known[-1:]


def _contradicts(found: Agreement, known: Agreement) -> bool:
    """Whether an agreement can't be the one spoken of: that one is signed, this one was refused."""
    return found.status in _DONE and known.status == "not_signed"


def _is_same(agreement: Agreement, found: Agreement, context: Context) -> bool:
    """Whether a title names an agreement already named, in more or in fewer words."""
    known, title = agreement.title, found.title
    if known.plural != title.plural:
        return False
    if known.kind != title.kind:
        is_synonym = {known.kind, title.kind} <= _SYNONYMS and title.article == "known"
        return is_synonym and known.plural and known.count == title.count is not None
    if title.plural and title.count and title.count == known.count:
        return known.bare or title.bare or title.count > 2
    if known.bare or title.bare:
        is_headline = known.start < context.headline <= title.start and title.article == "new"
        return known.count == title.count and (is_headline or (known.bare and title.bare))
    if _is_amendment(known, context) != _is_amendment(title, context):
        return False
    if _are_of_others(known, title, context):
        return False
    return _share_words(known, title, context) and not _are_apart(
        _dates(agreement, context), _dates(found, context)
    )


def _are_of_others(known: Title, title: Title, context: Context) -> bool:
    """Whether two titles name different states."""
    names, others = _states(title, context), _states(known, context)
    return len(names & others) < min(len(names), len(others))


def _is_amendment(title: Title, context: Context) -> bool:
    """Whether it is an `avenant`: another text than the one that it amends."""
    return "avenant" in fold(context.text.source[title.start : title.end]).split()[:3]


def _share_words(known: Title, title: Title, context: Context) -> bool:
    """Whether their words are alike; `l'accord franco-laotien` is like any other of the two."""
    ours, others = _content(title, context), _content(known, context)
    if not ours:
        return len(_states(title, context)) > 1
    shared = len(ours & others)
    fewest = min(len(ours), len(others))
    return 0 < shared >= (fewest if fewest <= _FEW_WORDS else _SHARED_WORDS * fewest)


def _content(title: Title, context: Context) -> set[str]:
    """A title's words but the head, short and formulaic ones, without the plural's s.

    Those of its nickname are among them: `, dite « Convention des sources »`.
    """
    nickname = _NICKNAME.match(context.text.source, title.end)
    end = nickname.end() if nickname else title.end
    spoken = fold(context.text.source[title.start : end])
    found = re.findall(r"[^\W_]+", spoken)[1:]
    inside = context.countries_in(title.start, end)
    states = " ".join(
        context.text.source[f["start"] : f["end"]] for f in inside if f["kind"] != "capital"
    )
    formula = context.classes["FORMULA"] | set(re.findall(r"[^\W_]+", fold(states)))
    telling = [word for word in found if word not in formula]
    if not telling and title.article != "known":
        telling = found
    return {word.rstrip("sx") for word in telling if len(word) > 3}


def _states(title: Title, context: Context) -> set[str]:
    return {fact["country"] for fact in context.countries_in(title.start, title.end)}


def _dates(agreement: Agreement, context: Context) -> set[str]:
    """When an agreement was signed or made, as said beside it."""
    source = context.text.source
    made = (
        t for t in agreement.tellings if _MADE.search(fold(source[t.match.start : t.match.end]))
    )
    dates = (date_of(telling, context) for telling in made)
    return {date["value"] for date in dates if date and date["value"]}


def _are_apart(dates: set[str], others: set[str]) -> bool:
    return bool(dates and others and not dates & others)


def _tell_items(title: Title, meant: dict[Title, list[Agreement]], context: Context) -> None:
    """What is told of `ces accords` holds for the items that follow: `Il s'agit d'un accord…`."""
    told = [t for agreement in meant[title] for t in agreement.tellings]
    for item in items(title, context):
        for agreement in meant[item]:
            agreement.learn(told)


def _lead_end(context: Context) -> int:
    """Where the first sentence of the body ends."""
    return context.text.sentence(max(context.headline, context.body))[1]


def _tell_counted(counted: Agreement, agreements: Sequence[Agreement]) -> None:
    """What is told of `six textes signés` holds for all six that follow, were they initialled."""
    title = counted.title
    if not title.plural or counted.status != "signed":
        return
    done = [
        a
        for a in agreements
        if a.title.start > title.start and not a.title.plural and a.status in _DONE and a.is_now
    ]
    for agreement in done if len(done) == title.count else ():
        if agreement.status != "signed":
            agreement.learn(counted.tellings)


def _is_handed_on(agreement: Agreement, agreements: Sequence[Agreement], context: Context) -> bool:
    """Give what a headline tells of `un accord` to the accord that the body names in full."""
    title = agreement.title
    if not (title.bare or _is_in_headline(agreement, context)):
        return False
    if numbered := _numbered_after(title, agreements, context):
        numbered.learn(agreement.tellings)
        return True
    fuller = [other for other in agreements if _is_fuller(other, agreement, context)]
    if title.named and title.article == "known":
        ours = _content(title, context)
        fuller = [other for other in fuller if ours & _content(other.title, context)]
    fuller.sort(
        key=lambda other: (
            not _share_words(title, other.title, context),
            other.title.kind != title.kind,
        )
    )
    for other in fuller[:1]:
        other.learn(agreement.tellings)
        if not title.bare and title.kind == other.title.kind:
            other.titles += agreement.titles
    return bool(fuller)


def _is_in_headline(agreement: Agreement, context: Context) -> bool:
    return all(title.start < context.headline for title in agreement.titles)


def _is_fuller(other: Agreement, agreement: Agreement, context: Context) -> bool:
    """Whether a later agreement may be the one that a bare or headline title announces."""
    title, named = agreement.title, other.title
    in_headline = _is_in_headline(agreement, context)
    in_lead = agreement.status in _DONE and title.start < _lead_end(context)
    is_generic = title.kind == "text" or (in_headline and title.kind in _GENERIC)
    taken_up = ("this",) if is_generic else ("this", "known", "")
    return (
        named.start > max(title.start, context.headline if in_headline else 0)
        and not named.bare
        and (title.article == "of" or named.plural == title.plural)
        and (title.article == "of" or title.count in (None, named.count))
        and (named.kind == title.kind or is_generic)
        and (in_headline or in_lead or named.article in taken_up)
        and not _are_of_others(title, named, context)
        and (
            title.article in ("known", "this")
            or other.status == agreement.status
            or (in_lead and other.status in _DONE)
            or (in_headline and agreement.is_named_only)
        )
    )


def _numbered_after(
    title: Title, agreements: Sequence[Agreement], context: Context
) -> Agreement | None:
    """The text that an ordinal announces in its sentence: `Le second accord est un plan`."""
    if not is_ordinal(title, context):
        return None
    end = context.text.sentence(title.start)[1]
    following = (a for a in agreements for t in a.titles if title.end <= t.start < end)
    named = next(following, None)
    return named if named and is_numbered(named.title, context) else None


def _is_itemised(counted: Agreement, agreements: Sequence[Agreement], context: Context) -> bool:
    """Whether a plural, `quatre accords`, is followed by the four one by one."""
    title = counted.title
    if not title.plural:
        return False
    following = [
        item
        for item in agreements
        if not item.title.plural
        and (item.status, item.is_now) == (counted.status, counted.is_now)
        and title.kind in ("text", "agreement", item.title.kind)
        and item.title.start > title.start
        and _opens_items(title, item.title, context)
    ]
    number = title.count or len(following)
    return bool(following) and number / 2 <= len(following) <= number


def _opens_items(title: Title, item: Title, context: Context) -> bool:
    """Whether the words between a plural and a title make the one an item of the other."""
    if context.text.sentence(title.end - 1) != context.text.sentence(item.start):
        return True
    headless = fold(context.text.source[item.start : item.start + 2]) in ("l'", "un")
    between = context.between(title.end, item.start)
    return headless or any(context.word(chunk) in context.classes["ANNOUNCED"] for chunk in between)
