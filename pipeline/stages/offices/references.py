"""Who is meant by a title without a name: `le ministre turc`, `les deux présidents`."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.facts import Fact
from pipeline.stages.offices.antecedents import antecedent, word_before
from pipeline.stages.offices.bearing import LINKS, Office
from pipeline.tokens import Text

_INDEFINITE = frozenset(["un", "une", "des", "aucun", "aucune", "chaque", "plusieurs", "quelques"])


class Holders(NamedTuple):
    """One text's office-holders: `rows` by person, and `places` where they or offices stand."""

    text: Text
    persons: Sequence[Fact]
    rows: Mapping[int, Fact]
    places: Sequence[Office]
    home: str | None

    def meant_by(self, title: Fact) -> list[int]:
        """The persons whom a title without a name means, by number.

        In the singular whoever fits and was named last, or is named next; in the plural the holders
        for its states, else the last two who fit. Nobody for `un ministre` or where nobody fits.
        """
        article = word_before(self.text, title["start"])
        if article in _INDEFINITE:
            return []
        latest = sorted(
            self._candidates(title, article),
            key=lambda number: self._last_named(number, title["start"]),
            reverse=True,
        )
        if not title["plural"]:
            return latest[:1]
        if len(title["countries"]) > 1:
            of_state = {self.rows[number]["country"]: number for number in reversed(latest)}
            return [of_state[code] for code in title["countries"] if code in of_state]
        return latest[:2] if len(latest) > 1 else []

    def _candidates(self, title: Fact, article: str) -> list[int]:
        fitting = [number for number, row in self.rows.items() if _fits(title, row)]
        if title["link"] == "interlocutor":
            other = antecedent(self.text, title, self.places, self.home)
            return [number for number in fitting if other and number != other.person]
        if title["link"] in LINKS:
            return list(self._counterparts(title, fitting))
        return self._of_gender(article, fitting)

    def _counterparts(self, title: Fact, fitting: Sequence[int]) -> Iterator[int]:
        """Those with the antecedent's office, a counterpart in another state."""
        model = antecedent(self.text, title, self.places, self.home)
        if model is None:
            return
        for number in fitting:
            row = self.rows[number]
            same_office = row["rank"] == model.rank and model.portfolio in (None, row["portfolio"])
            elsewhere = row["country"] != (model.country or self.home)
            linked = elsewhere or title["link"] != "counterpart"
            if number != model.person and same_office and linked:
                yield number

    def _of_gender(self, article: str, people: list[int]) -> list[int]:
        """Those whose own titles stand with the same article, all where none does."""
        same = [
            place.person
            for place in self.places
            if article in ("le", "la") and word_before(self.text, place.start) == article
        ]
        return [number for number in people if number in same] or people

    def _last_named(self, number: int, start: int) -> int:
        """Where a person was last named before a place; before zero, where only after it."""
        mentions: list[list[int]] = self.persons[number]["mentions"]
        return max((end for _, end in mentions if end <= start), default=-mentions[0][0])


def _fits(title: Fact, row: Fact) -> bool:
    """Whether a title's state, portfolio and rank are those of an office-holder."""
    if title["countries"] and row["country"] not in title["countries"]:
        return False
    if title["portfolio"] and row["portfolio"] != title["portfolio"]:
        return False
    if title["link"]:
        return True
    if title["rank"] == "minister" and not title["portfolio"]:
        return row["rank"] in ("minister", "deputy_minister")
    return bool(row["rank"] == title["rank"])
