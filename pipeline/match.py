"""Rules over a text: lexicon terms and earlier mentions become chunks, patterns match chunks.

The cascade of finite-state patterns is an old idea of information extraction (FASTUS, Hobbs et
al. 1997): each stage reads a sentence in which what earlier stages found is a single token. So

    Le ministre turc des Affaires étrangères, Emre Aksoy

is, to a rule about offices, `Le RANK COUNTRY des PORTFOLIO , PERSON`.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import chain
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from pipeline.rules.book import Rule, Ruleset
from pipeline.rules.lexicon import Lexicon
from pipeline.tape import Found, PatternMatcher, Token
from pipeline.tokens import VOCAB, Chunk, Text, to_chunk, words_of


class Match(NamedTuple):
    """A rule that met the text from `start` to `end`, and its named parts."""

    rule: Rule
    start: int
    end: int
    parts: Mapping[str, tuple[Chunk, ...]]

    def value(self, part: str) -> str | None:
        """The value of a part, None where the match has none."""
        chunks = self.parts.get(part)
        return chunks[0].value if chunks else None


class Seen(NamedTuple):
    """What the rules of one file saw in a text, chunk by chunk, and which of them met it."""

    matcher: "RuleMatcher"
    text: Text
    chunks: list[Chunk]
    matches: list[Match]

    @property
    def rules(self) -> str:
        """The name of the rules file."""
        return self.matcher.ruleset.name


class NearMatch(NamedTuple):
    """A rule that met the beginning of a pattern, from `start` to `end`, and then broke off.

    That is `words` tokens of the text; `wanted` are those that the pattern wants next.
    """

    rule: Rule
    start: int
    end: int
    words: int
    wanted: Sequence[Mapping[str, Any]]


_seen: ContextVar[list[Seen] | None] = ContextVar("_seen", default=None)


@contextmanager
def watching() -> Iterator[list[Seen]]:
    """A list that fills, while the block runs, with what each RuleMatcher sees: to explain it."""
    seen: list[Seen] = []
    before = _seen.set(seen)
    try:
        yield seen
    finally:
        _seen.reset(before)


class LexiconMatcher:
    """Finds the terms of lexicons in a text. Hyphen or space inside a term is the same."""

    def __init__(self, lexicons: Iterable[Lexicon]) -> None:
        self._labels: dict[int, tuple[str, str]] = {}
        self._matchers: dict[str, PhraseMatcher] = {}
        self._regexes: list[tuple[str, re.Pattern[str]]] = []
        for lexicon in lexicons:
            if lexicon.regex:
                self._regexes.append((lexicon.label, lexicon.regex))
            matcher = self._matchers.setdefault(
                lexicon.attr, PhraseMatcher(VOCAB, attr=lexicon.attr)
            )
            for value, terms in lexicon.terms.items():
                key = f"{lexicon.label}={value}"
                self._labels.setdefault(VOCAB.strings.add(key), (lexicon.label, value))
                matcher.add(key, [Doc(VOCAB, words=words_of(term)) for term in terms])
        self._ranks = {key: rank for rank, key in enumerate(self._labels)}
        self._found: WeakKeyDictionary[Text, list[Chunk]] = WeakKeyDictionary()

    def __call__(self, text: Text) -> list[Chunk]:
        """All terms in the text, overlapping ones too, in the order of the lexicons.

        Words that match a lexicon's regular expression come last.
        """
        found = self._found.get(text)
        if found is None:
            found = self._found[text] = self._find(text)
        return found

    def _find(self, text: Text) -> list[Chunk]:
        starts, ends, words = text.starts, text.ends, text.unhyphenated
        found = [hit for matcher in self._matchers.values() for hit in matcher(text.terms)]
        found.sort(key=self._rank)
        chunks = [
            to_chunk((starts[words[first]], ends[words[last - 1]], *self._labels[key]))
            for key, first, last in found
        ]
        for label, regex in self._regexes:
            for word, start, end in zip(text.words, starts, ends, strict=True):
                if regex.fullmatch(word):
                    chunks.append(Chunk(start, end, label, word))
        return chunks

    def _rank(self, hit: tuple[int, int, int]) -> int:
        return self._ranks[hit[0]]


class RuleMatcher:
    """The rules of one stage, compiled.

    Called on a text and on the chunks that earlier stages found there, gives the matches in order
    of their start. Where two overlap, the longer one stands; of equals, the rule that comes first
    in its file. No match crosses the end of a sentence, but for regular expressions.
    """

    def __init__(self, ruleset: Ruleset, lexicons: Iterable[Lexicon] = ()) -> None:
        self.ruleset = ruleset
        self._find_terms = LexiconMatcher([*ruleset.lexicons.values(), *lexicons])
        self._rules = [rule for rule in ruleset.rules for _ in rule.patterns]
        self._patterns = [pattern for rule in ruleset.rules for pattern in rule.patterns]
        self._find_patterns = PatternMatcher(self._patterns)

    def __call__(self, text: Text, chunks: Iterable[Chunk] = ()) -> list[Match]:
        return without_overlaps(self.candidates(text, chunks))

    def candidates(self, text: Text, chunks: Iterable[Chunk] = ()) -> list[Match]:
        """Every match, overlapping ones too, for a stage that has its own way to choose."""
        chunks = list(chunks)
        found = [*self._token_matches(text, chunks), *self._regex_matches(text)]
        if (seen := _seen.get()) is not None:
            seen.append(Seen(self, text, self.chunks(text, chunks), found))
        return found

    def chunks(self, text: Text, earlier: Iterable[Chunk] = ()) -> list[Chunk]:
        """The text as the stage's patterns see it, token by token."""
        return view(text, [*earlier, *self._find_terms(text)])[0]

    def near_matches(self, text: Text, chunks: Sequence[Chunk]) -> Iterator[NearMatch]:
        """How far each pattern comes in each sentence of `chunks` that it doesn't match."""
        for start, end in text.sentences:
            first, last = bisect_left(chunks, (start,)), bisect_left(chunks, (end,))
            sentence = chunks[first:last]
            tokens = [_token(text, chunk) for chunk in sentence]
            for i, (rule, pattern) in enumerate(zip(self._rules, self._patterns, strict=True)):
                if any(self._find_patterns.matches([i], tokens)):
                    continue
                if opening := self._find_patterns.opening(i, tokens):
                    met = sentence[opening.first : opening.last]
                    wanted = pattern[opening.reached :]
                    yield NearMatch(rule, met[0].start, met[-1].end, len(met), wanted)

    def _token_matches(self, text: Text, earlier: Iterable[Chunk]) -> Iterator[Match]:
        if not self._rules:
            return
        terms = [*earlier, *self._find_terms(text)]
        promising = self._promising(text, terms)
        if not promising:
            return
        chunks, tokens = view(text, terms)
        for i, patterns in promising:
            start, end = text.sentences[i]
            first, last = bisect_left(chunks, (start,)), bisect_left(chunks, (end,))
            for found in self._find_patterns.matches(patterns, tokens[first:last]):
                yield _match(self._rules[found.pattern], chunks[first:last], found)

    def _promising(self, text: Text, terms: Iterable[Chunk]) -> list[tuple[int, list[int]]]:
        """The sentences that may match, and which patterns, by all words and terms in them."""
        firsts = [start for start, _ in text.sentences]
        tokens: list[list[Token]] = [[*text.words[slice(*span)]] for span in text.word_spans]
        for start, end, label, value in terms:
            tokens[bisect_right(firsts, start) - 1].append((label, value, text.source[start:end]))
        self._find_patterns.learn(chain.from_iterable(tokens))
        found = [(i, self._find_patterns.may_match(standing)) for i, standing in enumerate(tokens)]
        return [(i, patterns) for i, patterns in found if patterns]

    def _regex_matches(self, text: Text) -> Iterator[Match]:
        for rule in self.ruleset.rules:
            if rule.regex is None:
                continue
            for found in _search(rule.regex, text):
                parts = {
                    name: (Chunk(*found.span(name), "", text.source[slice(*found.span(name))]),)
                    for name, group in found.groupdict().items()
                    if group is not None
                }
                yield Match(rule, found.start(), found.end(), parts)


