"""The assembled pipeline: the model that finds names, then the stages in their order."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipeline import __version__
from pipeline.clean import clean
from pipeline.dispatch import Dispatch, Reject
from pipeline.errors import UsageError
from pipeline.plugins import installed
from pipeline.rules.book import rulebook
from pipeline.stages.entities import MODEL
from pipeline.tables import SCHEMAS, Schemas, own_schema
from pipeline.tokens import French

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


def load(*, as_of: dt.date | None = None, rules: Sequence[str | Path] = ()) -> Language:
    """The whole pipeline as a spaCy Language.

    `rules` are folders of rules laid over the shipped ones, each over those before it (see
    `pipeline.rules`); a table that they declare has a stage of its own. Raises UsageError for a
    folder that is none, RuleError for what is wrong in its files.

    `as_of` is the reference date, by default today: a dispatch that gives its weekday, day and
    month but no year is taken to be of the latest such year up to it. Of the model only the NER
    runs, which has its own embedding; nothing else of it is read.
    """
    book = rulebook(rules)
    nlp = French.from_config(_CONFIG)
    shared = {"rules": [str(folder) for folder in rules]}
    reference = {"as_of": (as_of or dt.date.today()).isoformat()}
    for stage in STAGES:
        nlp.add_pipe(stage, config=shared | (reference if stage == "depeche_dateline" else {}))
    for table in book.tables:
        nlp.add_pipe("depeche_own_table", f"depeche_{table}", config=shared | {"table": table})
    for found in installed():
        nlp.add_pipe(found.plugin.factory)
    return nlp


def schemas(rules: Sequence[str | Path] = ()) -> Schemas:
    """The tables that the pipeline fills: the shipped ones, the user's own, those of plug-ins.

    Raises UsageError where rules and a plug-in have a table of one name.
    """
    own = {name: own_schema(table) for name, table in rulebook(rules).tables.items()}
    for found in installed():
        if found.table in own:
            raise UsageError(
                f"the table {found.table!r} is declared by rules and by the package"
                f" {found.package}: rename the rules file, or remove the package."
            )
    return {**SCHEMAS, **own, **{found.table: found.plugin.schema for found in installed()}}


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


def provenance(rules: Sequence[str | Path] = ()) -> dict[str, str]:
    """What made the tables, for their metadata: versions of pipeline and model, the rules' hash."""
    others = {f"plug-in {found.table}": found.package for found in installed()}
    return others | {
        "pipeline": __version__,
        "spacy": spacy.__version__,
        "model": f"{MODEL} {version(MODEL)}",
        "rules": rulebook(rules).hash(),
    }
