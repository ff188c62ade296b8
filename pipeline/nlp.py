"""The assembled pipeline: the model that finds names, then the stages in their order."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipeline import __version__
from pipeline.clean import clean
from pipeline.dispatch import Dispatch, Reject
from pipeline.rules import rules_hash
from pipeline.stages.entities import MODEL

_CONFIG = {"nlp": {"tokenizer": {"@tokenizers": "depeche_tokenizer"}}}
STAGES = (
    "depeche_entities",
    "depeche_countries",
    "depeche_titles",
    "depeche_dateline",
    "depeche_dates",
    "depeche_persons",
    "depeche_offices",
    "depeche_anniversaries",
    "depeche_agreements",
    "depeche_meetings",
)
BATCH = 32  # documents that the model reads at a time


def load(*, as_of: dt.date | None = None) -> Language:
    """The whole pipeline as a spaCy Language.

    `as_of` is the reference date, by default today: a dispatch that gives its weekday, day and
    month but no year is taken to be of the latest such year up to it. Of the model only the NER
    runs, which has its own embedding; nothing else of it is read.
    """
    nlp = spacy.blank("fr", config=_CONFIG)
    reference = (as_of or dt.date.today()).isoformat()
    for stage in STAGES:
        nlp.add_pipe(stage, config={"as_of": reference} if stage == "depeche_dateline" else {})
    return nlp


def annotate(
    nlp: Language, dispatches: Iterable[Dispatch]
) -> Iterator[tuple[Dispatch, Doc] | Reject]:
    """Run the pipeline over dispatches; one that a stage fails on becomes a Reject.

    Results come in order, but for Rejects, which come as they are met.
    """
    failed: list[Reject] = []

    def fail(dispatch: Dispatch, error: Exception) -> None:
        detail = f"{type(error).__name__}: {error}; please report it with this input"
        failed.append(Reject(dispatch.source, "failed", detail))

    def handle(name: str, stage: object, docs: Sequence[Doc], error: Exception) -> None:
        for doc in docs:
            fail(doc._context, error)

    def texts() -> Iterator[tuple[Doc, Dispatch]]:
        for dispatch in dispatches:
            try:
                doc = make_doc(nlp, dispatch)
            except Exception as error:
                fail(dispatch, error)
            else:
                yield doc, dispatch

    # Whatever a stage raises costs its document, not the run.
    nlp.set_error_handler(handle)  # type: ignore[arg-type]
    for doc, dispatch in nlp.pipe(texts(), as_tuples=True, batch_size=BATCH):
        yield dispatch, doc
        yield from failed
        failed.clear()
    yield from failed


def make_doc(nlp: Language, dispatch: Dispatch) -> Doc:
    """The dispatch's clean text as a Doc for the pipeline, with what the user's columns say."""
    doc = nlp.make_doc(clean(dispatch.text).text)
    published = dispatch.published
    doc._.depeche["metadata"] = {
        "title": dispatch.title,
        "published": published and published.isoformat(),
    }
    return doc


def provenance() -> dict[str, str]:
    """What made the tables, for their metadata: versions of pipeline and model, the rules' hash."""
    return {
        "pipeline": __version__,
        "spacy": spacy.__version__,
        "model": f"{MODEL} {version(MODEL)}",
        "rules": rules_hash(),
    }
