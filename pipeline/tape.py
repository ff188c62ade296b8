"""spaCy's token patterns as regular expressions over symbols.

spaCy's Matcher steps through its patterns token by token and spends most of its time where nothing
matches. So a token is written as a few symbols, a pattern as a regular expression over them, and
Python's `re` does the stepping. What a token must be is still for spaCy to say: labels and forms
are looked up, everything else its Matcher is asked, once for each different token.

>>> turk = ({"NORM": "le", "OP": "?"}, {"ENT_TYPE": "OFFICE", "AS": "who"}, {"IS_TITLE": True})
>>> tape = Tape([turk])
>>> pattern = tape.compile(turk)
>>> sentence = ["Vive", "Le", Labelled("OFFICE", "king", "roi"), "Ali"]
>>> pattern.matches(tape.write(sentence), tape.width)
[(1, 4, [('who', 2, 3)])]
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from spacy.attrs import ENT_ID, ENT_TYPE
from spacy.matcher import Matcher
from spacy.tokens import Doc

from pipeline.rules import Pattern
from pipeline.tokens import VOCAB, fold

Condition = Mapping[str, Any]  # what a token must be: {"ENT_TYPE": "PERSON"}

# Part of a match: its name, its first token, the one after its last.
Part = tuple[str, int, int]

BREAK = "\n"  # what no pattern crosses

_SYMBOLS = range(0x3000, 0xD800)  # any will do; `re` tests sets of these in one step
_PREDICATES = 5  # to a symbol, which has two to this power of values
_KNOWN = 100_000  # tokens whose symbols are kept
_OPERATOR = re.compile(r"[?*+]|\{\d+(?:,\d*)?\}|\{,\d+\}")
_ONCE = ("1", "!")
_OPTIONAL = ("?", "*", "{0", "{,")  # operators of tokens that may be missing


class Labelled(NamedTuple):
    """A token with a label (`ENT_TYPE`) and a value (`ENT_ID`); any other is its word alone."""

    label: str
    value: str
    word: str


Token = str | Labelled


class Found(NamedTuple):
    """A match: its first token, the one after its last, and its named parts."""

    first: int
    last: int
    parts: list[Part]


class TapePattern(NamedTuple):
    """A compiled pattern.

    `needs` are sets of symbols, of each of which a tape must hold one for the pattern to match.
    """

    regex: re.Pattern[str]
    names: tuple[str, ...]
    needs: tuple[frozenset[str], ...]

    def may_match(self, symbols: frozenset[str]) -> bool:
        """Whether the pattern may match a tape of these symbols."""
        return not any(need.isdisjoint(symbols) for need in self.needs)

    def matches(self, tape: str, width: int) -> list[Found]:
        """The matches in a tape; of those that overlap the longest, then the first."""
        candidates = []
        place = 0
        while found := self.regex.search(tape, place):
            candidates.append(found)
            place = found.start() + width
        if len(candidates) > 1:
            candidates = _apart(candidates)
        return [self._found(found, tape, width) for found in candidates]

    def _found(self, found: re.Match[str], tape: str, width: int) -> Found:
        breaks = tape.count(BREAK, 0, found.start())
        parts = [
            (name, (start - breaks) // width, (end - breaks) // width)
            for name, (start, end) in zip(self.names, found.regs[1:], strict=True)
            if start < end
        ]
        first, last = found.span()
        return Found((first - breaks) // width, (last - breaks) // width, parts)


class Tape:
    """The symbols for what `patterns` ask of a token, `width` of them to a token."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        conditions = [
            (attribute, wanted)
            for pattern in patterns
            for token in pattern
            for attribute, wanted in token.items()
            if attribute not in ("AS", "OP")
        ]
        symbols = map(chr, _SYMBOLS)
        self._columns: list[_Values | _Predicates] = [
            _Values(attributes, conditions, symbols) for attributes in _ATTRIBUTES
        ]
        asked = {repr(c): {c[0]: c[1]} for c in conditions if not _is_by_value(*c)}
        keys = list(asked)
        self._columns += [
            _Predicates({key: asked[key] for key in keys[i : i + _PREDICATES]}, symbols)
            for i in range(0, len(keys), _PREDICATES)
        ]
        self._columns = [column for column in self._columns if len(column.alphabet) > 1]
        self._known: dict[Token, str] = {}
        self.width = len(self._columns)

    def write(self, tokens: Iterable[Token]) -> str:
        """The tokens as a tape, which ends without a break."""
        known = self._known
        if len(known) > _KNOWN:
            known.clear()
        return "".join([known.get(token) or self._learn(token) for token in tokens])

    def _learn(self, token: Token) -> str:
        labelled = token if isinstance(token, Labelled) else Labelled("", "", token)
        symbols = "".join(column.symbol(labelled) for column in self._columns)
        self._known[token] = symbols
        return symbols

    def compile(self, pattern: Pattern) -> TapePattern:
        """The pattern as a regular expression over tapes. ValueError for an unknown operator."""
        pieces, names, needs = [], [], []
        for token in pattern:
            operator = str(token.get("OP", "1"))
            if operator not in _ONCE and not _OPERATOR.fullmatch(operator):
                raise ValueError(f"unknown operator {operator!r}")
            choices = [column.choice(token) for column in self._columns]
            piece = self._one_of(choices)
            if operator == "!":
                piece = f"(?!{piece}){self._one_of([None] * self.width)}"
            elif not operator.startswith(_OPTIONAL):
                needs += [frozenset(c) for c in choices if c is not None]
            if operator not in _ONCE:
                piece = f"(?:{piece}){operator}"
            if "AS" in token:
                names.append(token["AS"])
                piece = f"({piece})"
            pieces.append(piece)
        return TapePattern(re.compile("".join(pieces)), tuple(names), tuple(needs))

    def _one_of(self, choices: Sequence[str | None]) -> str:
        first, *others = choices
        return f"[{first or self._columns[0].alphabet}]" + "".join(
            "." if choice is None else f"[{choice}]" for choice in others
        )


