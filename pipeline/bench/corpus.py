"""Corpora for the benchmark: as many texts as wanted, no two alike, the same ones every time.

They are made of the dispatches in this checkout, which must be one: `wire` of them alone, every
text begun by one dispatch and carried on by others; `news` with one such text in ten, the others
ordinary news (see `pipeline.bench.ordinary`).
"""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

from pipeline.bench import ordinary
from pipeline.errors import UsageError
from pipeline.evaluate.gold import read_gold
from pipeline.tokens import read

SEEDS = Path("seeds")
GOLD = (Path("data/gold/dev"), Path("data/gold/own"))
_OPENING = 2  # sentences that a text has from its first dispatch
_RUN = 3  # sentences that it has from each other one
_RUNS = 3
_SENTENCES = 4_000  # ordinary ones, all different
_PARAGRAPHS, _PARAGRAPH = 4, 3  # of an ordinary text, and sentences to a paragraph


def wire(number: int, seed: int = 0) -> Iterator[str]:
    """So many diplomatic texts."""
    rng = random.Random(seed)
    dispatches = [_sentences(text) for text in _dispatches()]
    for i in range(number):
        text = "".join(dispatches[i % len(dispatches)][:_OPENING])
        for dispatch in rng.sample(dispatches, _RUNS):
            first = rng.randrange(_OPENING, max(len(dispatch) - _RUN, _OPENING) + 1)
            text = f"{text.rstrip()}\n\n{''.join(dispatch[first : first + _RUN])}"
        yield text


def news(number: int, seed: int = 0) -> Iterator[str]:
    """So many texts, of which one in ten is diplomatic."""
    rng = random.Random(seed)
    diplomatic = wire(number, seed)
    sentences = [sentence for _, sentence in ordinary.sentences(_SENTENCES)]
    for i in range(number):
        if i % 10 == 0:
            yield next(diplomatic)
        else:
            chosen = rng.sample(sentences, _PARAGRAPHS * _PARAGRAPH)
            paragraphs = (chosen[j::_PARAGRAPHS] for j in range(_PARAGRAPHS))
            yield "\n\n".join(" ".join(paragraph) for paragraph in paragraphs)


MIXES: dict[str, Callable[[int], Iterator[str]]] = {"wire": wire, "news": news}


def write_corpus(mix: str, number: int, folder: Path) -> int:
    """Write a mix's texts to a folder, a file each; return how many words they have."""
    folder.mkdir(parents=True)
    words = 0
    for i, text in enumerate(MIXES[mix](number)):
        (folder / f"{i:06}.txt").write_text(text, encoding="utf-8")
        words += len(text.split())
    return words


def _dispatches() -> list[str]:
    if not SEEDS.is_dir():
        raise UsageError("no folder seeds here: run the benchmark in a checkout of the project.")
    seeds = [file.read_text(encoding="utf-8") for file in sorted(SEEDS.glob("*.txt"))]
    return seeds + [gold.text for folder in GOLD for gold in read_gold(folder)]


def _sentences(text: str) -> list[str]:
    """A text's sentences, each with the white space behind it."""
    starts = [start for start, _ in read(text).sentences]
    ends = [*starts[1:], len(text)]
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]
