"""Who is meant by a title without a name: `le ministre turc`, `les deux présidents`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.facts import Fact
from pipeline.stages.offices.antecedents import antecedent, word_before
from pipeline.stages.offices.bearing import LINKS, MINISTERS, RANKS, Office
from pipeline.stages.offices.served import Served
from pipeline.tokens import Text, fold

# A role's first words, which stand for all of it later: `la secrétaire générale [de l'ONU]`.
_SHORT_ROLE = re.compile(
    r"\w+(?: (?:(?:de la|du|des) |de l['’])?\w+)+?(?= d(?:[eu]|es) | d['’]| à | aux? | pour |$)"
)
_ROYAL = frozenset(["roi", "reine", "souverain", "souveraine", "monarque"])
_SHORT_WORD = 3  # letters of an article or a preposition
_LEADERS = frozenset(RANKS[:2])
_KNOWN = frozenset(["deux", "les", "des", "aux", "ces"])
_INDEFINITE = frozenset(["un", "une", "des", "aucun", "aucune", "chaque", "plusieurs", "quelques"])


class Holders(NamedTuple):
    """One text's office-holders: `rows` by person, and `places` where they or offices stand."""

    text: Text
    persons: Sequence[Fact]
    rows: Mapping[int, Fact]
    places: Sequence[Office]
    served: Served

    def meant_by(self, title: Fact) -> list[int]:
        """The persons whom a title without a name means, by number.

        In the singular whoever fits and was named last, or is named next, of heads of state the
        home state's; in the plural the holders for its states, else the last two who fit, of two
        states if possible. Nobody for `un ministre` or where nobody fits.
        """
        article = word_before(self.text, title["start"])
        if article in _INDEFINITE or (title["plural"] and self._is_counted(title, article)):
            return []
        latest = sorted(
            self._candidates(title, article),
            key=lambda number: (self._is_at_home(number, title), self._last_named(number, title)),
            reverse=True,
        )
        if not title["plural"]:
            return latest[:1]
        latest = [n for n in latest if self._last_named(n, title) > 0] or latest
        if len(title["countries"]) > 1:
            of_state = {self.rows[number]["country"]: number for number in reversed(latest)}
            return [of_state[code] for code in title["countries"] if code in of_state]
        return self._two_sides(latest) if len(latest) > 1 else []

    def _is_counted(self, title: Fact, article: str) -> bool:
        """Whether more than two are meant, or others: `trois ministres`, `les ambassadeurs`."""
        known = ("deux",) if title["rank"] == "ambassador" else _KNOWN
        return article not in known and not title["countries"]

    def _two_sides(self, latest: Sequence[int]) -> list[int]:
        first, second = latest[0], latest[1]
        abroad = (n for n in latest if self.rows[n]["country"] != self.rows[first]["country"])
        return [first, next(abroad, second)]

    def _is_at_home(self, number: int, title: Fact) -> bool:
        """Whether `le chef de l'État`, `le ministre des Mines` are the home state's.

        `Le président` may be anyone's.
        """
        leads = title["rank"] in _LEADERS and not title["loose"]
        alone = (leads or title["portfolio"]) and not title["countries"] and not title["link"]
        return bool(alone and self.served.home and self.rows[number]["country"] == self.served.home)

    def by_role(self, number: int) -> Iterator[list[int]]:
        """Where the first words of a person's role stand for it, after the person was named."""
        role = self.rows[number]["role"]
        short = _SHORT_ROLE.match(role)
        if short is None or len(short[0]) == len(role):
            return
        first = self.persons[number]["mentions"][0][1]
        again = re.compile(
            rf"\b(?:[Ll][ea]|[AaDd]u) ((?i:{re.escape(short[0])}))(?!\w| d[eu'’]|,? [A-ZÀ-Ý])"
        )
        for found in again.finditer(self.text.source, first):
            yield list(found.span(1))

    def _candidates(self, title: Fact, article: str) -> list[int]:
        fitting = [number for number, row in self.rows.items() if _fits(title, row)]
        if title["link"] == "interlocutor":
            resident = [n for n in fitting if self.rows[n]["rank"] == "ambassador"]
            fitting = [n for n in fitting if n not in resident] or resident
            if state := self._state_behind(title):
                return [number for number in fitting if self.rows[number]["country"] == state]
            other = antecedent(self.text, title, self.places, self.served.state_of)
            return self._guests(other, fitting) if other else []
        if title["link"] in LINKS:
            return list(self._counterparts(title, fitting))
        return self._of_gender(article, fitting)

    def _state_behind(self, title: Fact) -> str | None:
        """The state told right behind a title: `l'hôte norvégien`."""
        if title["countries"]:
            return str(title["countries"][0])
        places = (c for c in self.served.countries if 0 < c["start"] - title["end"] < 2)
        return next((str(c["country"]) for c in places if c["kind"] == "adjective"), None)

    def _guests(self, host: Office, people: Sequence[int]) -> list[int]:
        """Whom one has for a guest or talks to: those of another state, if there are any."""
        others = [number for number in people if number != host.person]
        own = self.served.state_of(host)
        return [number for number in others if self.rows[number]["country"] != own] or others

    def _counterparts(self, title: Fact, fitting: Sequence[int]) -> Iterator[int]:
        """Those with the antecedent's office, a counterpart in another state."""
        model = antecedent(self.text, title, self.places, self.served.state_of)
        if model is None:
            return
        for number in fitting:
            row = self.rows[number]
            same_office = row["rank"] == model.rank and model.portfolio in (None, row["portfolio"])
            elsewhere = row["country"] != self.served.state_of(model)
            linked = elsewhere or title["link"] != "counterpart"
            if number != model.person and same_office and linked:
                yield number

    def _of_gender(self, article: str, people: list[int]) -> list[int]:
        """Those whose own titles don't stand with the other article, all where each does."""
        articles = {"le": "la", "la": "le"}
        other = [
            place.person
            for place in self.places
            if word_before(self.text, place.start) == articles.get(article)
        ]
        return [number for number in people if number not in other] or people

    def _last_named(self, number: int, title: Fact) -> int:
        """Where a person was last named before a title; before zero, where only after it."""
        mentions: list[list[int]] = self.persons[number]["mentions"]
        return max((end for _, end in mentions if end <= title["start"]), default=-mentions[0][0])


