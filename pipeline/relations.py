"""The graph's edges, derived from one document's rows of the other tables and from nothing else."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from pipeline.tables import Row

Tables = Mapping[str, Sequence[Row]]


class Edge(NamedTuple):
    """One edge; `fact` is the row that it comes from."""

    subject_kind: str
    subject: str
    predicate: str
    object_kind: str
    object: str
    fact: Row


def relations(tables: Tables) -> list[Row]:
    """The rows of `relations` that one document's other rows bear out.

    An edge stands once a document, at the first fact that gives it. A person is named as in
    `ministers` or `officials` where they are there, a country by its code, an agreement by its
    title, an anniversary by its event, a date in EDTF.
    """
    edges: dict[tuple[str, ...], Edge] = {}
    for derive in (_represents, _agreements, _meetings, _commemorates):
        for edge in derive(tables):
            edges.setdefault(edge[:-1], edge)
    return [
        {
            "doc_id": fact["doc_id"],
            "subject": subject,
            "subject_kind": subject_kind,
            "predicate": predicate,
            "object": object_,
            "object_kind": object_kind,
            "start": fact["start"],
            "end": fact["end"],
            "sentence": fact["sentence"],
        }
        for subject_kind, subject, predicate, object_kind, object_, fact in edges.values()
    ]


def _represents(tables: Tables) -> Iterator[Edge]:
    for person in _persons(tables):
        if person["former"]:
            continue
        for kind in ("country", "organisation"):
            if person[kind]:
                yield Edge("person", person["name"], "represents", kind, person[kind], person)


def _agreements(tables: Tables) -> Iterator[Edge]:
    persons = _persons(tables)
    for fact in tables["agreements"]:
        title = fact["title"]
        for country in fact["countries"]:
            yield Edge("country", country, "party_to", "agreement", title, fact)
        if fact["status"] != "signed":
            continue
        for signatory in fact["signatories"]:
            person = _person(signatory, persons)
            if person:
                yield Edge("person", person["name"], "signed", "agreement", title, fact)
        if fact["signed_on"]:
            yield Edge("agreement", title, "signed_on", "date", fact["signed_on"], fact)
        if fact["place"]:
            yield Edge("agreement", title, "signed_in", "place", fact["place"], fact)


def _meetings(tables: Tables) -> Iterator[Edge]:
    persons = _persons(tables)
    for fact in tables["meetings"]:
        served: dict[str, str | None] = {}
        for participant in fact["participants"]:
            person = _person(participant, persons)
            name = person["name"] if person else participant
            served[name] = person["country"] if person else None
        if fact["kind"] != "visit":
            for one, other in combinations(sorted(served), 2):
                yield Edge("person", one, "met", "person", other, fact)
            continue
        host = _host(fact, tables["countries"], set(served.values()))
        for name, country in served.items():
            if host and country and country != host:
                yield Edge("person", name, "visited", "country", host, fact)


def _commemorates(tables: Tables) -> Iterator[Edge]:
    for fact in tables["anniversaries"]:
        for country in fact["countries"]:
            yield Edge("country", country, "commemorates", "anniversary", fact["event_text"], fact)


def _persons(tables: Tables) -> list[Row]:
    return [*tables["ministers"], *tables["officials"]]


def _person(written: str, persons: Sequence[Row]) -> Row | None:
    """The one person whom `written` names, in full, by the surname, or after a title."""
    words = written.casefold().split()
    found: dict[str, Row] = {}
    for person in persons:
        name = person["name"].casefold().split()
        shorter = min(len(name), len(words))
        if name[-shorter:] == words[-shorter:]:
            found.setdefault(person["name"], person)
    exact = found.get(written)
    return exact or (found.popitem()[1] if len(found) == 1 else None)


def _host(visit: Row, mentions: Sequence[Row], visitors: set[str | None]) -> str | None:
    """The visited country: where the place lies, else the one that no participant serves."""
    place = visit["place"]
    for mention in mentions:
        if place and place in (mention["surface"], mention["name"]):
            return str(mention["country"])
    others = [country for country in visit["countries"] if country not in visitors]
    return others[0] if len(others) == 1 else None
