"""What one stage knows: its rules, its lexicons, and what its rules may use."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.rules.files import SettingEntry, TableEntry
from pipeline.rules.lexicon import Lexicon
from pipeline.tape import Pattern
from pipeline.tokens import fold

# What a rule of a table of one's own may ask for: what all stages before it found.
FOUND = {
    "COUNTRY": "a mention of a state; its value is the ISO 3166-1 alpha-3 code",
    "DATE": "a mention of a date; its value is the date in EDTF",
    "PERSON": "a mention of a person, by name or by office; its value is the full name",
    "TITLE": "a public office; its value is the rank",
    "AGREEMENT": "an agreement's title; its value is the kind",
}


@dataclass(frozen=True)
class Rule:
    """One rule: what it matches (`patterns` or `regex`), what it says (`set`), its examples.

    It stands in `file` at `line`; of two rules that meet the same words, that of the lower `order`
    stands.
    """

    id: str
    about: str
    file: Path
    line: int | None
    order: int = 0
    patterns: tuple[Pattern, ...] = ()
    regex: re.Pattern[str] | None = None
    set: Mapping[str, Any] = field(default_factory=dict)
    examples: tuple[Mapping[str, Any], ...] = ()
    near_misses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ruleset:
    """What one stage knows: its lexicons by label, its rules in order, and what they may use.

    `given` are the labels of what earlier stages found, `parts` the names of parts, `settings` the
    keys of `set`, each with its meaning. `shown_in` is the table in which rules show that make no
    rows of their own; `table` the table that the file declares, if it does.
    """

    name: str
    lexicons: Mapping[str, Lexicon] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    about: str = ""
    given: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, SettingEntry] = field(default_factory=dict)
    shown_in: str | None = None
    table: TableEntry | None = None

    def terms(self, label: str) -> dict[str, str]:
        """A lexicon turned round: folded term → value."""
        return {fold(t): value for value, ts in self.lexicons[label].terms.items() for t in ts}

    @property
    def classes(self) -> dict[str, frozenset[str]]:
        """The folded terms of each lexicon, for code that looks words up one by one."""
        return {label: frozenset(self.terms(label)) for label in self.lexicons}