def _search(regex: re.Pattern[str], text: Text) -> Iterator[re.Match[str]]:
    """What `finditer` gives; where lines must begin with it, looked for nowhere else."""
    if not regex.pattern.lstrip().startswith("^"):
        yield from regex.finditer(text.plain)
        return
    start = 0
    while start >= 0:
        if found := regex.match(text.plain, start):
            yield found
            start = max(start, found.end() - 1)
        start = text.plain.find("\n", start) + 1 or -1


def _match(rule: Rule, chunks: Sequence[Chunk], found: Found) -> Match:
    parts: dict[str, tuple[Chunk, ...]] = {}
    for name, first, last in found.parts:
        parts[name] = (*parts.get(name, ()), *chunks[first:last])
    return Match(rule, chunks[found.first].start, chunks[found.last - 1].end, parts)


def without_overlaps(matches: Iterable[Match]) -> list[Match]:
    """The longest matches, of equals the rule that comes first, in order of their start."""
    kept: list[Match] = []
    taken: set[int] = set()
    for match in sorted(matches, key=lambda m: (m.start - m.end, m.rule.order, m.start)):
        if taken.isdisjoint(range(match.start, match.end)):
            taken.update(range(match.start, match.end))
            kept.append(match)
    return sorted(kept, key=lambda m: m.start)


def _token(text: Text, chunk: Chunk) -> Token:
    words = text.source[chunk.start : chunk.end]
    return (chunk.label, chunk.value, words) if chunk.label else words


def view(text: Text, chunks: Iterable[Chunk]) -> tuple[list[Chunk], list[Token]]:
    """The text with each chunk merged into one token, as chunks and as tokens of a tape.

    Of chunks that overlap the longest stands, then the first given.
    """
    kept: list[Chunk] = []
    taken = bytearray(len(text.source))
    for chunk in sorted(chunks, key=lambda c: c.start - c.end):
        if taken.find(1, chunk.start, chunk.end) < 0:
            taken[chunk.start : chunk.end] = b"\1" * (chunk.end - chunk.start)
            kept.append(chunk)
    plain, words, starts = text.chunks, text.words, text.starts
    merged: list[Chunk] = []
    tokens: list[Token] = []
    reached = 0
    for chunk in sorted(kept):
        first = bisect_left(starts, chunk.start)
        if first == len(starts) or starts[first] != chunk.start:
            continue
        merged += plain[reached:first]
        tokens += words[reached:first]
        merged.append(chunk)
        tokens.append(_token(text, chunk))
        reached = bisect_left(starts, chunk.end)
    return merged + plain[reached:], tokens + words[reached:]
