"""Dépêche: French diplomatic dispatches in, Parquet tables out.

import pipeline

nlp = pipeline.load()                          # a spaCy Language
doc = nlp("Bakou, 20 novembre, AZERTAC …")
tables = pipeline.read_tables("data/tables")   # a dict of pandas DataFrames
"""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from spacy.language import Language

__version__ = "0.1.0"
__all__ = ["__version__", "load", "read_tables"]


def load(*, as_of: dt.date | None = None, rules: "Sequence[str | Path]" = ()) -> "Language":
    """The whole pipeline as a spaCy Language: see `pipeline.nlp.load`."""
    from pipeline.nlp import load

    return load(as_of=as_of, rules=rules)


def read_tables(folder: str | Path) -> "dict[str, pd.DataFrame]":
    """The tables of a run, by name, as pandas DataFrames: see `pipeline.tables.read_tables`."""
    from pipeline.tables import read_tables

    return read_tables(folder)
