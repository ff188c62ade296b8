"""On which side of the telling a date lies, as the verb of its clause says.

`a signé lundi` is the Monday before, `signera lundi` the one after. Verb forms, and what ends a
clause, are data: see `models/tenses.toml`.

>>> text = read("Il a dit que la session, prévue lundi, se tiendra jeudi.")
>>> tenses = TenseFinder()(text)
>>> [tenses.of(text.source.index(day), text.source.index(day) + 5) for day in ("lundi", "jeudi")]
['future', 'future']
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.match import RuleMatcher
from pipeline.rules import load_rules
from pipeline.tokens import Text, read

# What may stand between a clause's beginning, or a limit such as `depuis`, and a date.
_LIGHT = frozenset(["le", "la", "les", "l'", "ce", "en", "du", "au", "de", "d'", "des", "dans", ","])
_LIGHT_JOINS = frozenset(["et", "puis", "mais"])


@dataclass(frozen=True, slots=True)
class Tenses:
    """The verbs of a text, the edges of its clauses and its words of limit, in order."""

    text: Text
    verbs: Sequence[tuple[int, int, str]]
    edges: Sequence[tuple[int, int]]
    limits: Sequence[tuple[int, int, str]]

    def of(self, start: int, end: int) -> str | None:
        """The tense that governs a mention: `past`, `future`, `agenda`, `event`, None if no verb.

        A word of limit before the mention decides; else the nearest verb before it in its clause,
        or after it where the mention opens the clause; else the nearest one in the sentence.
        """
        for _, limit_end, side in self.limits:
            if limit_end <= start and self._only(_LIGHT, limit_end, start):
                return side
        first, last = self.text.sentence(start)
        left = max((e for _, e in self.edges if first <= e <= start), default=first)
        right = min((s for s, _ in self.edges if end <= s < last), default=last)
        before, after = self._between(left, start), self._between(end, right)
        if self._only(_LIGHT | _LIGHT_JOINS, left, start) or self._joined(start):
            order = [after[:1], before[-1:]]
        else:
            order = [before[-1:], after[:1]]
        order += [self._between(first, left)[-1:], self._between(right, last)[:1]]
        return next((verbs[0] for verbs in order if verbs), None)

    def one_story(self, start: int, end: int) -> bool:
        """Whether nothing between the two begins another clause or tells the future."""
        edge = any(start <= s < end for s, _ in self.edges)
        return not edge and "future" not in self._between(start, end)

    def _between(self, start: int, end: int) -> list[str]:
        return [tense for s, e, tense in self.verbs if start <= s and e <= end]

    def _joined(self, start: int) -> bool:
        """Whether the mention follows `et`: `et, mardi, il se rendra`."""
        words = self._words(max(0, start - 20), start)
        while words and words[-1] in _LIGHT:
            words.pop()
        return bool(words) and words[-1] in _LIGHT_JOINS and "," in self.text.source[start - 3 : start]

    def _only(self, light: frozenset[str], start: int, end: int) -> bool:
        return light.issuperset(self._words(start, end))

    def _words(self, start: int, end: int) -> list[str]:
        first, last = bisect_left(self.text.starts, start), bisect_left(self.text.starts, end)
        return [token.norm_ for token in self.text.doc[first:last]]


class TenseFinder:
    """Reads the verbs of a text by the rules of `models/tenses.toml`."""

    def __init__(self) -> None:
        self._match = RuleMatcher(load_rules("tenses"))

    def __call__(self, text: Text) -> Tenses:
        verbs = [(m.start, m.end, m.rule.set["tense"]) for m in self._match(text)]
        chunks = self._match.chunks(text)
        return Tenses(
            text=text,
            verbs=[verb for verb in verbs if verb[2] != "open"],
            edges=[(c.start, c.end) for c in chunks if c.label == "CLAUSE"],
            limits=[(c.start, c.end, c.value) for c in chunks if c.label == "LIMIT"],
        )
