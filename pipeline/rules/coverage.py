"""What the rules do in a corpus: `python -m pipeline.rules coverage INPUT`.

Matches and rows by rule; rules that never match, and those of whose matches never a row comes; and
what may want the next rule: the words that call for a fact (titles, verbs of signing: those of the
lexicons with `calls`) that no rule of their file took, the commonest first, each with a sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from textwrap import wrap
from typing import Any

from pipeline.clean import clean
from pipeline.match import LexiconMatcher
from pipeline.rules.book import Rule, Rulebook, Ruleset
from pipeline.rules.layout import aligned
from pipeline.rules.trial import Outcome
from pipeline.tokens import Chunk, read

_SENTENCE = 160  # characters shown
_WIDTH = 100
_INDENTED: Any = {"initial_indent": "  ", "break_on_hyphens": False}


@dataclass
class Coverage:
    """Counts over a corpus, by rules' ids; `missed` by file and word, each with a sentence."""

    documents: int = 0
    matches: Counter[str] = field(default_factory=Counter)
    rows: Counter[str] = field(default_factory=Counter)
    missed: Counter[tuple[str, str]] = field(default_factory=Counter)
    sentences: dict[tuple[str, str], str] = field(default_factory=dict)


def cover(book: Rulebook, outcomes: Iterable[Outcome]) -> Coverage:
    """Count what the rules did in texts, and what they left."""
    calls = {
        ruleset.name: LexiconMatcher([x for x in book.calls() if x.stage == ruleset.name])
        for ruleset in book
        if ruleset.rules and any(x.stage == ruleset.name for x in book.calls())
    }
    coverage = Coverage()
    for outcome in outcomes:
        coverage.documents += 1
        coverage.rows.update(row["rule"] for _, row in outcome.rows)
        text = read(clean(outcome.dispatch.text).text)
        taken: dict[str, list[tuple[int, int]]] = {name: [] for name in calls}
        for seen in outcome.seen:
            coverage.matches.update(match.rule.id for match in seen.matches)
            if seen.text is text and seen.rules in taken:
                taken[seen.rules] += ((match.start, match.end) for match in seen.matches)
        for name, find in calls.items():
            for chunk in _whole(find(text)):
                if not any(start <= chunk.start < end for start, end in taken[name]):
                    word = text.source[chunk.start : chunk.end].casefold()
                    coverage.missed[name, word] += 1
                    sentence = text.source[slice(*text.sentence(chunk.start))]
                    coverage.sentences.setdefault((name, word), " ".join(sentence.split()))
    return coverage


def report(
    book: Rulebook, coverage: Coverage, stage: str | None = None, most: int | None = None
) -> Iterator[str]:
    """The lines that tell of it, of all files or of one.

    Of the words that no rule took the commonest are listed, `most` at most.
    """
    rulesets = [ruleset for ruleset in book if ruleset.rules and stage in (None, ruleset.name)]
    for ruleset in rulesets:
        matched = [rule for rule in ruleset.rules if coverage.matches[rule.id]]
        yield f"{ruleset.name}: {len(matched)} of {len(ruleset.rules)} rules match"
        lines = [
            (
                rule.id,
                f"{coverage.matches[rule.id]:,}",
                f"{coverage.rows[rule.id]:,}",
                _verdict(rule, ruleset, coverage),
            )
            for rule in matched
        ]
        yield from aligned([("rule", "matches", "rows", ""), *lines] if lines else [])
        silent = ", ".join(rule.id for rule in ruleset.rules if not coverage.matches[rule.id])
        yield from wrap(f"never: {silent or 'none'}", _WIDTH, subsequent_indent="    ", **_INDENTED)
        yield ""
    missed = {key: count for key, count in coverage.missed.most_common() if stage in (None, key[0])}
    yield f"no rule took: {sum(missed.values()):,} words that call for a fact"
    yield from aligned(
        (name, word, f"{count:,}", _cut(coverage.sentences[name, word], word))
        for (name, word), count in islice(missed.items(), most)
    )


def _whole(terms: Iterable[Chunk]) -> Iterator[Chunk]:
    """The longest terms at each place: of `secrétaire général` not `secrétaire`."""
    reached = 0
    for term in sorted(terms, key=lambda term: (term.start, -term.end)):
        if term.start >= reached:
            yield term
            reached = term.end


def _verdict(rule: Rule, ruleset: Ruleset, coverage: Coverage) -> str:
    """What it means that a rule matched and no row is its."""
    makes_rows = not ruleset.shown_in and any(example["yields"] for example in rule.examples)
    return "always overridden" if makes_rows and not coverage.rows[rule.id] else ""


def _cut(sentence: str, word: str) -> str:
    """A sentence, of a long one what stands around the word."""
    middle = sentence.casefold().find(" ".join(word.split())) + len(word) // 2
    start = max(min(middle - _SENTENCE // 2, len(sentence) - _SENTENCE), 0)
    cut = sentence[start : start + _SENTENCE]
    return f"{'…' if start else ''}{cut}{'…' if start + _SENTENCE < len(sentence) else ''}"
