"""The text around a fact: what the rules see of it, and what earlier stages found in it."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from spacy.tokens import Doc

from pipeline.agreement_titles import Title
from pipeline.facts import Fact, about, facts
from pipeline.match import Chunk
from pipeline.tokens import Text, fold

_NAME_WORDS = 2  # `accord de`, `convention d'`


class Person(NamedTuple):
    """A person where he is named or referred to, and the state that he serves."""

    start: int
    end: int
    name: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Scene:
    """A text as the rules see it, with what earlier stages found in it.

    `starts` are the chunks'; `actors` the words of `models/parties.toml`, also inside titles;
    `places` the spans of cities; `body` is where the dateline ends.
    """

    text: Text
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

    def countries_in(self, start: int, end: int) -> list[Fact]:
        """The mentions of countries that begin between two places in the text."""
        return [fact for fact in self.countries if start <= fact["start"] < end]

    def people_in(self, start: int, end: int) -> list[Person]:
        """The persons named or referred to between two places in the text."""
        return [person for person in self.people if start <= person.start < end]

    def in_title(self, start: int) -> bool:
        """Whether a place in the text is inside a title."""
        return any(title.start <= start < title.end for title in self.titles)

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


def scene_of(
    doc: Doc,
    text: Text,
    chunks: Sequence[Chunk],
    titles: Sequence[Title],
    actors: Sequence[Chunk],
) -> Scene:
    """The scene of a Doc, from the facts that earlier stages left on it."""
    states = {f["name"]: f["country"] for t in ("officials", "ministers") for f in facts(doc, t)}
    dateline = about(doc, "dateline")
    countries = facts(doc, "countries")
    cities = [(f["start"], f["end"]) for f in countries if f["kind"] == "capital"]
    cities += [(e.start_char, e.end_char) for e in doc.ents if e.label_ == "LOC"]
    return Scene(
        text=text,
        chunks=chunks,
        starts=[chunk.start for chunk in chunks],
        titles=titles,
        actors=actors,
        countries=countries,
        dates=facts(doc, "dates"),
        people=sorted(
            Person(start, end, person["name"], states.get(person["name"]))
            for person in facts(doc, "persons")
            for start, end in [*person["mentions"], *person["references"]]
        ),
        places=sorted(set(cities)),
        home=dateline.get("home"),
        published=dateline.get("published") or about(doc, "metadata").get("published"),
        body=dateline.get("end") or 0,
    )
