"""On which side of the telling a date lies, as the verb of its clause says.

`a signé lundi` is the Monday before, `signera lundi` the one after. Verb forms, and what ends a
clause, are data: see `models/tenses.toml`.

>>> from pipeline.rules.book import rulebook
>>> from pipeline.tokens import read
>>> find = TenseFinder(rulebook()["tenses"])
>>> tenses = find.of_text(read("Il a dit lundi que la session se tiendra jeudi."))
>>> tenses(9, 14), tenses(41, 46)
('past', 'future')
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.match import RuleMatcher
from pipeline.rules.book import Ruleset
from pipeline.tokens import Text, read

# What may stand between the beginning of a clause, or a word of limit, and a date.
_LIGHT = frozenset("le la les l' ce en du au de d' des dans ,".split())
_JOINS = frozenset("et puis mais".split())


@dataclass(frozen=True, slots=True)
class Tenses:
    """The verbs of a sentence, the edges of its clauses and its words of limit, in order.

    `planned` are the places of what is planned in it, `cancelled` tells that it was called off.
    """

    text: Text
    verbs: Sequence[tuple[int, int, str]]
    edges: Sequence[tuple[int, int]]
    limits: Sequence[tuple[int, int, str]]
    planned: Sequence[int]
    cancelled: bool

    def of(self, start: int, end: int) -> str | None:
        """The tense that governs a mention: `past`, `present`, `future`, `agenda`, `event`, None.

        A word of limit before the mention decides; else the nearest verb before it in its clause,
        or after it where the mention opens the clause; else the nearest one in the sentence. What
        was `told` lies on either side, but for the day of the telling, which stands by the verb.
        """
        left = max((e for _, e in self.edges if e <= start), default=0)
        until = False
        for _, limit_end, side in self.limits:
            if limit_end <= start and _LIGHT.issuperset(self._words(limit_end, start)):
                if side not in ("planned", "until"):
                    return side
                if any(left <= place < limit_end for place in self.planned):
                    return "future"
                until = until or side == "until"
        right = min((s for s, _ in self.edges if end <= s), default=len(self.text.source))
        before, after = self._between(left, start)[-1:], self._between(end, right)[:1]
        opens = self._opens(left, start)
        order = after + before if opens else before + after
        order += self._between(0, left)[-1:] + self._between(right, len(self.text.source))[:1]
        verb_start, verb_end, tense = next(iter(order), (0, 0, None))
        if tense == "planned":
            return "present" if self.cancelled else "future"
        if tense == "then":
            ahead = any(verb[2] == "future" for verb in self._between(0, verb_start))
            return "future" if ahead else "present"
        follows = verb_end <= start and _LIGHT.issuperset(self._words(verb_end, start))
        if until and tense == "past":
            return "told"
        return "past" if tense == "told" and (opens or follows) else tense

    def one_story(self, start: int, end: int) -> bool:
        """Whether nothing between the two begins another clause or tells the future."""
        edge = any(start <= s < end for s, _ in self.edges)
        tenses = {tense for _, _, tense in self._between(start, end)}
        return not edge and not {"future", "planned"} & tenses

    def _opens(self, left: int, start: int) -> bool:
        """Whether a mention opens its clause, or what comes after `et`: `et, mardi, il ira`."""
        words = self._words(left, start)
        comma = words[-1:] == [","]
        while words and words[-1] in _LIGHT:
            words.pop()
        return not words or (words[-1] in _JOINS and (comma or len(words) == 1))

    def _between(self, start: int, end: int) -> list[tuple[int, int, str]]:
        return [verb for verb in self.verbs if start <= verb[0] and verb[1] <= end]

    def _words(self, start: int, end: int) -> list[str]:
        first, last = bisect_left(self.text.starts, start), bisect_left(self.text.starts, end)
        return [token.norm_ for token in self.text.doc[first:last]]


class TenseFinder:
    """Reads the verbs of a sentence by the rules of `models/tenses.toml`."""

    def __init__(self, ruleset: Ruleset) -> None:
        self._match = RuleMatcher(ruleset)

    def of_text(self, text: Text) -> "TensesOfText":
        """The tenses of a text, read only in the sentences where a date hangs on them."""
        return TensesOfText(text, self)

    def __call__(self, text: Text) -> Tenses:
        verbs = [(m.start, m.end, m.rule.set["tense"]) for m in self._match(text)]
        chunks = self._match.chunks(text)
        return Tenses(
            text=text,
            verbs=[verb for verb in verbs if verb[2] != "open"],
            edges=[(c.start, c.end) for c in chunks if c.label == "CLAUSE"],
            limits=[(c.start, c.end, c.value) for c in chunks if c.label == "LIMIT"],
            planned=[c.start for c in chunks if c.label == "PLANNED"],
            cancelled=any(c.label == "CANCELLED" for c in chunks),
        )


class TensesOfText:
    """The tenses of a text's sentences, places being counted in the text."""

    def __init__(self, text: Text, find: TenseFinder) -> None:
        self.text = text
        self._find = find
        self._of_sentence: dict[int, Tenses] = {}

    def __call__(self, start: int, end: int) -> str | None:
        """The tense that governs a mention: see `Tenses.of`."""
        first, tenses = self._sentence(start)
        return tenses.of(start - first, end - first)

    def one_story(self, start: int, end: int) -> bool:
        """Whether one story is told between two places: see `Tenses.one_story`."""
        first, tenses = self._sentence(start)
        return tenses.one_story(start - first, end - first)

    def _sentence(self, place: int) -> tuple[int, Tenses]:
        first, last = self.text.sentence(place)
        if first not in self._of_sentence:
            sentence = self.text.source[first:last]
            # The capital of a first word hides what it is: `Arrivé lundi, il a…`.
            self._of_sentence[first] = self._find(read(sentence[0].lower()[0] + sentence[1:]))
        return first, self._of_sentence[first]
