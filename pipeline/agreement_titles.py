"""Titles of agreements: the noun phrases that name a treaty, a convention, a plan…

A title opens with a head noun (`accord`, `protocole d'accord`) or with the count, ordinal or
adjective before it, and takes in its complements up to a verb, a relative, a participle of making
(`signé`, `conclu`) or a circumstance (`en présence de`). Between guillemets it is what they hold.
The words are in `models/agreement_titles.toml`; the grammar that joins them is here.

>>> from pipeline.tokens import read
>>> source = "Ils ont signé un accord de pêche avec le Togo, en présence du maire."
>>> [source[t.start:t.end] for t in TitleFinder()(read(source), [])]
['accord de pêche avec le Togo']
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.match import Chunk, LexiconMatcher, view
from pipeline.rules import load_rules
from pipeline.tokens import Text, fold

_HEADS = frozenset(["HEAD", "HEADS", "TEXT"])
_CLOSING = {"«": "»", "“": "”", '"': '"', "‘": "’", "’": "’", "„": "“"}
_PUNCTUATION = frozenset('.;:?!…•*»”"’)')
_DASHES = frozenset("-–—")
_BEFORE_INNER_HEAD = frozenset(["de", "d'", "du", "des", "a", "au", "aux", "sur"])
_BEFORE_PERIOD = frozenset(["pour", "periode", "annees", "annee", "depuis", "("])
_YEARS = re.compile(r"(?:(?:19|20)\d\d\W*)+")
# The futures, conditionals and simple pasts that no list of verbs can hold.
_FINITE = re.compile(
    r"(?!opéra|caméra|choléra|extra|ultra)[^\W\d_A-ZÀ-Þ]{2,}"
    r"(?:[eirdtv]ra|[eirdtv]ront|r[ai]it|raient|èrent)"
)
_LONGEST = 60
_LONGEST_ASIDE = 10
_LONGEST_ITEM = 12


@dataclass(frozen=True, slots=True)
class Title:
    """One naming of a text, in code points.

    `kind` is the head's (`text` for a bare `texte`, `document`, `instrument`); `count` the number
    of texts (None: several); `article` what stands before: `known` (the), `this`, `new` (a), `of`
    `none` or "". `bare`: the head has no complement. `quoted`: it is what guillemets hold.
    `named`: a proper name or a year is in it; `joint`: a word that tells of parties;
    `organisation`: an international organisation's name.
    """

    start: int
    end: int
    kind: str
    count: int | None
    plural: bool
    article: str
    bare: bool
    quoted: bool
    named: bool
    joint: bool
    organisation: bool


class TitleFinder:
    """Finds the titles in a text, given the mentions that earlier stages found there.

    Those are chunks with the labels `COUNTRY`, `DATE` and `PERSON`; all may be missing.
    """

    def __init__(self) -> None:
        ruleset = load_rules("agreement_titles")
        self._joint = frozenset(ruleset.terms("JOINT"))
        self._find_terms = LexiconMatcher(
            lexicon for label, lexicon in ruleset.lexicons.items() if label != "JOINT"
        )

    def __call__(self, text: Text, mentions: Iterable[Chunk]) -> list[Title]:
        terms = self._find_terms(text)
        if not any(term.label in _HEADS for term in terms):
            return []
        return list(_Phrases(text, view(text, [*mentions, *terms])[0], self._joint).titles())


class _Phrases:
    """One text, chunk by chunk. Chunks are named by their index throughout."""

    def __init__(self, text: Text, chunks: Sequence[Chunk], joint: frozenset[str]) -> None:
        self.text = text
        self.joint = joint
        self.chunks = chunks
        self.written = [text.source[c.start : c.end] for c in chunks]
        self.words = [fold(word) for word in self.written]
        self.labels = [c.label for c in chunks]

    def titles(self) -> Iterator[Title]:
        after, latest = 0, None
        for head, label in enumerate(self.labels):
            if head < after:
                continue
            if label in _HEADS and self._is_noun(head):
                first = self._first(head)
                last = self._last(first, head)
                latest = self._title(first, head, last)
                yield self._named(last, latest) or latest
                after = last + 1
            elif latest is not None and self._is_headless(head, latest):
                last = self._last(0, head)
                yield replace(
                    latest,
                    start=self.chunks[head - (self.words[head - 1] == "l'")].start,
                    end=self.chunks[last].end,
                    count=1,
                    plural=False,
                    article="new",
                    bare=False,
                    quoted=False,
                )
                after = last + 1

    def _is_headless(self, i: int, latest: Title) -> bool:
        """Whether a head is left out: `deux accords, l'un sur l'eau, un autre sur l'air`."""
        if i == 0 or i + 1 == len(self.chunks):
            return False
        before = self.words[i - 1]
        one = self.words[i] in ("un", "une") and before in ("l'", ",", ":")
        other = self.labels[i] == "QUALIFIER" and self.labels[i - 1] == "DETERMINER"
        opens = self.words[i + 1] in ("sur", "dans") or self.labels[i + 1] == "LINK"
        near = self.text.sentence(latest.start) == self.text.sentence(self.chunks[i].start)
        return opens and near and (one or other)

    def _title(self, first: int, head: int, last: int) -> Title:
        chunk = self.chunks[head]
        plural = chunk.label == "HEADS" or chunk.value == "several"
        before = self.chunks[first - 1] if first else None
        return Title(
            self.chunks[first].start,
            self.chunks[last].end,
            "text" if chunk.label == "TEXT" else chunk.value,
            self._count(first, head, plural),
            plural,
            before.value if before and before.label == "DETERMINER" else "",
            bare=last == head,
            quoted=first > 0 and self._closing_quote(first - 1) is not None,
            named=any(self._is_name(i) for i in range(head + 1, last + 1)),
            joint=not self.joint.isdisjoint(" ".join(self.words[head : last + 1]).split()),
            organisation=any(c.label == "ORGANISATION" for c in self.chunks[head : last + 1]),
        )

    def _is_name(self, i: int) -> bool:
        return self.written[i][0].isupper() or self.labels[i] in ("COUNTRY", "DATE")

    def _count(self, first: int, head: int, plural: bool) -> int | None:
        values = [
            self.chunks[i].value
            for i in range(first, head)
            if self.labels[i] == "COUNT" or self.words[i].isdigit()
        ]
        if values:
            return next((int(value) for value in values if value.isdigit()), None)
        return None if plural else 1

    def _is_noun(self, head: int) -> bool:
        """`traité` is a participle too: it needs a noun's place."""
        if (
            not self.words[head].startswith("traite")
            or head == 0
            or self.written[head][0].isupper()
        ):
            return True
        before = self.labels[head - 1]
        return before in ("DETERMINER", "QUALIFIER", "COUNT") or self.written[head - 1] in _CLOSING

    def _first(self, head: int) -> int:
        """Back over ordinals, adjectives and counts: `trois (03) nouveaux accords`."""
        first = i = head
        while i > 0:
            i -= 1
            if self.labels[i] in ("QUALIFIER", "COUNT") or self.words[i].isdigit():
                first = i
            elif not self._is_in_count(i):
                break
        return first

    def _is_in_count(self, i: int) -> bool:
        """The brackets of `six (6)`, the `de` of `une série de`."""
        if self.words[i] in ("de", "d'"):
            return i > 0 and self.labels[i - 1] == "COUNT"
        near = self.words[max(i - 1, 0) : i + 2]
        return self.words[i] in ("(", ")") and any(word.isdigit() for word in near)

    def _last(self, first: int, head: int) -> int:
        if first and (closing := self._closing_quote(first - 1)):
            return closing - 1
        sentence_end = self.text.sentence(self.chunks[head].start)[1]
        i, between = head + 1, False
        while i < min(len(self.chunks), head + _LONGEST) and self.chunks[i].start < sentence_end:
            after = self._step(head, i, between)
            if after == i:
                break
            between = (between or self.words[i] == "entre") and self.words[i] != "et"
            i = after
        return self._trim(head, i)

    def _trim(self, head: int, end: int) -> int:
        """Drop what no title ends with: articles, prepositions, commas."""
        while end - 1 > head and (
            self.labels[end - 1] in ("WEAK", "DETERMINER", "LINK")
            or self.words[end - 1] == "a"
            or self.written[end - 1] in _DASHES
        ):
            end -= 1
        return end - 1

    def _step(self, head: int, i: int, between: bool) -> int:
        """Where the title goes on after chunk `i`; `i` itself where it ends before it.

        `between`: an `entre` waits for its `et`.
        """
        mark, before = self.written[i], self.words[i - 1]
        match self.labels[i]:
            case "STOP" | "NAMED" | "FALSE_FRIEND":
                goes_on = before == "l'" and self.words[i] == "est"
            case "HEAD" | "HEADS" | "TEXT":
                goes_on = self._is_inner_head(head, i)
            case "PERSON":
                goes_on = between
            case "DATE":
                goes_on = self._is_period(head, i)
            case "COUNTRY":
                goes_on = between or before not in ("a", "au", "aux", "en")
            case _ if mark == "(":
                return self._after_bracket(i)
            case _ if mark in _CLOSING:
                closing = self._closing_quote(i)
                return closing + 1 if closing else i
            case _ if mark in _DASHES:
                goes_on = self._is_joined(i)
            case _:
                goes_on = mark not in _PUNCTUATION and self._goes_on(i, between)
        return i + 1 if goes_on else i

    def _goes_on(self, i: int, between: bool) -> bool:
        """Whether a plain word, a comma or a preposition belongs to the title."""
        if i + 1 == len(self.chunks):
            return True
        noun = self._noun_after(i)
        match self.words[i]:
            case ",":
                return self._is_enumeration(i)
            case "et" | "ou":
                ends = {"STOP", *_HEADS} if between else {"STOP", "PERSON", *_HEADS}
                return self.labels[noun] not in ends
            case "a" | "au" | "aux":
                return self.labels[i + 1] == "DETERMINER" or not (
                    self.labels[i + 1] == "COUNTRY" or self.written[i + 1][0].isupper()
                )
            case "avec":
                his = self.words[i + 1] in ("son", "sa", "ses", "leur", "leurs")
                return not his and self.labels[noun] not in ("PERSON", "STOP")
            case "par":
                return self.words[i + 1] == "voie"
            case "en":
                gerund = self.words[i + 1].endswith("ant")
                return not gerund and self.labels[i + 1] not in ("DATE", "COUNTRY")
            case "pour":
                return self.labels[noun] not in ("PERSON", "STOP")
        return not _FINITE.fullmatch(self.written[i])

    def _noun_after(self, i: int) -> int:
        """The first chunk after `i` that is no article, count or adjective before a noun."""
        i += 1
        while i + 1 < len(self.chunks) and self.labels[i] in ("DETERMINER", "QUALIFIER", "COUNT"):
            i += 1
        return i

    def _is_inner_head(self, head: int, i: int) -> bool:
        """Whether a head is an earlier one's complement: `protocole d'application du traité`."""
        j = i - 1
        while j > head and self.words[j] not in _BEFORE_INNER_HEAD:
            if self.labels[j] not in ("DETERMINER", "QUALIFIER", "COUNT"):
                return False
            j -= 1
        return j > head and self.words[j - 1] not in (",", "et")

    def _is_period(self, head: int, i: int) -> bool:
        """Whether a date is part of the title: `pour 2026-2027`, `plan d'action 2023-2025`."""
        before = self.words[i - 1]
        years = _YEARS.fullmatch(self.written[i]) is not None
        if before in _BEFORE_PERIOD or before == "du":
            return True
        if before in ("de", "et", "a"):
            return years
        return years and "/" in self.chunks[i].value

    def _is_enumeration(self, comma: int) -> bool:
        """Whether a comma goes on as in `…, de l'eau et du climat`, or to `, relatif à…`."""
        if self.labels[comma + 1] == "LINK":
            return True
        if self.words[comma + 1] in ("un", "une", "et", "ou"):
            return False
        for i in range(comma + 1, min(len(self.chunks) - 1, comma + _LONGEST_ITEM)):
            if self.words[i] == "et":
                return self.labels[self._noun_after(i)] not in ("STOP", "PERSON", *_HEADS)
            if self.labels[i] in ("STOP", "DATE", "PERSON", *_HEADS):
                return False
            if self.written[i] in _PUNCTUATION or _FINITE.fullmatch(self.written[i]):
                return False
        return False

    def _is_joined(self, i: int) -> bool:
        """Whether a dash stands inside a word."""
        return (
            i + 1 < len(self.chunks)
            and self.chunks[i - 1].end == self.chunks[i].start
            and self.chunks[i].end == self.chunks[i + 1].start
        )

    def _closing_quote(self, opening: int) -> int | None:
        """The mark that closes the quotation which the chunk opens; None where it opens none."""
        closing = _CLOSING.get(self.written[opening])
        paragraph_end = self.text.source.find("\n\n", self.chunks[opening].start)
        for i in range(opening + 2, min(len(self.chunks), opening + _LONGEST) if closing else 0):
            if 0 <= paragraph_end < self.chunks[i].start:
                return None
            if self.written[i] == closing:
                return i
        return None

    def _after_bracket(self, opening: int) -> int:
        """The index after a short bracket's end; its own where the bracket is long."""
        for i in range(opening + 1, min(len(self.chunks), opening + _LONGEST_ASIDE)):
            if self.words[i] == ")":
                return i + 1
        return opening

    def _named(self, last: int, title: Title) -> Title | None:
        """The name that follows in guillemets: `un accord de pêche intitulé « Mers communes »`."""
        if last + 3 >= len(self.chunks) or self.labels[last + 1] != "NAMED":
            return None
        closing = self._closing_quote(last + 2)
        if closing is None:
            return None
        start, end = self.chunks[last + 3].start, self.chunks[closing - 1].end
        return replace(title, start=start, end=end, bare=False, quoted=True)
