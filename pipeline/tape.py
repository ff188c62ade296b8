"""spaCy's token patterns as regular expressions over symbols.

spaCy's Matcher steps through its patterns token by token and spends most of its time where nothing
matches. So a token is written as a few symbols, a pattern as a regular expression over them, and
Python's `re` does the stepping. What a token must be is still for spaCy to say: labels and forms
are looked up, everything else its Matcher is asked, once for each different token.

>>> find = PatternMatcher([[{"NORM": "le", "OP": "?"}, {"ENT_TYPE": "OFFICE", "AS": "who"}]])
>>> list(find(["Vive", "Le", ("OFFICE", "king", "roi")]))
[Found(pattern=0, first=1, last=3, parts=[('who', 2, 3)])]
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from heapq import heapify, heappop, heappush
from typing import Any, NamedTuple

import numpy as np
from spacy.attrs import ENT_ID, ENT_TYPE
from spacy.matcher import Matcher
from spacy.tokens import Doc

from pipeline.tokens import VOCAB, fold

Pattern = tuple[dict[str, Any], ...]
Condition = Mapping[str, Any]  # what a token must be: {"ENT_TYPE": "PERSON"}

# Part of a match: its name, its first token, the one after its last.
Part = tuple[str, int, int]

_SYMBOLS = range(0x3000, 0xD800)  # any will do; `re` tests sets of these in one step
_PREDICATES = 5  # to a symbol, which has two to this power of values
_KNOWN = 20_000  # tokens whose symbols are kept
_ONCE = ("1", "!")


# A token with its label (`ENT_TYPE`), value (`ENT_ID`) and words; a plain one is its word alone.
Labelled = tuple[str, str, str]
Token = str | Labelled


def is_optional(token: Condition) -> bool:
    """Whether a pattern's token may be missing, or forbids what comes next."""
    return str(token.get("OP", "1")).startswith(("?", "*", "!", "{0", "{,"))


class Found(NamedTuple):
    """A match: which pattern, its first token, the one after its last, and its named parts."""

    pattern: int
    first: int
    last: int
    parts: list[Part]


class Opening(NamedTuple):
    """How far a pattern that doesn't match went: it met the tokens from `first` to `last`.

    That is with its own first `reached` tokens; none of the text's is what it wants next.
    """

    first: int
    last: int
    reached: int


class _Compiled:
    """A pattern as a regular expression, and the names of its groups.

    `pieces` are its tokens' expressions, `needs` sets of symbols, of each of which a tape must hold
    one for the pattern to match. The expression is compiled when it is first wanted: of many
    patterns few ever are.
    """

    def __init__(
        self, pieces: Sequence[str], names: Sequence[str], needs: Sequence[frozenset[str]]
    ) -> None:
        self.pieces = pieces
        self.names = names
        self.needs = needs

    @cached_property
    def regex(self) -> re.Pattern[str]:
        return re.compile("".join(self.pieces))


