"""The text around an agreement: what the rules see of it, and what earlier stages found in it."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from spacy.tokens import Doc

from pipeline.facts import Fact, about, facts
from pipeline.stages.agreements.titles import Title
from pipeline.tokens import Chunk, Text, fold

_NAME_WORDS = 2  # `accord de`, `convention d'`
# A headline is a short line at the top that no full stop ends.
_HEADLINES = re.compile(r"(?:[^\n]{0,200}(?:[^\s.!?…:;,»\"”)]|[^\s.!?…]\s?[»\"”)])[ \t]*\n\s*)+")


class Person(NamedTuple):
    """A person where he is named or referred to, and whom he serves: a state, an organisation."""

    start: int
    end: int
    name: str
    country: str | None
    organisation: str | None


@dataclass(frozen=True, slots=True)
class Context:
    """A text as the rules see it, with what earlier stages found in it.

    `classes` are the words of `models/agreement_words.toml` by their label, without accents.
    `starts` are the chunks'; `actors` the words of `models/parties.toml`, also inside titles;
    `places` the spans of cities; the headlines end at `headline`, the dateline at `body`.
    """

    text: Text
    classes: Mapping[str, frozenset[str]]
    chunks: Sequence[Chunk]
    starts: Sequence[int]
    titles: Sequence[Title]
    actors: Sequence[Chunk]
    countries: Sequence[Fact]
    dates: Sequence[Fact]
    people: Sequence[Person]
    places: Sequence[tuple[int, int]]
    home: str | None
    published: str | None
    headline: int
    body: int

    def between(self, start: int, end: int) -> Sequence[Chunk]:
        """The chunks that lie between two places in the text."""
        return self.chunks[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def last(self, number: int, end: int) -> Sequence[Chunk]:
        """The last chunks, as many as `number`, before a place in the text."""
        i = bisect_left(self.starts, end)
        return self.chunks[max(i - number, 0) : i]

    def word_before(self, place: int) -> str:
        """The word before a place in the text, folded; "" where there is none."""
        return "".join(self.word(chunk) for chunk in self.last(1, place))

    def word(self, chunk: Chunk) -> str:
        """A chunk's words, folded."""
        return fold(self.text.source[chunk.start : chunk.end])

    def are(self, label: str, chunks: Sequence[Chunk]) -> bool:
        """Whether chunks are all words of a class of `models/agreement_words.toml`."""
        return all(self.word(chunk) in self.classes[label] for chunk in chunks)

    def countries_in(self, start: int, end: int) -> list[Fact]:
        """The mentions of countries that begin between two places in the text."""
        return [fact for fact in self.countries if start <= fact["start"] < end]

    def people_in(self, start: int, end: int) -> list[Person]:
        """The persons named or referred to between two places in the text."""
        return [person for person in self.people if start <= person.start < end]

    def sentence(self, place: int) -> str:
        """The sentence around a place in the text, folded, without the dateline."""
        first, last = self.text.sentence(place)
        return fold(self.text.source[max(first, self.body) : last])

    def paragraph(self, place: int) -> int:
        """Where the paragraph that holds a place in the text begins."""
        return max(self.text.source.rfind("\n", 0, place), self.body - 1) + 1

    def in_title(self, start: int) -> bool:
        """Whether a place in the text is inside a title."""
        return any(title.start <= start < title.end for title in self.titles)

    def opens_with(self, openings: tuple[str, ...], place: int) -> bool:
        """Whether the sentence around a place in the text opens with one of some words, folded."""
        return self.sentence(place).lstrip().startswith(openings)

    def is_predicate(self, start: int) -> bool:
        """Whether a noun says what something is: `Une trêve est un accord`."""
        before = [self.word(chunk) for chunk in self.last(2, start)]
        return before in (["est", "un"], ["est", "une"])

    def is_place(self, fact: Fact) -> bool:
        """Whether a country or capital is only where something happens: `à Lima`, `au Pérou`."""
        return (
            self.word_before(fact["start"]) in self.classes["PLACE"] and fact["kind"] != "adjective"
        )

    def in_dateline(self, fact: Fact) -> bool:
        """Whether a capital is the dateline's."""
        return bool(fact["kind"] == "capital" and fact["start"] < self.body)

    def is_of_firm(self, fact: Fact) -> bool:
        """Whether an adjective tells where a firm is from: `avec le suédois Norrvik`."""
        if (
            fact["kind"] != "adjective"
            or self.word_before(fact["start"]) not in self.classes["FIRM"]
        ):
            return False
        following = self.between(fact["end"], fact["end"] + 2)
        return any(c.label == "" and self.text.source[c.start].isupper() for c in following)

    def in_name(self, fact: Fact) -> bool:
        """Whether a capital only names a text, as in `accord de Paris`."""
        if fact["kind"] != "capital" or self.word_before(fact["start"]) not in ("de", "d'"):
            return False
        openings = (
            self.text.source[title.start : fact["start"]]
            for title in self.titles
            if title.start < fact["start"] < title.end
        )
        return any(len(opening.split()) <= _NAME_WORDS for opening in openings)


def context_of(
    doc: Doc,
    text: Text,
    classes: Mapping[str, frozenset[str]],
    chunks: Sequence[Chunk],
    titles: Sequence[Title],
    actors: Sequence[Chunk],
) -> Context:
    """The context in a Doc, from the facts that earlier stages left on it."""
    served = {
        fact["name"]: (fact["country"], fact["organisation"])
        for table in ("officials", "ministers")
        for fact in facts(doc, table)
    }
    dateline = about(doc, "dateline")
    countries = facts(doc, "countries")
    cities = [(f["start"], f["end"]) for f in countries if f["kind"] == "capital"]
    cities += [(e.start_char, e.end_char) for e in doc.ents if e.label_ == "LOC"]
    return Context(
        text=text,
        classes=classes,
        chunks=chunks,
        starts=[chunk.start for chunk in chunks],
        titles=titles,
        actors=actors,
        countries=countries,
        dates=facts(doc, "dates"),
        people=sorted(
            Person(start, end, person["name"], *served.get(person["name"], (None, None)))
            for person in facts(doc, "persons")
            for start, end in [*person["mentions"], *person["references"]]
        ),
        places=sorted(set(cities)),
        home=dateline.get("home"),
        published=dateline.get("published") or about(doc, "metadata").get("published"),
        headline=_headline_end(text.source, dateline.get("start")),
        body=dateline.get("end") or 0,
    )


def _headline_end(source: str, dateline: int | None) -> int:
    """Where the headlines end: at the dateline, if any, else at the first full stop's line."""
    if dateline:
        return dateline
    lines = _HEADLINES.match(source)
    return lines.end() if lines else 0
