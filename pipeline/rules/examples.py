"""Every rule's examples and near misses, run: what must come out, and what does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.dispatch import Dispatch
from pipeline.resources import models_dir
from pipeline.rules.book import Rule, Rulebook, Ruleset
from pipeline.rules.trial import AS_OF, Outcome, Trial
from pipeline.tables import Row


class Failure(NamedTuple):
    """An example that fails: its rule and text, the columns expected, those of rows that came.

    Where nothing must come, `expected` is empty; where nothing came, `got` is.
    """

    rule: Rule
    text: str
    expected: Mapping[str, Any]
    got: Sequence[Mapping[str, Any]]


class Report(NamedTuple):
    """How many rules, examples and near misses were run, and which of them failed."""

    rules: int
    examples: int
    near_misses: int
    failures: list[Failure]


def run(book: Rulebook, trial: Trial) -> Report:
    """Run the examples of all rules in force.

    A shipped rule's example holds, too, where a rule of the user's finds what it says.
    """
    rules = [(ruleset, rule) for ruleset in book for rule in ruleset.rules]
    mine = frozenset(rule.id for _, rule in rules if rule.file.parent != models_dir())
    found = _outcomes(_texts(rule for _, rule in rules), trial)
    failures: list[Failure] = []
    for ruleset, rule in rules:
        as_good = {rule.id} if rule.id in mine else {rule.id, *mine}
        for example in rule.examples:
            outcome = found[example["text"], example["published"]]
            failures += _failures(rule, ruleset, example, outcome, as_good)
        for text in rule.near_misses:
            if got := [row for _, row in found[text, None].rows if row["rule"] == rule.id]:
                failures.append(Failure(rule, text, {}, got))
    return Report(
        rules=len(rules),
        examples=sum(len(rule.examples) for _, rule in rules),
        near_misses=sum(len(rule.near_misses) for _, rule in rules),
        failures=failures,
    )


def _texts(rules: Iterable[Rule]) -> Iterator[tuple[str, str | None]]:
    for rule in rules:
        yield from ((example["text"], example["published"]) for example in rule.examples)
        yield from ((text, None) for text in rule.near_misses)


def _outcomes(
    texts: Iterable[tuple[str, str | None]], trial: Trial
) -> dict[tuple[str, str | None], Outcome]:
    keys = list(dict.fromkeys(texts))
    dispatches = [
        Dispatch.of(str(number), text, published=date.fromisoformat(day) if day else None)
        for number, (text, day) in enumerate(keys)
    ]
    return {keys[int(outcome.dispatch.source)]: outcome for outcome in trial.quickly(dispatches)}


def _failures(
    rule: Rule,
    ruleset: Ruleset,
    example: Mapping[str, Any],
    outcome: Outcome,
    as_good: set[str],
) -> Iterator[Failure]:
    rows = [row for _, row in outcome.rows if row["rule"] in as_good]
    if not rows and ruleset.shown_in:  # its rules make no rows, and show in those of others
        rows = outcome.tables[ruleset.shown_in]
    yields = example["yields"]
    if yields == []:
        if rows:
            yield Failure(rule, example["text"], {}, rows)
        return
    for expected in [yields] if isinstance(yields, dict) else yields:
        if not any(_holds(row, expected) for row in rows):
            yield Failure(rule, example["text"], expected, rows)


def _holds(row: Row, expected: Mapping[str, Any]) -> bool:
    return all(plain(row.get(column)) == value for column, value in expected.items())


def plain(value: Any) -> Any:
    """A value as a rules file writes it: days in ISO 8601."""
    return value.isoformat() if isinstance(value, date) else value


def check(rules: Sequence[Path]) -> Report:
    """Everything about the rules in force: raises RuleError for wrong files, else runs examples."""
    book = Rulebook(rules)
    book.check()
    return run(book, Trial(rules, as_of=AS_OF))
