"""Which state an office-holder serves, where the title doesn't say it.

By what else is told: where the person is from, for which side they stand, in whose company or on
whose behalf they come, whose counterparts they have; failing that the home of the dispatch, unless
the text bears out that it isn't theirs. Null is better than wrong.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.facts import Fact
from pipeline.match import Match
from pipeline.stages.offices.antecedents import antecedent, word_before
from pipeline.stages.offices.bearing import Office
from pipeline.tokens import Chunk, Text

# Of these a state has one each, and one speaks of them together.
LEADERS = (
    "head_of_state",
    "head_of_government",
    "deputy_head_of_government",
    "speaker_of_parliament",
)
_JOINING = frozenset(
    [",", "et", "par", "avec", "le", "la", "l'", "son", "sa", "ainsi", "que", "puis", "de", "du"]
)
_TO = frozenset(["a", "au", "aux"])
# Characters between two titles that stand side by side, at most: a comma, an article.
_NEXT = 8
# Between a group and the first of its members: `des responsables grecs, dont le`.
_AMONG = re.compile(r",? ?(?:dont|notamment|parmi lesquel(?:le)?s|à savoir|:) ?(?:l[ae] |l['’])?")


class Cues(NamedTuple):
    """What the rules of `models/offices.toml` read of states beside the titles."""

    origins: Mapping[int, str]
    """By person, where they are from: `le Tchadien N`."""
    sides: Sequence[Chunk]
    """For which state those named next stand: `côté malien`."""
    companies: Sequence[int]
    """Where somebody is told to come with, or on behalf of, one who is named next."""
    hosts: Sequence[Chunk]
    """The states that somebody visits."""


def cues(matches: Iterable[Match]) -> Cues:
    """What a text's matches say of states, in order."""
    origins: dict[int, str] = {}
    sides: list[Chunk] = []
    companies: list[int] = []
    hosts: list[Chunk] = []
    for match in sorted(matches, key=lambda m: m.end):
        sides += match.parts.get("side", ())
        companies += [chunk.start for chunk in match.parts.get("company", ())]
        hosts += [c._replace(start=match.start) for c in match.parts.get("host", ())]
        for chunk in match.parts.get("name", ()) if "country" in match.parts else ():
            origins[int(chunk.value)] = match.value("country") or ""
    return Cues(origins, sides, companies, hosts)


