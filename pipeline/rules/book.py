"""The rules in force: the shipped ones, and what a user's folders lay over them."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property, lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.errors import UsageError
from pipeline.gazetteer import Country, load_gazetteer
from pipeline.resources import models_dir
from pipeline.rules.checks import problems
from pipeline.rules.files import Problem, RuleEntry, RuleError, RulesFile, SettingEntry, TableEntry
from pipeline.rules.lexicon import Lexicon
from pipeline.rules.lists import ListFile, Row
from pipeline.rules.patterns import Fragments, PatternError, patterns_of, regex_of
from pipeline.rules.ruleset import FOUND, Rule, Ruleset

__all__ = ["Layer", "Rule", "RuleError", "Rulebook", "Ruleset", "rulebook"]


class Layer(NamedTuple):
    """A folder of rules: its rules files and its lists, by name."""

    folder: Path
    files: Mapping[str, RulesFile]
    lists: Mapping[str, ListFile]


class Rulebook:
    """All rules in force, by file: `book["dates"]` is the Ruleset of the dates.

    `folders` are the user's, each laid over those before it. Raises RuleError, which tells of all
    that is wrong with their files, and UsageError for a folder that is none.
    """

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self.layers = (_shipped(), *map(_read, folders))
        self.names = tuple(dict.fromkeys(name for layer in self.layers for name in layer.files))
        self._rulesets: dict[str, Ruleset] = {}
        _refuse(problems(self, self.layers[1:]))

    def __getitem__(self, name: str) -> Ruleset:
        if name not in self._rulesets:
            self._rulesets[name], wrong = self.build(name)
            _refuse(wrong)
        return self._rulesets[name]

    def __iter__(self) -> Iterator[Ruleset]:
        return (self[name] for name in self.names)

    @property
    def tables(self) -> dict[str, TableEntry]:
        """The tables that the user's files declare, by name."""
        return {ruleset.name: ruleset.table for ruleset in self if ruleset.table}

    def lists(self, name: str) -> list[list[Row]]:
        """The rows of a list (`countries`, `agencies`, `cities`): the shipped, then the user's."""
        return [layer.lists[name].rows for layer in self.layers if name in layer.lists]

    @cached_property
    def countries(self) -> tuple[Country, ...]:
        """The gazetteer."""
        return load_gazetteer(chain.from_iterable(self.lists("countries")))

    def calls(self) -> Iterator[Lexicon]:
        """The lexicons beside whose terms a person's name matters."""
        for ruleset in self:
            for lexicon in ruleset.lexicons.values():
                if lexicon.calls and lexicon.stage == ruleset.name:
                    yield lexicon

    def hash(self) -> str:
        """A hash of every file: two runs with one hash had the same rules."""
        digest = hashlib.sha256()
        for layer in self.layers:
            for path in _paths(layer.folder):
                digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        return digest.hexdigest()[:16]

    def check(self) -> None:
        """Look for what may be wrong in all files, the shipped ones too. Raises RuleError."""
        _refuse(problems(self, self.layers))

    def build(self, name: str) -> tuple[Ruleset, list[Problem]]:
        """What the files of a name say together, and what keeps some of it out."""
        files = [layer.files[name] for layer in self.layers if name in layer.files]
        wrong = [problem for file in files for problem in file.problems]
        lexicons: dict[str, Lexicon] = {}
        fragments: dict[str, str | Sequence[Any]] = {}
        for file in self._with_included(name):
            for label, entry in file.content.lexicons.items():
                known = lexicons.get(label, Lexicon(label))
                if known.files and entry.attr not in (None, known.attr):
                    told = f"its terms are compared by {known.attr}: drop 'attr', or the label"
                    wrong.append(file.problem(told, "lexicons", label, "attr"))
                try:
                    lexicons[label] = known.with_added(entry, file.path)
                except re.error as error:
                    message = f"'regex' is no regular expression: {error}"
                    wrong.append(file.problem(message, "lexicons", label, "regex"))
            fragments |= file.content.fragments
        rules: list[Rule] = []
        for file in files:
            new: dict[str, Rule] = {}
            for number, rule in enumerate(file.content.rules):
                try:
                    new[rule.id] = _rule(rule, fragments, file, number)
                except PatternError as error:
                    wrong.append(file.problem(str(error), "rules", number))
            kept = (rule for rule in rules if rule.id not in file.content.disable)
            rules = [new.pop(rule.id, rule) for rule in kept]
            rules = [*new.values(), *rules]
        contents = [file.content for file in files]
        own = next((c.table for c in contents if c.table), None)
        ruleset = Ruleset(
            name=name,
            lexicons=lexicons,
            rules=tuple(replace(rule, order=order) for order, rule in enumerate(rules)),
            about=contents[0].about.strip(),
            given=FOUND if own else contents[0].given,
            parts=contents[0].parts,
            settings=_settings(own) if own else contents[0].set,
            shown_in=contents[0].shown_in,
            table=own,
        )
        return ruleset, wrong

    def _with_included(self, name: str) -> list[RulesFile]:
        """The files whose lexicons and fragments one sees: those that it includes, then its own."""
        found: dict[str, list[RulesFile]] = {}

        def visit(name: str) -> None:
            if name in found:
                return
            found[name] = []
            files = [layer.files[name] for layer in self.layers if name in layer.files]
            for file in files:
                for other in file.content.include:
                    visit(other)
            found[name] = files
            order.append(name)

        order: list[str] = []
        visit(name)
        return [file for name in order for file in found[name]]


