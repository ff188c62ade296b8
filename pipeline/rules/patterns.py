"""What a rule matches: fragments spliced in, words folded, and what can never match told."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from spacy.matcher import Matcher

from pipeline.rules.files import RuleEntry, nearest
from pipeline.rules.lexicon import Lexicon
from pipeline.tape import Pattern, PatternMatcher, is_optional
from pipeline.tokens import VOCAB, fold, words_of

Fragments = Mapping[str, str | Sequence[Any]]

KINDS = ("tokens", "regex", "phrases")
# What a pattern may ask of a token, beside `OP` and `AS`; the same words as spaCy's.
ATTRIBUTES = {
    "NORM": "the word in lower case, without accents: `etait` for Était",
    "LOWER": "the word in lower case, with its accents: `était`",
    "ORTH": "the word exactly as written",
    "TEXT": "the same as ORTH",
    "ENT_TYPE": 'the label of a lexicon\'s term or of what an earlier stage found, `""` for none',
    "ENT_ID": "the value of that term or find: `3` for mars, `FRA` for France",
    "SHAPE": "its shape: `Xxxxx` for Paris, `dd` for 12, `XX` for EU",
    "LENGTH": "its number of characters",
    "IS_ALPHA": "whether it is of letters only",
    "IS_ASCII": "whether it is of ASCII characters only",
    "IS_DIGIT": "whether it is of figures only",
    "IS_LOWER": "whether it is in lower case",
    "IS_UPPER": "whether it is in capitals",
    "IS_TITLE": "whether it begins with a capital",
    "IS_PUNCT": "whether it is punctuation",
    "IS_BRACKET": "whether it is a bracket",
    "IS_QUOTE": "whether it is a quotation mark",
    "IS_LEFT_PUNCT": "whether it opens something, as « does",
    "IS_RIGHT_PUNCT": "whether it closes something, as » does",
    "IS_CURRENCY": "whether it is a currency's sign",
    "LIKE_NUM": "whether it is a number, in figures or words",
}
_UNSET = (
    "POS",
    "TAG",
    "DEP",
    "LEMMA",
    "MORPH",
    "IS_SENT_START",
    "ENT_IOB",
    "ENT_KB_ID",
    "IS_SPACE",
    "IS_STOP",
    "LIKE_URL",
    "LIKE_EMAIL",
)
_OPERATOR = re.compile(r"[1?!+*]|\{\d+\}|\{\d+,\d*\}|\{\d*,\d+\}")
_REFUSED = re.compile(r"\[pattern -> (\d+) -> ([\w -> ]+)\] (.*)")
_REFERENCE = re.compile(r"\(\?&(\w+)\)")


class PatternError(ValueError):
    """A pattern, phrase or regular expression that can't be used; the message says why."""


def patterns_of(entry: RuleEntry, fragments: Fragments) -> tuple[Pattern, ...]:
    """The token patterns of a rule. Raises PatternError for an unknown fragment."""
    phrases = [[{"NORM": word} for word in words_of(phrase)] for phrase in entry.phrases or ()]
    tokens = entry.tokens or []
    alternatives = tokens if tokens and isinstance(tokens[0], list) else [tokens]
    found = (tuple(_spliced(pattern, fragments)) for pattern in (*phrases, *alternatives))
    return tuple(pattern for pattern in found if pattern)


def regex_of(entry: RuleEntry, fragments: Fragments) -> re.Pattern[str] | None:
    """The regular expression of a rule. Raises PatternError where it is none."""
    if entry.regex is None:
        return None
    try:
        return re.compile(_spelled_out(entry.regex, fragments), re.VERBOSE | re.MULTILINE)
    except re.error as error:
        raise PatternError(f"'regex' is no regular expression: {error}") from None


def parts_of(patterns: Iterable[Pattern], regex: re.Pattern[str] | None) -> set[str]:
    """The names of the parts; regular expressions tell those of one name apart by underscores."""
    named = {token["AS"] for pattern in patterns for token in pattern if "AS" in token}
    return named | {name.rstrip("_") for name in (regex.groupindex if regex else ())}


def labels_of(patterns: Iterable[Pattern]) -> set[str]:
    """The labels that patterns ask for."""
    tokens = (token for pattern in patterns for token in pattern)
    return {label for token in tokens for label in _values(token.get("ENT_TYPE"))}


def problems_of(
    patterns: Sequence[Pattern],
    regex: re.Pattern[str] | None,
    labels: Mapping[str, Lexicon | None],
) -> Iterator[str]:
    """What is wrong with a rule's patterns.

    `labels` are those that they may ask for: of lexicons, and of what earlier stages find (None).
    """
    for pattern in patterns:
        wrong = [problem for token in pattern for problem in _wrong_in_token(token, labels)]
        yield from wrong or _wrong_in_pattern(pattern)
    if regex and regex.match(""):
        yield "'regex' matches the empty span: it finds a place without a word; ask for something"


