"""Who sends a dispatch beside what its dateline says, and for which state it is written.

The state is the one whose ministers a dispatch names without a nationality. An agency writes for
its own state, a dispatch of no known agency for the state of its dateline's city. Where it has
neither, the state tells whose institutions sign or whose agencies are cited, or else the one state
that the text is about (`.subject`). An organisation of states writes for none of its own.

>>> from pipeline.rules.book import rulebook
>>> from pipeline.stages.dateline.agencies import load_agencies
>>> from pipeline.tokens import read
>>> find = SenderFinder(rulebook()["senders"], load_agencies(rulebook()))
>>> signs = find(read("Photo : BTA\\n\\nLe roi est mort, annonce la MAP."))
>>> sorted(signs.cited([{"start": 90, "country": "BGR"}]))
['BGR']
>>> home(None, "NOR", [], "BGR"), home(None, None, ["BGR"], "MKD"), home(None, None, [], "MKD")
('NOR', 'BGR', 'MKD')
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.facts import Fact
from pipeline.match import RuleMatcher
from pipeline.rules.book import Ruleset
from pipeline.stages.dateline.agencies import Agencies, Agency
from pipeline.tokens import Text

_TOP = 1500  # code points in which a text opens


class Sign(NamedTuple):
    """What a rule of `models/senders.toml` found: of which kind, where, and the name in it."""

    kind: str
    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of its sender in a text, in order."""

    signs: Sequence[Sign]
    agencies: Agencies

    def signature(self) -> str | None:
        """The name of the agency that signs the text."""
        return next((s.name for s in self._of("end") if self.agencies.find(s.name)), None)

    def organisation(self) -> Agency | None:
        """The organisation of states whose communiqué it is: the one whose officer opens it."""
        officer = next(self._of("officer"), None)
        if officer is None or officer.start > _TOP or not self._is_release():
            return None
        known = self.agencies.opening(officer.name)
        return known if known and known.kind == "organisation" else None

    def cited(self, countries: Sequence[Fact]) -> Iterator[str]:
        """The states of a communiqué's palace, of the ministries that sign and of agencies cited.

        An agency counts only where the text speaks of its state, if it is known of which it speaks.
        """
        for sign in self._of("ministry"):
            yield from [f["country"] for f in countries if sign.start <= f["start"] < sign.end][:1]
        if self._is_release():
            yield from self._states("palace")
        named = {fact["country"] for fact in countries}
        yield from (state for state in self._states("credit") if not named or state in named)

    def seats(self) -> Iterator[str]:
        """The states whose leaders' seats the text names."""
        return self._states("palace")

    def posts(self) -> set[int]:
        """The places in the text of the states where somebody is posted, received or arrives."""
        return {sign.end for sign in self._of("post")}

    def _of(self, kind: str) -> Iterator[Sign]:
        return (sign for sign in self.signs if sign.kind == kind)

    def _is_release(self) -> bool:
        return any(self._of("release"))

    def _states(self, kind: str) -> Iterator[str]:
        for sign in self._of(kind):
            known = self.agencies.opening(sign.name)
            if known and known.country and (kind != "palace" or known.kind == "government"):
                yield known.country


class SenderFinder:
    """Reads the signs of a sender by the rules of `models/senders.toml`."""

    def __init__(self, ruleset: Ruleset, agencies: Agencies) -> None:
        self._agencies = agencies
        self._match = RuleMatcher(ruleset)

    def __call__(self, text: Text) -> Signs:
        found = sorted(self._match.candidates(text), key=lambda match: match.start)
        signs = [
            Sign(match.rule.set["kind"], match.start, match.end, match.value("agency") or "")
            for match in found
        ]
        return Signs(signs, self._agencies)


def home(
    sender: Agency | None, city: str | None, cited: Iterable[str], subject: str | None
) -> str | None:
    """The state that a dispatch is written for, None where nothing bears one out.

    `city` is the state of the dateline's city, `cited` are the states of those that the text cites,
    `subject` is the state that it is about.
    """
    if sender and sender.country:
        return sender.country
    if city and not (sender and sender.kind == "organisation"):
        return city
    states = set(cited)
    return states.pop() if len(states) == 1 else subject