class Served:
    """The states that one text's office-holders serve.

    `home` is the dispatch's, `is_sure` whether its agency tells so, and not only a guess.
    """

    def __init__(
        self,
        text: Text,
        titles: Sequence[Fact],
        countries: Sequence[Fact],
        cues: Cues,
        home: str | None,
        *,
        is_sure: bool,
    ) -> None:
        self.text = text
        self.titles = titles
        self.countries = countries
        self.named = {fact["country"] for fact in countries}
        self.cues = cues
        self.home = home
        self.is_sure = is_sure
        self.foreign: dict[int, set[str]] = defaultdict(set)

    def learn_counterparts(self, places: Sequence[Office]) -> None:
        """Note that nobody serves the state of their own counterpart: `A et son homologue grec`."""
        for title in self.titles:
            if title["link"] != "counterpart" or not title["countries"]:
                continue
            first = self.text.sentence(title["start"])[0]
            untold = [p for p in places if first <= p.start < title["start"] and not p.country]
            if self.is_sure and len(untold) > 1:
                continue
            own = antecedent(self.text, title, places, lambda place: place.country)
            near = own and (not self.is_sure or first <= own.start)
            if own and near and own.person >= 0:
                self.foreign[own.person].update(title["countries"])

    def state_of(self, office: Office) -> str | None:
        """The state that an office serves, the home where none is said."""
        if office.country or office.organisation or self.home in self.foreign[office.person]:
            return office.country
        return self.home

    def country(
        self, number: int, offices: Sequence[Office], best: Office | None, places: Sequence[Office]
    ) -> str | None:
        """The state that a person serves, by all of the offices that the text gives them."""
        ranked = sorted(offices, key=lambda o: (o is not best, o.former))
        told = next((o.country for o in ranked if o.country), None)
        told = told or self.cues.origins.get(number)
        title = self.titles[ranked[0].title]
        told = told or self._beside(title) or self._of_company(title, places)
        if told:
            return told
        if any(is_abroad(self.titles[o.title]) for o in offices):
            return self._elsewhere(title) if self.home in self.named else None
        if best and best.rank == "ambassador" and self._is_received(title):
            return self._elsewhere(title)
        if title["states"] and self.home not in title["states"]:
            return self._of_few(title)
        if self.home in self.foreign[number] or self._is_shared(title):
            return None
        return None if self._is_guest(number, places) else self.home

    def _of_few(self, title: Fact) -> str | None:
        """The state of an office that few have: the only one named, in the sentence or at all."""
        first, last = self.text.sentence(title["start"])
        beside = {c["country"] for c in self.countries if first <= c["start"] < last}
        for named in (self.named, beside):
            if len(known := named & set(title["states"])) == 1:
                return str(known.pop())
        usual: str | None = title["usual"]
        return usual

    def shared(
        self, offices: Mapping[int, list[Office]], persons: Sequence[Fact]
    ) -> Iterable[tuple[Office, str]]:
        """The leaders whose state is that of the leader just named, and that state.

        `le président grec A et le Premier ministre B` are of one state, whatever the home.
        """
        leaders = sorted(
            (o for borne in offices.values() for o in borne if o.rank in LEADERS),
            key=lambda office: office.start,
        )
        lent: dict[int, str] = {}
        for before, office in pairwise(leaders):
            state = before.country or lent.get(before.start)
            alone = not any(other.country for other in offices[office.person])
            joined = self._joined(persons[before.person]["mentions"], office)
            if state and alone and office.rank != before.rank and joined:
                lent[office.start] = state
                yield office, state

    def _joined(self, mentions: Sequence[Sequence[int]], office: Office) -> bool:
        """Whether nothing but `et`, a comma, an article stands between one leader and the next."""
        end = max((end for _, end in mentions if end <= office.start), default=office.start)
        first = bisect_left(self.text.starts, end)
        last = bisect_left(self.text.starts, office.start)
        return first < last and set(self.text.norms[first:last]) <= _JOINING

    def _beside(self, title: Fact) -> str | None:
        """The state that the words before a title tell: `côté grec`, `leurs homologues grecs`,
        `la reine danoise et son Premier ministre`."""
        first, start = self.text.sentence(title["start"])[0], title["start"]
        for side in reversed(self.cues.sides):
            if first <= side.start < start:
                between = self.text.source[side.end : start]
                if opposite := self._other_side(side.end, start):
                    return opposite
                if ";" not in between and between.count(" par ") < 2:  # conduite par A, reçue par B
                    return side.value
                break
        before = [t for t in self.titles if first <= t["start"] < start and t["countries"]]
        if before and word_before(self.text, start) in ("son", "sa"):
            return str(before[-1]["countries"][0])
        for other in before:
            following = next(t for t in self.titles if t["start"] > other["start"])
            between = self.text.source[other["end"] : following["start"]]
            among = bool(other["plural"] and _AMONG.fullmatch(between))
            if (among or len(between) < _NEXT) and len(other["countries"]) == 1:
                group = among or (other["plural"] and other["link"] == "counterpart")
                if group or (following is title and other["rank"] == title["rank"]):
                    return str(other["countries"][0])
        return None

    def _other_side(self, start: int, end: int) -> str | None:
        """The state of `celle du Mali` between a side and a title."""
        other = (t for t in self.titles if start < t["start"] < end and t["countries"])
        told = [t["countries"][0] for t in other if t["role"].startswith(("celle ", "celui "))]
        return str(told[-1]) if told else None

    def _of_company(self, title: Fact, places: Sequence[Office]) -> str | None:
        """The state of the one in whose company, or on whose behalf, somebody is: `X, accompagné
        du ministre`, `X, porteur d'un message du président`.

        That one stands before these words, or in the sentence before, if it opens the sentence.
        """
        first, start = self.text.sentence(title["start"])[0], title["start"]
        reached = next((c for c in reversed(self.cues.companies) if first <= c < start), None)
        if reached is None or word_before(self.text, start) in _TO:
            return None
        before = [place for place in places if place.start < reached]
        inside = [place for place in before if place.start >= first]
        if inside:
            return self.state_of(inside[-1])
        index = self.text.sentence_index(first)
        told = [p for p in before if self.text.sentence_index(p.start) == index - 1]
        return self.state_of(told[0]) if told else None

    def _is_received(self, title: Fact) -> bool:
        """Whether an ambassador is a foreign one: named by the grade alone, or posted to the home
        state."""
        article = word_before(self.text, title["start"])
        posted = [
            fact["country"]
            for fact in self.countries
            if title["start"] <= fact["start"] < title["end"]
        ]
        if posted:
            return self.home in posted
        return article != "notre" and title["role"].lower().startswith(("nouvel", "nouvelle"))

    def _is_shared(self, title: Fact) -> bool:
        """Whether several bear one office, which a state has once: `leurs maires, A et B`."""
        alone = len(title["portfolios"]) < 2 and title["portfolio"] != "other"
        one_each = bool(title["portfolio"]) or title["rank"] != "minister"
        return bool(title["plural"] and alone and one_each)

    def _is_guest(self, person: int, places: Sequence[Office]) -> bool:
        """Whether somebody is told to visit the home that is only a guess."""
        for host in () if self.is_sure else self.cues.hosts:
            first = self.text.sentence(host.start)[0]
            before = [place for place in places if first <= place.start < host.start]
            if host.value == self.home and before and before[-1].person == person:
                return True
        return False

    def _elsewhere(self, title: Fact) -> str | None:
        """The state, not the home, that is told of: the only other one, else the last place."""
        first, last = self.text.sentence(title["start"])
        beside = {c["country"] for c in self.countries if first <= c["start"] < last}
        for others in (self.named - {self.home}, beside - {self.home}):
            if len(others) == 1:
                return str(others.pop())
        index = self.text.sentence_index(title["start"])
        first = self.text.sentences[max(index - 1, 0)][0]
        places = [
            fact["country"]
            for fact in self.countries
            if fact["kind"] != "adjective" and first <= fact["start"] < title["start"]
        ]
        return next((place for place in reversed(places) if place != self.home), None)


def is_abroad(title: Fact) -> bool:
    """Whether a title says of itself that it is one of another state: `son collègue Ana Paz`."""
    return bool(
        title["link"] == "counterpart" or (title["link"] == "colleague" and not title["portfolio"])
    )
