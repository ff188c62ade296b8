"""What a dispatch tells of its agreements: which words of signing speak of which titles.

The rules of `models/agreements.toml` match the words (`ont signé`, `la signature de`, `n'a pas été
paraphé`) and say on which side their titles stand. Here the titles are found: the next one that no
nearer words govern, the last one before, the one beside, and with it those of the same list.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.match import Match
from pipeline.stages.agreements.context import Context
from pipeline.stages.agreements.listing import is_added, is_announced, listed_from, listed_up_to
from pipeline.stages.agreements.titles import Title
from pipeline.tokens import Chunk, fold

# Of several statuses that the dispatch bears out for one text, the first.
STATUSES = ("signed", "initialled", "planned", "not_signed", "mentioned")
# The rule that every title meets: it is named.
NAMED = "agreement-named"

_OF_SIGNING = re.compile("sign|paraph")
_CEREMONY = re.compile("(?:ceremonie|seance).* signature$")
_SENTENCES_ON = 3
_CLOSE = 4
_LONGEST_PARTICIPIAL = 16
_GLANCE_BACK = 3  # characters: white space, and the stop of the sentence before
_GLANCE_ON = 2


@dataclass(frozen=True, slots=True)
class Telling:
    """What one match of a rule says of one title.

    `now`: it is the signing that the dispatch reports, not an earlier one. `of_signing`: the words
    are about signing, done or not, and not about the text's later life.
    """

    title: Title
    status: str
    match: Match
    now: bool
    of_signing: bool

    @property
    def names(self) -> bool:
        """Whether it says no more than the title."""
        return self.match.rule.id == NAMED


def tellings(matches: Sequence[Match], context: Context) -> list[Telling]:
    """All that the matches say of the context's titles."""
    verbs = [match for match in matches if match.rule.id != NAMED]
    told = [
        Telling(
            title,
            _status(match, title, context),
            match,
            _is_now(match, title, context),
            _is_of_signing(match, context),
        )
        for match in matches
        for title in _Reach(match, verbs, context).titles()
    ]
    return [*told, *_signed_at_ceremonies(told, verbs, context)]


def _signed_at_ceremonies(
    told: Sequence[Telling], verbs: Sequence[Match], context: Context
) -> Iterator[Telling]:
    """What was initialled, and its ceremony called one of signing: it was signed."""
    index = context.text.sentence_index
    ceremonies = [
        verb.start
        for verb in verbs
        if _CEREMONY.match(fold(context.text.source[verb.start : verb.end]))
    ]
    for telling in told:
        if telling.status == "initialled" and telling.now:
            place = telling.match.start
            if any(0 < index(start) - index(place) <= _SENTENCES_ON for start in ceremonies):
                yield replace(telling, status="signed")


def _status(match: Match, title: Title, context: Context) -> str:
    """What a match says of a title; one that is only named as `le futur accord` is planned."""
    if match.rule.id == NAMED and not context.classes["TO_COME"].isdisjoint(
        _title_words(title, context)
    ):
        return "planned"
    stated = match.rule.set.get("status")
    return stated or min((c.value for c in match.parts["verb"]), key=STATUSES.index)


def _title_words(title: Title, context: Context) -> list[str]:
    """The first words of a title: its adjectives, its head, the adjective after it."""
    return fold(context.text.source[title.start : title.end]).split()[:2]


def _is_now(match: Match, title: Title, context: Context) -> bool:
    when = match.rule.set.get("when")
    if any(
        context.word(chunk) in context.classes["EARLIER"]
        for chunk in context.between(match.start, match.end)
    ):
        return False
    return when == "now" or (when == "told" and title.article in ("new", ""))


def _is_of_signing(match: Match, context: Context) -> bool:
    told = fold(context.text.source[match.start : match.end])
    return match.rule.id != NAMED and _OF_SIGNING.search(told) is not None


