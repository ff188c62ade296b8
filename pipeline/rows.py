"""One processed document to the rows of every table."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from pipeline.clean import clean
from pipeline.dispatch import Dispatch
from pipeline.edtf import Bounds
from pipeline.relations import relations
from pipeline.tables import SCHEMAS, Row, Schemas, sort_rows
from pipeline.tokens import read

if TYPE_CHECKING:
    from spacy.tokens import Doc

FACT_TABLES = tuple(name for name, schema in SCHEMAS.items() if "rule" in schema.names)


def rows(doc: Doc, dispatch: Dispatch, schemas: Schemas = SCHEMAS) -> dict[str, list[Row]]:
    """The rows that a dispatch gives to each table but `rejected`, in the tables' order.

    Reads what the stages left on the Doc (see `pipeline.facts`), whose places are those of the
    clean text, and adds what follows from the text as it came: the document's id, the place, the
    surface and the sentence of each span, the edges between rows.
    """
    facts: dict[str, Any] = doc._.depeche
    cleaned = clean(dispatch.text)
    text = read(cleaned.text)

    def row(fact: Row) -> Row:
        place = fact["start"], fact["end"]
        start, end = cleaned.source(*place)
        return {
            **fact,
            "doc_id": dispatch.doc_id,
            "start": start,
            "end": end,
            "surface": dispatch.text[start:end],
            "sentence": dispatch.text[slice(*cleaned.source(*text.around(*place)))],
        }

    tables = {
        table: sort_rows(row(fact) for fact in facts.get(table, ()))
        for table, schema in schemas.items()
        if "rule" in schema.names
    }
    for mention in tables["dates"]:
        mention["first"], mention["last"] = _day(mention["first"]), _day(mention["last"])
    tables["relations"] = sort_rows(relations(tables))
    tables["documents"] = [_document(dispatch, facts["dateline"], len(text.sentences))]
    return tables


def _document(dispatch: Dispatch, dateline: dict[str, Any], sentences: int) -> Row:
    return {
        "doc_id": dispatch.doc_id,
        "source": dispatch.source,
        "title": dateline["title"],
        "agency": dateline["agency"],
        "place": dateline["place"],
        "published": _first_day(dateline["published"]),
        "published_precision": dateline["published_precision"],
        "published_basis": dateline["published_basis"],
        "language": dispatch.language,
        "characters": len(dispatch.text),
        "sentences": sentences,
        "text": dispatch.text,
    }


def _first_day(published: str | None) -> date | None:
    bounds = Bounds.of(published)
    return bounds.first if bounds else None


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