def _spliced(pattern: Any, fragments: Fragments) -> Iterator[dict[str, Any]]:
    """The pattern with each fragment's name replaced by the fragment, and NORM values folded."""
    for token in pattern:
        if isinstance(token, str):
            if isinstance(fragment := fragments.get(token), str | None):
                known = [name for name, other in fragments.items() if not isinstance(other, str)]
                raise PatternError(f"unknown fragment {token!r}: {nearest(token, known)}")
            yield from _spliced(fragment, fragments)
        elif isinstance(token, dict):
            yield token | {"NORM": _folded(token["NORM"])} if "NORM" in token else token
        else:
            raise PatternError(f"{token!r} is no token: write a table, as in {{NORM = 'signe'}}")


def _folded(norm: Any) -> Any:
    if isinstance(norm, str):
        return fold(norm)
    if isinstance(norm, dict):
        return {
            op: [fold(value) for value in values if isinstance(value, str)]
            if isinstance(values, list)
            else values
            for op, values in norm.items()
        }
    return norm


def _spelled_out(regex: str, fragments: Fragments) -> str:
    """The expression with each `(?&NAME)` replaced by the fragment of that name."""

    def fragment(reference: re.Match[str]) -> str:
        found = fragments.get(reference[1])
        if not isinstance(found, str):
            known = [name for name, other in fragments.items() if isinstance(other, str)]
            raise PatternError(f"unknown fragment {reference[1]!r}: {nearest(reference[1], known)}")
        return f"(?:{_spelled_out(found, fragments)})"

    return _REFERENCE.sub(fragment, regex)


def _wrong_in_token(
    token: Mapping[str, Any], labels: Mapping[str, Lexicon | None]
) -> Iterator[str]:
    asked = _values(token.get("ENT_TYPE"))
    is_found = any(label in labels and labels[label] is None for label in asked)
    for attribute, wanted in token.items():
        if attribute == "AS":
            continue
        if attribute == "OP":
            if not _OPERATOR.fullmatch(str(wanted)):
                yield f"unknown OP {wanted!r}: one of ? * + ! {{2}} {{2,}} {{,3}} {{2,3}}"
            continue
        if attribute in _UNSET:
            yield f"{attribute} can match nothing: no token here has it; ask for NORM or a lexicon"
        elif attribute not in ATTRIBUTES:
            known = nearest(attribute, (*ATTRIBUTES, "OP", "AS"))
            yield f"unknown attribute {attribute!r}: {known}"
        elif attribute == "ENT_TYPE":
            for label in filter(None, asked):
                if label not in labels:
                    yield f"unknown lexicon {label!r}: {nearest(label, labels)}"
        elif attribute in _WRITTEN and not is_found:
            for word in _values(wanted):
                yield from _wrong_word(attribute, word, labels)
    lexicon = labels.get(asked[0]) if len(asked) == 1 else None
    if lexicon and not lexicon.regex:
        for value in _values(token.get("ENT_ID")):
            if value not in lexicon.terms:
                known = nearest(value, lexicon.terms)
                yield f"lexicon {lexicon.label} has no value {value!r}: {known}"


def _wrong_in_pattern(pattern: Pattern) -> Iterator[str]:
    if all(map(is_optional, pattern)):
        yield "it matches the empty span: every token may be missing; drop an OP"
        return
    try:
        Matcher(VOCAB).add("rule", [[_without_name(token) for token in pattern]])
        possible = PatternMatcher([pattern]).possible(0)
    except ValueError as error:
        reason = _REFUSED.search(str(error))
        if reason:
            keys = re.sub(r"TokenPattern\w+ -> ", "", reason[2])
            error = ValueError(f"token {int(reason[1]) + 1}, {keys}: {reason[3]}")
        yield f"spaCy refuses the pattern: {error}"
    else:
        if not possible:
            yield "it can match nothing: a token asks for two things that exclude each other"


def _without_name(token: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in token.items() if key != "AS"}


def _values(wanted: Any) -> list[str]:
    """The values that a condition asks for, where it asks for values."""
    if isinstance(wanted, Mapping):
        wanted = [value for op in ("IN", "NOT_IN") for value in wanted.get(op, ())]
    if isinstance(wanted, list):
        return [value for value in wanted if isinstance(value, str)]
    return [wanted] if isinstance(wanted, str) else []


_WRITTEN: Mapping[str, Callable[[str], str]] = {
    "NORM": fold,
    "LOWER": str.lower,
    "ORTH": str,
    "TEXT": str,
}


def _wrong_word(attribute: str, word: str, labels: Mapping[str, Lexicon | None]) -> Iterator[str]:
    """Why no token can be that word, if none can."""
    written = _WRITTEN[attribute](word)
    if written != word:
        yield f"{attribute} {word!r} can match nothing: a token has {written!r}"
        return
    # Case tells an abbreviation from a word and a stop: `MM.`.
    forms = {word} if attribute in ("ORTH", "TEXT") else {word, word.title(), word.upper()}
    if any(len(words_of(form)) == 1 for form in forms if form.strip()):
        return
    lexicons = filter(None, labels.values())
    if fold(word) not in {fold(t) for x in lexicons for terms in x.terms.values() for t in terms}:
        several = " ".join(f"{{{attribute} = {token!r}}}" for token in words_of(word))
        yield (
            f"{attribute} {word!r} can match nothing: a token is one word or a lexicon's term;"
            f" write {several or 'a word'}"
        )