class PatternMatcher:
    """Finds patterns, all such as spaCy takes, in sentences.

    Called on a sentence's tokens, gives each pattern's matches in the order of the patterns; of
    one pattern's matches that overlap the longest, then the first, as spaCy's Matcher does with
    `greedy="LONGEST"`. A token is written as `_width` symbols, one for each column.
    """

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        conditions = [
            (attribute, wanted)
            for pattern in patterns
            for token in pattern
            for attribute, wanted in token.items()
            if attribute not in ("AS", "OP")
        ]
        symbols = map(chr, _SYMBOLS)
        asked = {repr(c): {c[0]: c[1]} for c in conditions if not _is_by_value(*c)}
        keys = list(asked)
        self._values = [_Values(attributes, conditions, symbols) for attributes in _ATTRIBUTES]
        self._predicates = [
            _Predicates(keys[i : i + _PREDICATES], symbols)
            for i in range(0, len(keys), _PREDICATES)
        ]
        self._matcher = Matcher(VOCAB)
        for key, condition in asked.items():
            self._matcher.add(key, [[condition]])
        # Of each condition that spaCy is asked: its column and its bit there.
        self._bits = {VOCAB.strings[key]: divmod(i, _PREDICATES) for i, key in enumerate(keys)}
        self._columns: list[_Values | _Predicates] = [*self._values, *self._predicates]
        self._width = len(self._columns)
        self._known: dict[Token, str] = {}
        self._compiled = [self._compile(pattern) for pattern in patterns]
        # Patterns by the symbols of which they need one; "" for those that need none.
        self._needing: dict[str, list[int]] = defaultdict(list)
        for i, compiled in enumerate(self._compiled):
            for symbol in min(compiled.needs, key=len, default=("",)):
                self._needing[symbol].append(i)

    def may_match(self, tokens: Sequence[Token]) -> list[int]:
        """The patterns that a sentence of these tokens, in whatever order, might match."""
        symbols, needing = frozenset(self._write(tokens)), self._needing
        return [
            i
            for i in sorted({i for symbol in ("", *symbols) for i in needing.get(symbol, ())})
            if not any(map(symbols.isdisjoint, self._compiled[i].needs))
        ]

    def __call__(self, tokens: Sequence[Token]) -> Iterator[Found]:
        yield from self.matches(self.may_match(tokens), tokens)

    def possible(self, pattern: int) -> bool:
        """Whether any sentence at all might match the pattern."""
        return all(self._compiled[pattern].needs)

    def matches(self, patterns: Iterable[int], tokens: Sequence[Token]) -> Iterator[Found]:
        """The matches of some patterns only."""
        tape = self._write(tokens)
        for i in patterns:
            yield from self._matches(i, tape)

    def opening(self, pattern: int, tokens: Sequence[Token]) -> Opening | None:
        """How far a pattern comes at most that doesn't match; None if not even its first token."""
        tape, pieces = self._write(tokens), self._compiled[pattern].pieces
        for reached in range(len(pieces) - 1, 0, -1):
            found = max(
                re.finditer("".join(pieces[:reached]), tape),
                key=lambda match: match.end() - match.start(),
                default=None,
            )
            if found and found.end() > found.start():
                return Opening(found.start() // self._width, found.end() // self._width, reached)
        return None

    def _write(self, tokens: Sequence[Token]) -> str:
        known = self._known
        try:
            return "".join([known[token] for token in tokens])
        except KeyError:
            self.learn(tokens)
            return "".join([known[token] for token in tokens])

    def learn(self, tokens: Iterable[Token]) -> None:
        """Find the symbols of tokens; those of a whole text at once are found sooner."""
        different = set(tokens)
        if len(self._known) > _KNOWN:
            self._known.clear()
        if unknown := list(different.difference(self._known)):
            self._judge(unknown)

    def _judge(self, tokens: Sequence[Token]) -> None:
        labelled = [("", "", token) if isinstance(token, str) else token for token in tokens]
        doc = Doc(VOCAB, words=[word for _, _, word in labelled])
        add = VOCAB.strings.add
        labels = [[add(label), add(value)] for label, value, _ in labelled]
        doc.from_array([ENT_TYPE, ENT_ID], np.array(labels, dtype="uint64"))  # type: ignore[arg-type]
        held = [[0] * len(self._predicates) for _ in tokens]
        for key, i, _ in self._matcher(doc) if self._bits else ():
            column, bit = self._bits[key]
            held[i][column] |= 1 << bit
        for token, of_token, bits in zip(tokens, labelled, held, strict=True):
            values = [column.symbol(of_token) for column in self._values]
            others = [c.symbols[b] for c, b in zip(self._predicates, bits, strict=True)]
            self._known[token] = "".join([*values, *others])

    def _matches(self, i: int, tape: str) -> Iterator[Found]:
        compiled, found, place = self._compiled[i], [], 0
        while match := compiled.regex.search(tape, place):
            found.append(match)
            place = match.start() + self._width
        width = self._width
        for match in found if len(found) < 2 else _apart(found, compiled.regex):
            parts = [
                (name, start // width, end // width)
                for name, (start, end) in zip(compiled.names, match.regs[1:], strict=True)
                if start < end
            ]
            yield Found(i, match.start() // width, match.end() // width, parts)

    def _compile(self, pattern: Pattern) -> _Compiled:
        pieces, names, needs = [], [], []
        for token in pattern:
            operator = str(token.get("OP", "1"))
            choices = [column.choice(token) for column in self._columns]
            piece = self._one_of(choices)
            if operator == "!":
                piece = f"(?!{piece}){self._one_of([None] * self._width)}"
            elif not is_optional(token):
                needs += [choice for choice in choices if choice is not None]
            if operator not in _ONCE:
                piece = f"(?:{piece}){operator}"
            if "AS" in token:
                names.append(token["AS"])
                piece = f"({piece})"
            pieces.append(piece)
        return _Compiled(pieces, names, needs)

    def _one_of(self, choices: Sequence[frozenset[str] | None]) -> str:
        """A token that is one of the choices in every column."""
        first = self._columns[0].alphabet if choices[0] is None else choices[0]
        others = zip(self._columns[1:], choices[1:], strict=True)
        # The first column has symbols of its own, so that a match begins where a token does.
        return _class(first) + "".join(
            "." if choice is None else _class(choice, column.alphabet) for column, choice in others
        )


def _class(symbols: frozenset[str], alphabet: frozenset[str] = frozenset()) -> str:
    if not symbols:
        return "(?!)"
    if 2 * len(symbols) > len(alphabet) > 0:
        return f"[^{''.join(sorted(alphabet - symbols))}]" if symbols < alphabet else "."
    return f"[{''.join(sorted(symbols))}]"


class _Values:
    """The symbol for the value of attributes of one kind, of which each is looser than the last."""

    def __init__(
        self,
        attributes: Mapping[str, Callable[[Labelled], str]],
        conditions: Iterable[tuple[str, Any]],
        symbols: Iterator[str],
    ) -> None:
        self._attributes = attributes
        self._named: dict[str, dict[str, str]] = {attribute: {} for attribute in attributes}
        # By attribute and value: the symbols of the tokens that have it.
        self._having: dict[tuple[str, str], set[str]] = defaultdict(set)
        for attribute, wanted in conditions:
            if attribute in attributes and _is_by_value(attribute, wanted):
                for value in _values(wanted):
                    self._named[attribute].setdefault(value, "")
        for attribute, named in self._named.items():
            looser = list(attributes)[list(attributes).index(attribute) :]
            for value in named:
                symbol = named[value] = next(symbols)
                token = (value, value, value)
                for other in looser:
                    self._having[other, attributes[other](token)].add(symbol)
        self._other = next(symbols)
        self.alphabet = frozenset([self._other]).union(*self._having.values())

    def symbol(self, token: Labelled) -> str:
        for attribute, value_of in self._attributes.items():
            if symbol := self._named[attribute].get(value_of(token)):
                return symbol
        return self._other

    def choice(self, token: Condition) -> frozenset[str] | None:
        """The symbols that meet a token's conditions; None if it has none for this column."""
        asked = [
            (attribute, token[attribute])
            for attribute in self._attributes
            if attribute in token and _is_by_value(attribute, token[attribute])
        ]
        if not asked:
            return None
        return self.alphabet.intersection(*(self._meeting(*condition) for condition in asked))

    def _meeting(self, attribute: str, wanted: Any) -> frozenset[str]:
        having = (self._having[attribute, value] for value in _values(wanted))
        symbols = frozenset[str]().union(*having)
        if isinstance(wanted, Mapping) and "NOT_IN" in wanted:
            kept = wanted.get("IN")
            symbols = self._meeting(attribute, {"IN": kept}) if kept else self.alphabet
            symbols -= self._meeting(attribute, {"IN": wanted["NOT_IN"]})
        return symbols


class _Predicates:
    """The symbol for which of a few conditions hold, a bit for each."""

    def __init__(self, conditions: Sequence[str], symbols: Iterator[str]) -> None:
        self._bits = {key: 1 << i for i, key in enumerate(conditions)}
        self.symbols = [next(symbols) for _ in range(1 << len(conditions))]
        self.alphabet = frozenset(self.symbols)

    def choice(self, token: Condition) -> frozenset[str] | None:
        """The symbols that meet a token's conditions; None if it has none for this column."""
        asked = sum(self._bits.get(repr(condition), 0) for condition in token.items())
        if not asked:
            return None
        return frozenset(s for bits, s in enumerate(self.symbols) if bits & asked == asked)


_ATTRIBUTES: tuple[dict[str, Callable[[Labelled], str]], ...] = (
    {"ENT_TYPE": lambda token: token[0]},
    {
        "ORTH": lambda token: token[2],
        "TEXT": lambda token: token[2],
        "LOWER": lambda token: token[2].lower(),
        "NORM": lambda token: fold(token[2]),
    },
    {"ENT_ID": lambda token: token[1]},
)


def _is_by_value(attribute: str, wanted: Any) -> bool:
    """Whether a condition asks for certain values and nothing else."""
    if not any(attribute in attributes for attributes in _ATTRIBUTES):
        return False
    return isinstance(wanted, str) or (
        isinstance(wanted, Mapping) and set(wanted) <= {"IN", "NOT_IN"}
    )


def _values(wanted: str | Mapping[str, Sequence[str]]) -> Iterator[str]:
    if isinstance(wanted, str):
        yield wanted
    else:
        for values in wanted.values():
            yield from values


def _apart(found: Iterable[re.Match[str]], regex: re.Pattern[str]) -> list[re.Match[str]]:
    """The longest matches, of equals the first, and what still finds room before one of these."""
    kept: list[re.Match[str]] = []
    pending = [(m.start() - m.end(), m.start(), m) for m in found]
    heapify(pending)
    while pending:
        _, start, match = heappop(pending)
        if any(other.start() <= start < other.end() for other in kept):
            continue
        room = min((other.start() for other in kept if other.start() > start), default=match.end())
        if match.end() <= room:
            kept.append(match)
        elif shorter := regex.match(match.string, start, room):
            heappush(pending, (start - shorter.end(), start, shorter))
    return sorted(kept, key=lambda m: m.start())
