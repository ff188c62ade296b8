"""A text as a string of symbols, to see at once which patterns match none of its sentences.

spaCy's Matcher tries every pattern at every token, and most patterns match nowhere in most texts.
A regular expression over two symbols a token, which runs in C, rules these out; what it lets
through, the Matcher decides.

>>> from spacy.strings import get_string_id as id
>>> turk = ({"NORM": "le", "OP": "?"}, {"ENT_TYPE": "OFFICE"}, {"NORM": {"IN": ["grec", "turc"]}})
>>> tape = Tape([turk])
>>> find = tape.regex(turk).search
>>> bool(find(tape.write([(0, id("le")), (id("OFFICE"), id("roi")), (0, id("turc"))])))
True
>>> bool(find(tape.write([(0, id("le")), (id("OFFICE"), id("roi")), (0, id("pape"))])))
False
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from spacy.strings import get_string_id

from pipeline.rules import Pattern
from pipeline.tokens import fold

_PRIVATE = 0xE000  # where Unicode leaves code points to whoever needs some
_OPTIONAL = ("?", "*", "!", "{0", "{,")  # operators of tokens that may be missing


class Tape:
    """Writes tokens as symbols, and patterns as regular expressions over these.

    A token is two symbols, for its label (`ENT_TYPE`) and its folded form (`NORM`); what no pattern
    names has one symbol in common. The expression of a pattern is looser than the pattern, never
    stricter: what a token must be beside its label and its form is left out.
    """

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        tokens = [token for pattern in patterns for token in pattern]
        labels = dict.fromkeys(v for token in tokens for v in _values(token.get("ENT_TYPE")))
        forms = dict.fromkeys(v for token in tokens for v in _values(_form(token)))
        symbols = map(chr, range(_PRIVATE, _PRIVATE + len(labels) + len(forms) + 2))
        self._labels = {label: next(symbols) for label in (None, *labels)}
        self._forms = {form: next(symbols) for form in (None, *forms)}
        self._of_label = _by_id(self._labels)
        self._of_form = _by_id(self._forms)

    def write(self, tokens: Iterable[Sequence[int]]) -> str:
        """The tokens, given by the ids of their label and form, as two symbols each."""
        labels, forms = self._of_label, self._of_form
        other_label, other_form = self._labels[None], self._forms[None]
        return "".join(
            labels.get(label, other_label) + forms.get(form, other_form) for label, form in tokens
        )

    def regex(self, pattern: Pattern) -> re.Pattern[str]:
        """What the tape of a sentence that the pattern matches must hold."""
        return re.compile("".join(self._token(token) for token in pattern))

    def needs(self, pattern: Pattern) -> tuple[frozenset[str], ...]:
        """Sets of symbols, of each of which a tape must hold one for the pattern to match there."""
        needed = (token for token in pattern if not str(token.get("OP", "1")).startswith(_OPTIONAL))
        return tuple(
            frozenset(symbols)
            for token in needed
            for symbols, alphabet in (
                (_any_of(self._labels, token.get("ENT_TYPE")), self._labels),
                (_any_of(self._forms, _form(token)), self._forms),
            )
            if len(symbols) < len(alphabet)
        )

    def _token(self, token: Mapping[str, Any]) -> str:
        operator = str(token.get("OP", "1"))
        if operator == "!":
            return f"(?:[{_any_of(self._labels, None)}][{_any_of(self._forms, None)}])?"
        label = _any_of(self._labels, token.get("ENT_TYPE"))
        form = _any_of(self._forms, _form(token))
        return f"(?:[{label}][{form}]){'' if operator == '1' else operator}"


def _form(token: Mapping[str, Any]) -> Any:
    """What a token's folded form must be: what `NORM` says, or the spelling, folded."""
    if "NORM" in token:
        return token["NORM"]
    for attribute in ("ORTH", "TEXT", "LOWER"):
        spelled = token.get(attribute)
        if isinstance(spelled, str):
            return fold(spelled)
        if isinstance(spelled, Mapping) and "IN" in spelled:
            return {"IN": [fold(value) for value in spelled["IN"]]}
    return None


def _values(wanted: Any) -> Iterator[str]:
    if isinstance(wanted, str):
        yield wanted
    elif isinstance(wanted, Mapping):
        for operator in ("IN", "NOT_IN"):
            yield from wanted.get(operator, ())


def _any_of(alphabet: Mapping[str | None, str], wanted: Any) -> str:
    """The symbols of what is wanted, all of them where that can't be told by values."""
    values = set(_values(wanted))
    if isinstance(wanted, str) or (isinstance(wanted, Mapping) and "IN" in wanted):
        symbols = [alphabet[value] for value in alphabet if value in values]
    else:
        symbols = [symbol for value, symbol in alphabet.items() if value not in values]
    return "".join(symbols)


def _by_id(alphabet: Mapping[str | None, str]) -> dict[int, str]:
    return {get_string_id(value): symbol for value, symbol in alphabet.items() if value is not None}
