"""A pipeline that finds next to nothing, for tests of what stands around the real one."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import pipeline.facts  # noqa: F401  (sets the extension that the Docs carry)
from pipeline.dispatch import Dispatch, Reject

FRENCH = (
    "Le ministre des Affaires étrangères s'est entretenu lundi à Paris avec son homologue, en"
    " visite dans la capitale, et les parties ont examiné les moyens de développer la coopération."
)


def load(*, as_of: dt.date | None = None, rules: Sequence[Path] = ()) -> Language:
    nlp = spacy.blank("fr")
    nlp.meta["as_of"] = str(as_of)
    return nlp


def annotate(
    nlp: Language, dispatches: Iterable[Dispatch]
) -> Iterator[tuple[Dispatch, Doc] | Reject]:
    """Find the first `Paris`; fail on `PANNE`; leave a fact that no schema accepts on `FAUX`."""
    for dispatch in dispatches:
        if "PANNE" in dispatch.text:
            yield Reject(dispatch.source, "failed", "a stage failed")
            continue
        start = dispatch.text.find("Paris")
        mention = {"start": start, "end": start + 5, "rule": "paris", "kind": "capital"}
        code = 250 if "FAUX" in dispatch.text else "FRA"
        dateline = dict.fromkeys(("title", "agency", "place", "published"))
        doc = nlp.make_doc(dispatch.text)
        doc._.depeche = {
            "countries": [{**mention, "country": code, "name": "France"}] if start >= 0 else [],
            "dateline": {**dateline, "published_precision": None, "published_basis": None},
        }
        yield dispatch, doc


def provenance(rules: Sequence[Path] = ()) -> dict[str, str]:
    return {"pipeline": "stub"}


@pytest.fixture
def stub(monkeypatch, tmp_path):
    """An empty folder that is the current one, and the stub in place of the pipeline."""
    monkeypatch.chdir(tmp_path)
    for function in (load, annotate, provenance):
        monkeypatch.setattr(f"pipeline.nlp.{function.__name__}", function)
    return tmp_path
