"""One dispatch through every stage: `python -m pipeline.explain FILE`, as a Markdown page.

For each stage the page says what it counts, how its rules saw a sentence, which rules met that
sentence, and what the stage leaves on the Doc for the next one.
"""

from __future__ import annotations

import argparse
import copy
import inspect
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.cli import add_as_of, add_rules, guard, make_parser, path_argument
from pipeline.dispatch import Dispatch, Reject
from pipeline.errors import UsageError
from pipeline.read import find, read

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from pipeline.match import Match, Seen
    from pipeline.tokens import Chunk, Text

EXAMPLES = """\
examples:
  python -m pipeline.explain dispatch.txt
  python -m pipeline.explain seeds/002_39aa6ed02c1f3f44.txt > docs/how-it-decides.md
"""

_OPENING = """\
# How it decides

One dispatch on its way through the pipeline, written by

    python -m pipeline.explain {source}

A stage reads the text and what earlier stages left on the Doc, and leaves its own facts. Its rules
see a sentence as *chunks*: a term of a lexicon, or a mention that an earlier stage found, is one
token. Below, `[LABEL value: words]` is such a chunk and a bare word is itself; `models/` holds the
lexicons and rules, under the file names given here.

## The text
"""
_PLACE = ("start", "end", "rule")


@dataclass(frozen=True, slots=True)
class Step:
    """What one component of the pipeline did with a dispatch.

    `scope` is what its documentation says of it; `seen` what its rules saw and which of them met
    the text; `left` what it added to or changed in `doc._.depeche`, by entry.
    """

    component: str
    scope: str
    seen: list[Seen]
    left: Mapping[str, Any]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0, or 2 for a mistake in using it."""
    options = _parser().parse_args(arguments)
    return guard(lambda: _explain(options))


def steps(nlp: Language, doc: Doc) -> Iterator[Step]:
    """Send a Doc through the components of `nlp` one by one, and tell what each did with it."""
    from pipeline.match import watching

    for name, component in nlp.pipeline:
        before = copy.deepcopy(doc._.depeche)
        with watching() as seen:
            doc = component(doc)
        left = {key: value for key, value in doc._.depeche.items() if value != before.get(key)}
        yield Step(name, _scope(component), seen, copy.deepcopy(left))


def page(dispatch: Dispatch, nlp: Language) -> str:
    """The page about a dispatch, in Markdown."""
    from pipeline.nlp import make_doc
    from pipeline.tokens import read_doc

    doc = make_doc(nlp, dispatch)
    text = read_doc(doc)
    return "\n".join(
        [
            *_opening(dispatch, text),
            *(line for step in steps(nlp, doc) for line in _section(step, text, doc)),
            *_closing(dispatch, doc),
        ]
    )


def _parser() -> argparse.ArgumentParser:
    parser = make_parser(
        "pipeline.explain",
        "Walk one dispatch through every stage, and print what each decides and why.",
        EXAMPLES,
    )
    parser.add_argument("input", metavar="FILE", type=path_argument, help="a text file")
    add_as_of(parser)
    add_rules(parser)
    return parser


def _explain(options: argparse.Namespace) -> int:
    dispatch = _dispatch(options.input)

    from pipeline.nlp import load  # slow: not before the dispatch is known to be one

    print(page(dispatch, load(as_of=options.as_of, rules=options.rules)))
    return 0


def _dispatch(path: Path) -> Dispatch:
    if path.is_dir():
        raise UsageError(f"{str(path)!r} is a folder: name one file.")
    (item,) = read(find([path]))
    if isinstance(item, Reject):
        raise UsageError(f"{item.source}: {item.reason}: {item.detail}.")
    return item


# The page.


def _opening(dispatch: Dispatch, text: Text) -> Iterator[str]:
    yield _OPENING.format(source=dispatch.source)
    sentences = len(text.sentences)
    yield f"Document `{dispatch.doc_id}`, {len(dispatch.text):,} characters, {sentences} sentences:"
    yield ""
    for start, end in text.sentences:
        yield f"> {_in_line(text.source[start:end])}"
        yield ">"
    yield ""


def _section(step: Step, text: Text, doc: Doc) -> Iterator[str]:
    yield f"## `{step.component}`"
    yield ""
    yield step.scope
    yield ""
    if step.component == "ner":
        names = dict.fromkeys(ent.text for ent in doc.ents if ent.label_ == "PER")
        yield f"It takes for persons: {_listed(names)}."
        yield ""
    files = {seen.rules: seen for seen in sorted(step.seen, key=lambda seen: len(seen.matches))}
    for seen in files.values():  # of a file that is asked often, the text that it found most in
        yield from _view(seen)
    for entry, left in step.left.items():
        yield f"It leaves, as `{entry}`:"
        yield ""
        yield from _table(left, text.source)
        yield ""


def _view(seen: Seen) -> Iterator[str]:
    """The sentence in which the rules of a file met the text most often, as they saw it."""
    if not seen.matches:
        return
    text = seen.text
    sentences = [text.sentence(match.start) for match in seen.matches]
    start, end = max(sentences, key=lambda s: (sentences.count(s), -s[0]))
    chunks = [chunk for chunk in seen.chunks if start <= chunk.start < end]
    yield f"To the rules of `{seen.rules}.toml` one of the sentences looks like this:"
    yield ""
    yield "```text"
    yield " ".join(_chunk(chunk, text.source) for chunk in chunks)
    yield "```"
    yield ""
    yield "Those that meet it:"
    yield ""
    yield "| rule | what it is for | words | parts |"
    yield "|---|---|---|---|"
    for match, sentence in zip(seen.matches, sentences, strict=True):
        if sentence == (start, end):
            words = _in_line(text.source[match.start : match.end])
            yield _row(f"`{match.rule.id}`", match.rule.about, words, _parts(match, text.source))
    yield ""


def _table(left: Any, source: str) -> Iterator[str]:
    if isinstance(left, Mapping):
        yield from (f"- {key}: {value}" for key, value in left.items() if value is not None)
    elif not left:
        yield "nothing."
    elif "start" not in left[0]:
        yield from (f"- {_values(fact)}" for fact in left)
    else:
        yield "| words | what they say | rule |"
        yield "|---|---|---|"
        for fact in left:
            words = _in_line(source[fact["start"] : fact["end"]])
            said = {key: value for key, value in fact.items() if key not in _PLACE}
            yield _row(words, _values(said), f"`{fact['rule']}`" if "rule" in fact else "")


def _closing(dispatch: Dispatch, doc: Doc) -> Iterator[str]:
    from pipeline.rows import rows

    yield "## The tables"
    yield ""
    yield "The facts become rows: each gets the document's id, its words and its sentence."
    yield "The edges of the graph follow from the rows:"
    yield ""
    yield "| subject | predicate | object |"
    yield "|---|---|---|"
    for edge in rows(doc, dispatch)["relations"]:
        yield _row(edge["subject"], edge["predicate"], edge["object"])


def _scope(component: Callable[[Doc], Doc]) -> str:
    """What the documentation of a component's module says, without its example."""
    module = inspect.getmodule(type(component))
    if module is None or not module.__name__.startswith("pipeline."):
        return "The model's named entity recognizer."
    return inspect.cleandoc(module.__doc__ or "").split("\n>>>")[0].strip()


def _chunk(chunk: Chunk, source: str) -> str:
    words = _in_line(source[chunk.start : chunk.end])
    if not chunk.label:
        return words
    return f"[{' '.join(filter(None, (chunk.label, chunk.value)))}: {words}]"


def _parts(match: Match, source: str) -> str:
    return " · ".join(
        f"{name}: {_in_line(source[chunks[0].start : chunks[-1].end])}"
        for name, chunks in match.parts.items()
    )


def _values(fact: Mapping[str, Any]) -> str:
    return " · ".join(
        f"{key}: {_listed(value) if isinstance(value, list) else value}"
        for key, value in fact.items()
        if value not in (None, [], {}, False)
    )


def _listed(values: Iterator[Any] | Sequence[Any] | Mapping[Any, Any]) -> str:
    return ", ".join(
        "–".join(map(str, value)) if isinstance(value, list) else str(value) for value in values
    )


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"


def _in_line(words: str) -> str:
    return " ".join(words.split())


if __name__ == "__main__":
    sys.exit(main())
