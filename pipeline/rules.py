"""The rules of `models/`: read from TOML, checked, and hashed.

A rules file holds lexicons, fragments and rules:

    include = ["calendar"]              # other files whose lexicons and fragments it uses

    [lexicons.MONTH]                    # a label, as spaCy's entity labels
    about = "Month names"
    [lexicons.MONTH.terms]              # value = [terms]
    3 = ["mars"]

    [lexicons.YEAR]
    about = "Years in figures"
    regex = '(19|20)[0-9]{2}'         # words beside terms; each is its own value

    [fragments]                         # pieces of patterns, spliced in by their name
    NAME = [{ENT_TYPE = "HONORIFIC", OP = "*"}, {ENT_TYPE = "PERSON", AS = "name"}]

    [[rules]]
    id = "day-month"
    about = "A day and a month: 3 mars"
    tokens = [{LIKE_NUM = true, AS = "day"}, {ENT_TYPE = "MONTH", AS = "month"}]
    set = {precision = "day"}           # what a match says beyond its parts
    examples = [{text = "signé le 3 mars", yields = {surface = "3 mars"}}]
    not = ["les mars et venus"]

`tokens` is a spaCy Matcher pattern (or a list of alternative ones) over the text's chunks: the
words, of which each lexicon term or earlier stage's mention is one, with its label in `ENT_TYPE`
and its value in `ENT_ID`. `NORM` compares without case and accents. `AS` names a part of the match
and is our one addition to spaCy's syntax. Instead of `tokens`, a rule may have a `regex` with named
groups, run on the text without accents (`pipeline.tokens.even`), or `phrases`, plain terms. In a
`regex`, `(?&NAME)` stands for the fragment of that name, itself a regular expression.
"""

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.errors import UsageError
from pipeline.resources import models_dir
from pipeline.tokens import fold, words_of

_FILE_KEYS = {"about", "source", "include", "lexicons", "fragments", "rules"}
_LEXICON_KEYS = {"about", "source", "attr", "terms", "regex"}
_RULE_KEYS = {"id", "about", "tokens", "regex", "phrases", "set", "examples", "not"}
_EXAMPLE_KEYS = {"text", "yields", "published"}
_KINDS = ("tokens", "regex", "phrases")
_FRAGMENT = re.compile(r"\(\?&(\w+)\)")

Pattern = tuple[dict[str, Any], ...]


class RuleError(UsageError):
    """A rules file that can't be used; the message names the file, the entry and the mend."""


@dataclass(frozen=True)
class Lexicon:
    """Terms under one label, each with the value that it stands for.

    `attr` is the token attribute by which terms are compared: `NORM` (the default: any case,
    accents or not) or `ORTH` (as written, for abbreviations such as AE or PM). The words that
    match the whole of `regex` are terms too, each with itself for a value.
    """

    label: str
    terms: Mapping[str, tuple[str, ...]]
    attr: str = "NORM"
    regex: re.Pattern[str] | None = None


@dataclass(frozen=True)
class Rule:
    """One rule: what it matches (`patterns` or `regex`), what it says (`set`), its examples."""

    id: str
    about: str
    file: str
    order: int
    patterns: tuple[Pattern, ...] = ()
    regex: re.Pattern[str] | None = None
    set: Mapping[str, Any] = field(default_factory=dict)
    examples: tuple[Mapping[str, Any], ...] = ()
    near_misses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ruleset:
    """What one stage knows: its lexicons by label and its rules in order."""

    name: str
    lexicons: Mapping[str, Lexicon]
    rules: tuple[Rule, ...]

    def terms(self, label: str) -> dict[str, str]:
        """A lexicon turned round: folded term → value."""
        return {fold(t): value for value, ts in self.lexicons[label].terms.items() for t in ts}


@cache
def load_rules(name: str) -> Ruleset:
    """Read `models/<name>.toml` and the files it includes.

    Raises RuleError for a file that is missing or wrong.
    """
    lexicons: dict[str, Lexicon] = {}
    fragments: dict[str, Any] = {}
    rules: list[Rule] = []
    for table, file in _with_includes(name):
        for label, entry in table.get("lexicons", {}).items():
            lexicons[label] = _lexicon(label, entry, file)
        fragments |= table.get("fragments", {})
        if file.stem == name:
            for order, entry in enumerate(table.get("rules", [])):
                rules.append(_rule(entry, fragments, file, order))
    ids = [rule.id for rule in rules]
    for rule in rules:
        if ids.count(rule.id) > 1:
            raise RuleError(f"{name}.toml: two rules have the id {rule.id!r}; rename one.")
    return Ruleset(name, lexicons, tuple(rules))


