"""What may be wrong in the files of a book of rules, seen with those that they are laid over."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.resources import models_dir
from pipeline.rules.files import (
    LexiconEntry,
    Problem,
    RuleEntry,
    RulesFile,
    SettingEntry,
    TableEntry,
    nearest,
)
from pipeline.rules.patterns import KINDS, parts_of, problems_of
from pipeline.rules.ruleset import Ruleset
from pipeline.tables import PLACE, SCHEMAS
from pipeline.tokens import words_of

if TYPE_CHECKING:
    from pipeline.rules.book import Layer, Rulebook

_DECLARED = ("given", "parts", "set", "shown_in")
_NAME = re.compile("[a-z][a-z0-9_]*")
_TYPES: Mapping[str, type] = {
    "string": str,
    "boolean": bool,
    "integer": int,
    "strings": list,
    "table": dict,
}


def problems(book: Rulebook, layers: Iterable[Layer]) -> list[Problem]:
    """All that is wrong in some layers of a book, by file and line."""
    found: list[Problem] = []
    for layer in layers:
        for file in layer.files.values():
            found += file.problems or _of_file(file, book)
        found += (problem for file in layer.lists.values() for problem in file.problems)
    found += _doubles(book.layers)
    return sorted(dict.fromkeys(found), key=lambda problem: (problem.file, problem.line or 0))


def _of_file(file: RulesFile, book: Rulebook) -> Iterator[Problem]:
    content, is_shipped = file.content, file.path.parent == models_dir()
    same = [layer.files[file.name] for layer in book.layers if file.name in layer.files]
    below = same[: same.index(file)]
    if not (is_shipped or below or content.table):
        known = nearest(file.name, book.layers[0].files)
        yield file.problem(
            f"no stage is called {file.name!r}: {known}"
            " (a table of one's own must declare [table]: see docs/rules.md)"
        )
        return
    if content.table and (below or file.name in SCHEMAS):
        yield file.problem("there is such a table already: name the file otherwise", "table")
    for other in content.include:
        if other not in book.names:
            told = f"includes an unknown file: {nearest(other, book.names)}"
            yield file.problem(told, "include")
    for key in () if is_shipped else _DECLARED:
        if getattr(content, key):
            yield file.problem(f"{key!r} is for the shipped file to say: drop it", key)
    yield from _disabled(file, below)
    for label, entry in content.lexicons.items():
        yield from _of_lexicon(label, entry, file)
    ruleset, wrong = book.build(file.name)
    yield from wrong
    if content.table:
        yield from _of_table(ruleset, content.table, file)
    for number, rule in enumerate(content.rules):
        yield from _of_rule(rule, number, file, ruleset)


def _of_rule(rule: RuleEntry, number: int, file: RulesFile, ruleset: Ruleset) -> Iterator[Problem]:
    place = ("rules", number)
    for message in _of_settings(rule.set, ruleset.settings):
        yield file.problem(message, *place, "set")
    kinds = [kind for kind in KINDS if getattr(rule, kind)]
    if len(kinds) != 1:
        given = f"it has {' and '.join(kinds)}" if kinds else "it has none"
        yield file.problem(f"give exactly one of {', '.join(KINDS)}; {given}", *place)
        return
    built = next((built for built in ruleset.rules if built.id == rule.id), None)
    if built is None:  # it could not be built, which is told already
        return
    labels = {**dict.fromkeys(ruleset.given), **ruleset.lexicons}
    for message in problems_of(built.patterns, built.regex, labels):
        yield file.problem(message, *place, kinds[0])
    if ruleset.table is None:  # its own tables' parts are what their columns want
        for part in sorted(parts_of(built.patterns, built.regex) - set(ruleset.parts)):
            told = f"unknown part {part!r}: {nearest(part, ruleset.parts)}"
            yield file.problem(told, *place, kinds[0])


def _disabled(file: RulesFile, below: Sequence[RulesFile]) -> Iterator[Problem]:
    known = [rule.id for other in below for rule in other.content.rules]
    for id_ in file.content.disable:
        if id_ not in known:
            told = f"no rule {id_!r} of {file.name} to switch off: {nearest(id_, known)}"
            yield file.problem(told, "disable")


def _doubles(layers: Iterable[Layer]) -> Iterator[Problem]:
    """Two rules of one id: in one file, or in files of different names."""
    seen: dict[str, RulesFile] = {}
    for layer in layers:
        for file in layer.files.values():
            times = Counter(rule.id for rule in file.content.rules)
            for number, rule in enumerate(file.content.rules):
                other = seen.setdefault(rule.id, file)
                if other.name != file.name or times.pop(rule.id, 1) > 1:
                    told = f"the id is that of another rule in {other.path.name}: rename one"
                    yield file.problem(told, "rules", number)


def _of_lexicon(label: str, entry: LexiconEntry, file: RulesFile) -> Iterator[Problem]:
    if not entry.terms and not entry.regex:
        yield file.problem("it has neither 'terms' nor 'regex': add some", "lexicons", label)
    for value, terms in entry.terms.items():
        for term in terms:
            if not words_of(term):
                told = f"{term!r} has no word: nothing can match it"
                yield file.problem(told, "lexicons", label, "terms", value)


def _of_settings(said: Mapping[str, Any], settings: Mapping[str, SettingEntry]) -> Iterator[str]:
    for key, value in said.items():
        setting = settings.get(key)
        if setting is None:
            yield f"'set' knows no {key!r}: {nearest(key, settings)}"
        elif type(value) is not _TYPES[setting.type]:
            yield f"'set.{key}' is {value!r}, and must be of type {setting.type}"
        elif setting.values is not None and value not in setting.values:
            yield f"'set.{key}' is {value!r}: {nearest(str(value), setting.values)}"


def _of_table(ruleset: Ruleset, table: TableEntry, file: RulesFile) -> Iterator[Problem]:
    if not _NAME.fullmatch(ruleset.name):
        yield file.problem("a table's name is of small letters, figures and _: rename the file")
    used = set().union(*(parts_of(rule.patterns, rule.regex) for rule in ruleset.rules))
    known = {*ruleset.given, *ruleset.lexicons}
    for name, column in table.columns.items():
        place = ("table", "columns", name)
        if name in PLACE:
            yield file.problem("every table has this column already: name it otherwise", *place)
        elif not _NAME.fullmatch(name):
            yield file.problem("a column's name is of small letters, figures and _", *place)
        if column.part and column.part not in used:
            told = f"no rule names a part {column.part!r}: {nearest(column.part, used)}"
            yield file.problem(told, *place, "part")
        if column.near and column.near not in known:
            told = f"unknown lexicon {column.near!r}: {nearest(column.near, known)}"
            yield file.problem(told, *place, "near")
        is_set = any(name in rule.set for rule in ruleset.rules)
        if not (column.part or column.near or is_set) and ruleset.rules:
            told = "nothing fills it: give 'part' or 'near', or let rules `set` it"
            yield file.problem(told, *place)
