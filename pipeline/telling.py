"""What a dispatch tells of its agreements: which words of signing speak of which titles.

The rules of `models/agreements.toml` match the words (`ont signé`, `la signature de`, `n'a pas été
paraphé`) and say on which side their titles stand. Here the titles are found: the next one that no
nearer words govern, the last one before, the one beside, and with it those of the same list.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pipeline.agreement_titles import Title
from pipeline.match import Chunk, Match
from pipeline.scene import Scene

# Of several statuses that the dispatch bears out for one text, the first.
STATUSES = ("signed", "initialled", "planned", "not_signed", "mentioned")
# The rule that every title meets: it is named.
NAMED = "agreement-named"

_PLURAL_VERB = re.compile(
    r"\b(?:ont|sont|furent|seront|doivent|devraient|pourraient|avaient|vont|étaient|aient"
    r"|signée?s|paraphée?s|conclue?s|adoptée?s|ratifiée?s)\b",
    re.IGNORECASE,
)
_OF = frozenset(["de", "d'", "du", "des"])
_BULLETS = frozenset("-–—•*;:")
_SMALL = frozenset(
    "le la les l' un une des de d' du au aux a en ou pour sur entre avec dans par son leur".split()
)
_CLOSE = 4
_GLANCE_BACK = 3  # characters: white space, and the stop of the sentence before


@dataclass(frozen=True, slots=True)
class Telling:
    """What one match of a rule says of one title.

    `now`: it is the signing that the dispatch reports, not an earlier one.
    """

    title: Title
    status: str
    match: Match
    now: bool


def tellings(matches: Sequence[Match], scene: Scene, listing: dict[str, str]) -> list[Telling]:
    """All that the matches say of the scene's titles.

    `listing` holds the words that join a list (`listed`) and those that announce one
    (`announced`).
    """
    groups = _groups(scene, listing)
    verbs = [match for match in matches if match.rule.id != NAMED]
    return [
        Telling(title, _status(match), match, _is_now(match, title))
        for match in matches
        for title in _Reach(match, verbs, groups, scene).titles()
    ]


def _status(match: Match) -> str:
    stated = match.rule.set.get("status")
    return stated or min((c.value for c in match.parts["verb"]), key=STATUSES.index)


def _is_now(match: Match, title: Title) -> bool:
    when = match.rule.set.get("when")
    return when == "now" or (when == "told" and title.article in ("new", ""))


def _groups(scene: Scene, listing: dict[str, str]) -> list[list[Title]]:
    """The titles, those of one list together."""
    groups: list[list[Title]] = []
    for title in scene.titles:
        if groups and _is_list(groups[-1][-1], title, scene, listing):
            groups[-1].append(title)
        else:
            groups.append([title])
    return groups


def _is_list(first: Title, second: Title, scene: Scene, listing: dict[str, str]) -> bool:
    """Whether nothing but articles, commas, bullets and the like stands between two titles.

    After a plural, what announces its items may stand farther off: `Deux textes ont été signés. Il
    s'agit d'…`.
    """
    gap = scene.between(first.end, second.start)
    words = [scene.word(chunk) for chunk in gap]
    begins = 0
    if first.plural:
        announcing = (i for i, word in enumerate(words) if listing.get(word) == "announced")
        begins = max(announcing, default=0)
    joined = all(
        word in listing or chunk.label == "DATE"
        for word, chunk in zip(words[begins:], gap[begins:], strict=True)
    )
    return joined and not _SMALL.issuperset(words[begins:])


@dataclass(frozen=True, slots=True)
class _Reach:
    """How far one match reaches among the titles."""

    match: Match
    verbs: Sequence[Match]
    groups: Sequence[list[Title]]
    scene: Scene

    def titles(self) -> list[Title]:
        """The titles that the match speaks of."""
        match self.match.rule.set.get("side"):
            case "after":
                return self._after() or self._left_behind()
            case "before":
                return self._before() or self._of_pronoun() or self._after()
            case "beside":
                return self._beside() or self._fronted()
        return self._of_part()

    def _of_part(self) -> list[Title]:
        start = self.match.parts["title"][0].start
        return [title for title in self.scene.titles if title.start == start]

    def _setting(self, name: str) -> bool:
        return bool(self.match.rule.set.get(name))

    def _after(self) -> list[Title]:
        """The first title after the match that no nearer words govern, and its list."""
        end = self.scene.text.sentence(self.match.end - 1)[1]
        for group in self.groups:
            for i, title in enumerate(group):
                if title.start < self.match.end or self._is_governed(title):
                    continue
                gap = self.scene.between(self.match.end, title.start)
                if title.start > end and not self._are_words(gap, _BULLETS | _SMALL):
                    return []
                return group[i:] if self._governs(gap) else []
        return []

    def _is_governed(self, title: Title) -> bool:
        return any(self.match.end <= verb.start < title.start for verb in self.verbs)

    def _governs(self, gap: Sequence[Chunk]) -> bool:
        """Whether the words reach over what stands between them and a title."""
        if any(chunk.label in ("OTHER_OBJECT", "BREAK") for chunk in gap):
            return False
        if self._setting("near"):
            return len(gap) <= _CLOSE and self._are_words(gap, _SMALL | {"«", "“", '"'})
        if self._setting("of"):
            return any(self.scene.word(chunk) in _OF for chunk in gap[-3:])
        return True

    def _left_behind(self) -> list[Title]:
        """The title of which a relative clause tells it: `l'accord qu'ont signé les ministres`."""
        title = None if self._setting("of") or self._setting("near") else self._last_before()
        if title is None:
            return []
        gap = self.scene.between(title.end, self.match.start)
        relative = any(self.scene.word(chunk) in ("que", "qu'") for chunk in gap[:2])
        return [title] if relative or self._is_aside(gap) else []

    def _before(self) -> list[Title]:
        """The last title before the match in its sentence; with a plural verb its list."""
        title = self._last_before()
        if title is None:
            return []
        gap = self.scene.between(title.end, self.match.start)
        if any(chunk.label == "OTHER_OBJECT" for chunk in gap):
            return []
        return self._listed_up_to(title)

    def _of_pronoun(self) -> list[Title]:
        """The last title of the sentence before, where a pronoun takes it up: `Il a été signé`."""
        first = self.scene.text.sentence(self.match.start)[0]
        if not {"il", "elle", "ils", "elles"}.intersection(
            self.scene.word(chunk) for chunk in self.scene.between(first, self.match.start)[:2]
        ):
            return []
        since = self.scene.text.sentence(max(first - _GLANCE_BACK, 0))[0]
        before = [t for t in self.scene.titles if since <= t.start and t.end <= first]
        return self._listed_up_to(before[-1]) if before else []

    def _beside(self) -> list[Title]:
        """The title just before a participle."""
        title = self._last_before()
        if title and self._is_aside(self.scene.between(title.end, self.match.start)):
            return self._listed_up_to(title)
        return []

    def _fronted(self) -> list[Title]:
        """The title for which a participle opens the sentence: `Signé mardi, le texte…`."""
        first, last = self.scene.text.sentence(self.match.start)
        opening = self.scene.between(max(first, self.scene.body), self.match.start)
        if not self._are_words(opening, _SMALL | _BULLETS):
            return []
        following = (t for t in self.scene.titles if self.match.end <= t.start < last)
        return [t for t in following if t.article in ("known", "this")][:1]

    def _last_before(self) -> Title | None:
        first = self.scene.text.sentence(self.match.start)[0]
        before = [t for t in self.scene.titles if first <= t.start and t.end <= self.match.start]
        return before[-1] if before else None

    def _listed_up_to(self, title: Title) -> list[Title]:
        """A title, with those of its list that the verb's plural takes in."""
        group = next(group for group in self.groups if title in group)
        if title.plural:
            return group
        source = self.scene.text.source
        plural = _PLURAL_VERB.search(source, self.match.start, self.match.end)
        return group[: group.index(title) + 1] if plural else [title]

    def _is_aside(self, gap: Sequence[Chunk]) -> bool:
        """Whether words still belong to the title before: a comma, an adverb, a date at most."""
        return len(gap) <= _CLOSE and all(
            chunk.label == "DATE"
            or self.scene.word(chunk) in (",", ")", "»", '"', "le", "deja", "ete")
            or self.scene.word(chunk).endswith("ment")
            for chunk in gap
        )

    def _are_words(self, gap: Sequence[Chunk], words: Collection[str]) -> bool:
        return all(self.scene.word(chunk) in words for chunk in gap)