def rules_hash() -> str:
    """A hash of every file in `models/`: two runs with one hash had the same rules."""
    digest = hashlib.sha256()
    for path in sorted(models_dir().iterdir()):
        if path.suffix in (".toml", ".tsv"):
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _with_includes(name: str) -> Iterator[tuple[dict[str, Any], Path]]:
    table, file = _read(name)
    for other in table.get("include", []):
        yield from _with_includes(other)
    yield table, file


def _read(name: str) -> tuple[dict[str, Any], Path]:
    file = models_dir() / f"{name}.toml"
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise RuleError(f"{file}: no such rules file.") from None
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{file.name}: not valid TOML: {error}") from None
    _check_keys(table, _FILE_KEYS, file.name)
    return table, file


def _lexicon(label: str, entry: Mapping[str, Any], file: Path) -> Lexicon:
    _check_keys(entry, _LEXICON_KEYS, f"{file.name}: lexicon {label}")
    terms = {value: tuple(terms) for value, terms in entry.get("terms", {}).items()}
    regex = re.compile(entry["regex"]) if "regex" in entry else None
    return Lexicon(label, terms, entry.get("attr", "NORM"), regex)


def _rule(entry: Mapping[str, Any], fragments: Mapping[str, Any], file: Path, order: int) -> Rule:
    where = f"{file.name}: rule {entry.get('id', f'number {order + 1}')!r}"
    _check_keys(entry, _RULE_KEYS, where)
    for key in ("id", "about", "examples", "not"):
        if not entry.get(key):
            raise RuleError(f"{where}: {key!r} is missing.")
    for example in entry["examples"]:
        _check_keys(example, _EXAMPLE_KEYS, f"{where}, example")
    kinds = [kind for kind in _KINDS if kind in entry]
    if len(kinds) != 1:
        raise RuleError(f"{where}: give exactly one of {', '.join(_KINDS)}; it has {kinds}.")
    return Rule(
        id=entry["id"],
        about=entry["about"],
        file=file.name,
        order=order,
        patterns=tuple(_patterns(entry, fragments, where)),
        regex=_regex(entry, fragments, where),
        set=entry.get("set", {}),
        examples=tuple(entry["examples"]),
        near_misses=tuple(entry["not"]),
    )


def _patterns(
    entry: Mapping[str, Any], fragments: Mapping[str, Any], where: str
) -> Iterator[Pattern]:
    if "phrases" in entry:
        for phrase in entry["phrases"]:
            yield tuple({"NORM": fold(word)} for word in words_of(phrase))
    tokens = entry.get("tokens", [])
    alternatives = tokens if tokens and isinstance(tokens[0], list) else [tokens]
    for pattern in alternatives:
        if pattern:
            yield tuple(_splice(pattern, fragments, where))


def _splice(
    pattern: list[Any], fragments: Mapping[str, Any], where: str
) -> Iterator[dict[str, Any]]:
    """The pattern with each fragment's name replaced by the fragment, and NORM values folded."""
    for token in pattern:
        if isinstance(token, str):
            if token not in fragments:
                raise RuleError(f"{where}: unknown fragment {token!r}; known: {sorted(fragments)}.")
            yield from _splice(fragments[token], fragments, where)
            continue
        token = dict(token)
        norm = token.get("NORM")
        if isinstance(norm, str):
            token["NORM"] = fold(norm)
        elif isinstance(norm, dict):
            token["NORM"] = {
                op: [fold(v) for v in value] if isinstance(value, list) else value
                for op, value in norm.items()
            }
        yield token


def _regex(
    entry: Mapping[str, Any], fragments: Mapping[str, Any], where: str
) -> re.Pattern[str] | None:
    if "regex" not in entry:
        return None
    try:
        return re.compile(_spell_out(entry["regex"], fragments, where), re.VERBOSE | re.MULTILINE)
    except re.error as error:
        raise RuleError(f"{where}: not a regular expression: {error}") from None


def _spell_out(regex: str, fragments: Mapping[str, Any], where: str) -> str:
    """The expression with each `(?&NAME)` replaced by the fragment of that name."""

    def fragment(reference: re.Match[str]) -> str:
        found = fragments.get(reference[1])
        if not isinstance(found, str):
            raise RuleError(f"{where}: no fragment {reference[1]!r} that is a regular expression.")
        return f"(?:{_spell_out(found, fragments, where)})"

    return _FRAGMENT.sub(fragment, regex)


def _check_keys(entry: Mapping[str, Any], known: set[str], where: str) -> None:
    unknown = sorted(set(entry) - known)
    if unknown:
        raise RuleError(f"{where}: unknown key {unknown[0]!r}; known: {', '.join(sorted(known))}.")
