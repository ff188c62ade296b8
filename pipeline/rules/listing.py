"""What there is: every rule and lexicon by file, and one of them whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.resources import models_dir
from pipeline.rules.book import Rule, Rulebook, Ruleset
from pipeline.rules.files import nearest
from pipeline.rules.layout import aligned, as_toml
from pipeline.rules.lexicon import Lexicon


def listing(book: Rulebook, stage: str | None = None) -> Iterator[str]:
    """The rules and lexicons of all files, or of one. Raises UsageError for an unknown file."""
    for ruleset in book if stage is None else [known_stage(book, stage)]:
        yield f"{ruleset.name}: {_first_sentence(ruleset.about)}"
        yield from aligned(
            (
                rule.id,
                _origin([rule.file]),
                f"{len(rule.examples)} + {len(rule.near_misses)}",
                rule.about,
            )
            for rule in ruleset.rules
        )
        yield from aligned(
            (
                lexicon.label,
                _origin(lexicon.files),
                "a regex" if lexicon.regex else f"{_count(lexicon)} terms",
                lexicon.about,
            )
            for lexicon in _own(ruleset)
        )
        yield ""
    rules = [rule for ruleset in book for rule in ruleset.rules]
    lexicons = [lexicon for ruleset in book for lexicon in _own(ruleset)]
    yield (
        f"{len(rules)} rules with {sum(len(r.examples) for r in rules)} examples"
        f" + {sum(len(r.near_misses) for r in rules)} near misses, {len(lexicons)} lexicons"
    )


def known_stage(book: Rulebook, name: str) -> Ruleset:
    """The rules of one file. Raises UsageError for an unknown one."""
    if name not in book.names:
        raise UsageError(f"no rules file {name!r}: {nearest(name, book.names)}")
    return book[name]


def show(book: Rulebook, name: str) -> Iterator[str]:
    """A rule by its id, or the lexicons of a label. Raises UsageError where there is neither."""
    found: list[Rule | Lexicon] = [
        *(rule for ruleset in book for rule in ruleset.rules if rule.id == name),
        *(lexicon for ruleset in book for lexicon in _own(ruleset) if lexicon.label == name),
    ]
    if not found:
        ids = [rule.id for ruleset in book for rule in ruleset.rules]
        labels = [lexicon.label for ruleset in book for lexicon in _own(ruleset)]
        raise UsageError(f"no rule or lexicon {name!r}: {nearest(name, {*ids, *labels})}")
    for entry in found:
        yield from _rule(entry) if isinstance(entry, Rule) else _lexicon(entry)


def _rule(rule: Rule) -> Iterator[str]:
    yield f"rule {rule.id}: {rule.about}"
    yield f"  in {_origin([rule.file])}, line {rule.line}"
    for pattern in rule.patterns:
        yield "  tokens"
        yield from (f"    {as_toml(token)}" for token in pattern)
    if rule.regex:
        yield "  regex"
        yield from (f"    {line.strip()}" for line in rule.regex.pattern.strip().splitlines())
    yield from (f"  set {key} = {as_toml(value)}" for key, value in rule.set.items())
    for example in rule.examples:
        yield f"  finds {as_toml(example['yields'])} in: {example['text']}"
    yield from (f"  nothing in: {text}" for text in rule.near_misses)


def _lexicon(lexicon: Lexicon) -> Iterator[str]:
    yield f"lexicon {lexicon.label}: {lexicon.about}"
    yield f"  in {_origin(lexicon.files)}, compared by {lexicon.attr}"
    if lexicon.regex:
        yield f"  regex {lexicon.regex.pattern}"
    yield from (f"  {value} = {', '.join(terms)}" for value, terms in lexicon.terms.items())


def _own(ruleset: Ruleset) -> list[Lexicon]:
    return [lexicon for lexicon in ruleset.lexicons.values() if lexicon.stage == ruleset.name]


def _origin(files: Sequence[Path]) -> str:
    """Where an entry stands: `shipped`, or the user's own files."""
    mine = [str(file) for file in files if file.parent != models_dir()]
    return " + ".join(([] if len(mine) == len(files) else ["shipped"]) + mine)


def _count(lexicon: Lexicon) -> int:
    return sum(map(len, lexicon.terms.values()))


def _first_sentence(about: str) -> str:
    return " ".join(about.split()).partition(". ")[0].rstrip(".")