def rulebook(folders: Iterable[str | Path] = ()) -> Rulebook:
    """The rules in force with a user's folders; read again where one of their files has changed.

    Raises UsageError for a folder that is none, RuleError for what is wrong in its files.
    """
    paths = tuple(Path(folder) for folder in folders)
    stamps = tuple(
        (path.name, path.stat().st_mtime_ns, path.stat().st_size)
        for folder in paths
        for path in _paths(folder)
    )
    return _rulebook(paths, stamps)


@lru_cache(maxsize=8)
def _rulebook(folders: tuple[Path, ...], stamps: tuple[tuple[str, int, int], ...]) -> Rulebook:
    return Rulebook(folders)


@cache
def _shipped() -> Layer:
    return _read(models_dir())


def _read(folder: Path) -> Layer:
    paths = _paths(folder)
    files = {path.stem: RulesFile(path) for path in paths if path.suffix == ".toml"}
    return Layer(folder, files, {p.stem: ListFile(p) for p in paths if p.suffix == ".tsv"})


def _paths(folder: Path) -> list[Path]:
    if not folder.is_dir():
        found = "is a file" if folder.exists() else "does not exist"
        raise UsageError(f"rules folder {str(folder)!r} {found}: give a folder of rules files.")
    paths = sorted(path for path in folder.iterdir() if path.suffix in (".toml", ".tsv"))
    if not paths:
        told = "holds no rules: no file in it ends in .toml or .tsv."
        raise UsageError(f"rules folder {str(folder)!r} {told}")
    return paths


def _refuse(wrong: Sequence[Problem]) -> None:
    if wrong:
        raise RuleError(wrong)


def _rule(entry: RuleEntry, fragments: Fragments, file: RulesFile, number: int) -> Rule:
    return Rule(
        id=entry.id,
        about=entry.about,
        file=file.path,
        line=file.problem("", "rules", number).line,
        patterns=patterns_of(entry, fragments),
        regex=regex_of(entry, fragments),
        set=entry.set,
        examples=tuple(example.model_dump() for example in entry.examples),
        near_misses=tuple(entry.near_misses),
    )


def _settings(table: TableEntry) -> dict[str, SettingEntry]:
    """In a table of one's own a rule may say what stands in a column."""
    return {
        name: SettingEntry(about=column.about, type=column.type)
        for name, column in table.columns.items()
    }
