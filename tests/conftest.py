"""What tests share: the assembled pipeline, loaded once, and a reader of rows."""

import datetime as dt
from collections.abc import Callable

import pytest
from spacy.language import Language

import pipeline
from pipeline.dispatch import Dispatch
from pipeline.facts import facts
from pipeline.nlp import annotate
from pipeline.rows import rows

Rows = dict[str, list[dict]]


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The assembled pipeline; its reference date is fixed, so that no test reads a clock."""
    return pipeline.load(as_of=dt.date(2025, 12, 31))


@pytest.fixture(scope="session")
def extract(nlp: Language) -> Callable[..., Rows]:
    """`extract(text, published="2025-06-10")` gives the rows of every table, and the titles."""

    def extract(text: str, published: str | None = None) -> Rows:
        date = dt.date.fromisoformat(published) if published else None
        dispatch = Dispatch.of(source="test.txt", text=text, published=date)
        (result,) = annotate(nlp, [dispatch])
        assert isinstance(result, tuple), result
        return {**rows(result[1], dispatch), "titles": facts(result[1], "titles")}

    return extract