class _Values:
    """The symbol for the value of attributes of one kind, of which each is looser than the last."""

    def __init__(
        self,
        attributes: Mapping[str, Callable[[Labelled], str]],
        conditions: Iterable[tuple[str, Any]],
        symbols: Iterator[str],
    ) -> None:
        self._attributes = attributes
        # By attribute: value -> symbol. A word that is named as it stands has a symbol of its own.
        self._named: dict[str, dict[str, str]] = {attribute: {} for attribute in attributes}
        self._words: dict[str, Labelled] = {}
        for attribute, wanted in conditions:
            if attribute in attributes and _is_by_value(attribute, wanted):
                for value in _values(wanted):
                    if value not in self._named[attribute]:
                        symbol = self._named[attribute][value] = next(symbols)
                        self._words[symbol] = Labelled(value, value, value)
        self._other = next(symbols)
        self._rank = {attribute: i for i, attribute in enumerate(attributes)}
        self._rank_of = {
            symbol: self._rank[attribute]
            for attribute, named in self._named.items()
            for symbol in named.values()
        }
        self.alphabet = "".join([*self._words, self._other])

    def symbol(self, token: Labelled) -> str:
        for attribute, value_of in self._attributes.items():
            if symbol := self._named[attribute].get(value_of(token)):
                return symbol
        return self._other

    def choice(self, token: Condition) -> str | None:
        """The symbols that meet a token's conditions; None if it has none for this column."""
        asked = [
            (attribute, token[attribute])
            for attribute in self._attributes
            if attribute in token and _is_by_value(attribute, token[attribute])
        ]
        if not asked:
            return None
        return "".join(s for s in self.alphabet if all(self._meets(s, *c) for c in asked))

    def _meets(self, symbol: str, attribute: str, wanted: Any) -> bool:
        value = None
        if self._rank_of.get(symbol, len(self._rank)) <= self._rank[attribute]:
            value = self._attributes[attribute](self._words[symbol])
        if isinstance(wanted, str):
            return value == wanted
        return all((value in values) == (operator == "IN") for operator, values in wanted.items())


class _Predicates:
    """The symbol for which of a few conditions hold, as spaCy's Matcher tells."""

    def __init__(self, conditions: Mapping[str, Condition], symbols: Iterator[str]) -> None:
        self._bits = {key: 1 << i for i, key in enumerate(conditions)}
        self._matcher = Matcher(VOCAB)
        for key, condition in conditions.items():
            self._matcher.add(key, [[dict(condition)]])
        self.alphabet = "".join(next(symbols) for _ in range(1 << len(conditions)))

    def symbol(self, token: Labelled) -> str:
        doc = Doc(VOCAB, words=[token.word])
        labels = [[VOCAB.strings.add(token.label), VOCAB.strings.add(token.value)]]
        doc.from_array([ENT_TYPE, ENT_ID], np.array(labels, dtype="uint64"))  # type: ignore[arg-type]
        held = {VOCAB.strings[key] for key, _, _ in self._matcher(doc)}
        return self.alphabet[sum(self._bits[key] for key in held)]

    def choice(self, token: Condition) -> str | None:
        """The symbols that meet a token's conditions; None if it has none for this column."""
        asked = sum(self._bits.get(repr(condition), 0) for condition in token.items())
        if not asked:
            return None
        return "".join(s for bits, s in enumerate(self.alphabet) if bits & asked == asked)


_ATTRIBUTES: tuple[dict[str, Callable[[Labelled], str]], ...] = (
    {"ENT_TYPE": lambda token: token.label},
    {
        "ORTH": lambda token: token.word,
        "TEXT": lambda token: token.word,
        "LOWER": lambda token: token.word.lower(),
        "NORM": lambda token: fold(token.word),
    },
    {"ENT_ID": lambda token: token.value},
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


def _apart(candidates: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    kept: list[re.Match[str]] = []
    for found in sorted(candidates, key=lambda m: (m.start() - m.end(), m.start())):
        if all(found.end() <= other.start() or other.end() <= found.start() for other in kept):
            kept.append(found)
    return sorted(kept, key=lambda m: m.start())