def _may_be_same(body: str, other: str | None) -> bool:
    """Whether two names may be of one body: the same, or a name and its initials.

    >>> _may_be_same("OIF", "Organisation internationale de la Francophonie")
    True
    >>> _may_be_same("ONU", "Organisation internationale de la Francophonie")
    False
    """
    short, name = sorted((fold(body), fold(other or body)), key=len)
    letters = iter(short)
    initials = (word[0] for word in name.split() if len(word) > _SHORT_WORD)
    return short in name or all(initial in letters for initial in initials)


def _fits(title: Fact, row: Fact) -> bool:
    """Whether a title's state, portfolio and rank are those of an office-holder."""
    if title["countries"] and row["country"] not in title["countries"]:
        return False
    if title["portfolio"] and row["portfolio"] != title["portfolio"]:
        return False
    if title["organisation"] and not _may_be_same(title["organisation"], row["organisation"]):
        return False
    if title["link"]:
        return True
    if title["rank"] == "minister" and title["portfolio"]:  # `chef de la diplomatie` besides
        return row["rank"] in MINISTERS
    if title["rank"] == "minister" and not title["portfolio"]:
        return row["rank"] in MINISTERS[1 if title["plural"] and row["portfolio"] else 2 :]
    if title["states"] and not _ROYAL.isdisjoint(title["role"].lower().split()):
        return row["rank"] == title["rank"] and row["country"] in title["states"]
    return bool(row["rank"] == title["rank"])
