"""Offices: who bears which title, for the tables `ministers` and `officials`.

Counts: people named in the text with a public office given in the text: beside the name, on either
side, at another mention of it, by way of a counterpart's office, or one each of several. People
with a name and no office, or an office in a party, a company or a club, are no rows.

Reads the titles, the persons, the countries and the agency's home country. Sets the facts
`ministers` and `officials`, one a person, and on each fact of `persons` its `references`: where the
text means that person by a title alone.

>>> import spacy
>>> nlp = spacy.blank("fr")
>>> for stage in ("countries", "titles", "persons", "offices"):
...     _ = nlp.add_pipe(f"depeche_{stage}")
>>> doc = nlp("Le ministre malien des Mines, Abdou Kanté, a reçu son homologue togolais Kofi Adé.")
>>> [(m["name"], m["rank"], m["portfolio"], m["country"]) for m in doc._.depeche["ministers"]]
[('Abdou Kanté', 'minister', 'mining', 'MLI'), ('Kofi Adé', 'minister', 'mining', 'TGO')]
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.facts import Fact, about, facts, record
from pipeline.match import RuleMatcher
from pipeline.rules.book import Rulebook, rulebook
from pipeline.stages.offices.antecedents import antecedent
from pipeline.stages.offices.bearing import (
    LINKS,
    MINISTERS,
    RANKS,
    Office,
    bound_offices,
    office_alone,
    served_in,
)
from pipeline.stages.offices.references import Holders
from pipeline.stages.offices.served import LEADERS, Served, cues, is_abroad
from pipeline.tokens import Chunk, Text, read_doc

_STATES = {"name": "COUNTRY", "adjective": "NATIONALITY", "capital": "CAPITAL"}
# A title of more words says of itself how it stands beside another: président élu.
_PLAIN = 2
# Characters between a title and its bearer's name, at most: a comma, an honorific.
_NEAR = 25


class Offices:
    """The stage. Without titles and persons on the Doc it finds nobody."""

    def __init__(self, rules: Rulebook) -> None:
        self._match = RuleMatcher(rules["offices"])

    def __call__(self, doc: Doc) -> Doc:
        rows = self._rows(doc) if facts(doc, "titles") else []
        for table, wanted in (("ministers", True), ("officials", False)):
            found = [row for row in rows if (row["rank"] in MINISTERS) is wanted]
            record(doc, table, found, label="rank")
        return doc

    def _rows(self, doc: Doc) -> list[Fact]:
        text, titles = read_doc(doc), facts(doc, "titles")
        matches = self._match.candidates(text, _chunks(doc))
        private = [
            text.sentence_index(chunk.start)
            for chunk in self._match.chunks(text)
            if chunk.label == "PRIVATE_LIFE"
        ]
        dateline = about(doc, "dateline")
        served = Served(
            text,
            titles,
            facts(doc, "countries"),
            cues(matches),
            dateline.get("home"),
            is_sure=bool(dateline.get("agency")),
        )
        case = _Case(doc, text, bound_offices(matches, titles), frozenset(private), served)
        case.bind_inner()
        case.resolve_links()
        case.share_states()
        rows = case.rows()
        case.resolve_references(rows)
        return list(rows.values())


@Language.factory(
    "depeche_offices", assigns=["doc._.depeche", "doc.spans"], default_config={"rules": []}
)
def make_component(nlp: Language, name: str, rules: list[str]) -> Offices:
    """The factory behind `nlp.add_pipe("depeche_offices")`."""
    return Offices(rulebook(rules))


def _chunks(doc: Doc) -> Iterator[Chunk]:
    for number, person in enumerate(facts(doc, "persons")):
        for start, end in person["mentions"]:
            yield Chunk(start, end, "PERSON", str(number))
    for number, title in enumerate(facts(doc, "titles")):
        if title["inner"]:
            continue
        yield Chunk(title["start"], title["end"], _label(title), str(number))
    for country in facts(doc, "countries"):
        yield Chunk(country["start"], country["end"], _STATES[country["kind"]], country["country"])


def _label(title: Fact) -> str:
    if title["link"] in ("succession", "succeeded"):
        return str(title["link"]).upper()
    if title["link"] in LINKS:
        return "TITLES" if title["plural"] else "COUNTERPART"
    if title["rank"] == "none":
        return "PRIVATE" if not title["link"] else "SOMEONE"
    return "TITLES" if title["plural"] else "TITLE"


class _Case:
    """One dispatch: its titles and persons, who bears what, and what follows from it."""

    def __init__(
        self,
        doc: Doc,
        text: Text,
        offices: list[Office],
        private: frozenset[int],
        served: Served,
    ) -> None:
        self.text = text
        self.private = private
        self.titles = facts(doc, "titles")
        self.persons = facts(doc, "persons")
        self.countries = facts(doc, "countries")
        self.served = served
        self.links = [o for o in offices if self.titles[o.title]["link"] in LINKS]
        self.offices: dict[int, list[Office]] = defaultdict(list)
        for office in offices:
            if office not in self.links:
                self.offices[office.person].append(office)

    def bind_inner(self) -> None:
        """Give the office within another's title to its bearer, who is named behind it."""
        at = {start: n for n, p in enumerate(self.persons) for start, _ in p["mentions"]}
        for number, title in enumerate(self.titles):
            behind = (title["end"] + 1, title["end"])
            person = next((at[start] for start in behind if start in at), None)
            if title["inner"] and person is not None:
                self.offices[person].append(replace(office_alone(number, title), person=person))

    def share_states(self) -> None:
        """Give leaders the state of the leader just named, where it is theirs too."""
        for office, state in self.served.shared(self.offices, self.persons):
            offices = self.offices[office.person]
            offices[offices.index(office)] = replace(office, country=state)

    def resolve_links(self) -> None:
        """Give each counterpart, colleague and predecessor the office that the word stands for."""
        self.served.learn_counterparts(self._places())
        for office in self.links:
            title = self.titles[office.title]
            model = self._within(title) or antecedent(
                self.text, title, self._places(), self.served.state_of, office.person
            )
            if model is None:
                continue
            model = self._ministry(model)
            same_state = not is_abroad(title) and office.country is None
            self.offices[office.person].append(
                replace(
                    office,
                    rank=title["rank"] or model.rank,
                    portfolio=title["portfolio"] or model.portfolio,
                    country=self.served.state_of(model) if same_state else office.country,
                    organisation=model.organisation if same_state else office.organisation,
                )
            )

    def _within(self, title: Fact) -> Office | None:
        """The office of the person named in a title: `le porte-parole de M. Adé`."""
        for number, person in enumerate(self.persons):
            if any(title["start"] < start < title["end"] for start, _ in person["mentions"]):
                return self._foremost(self.offices[number])
        return None

    def _ministry(self, office: Office) -> Office:
        """The office whose counterparts are meant: the ministry that a deputy head of government
        has too, or that of the minister whom `le ministre` stands for."""
        if office.rank == "deputy_head_of_government":
            held = self.offices[office.person]
        elif office.rank == "minister" and not office.portfolio and office.person < 0:
            held = [o for o in reversed(self._places()) if o.start < office.start]
        else:
            return office
        return next((o for o in held if o.rank == "minister" and o.portfolio), office)

    def resolve_references(self, rows: Mapping[int, Fact]) -> None:
        """Note on each person the titles that mean the person without the name."""
        holders = Holders(self.text, self.persons, rows, self._places(), self.served)
        borne = self._borne()
        for number, title in enumerate(self.titles):
            if number not in borne:
                for person in holders.meant_by(title):
                    self.persons[person]["references"].append([title["start"], title["end"]])
        for person in rows:
            known = self.persons[person]["references"]
            known += [place for place in holders.by_role(person) if place not in known]

    def _borne(self) -> set[int]:
        return {office.title for offices in self.offices.values() for office in offices}

    def _places(self) -> list[Office]:
        """Every place where an office-holder is named, or an office without a name, in order."""
        places: list[Office] = []
        for number, offices in self.offices.items():
            if best := self._foremost(offices):
                starts = {office.start for office in offices} | set(self._alone(number, offices))
                country = next((o.country for o in (best, *offices) if o.country), None)
                places += [replace(best, start=start, country=country) for start in starts]
        borne = self._borne()
        places += [
            office_alone(number, title)
            for number, title in enumerate(self.titles)
            if number not in borne and title["rank"] in RANKS and not title["plural"]
        ]
        return sorted(places, key=lambda office: office.start)

    def _alone(self, number: int, offices: Sequence[Office]) -> Iterator[int]:
        """Where a person is named without a title right before the name."""
        ends = [self.titles[office.title]["end"] for office in offices]
        for start, _ in self.persons[number]["mentions"]:
            if not any(0 <= start - end < _NEAR for end in ends):
                yield start

    def _foremost(self, offices: Sequence[Office]) -> Office | None:
        """Of several offices the highest, a present one before a past one."""
        public = [o for o in offices if o.rank in RANKS]
        if len(public) < len(offices) or any(self._is_private(o) for o in public):
            public = [o for o in public if not self._is_loose(o)]
        if body := next((o for o in public if self._presides(o)), None):
            public = [o for o in public if o.start <= body.start or not self._is_loose(o)]
        if not public:
            return None
        present = [o for o in public if not o.former] or public
        rank = min((o.rank for o in present if o.rank), key=RANKS.index)
        same = [o for o in present if o.rank == rank]
        return next((o for o in same if o.portfolio), same[0])

    def _is_loose(self, office: Office) -> bool:
        """Whether a title may be a private body's: `le président`, with no state beside it."""
        return self.titles[office.title]["loose"] and office.country is None

    def _presides(self, office: Office) -> bool:
        """Whether somebody is an organisation's president, later called `le président` alone."""
        role = str(self.titles[office.title]["role"]).lower()
        return bool(office.organisation and role.startswith("président") and "exercice" not in role)

    def _is_private(self, office: Office) -> bool:
        """Whether a title stands among words of sport, business or the arts."""
        return self.text.sentence_index(office.start) in self.private

    def rows(self) -> dict[int, Fact]:
        """One row a person with an office, by the person's number."""
        rows: dict[int, Fact] = {}
        places = self._places()
        for number, offices in sorted(self.offices.items()):
            country = self.served.country(number, offices, self._foremost(offices), places)
            if country == self.served.home and self._is_taken(offices, rows):
                country = None
            offices = [self._served_in(office, country) for office in offices]
            best = self._foremost(offices)
            if best is not None and (country or not self.titles[best.title]["states"]):
                rows[number] = self._row(number, best, offices, country)
        return rows

    def _is_taken(self, offices: Sequence[Office], rows: Mapping[int, Fact]) -> bool:
        """Whether somebody else leads the home state, so that one whose state isn't said doesn't.

        Presidents elect and the like stand beside the one in office.
        """
        best = self._foremost(offices)
        if best is None or best.rank not in LEADERS[:2] or best.former:
            return False
        role = self.titles[best.title]["role"]
        if any(office.country for office in offices) or len(role.split()) > _PLAIN:
            return False
        return any(
            (row["rank"], row["country"], row["former"]) == (best.rank, self.served.home, False)
            for row in rows.values()
        )

    def _served_in(self, office: Office, country: str | None) -> Office:
        """What the words of a title mean in the state that its bearer serves."""
        meaning = self.titles[office.title]["by_country"].get(country)
        if meaning is None:
            return office
        rank, portfolio = served_in(meaning, office.portfolio)
        return replace(office, rank=rank, portfolio=portfolio)

    def _row(
        self, number: int, best: Office, offices: Sequence[Office], country: str | None
    ) -> Fact:
        person, title = self.persons[number], self.titles[best.title]
        start, end = person["mentions"][0]
        elsewhere = best.organisation or title["international"]
        return {
            "start": start,
            "end": end,
            "name": person["name"],
            "role": title["role"],
            "rank": best.rank,
            "portfolio": self._portfolio(best, offices),
            "country": None if elsewhere else country,
            "organisation": best.organisation,
            "former": best.former,
            "mentions": len(person["mentions"]),
            "rule": best.rule,
        }

    def _portfolio(self, best: Office, offices: Sequence[Office]) -> str | None:
        if best.rank not in MINISTERS[1:]:
            return None
        held = [best, *offices]
        portfolios = [
            o.portfolio
            for o in held
            if o.portfolio and o.rank in MINISTERS and o.former == best.former
        ]
        if "foreign_affairs" in portfolios:
            return "foreign_affairs"
        return next(iter(portfolios), None)