@dataclass(frozen=True, slots=True)
class _Reach:
    """How far one match reaches among the titles."""

    match: Match
    verbs: Sequence[Match]
    context: Context

    def titles(self) -> list[Title]:
        """The titles that the match speaks of."""
        match self.match.rule.set.get("side"):
            case "after":
                return self._after() or self._left_behind() or self._on_behalf()
            case "before":
                return self._before() or self._of_pronoun() or self._after()
            case "beside":
                return self._beside() or self._fronted()
            case "pronoun":
                return self._last_told()
        return self._of_part()

    def _of_part(self) -> list[Title]:
        start = self.match.parts["title"][0].start
        return [title for title in self.context.titles if title.start == start]

    def _setting(self, name: str) -> bool:
        return bool(self.match.rule.set.get(name))

    def _after(self) -> list[Title]:
        """The first title after the match that no nearer words govern, and its list."""
        end = self.context.text.sentence(self.match.end - 1)[1]
        for title in self.context.titles:
            if title.start < self.match.end or self._is_governed(title):
                continue
            gap = self.context.between(self.match.end, title.start)
            is_apart = title.start > end and not self.context.are("BULLET", gap)
            if is_apart and not is_announced(title, self.match.end, self.context):
                return []
            if self._setting("new") and title.article != "new":
                return []
            return listed_from(title, self.context) if self._governs(gap) else []
        return []

    def _is_governed(self, title: Title) -> bool:
        return any(self.match.end <= verb.start < title.start for verb in self.verbs)

    def _governs(self, gap: Sequence[Chunk]) -> bool:
        """Whether the words reach over what stands between them and a title."""
        if any(chunk.label in ("OTHER_OBJECT", "BREAK") for chunk in gap):
            return False
        if self._setting("near"):
            return len(gap) <= _CLOSE and all(
                chunk.label in ("DATE", "COUNTRY")
                or self.context.word(chunk) in self.context.classes["NEAR"]
                for chunk in gap
            )
        if self._setting("of"):
            return any(
                self.context.word(chunk) in self.context.classes["SIGNED_OBJECT"]
                for chunk in gap[-3:]
            )
        return True

    def _left_behind(self) -> list[Title]:
        """The title of which a relative clause tells it: `l'accord qu'ont signé les ministres`."""
        title = None if self._setting("of") or self._setting("near") else self._last_before()
        if title is None:
            return []
        gap = self.context.between(title.end, self.match.start)
        relative = any(self.context.word(chunk) in ("que", "qu'") for chunk in gap[:2])
        return [title] if relative or self._is_aside(gap) or self._is_second(gap) else []

    def _before(self) -> list[Title]:
        """The last title before the match in its sentence; with a plural verb its list."""
        title = self._last_before()
        if title is None:
            return []
        gap = self.context.between(title.end, self.match.start)
        if any(chunk.label == "OTHER_OBJECT" for chunk in gap):
            return []
        return [*self._listed_up_to(title), *self._besides()]

    def _besides(self) -> list[Title]:
        """The titles that the verb takes in after it: `A a été signé, ainsi que B`."""
        following = next((t for t in self.context.titles if t.start >= self.match.end), None)
        if following is None:
            return []
        gap = self.context.between(self.match.end, following.start)
        return listed_from(following, self.context) if is_added(gap, self.context) else []

    def _of_pronoun(self) -> list[Title]:
        """The last title of the sentence before, where a pronoun takes it up: `Il a été signé`."""
        first = self.context.text.sentence(self.match.start)[0]
        opening = self.context.between(first, self.match.start)[:2]
        if not any(
            self.context.word(chunk) in self.context.classes["PRONOUN"] for chunk in opening
        ):
            return []
        since = self.context.text.sentence(max(first - _GLANCE_BACK, 0))[0]
        before = [t for t in self.context.titles if since <= t.start and t.end <= first]
        return self._listed_up_to(before[-1]) if before else []

    def _last_told(self) -> list[Title]:
        """The last title before, for an object pronoun: `Le ministre l'a signé`."""
        since = self.context.paragraph(self.match.start)
        before = [t for t in self.context.titles if since <= t.start and t.end < self.match.start]
        return listed_up_to(before[-1], self.context) if before else []

    def _on_behalf(self) -> list[Title]:
        """The last titles before, of a signing without an object: `X a signé pour la partie A`."""
        following = self.context.between(self.match.end, self.match.end + _GLANCE_ON)
        on_behalf = any(
            self.context.word(chunk) in self.context.classes["ON_BEHALF"] for chunk in following[:1]
        )
        return self._last_told() if on_behalf else []

    def _beside(self) -> list[Title]:
        """The title just before a participle, or before an earlier participle with its agents."""
        title = self._last_before()
        if title is None:
            return []
        gap = self.context.between(title.end, self.match.start)
        if self._is_aside(gap) or self._is_second(gap):
            return self._listed_up_to(title)
        return []

    def _is_second(self, gap: Sequence[Chunk]) -> bool:
        """Whether a participle follows another: `avenant conclu en 1962, signé mardi par…`."""
        opening = self.context.word(self.context.between(self.match.start, self.match.end)[0])
        return (
            len(gap) <= _LONGEST_PARTICIPIAL
            and any(chunk.label == "DONE" for chunk in gap[:2])
            and (self.context.word(gap[-1]) == "," or opening in ("puis", "et"))
        )

    def _fronted(self) -> list[Title]:
        """The title for which a participle opens the sentence: `Signé mardi, le texte…`."""
        first, last = self.context.text.sentence(self.match.start)
        opening = self.context.between(max(first, self.context.body), self.match.start)
        if not self.context.are("BULLET", opening):
            return []
        following = (t for t in self.context.titles if self.match.end <= t.start < last)
        return [t for t in following if t.article in ("known", "this")][:1]

    def _last_before(self) -> Title | None:
        first = self.context.text.sentence(self.match.start)[0]
        before = [t for t in self.context.titles if first <= t.start and t.end <= self.match.start]
        return before[-1] if before else None

    def _listed_up_to(self, title: Title) -> list[Title]:
        """A title, with those of its list that the verb's plural takes in."""
        spoken = self.context.text.source[self.match.start : self.match.end]
        plural = any(word in self.context.classes["PLURAL_VERB"] for word in fold(spoken).split())
        return listed_up_to(title, self.context) if title.plural or plural else [title]

    def _is_aside(self, gap: Sequence[Chunk]) -> bool:
        """Whether words still belong to the title before: a comma, an adverb, a date at most."""
        return len(gap) <= _CLOSE and all(
            chunk.label == "DATE"
            or self.context.word(chunk) in self.context.classes["ASIDE"]
            or self.context.word(chunk).endswith("ment")
            for chunk in gap
        )
