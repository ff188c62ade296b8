"""Agreements: every treaty, convention, memorandum… that the dispatch names, and what became of it.

Counts: texts between states or their bodies, signed, initialled, planned, refused or only
mentioned; each of a list; a plural with its count. Does not count: consent (`d'un commun accord`),
press releases, decrees, national plans, contracts of players and firms.

Four steps: titles are found (`pipeline.agreement_titles`), the rules say what is told of each
(`pipeline.telling`), titles of one text are merged, and what the sentences around bear out fills
the row (`pipeline.signing`).

Reads the text and what earlier stages left: `countries`, `dates`, `persons` with `ministers` and
`officials`, `dateline`. Sets the facts `agreements` and `doc.spans["depeche_agreements"]`.

>>> import spacy
>>> nlp = spacy.blank("fr")
>>> _ = nlp.add_pipe("depeche_countries")
>>> _ = nlp.add_pipe("depeche_agreements")
>>> doc = nlp("Le Laos et le Pérou ont signé un accord de pêche et une convention fiscale.")
>>> for agreement in doc._.depeche["agreements"]:
...     print(agreement["kind"], agreement["status"], agreement["title"], agreement["countries"])
agreement signed accord de pêche ['LAO', 'PER']
convention signed convention fiscale ['LAO', 'PER']
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.agreement_titles import Title, TitleFinder
from pipeline.facts import Fact, chunks_of, facts, record
from pipeline.match import Chunk, LexiconMatcher, RuleMatcher
from pipeline.rules import load_rules
from pipeline.scene import Scene, scene_of
from pipeline.signing import date_of, parties, place, signatories, signed_on, validity
from pipeline.telling import NAMED, STATUSES, Telling, tellings
from pipeline.tokens import Text, fold, read

# Kinds whose nouns also name what has no parties: these need more than a mention.
_LOOSE = frozenset(
    "declaration communique programme plan charter roadmap contract minutes protocol".split()
)
_SYNONYMS = frozenset(["agreement", "convention", "treaty"])
_SHARED_WORDS = 0.7


@dataclass(slots=True)
class Agreement:
    """One text, with its titles and all that the dispatch tells of it."""

    titles: list[Title]
    tellings: list[Telling] = field(default_factory=list)

    @property
    def title(self) -> Title:
        """The fullest naming."""
        return max(self.titles, key=lambda t: (not t.bare, t.quoted, t.end - t.start))

    @property
    def status(self) -> str:
        """What became of it: the first of the statuses that the dispatch bears out."""
        return min((t.status for t in self.tellings), key=STATUSES.index)

    @property
    def is_now(self) -> bool:
        """Whether it is signed in what the dispatch reports."""
        return any(telling.now for telling in self.tellings)

    @property
    def is_named_only(self) -> bool:
        """Whether the dispatch says no more of it than its name."""
        return all(telling.match.rule.id == NAMED for telling in self.tellings)

    def told(self) -> list[Telling]:
        """The tellings, those that give the status first."""
        return sorted(
            self.tellings,
            key=lambda t: (STATUSES.index(t.status), t.match.rule.id == NAMED, t.match.start),
        )


class Agreements:
    """The stage. Needs no model and no other stage; without them, parties and dates are unknown."""

    def __init__(self) -> None:
        ruleset = load_rules("agreements")
        self._find_titles = TitleFinder()
        self._match = RuleMatcher(ruleset)
        self._find_actors = LexiconMatcher(load_rules("parties").lexicons.values())
        self._listing = ruleset.terms("LISTING")

    def __call__(self, doc: Doc) -> Doc:
        text, mentions = read(doc.text), list(_mentions(doc))
        titles = self._find_titles(text, mentions)
        found = self._facts(doc, text, titles, mentions) if titles else []
        record(doc, "agreements", found, label="kind")
        return doc

    def _facts(
        self, doc: Doc, text: Text, titles: Sequence[Title], mentions: Sequence[Chunk]
    ) -> Iterator[Fact]:
        chunks = [*(Chunk(t.start, t.end, "TITLE", t.kind) for t in titles), *mentions]
        actors = self._find_actors(text)
        scene = scene_of(doc, text, self._match.chunks(text, chunks), titles, actors)
        told = tellings(self._match(text, chunks), scene, self._listing)
        agreements = _merged(told, scene)
        for agreement in agreements:
            itemised = _is_itemised(agreement, agreements, scene, self._listing)
            if not itemised and _counts(agreement, scene):
                yield _fact(agreement, scene)


@Language.factory("depeche_agreements", assigns=["doc._.depeche", "doc.spans"])
def make_component(nlp: Language, name: str) -> Agreements:
    """The factory behind `nlp.add_pipe("depeche_agreements")`."""
    return Agreements()


def _mentions(doc: Doc) -> Iterator[Chunk]:
    yield from chunks_of(doc, "countries", "COUNTRY", "country")
    yield from chunks_of(doc, "dates", "DATE", "value")
    for person in facts(doc, "persons"):
        for start, end in person["mentions"]:
            yield Chunk(start, end, "PERSON", person["name"])


# Which titles name one text.


def _merged(told: Sequence[Telling], scene: Scene) -> list[Agreement]:
    """One agreement a text, in the order of their first titles."""
    agreements: list[Agreement] = []
    for title in scene.titles:
        found = Agreement([title], [t for t in told if t.title == title])
        if _is_anaphor(title) and (known := _antecedents(found, agreements, scene)):
            for agreement in known:
                agreement.tellings += [t for t in found.tellings if t.match.rule.id != NAMED]
        elif same := next((a for a in agreements if _is_same(a, found, scene)), None):
            same.titles.append(title)
            same.tellings += found.tellings
        else:
            agreements.append(found)
    return [a for a in agreements if not (a.title.bare and _handed_on(a, agreements))]


def _is_anaphor(title: Title) -> bool:
    return title.bare and (title.kind == "text" or title.article in ("known", "this"))


def _antecedents(
    found: Agreement, agreements: Sequence[Agreement], scene: Scene
) -> Sequence[Agreement]:
    """What `l'accord`, `ces deux textes` stand for: the last agreement of the kind, or all.

    An agreement is called treaty or convention too, a document whatever it is.
    """
    title = found.title
    known = [a for a in agreements if title.kind in ("text", a.title.kind)]
    if not known and title.kind in _SYNONYMS:
        known = [a for a in agreements if a.title.kind in _SYNONYMS]
    if title.plural:
        return known if title.article in ("known", "this") else []
    if not known or _are_apart(_dates(found, scene), _dates(known[-1], scene)):
        return []
    return known[-1:]


def _is_same(agreement: Agreement, found: Agreement, scene: Scene) -> bool:
    """Whether a title names an agreement already named, in more or in fewer words."""
    known, title = agreement.title, found.title
    if (known.kind, known.plural) != (title.kind, title.plural):
        return False
    if known.bare or title.bare:
        return known.bare and title.bare and known.count == title.count
    words, others = _content(title, scene), _content(known, scene)
    shared = len(words & others)
    if not shared or shared < _SHARED_WORDS * min(len(words), len(others)):
        return False
    return not _are_apart(_dates(agreement, scene), _dates(found, scene))


def _content(title: Title, scene: Scene) -> set[str]:
    """A title's words but the head and the short ones, without the plural's s."""
    words = re.findall(r"[^\W_]+", fold(scene.text.source[title.start : title.end]))
    return {word.rstrip("sx") for word in words[1:] if len(word) > 3}


def _dates(agreement: Agreement, scene: Scene) -> set[str]:
    """When an agreement was signed or made, as said beside it."""
    dates = (date_of(telling, scene) for telling in agreement.tellings)
    return {date["value"] for date in dates if date and date["value"]}


def _are_apart(dates: set[str], others: set[str]) -> bool:
    return bool(dates and others and not dates & others)


def _handed_on(bare: Agreement, agreements: Sequence[Agreement]) -> bool:
    """Give what a headline tells of `un accord` to the accord that the body names in full."""
    title = bare.title
    for other in agreements:
        fuller = other.title
        if (
            fuller.start > title.start
            and not fuller.bare
            and (fuller.kind, fuller.plural, fuller.count)
            == (title.kind, title.plural, title.count)
            and (title.article in ("known", "this") or other.status == bare.status)
        ):
            other.tellings += [t for t in bare.tellings if t.match.rule.id != NAMED]
            return True
    return False


def _is_itemised(
    counted: Agreement, agreements: Sequence[Agreement], scene: Scene, listing: dict[str, str]
) -> bool:
    """Whether a plural, `quatre accords`, is followed by the four one by one."""
    title = counted.title
    if not title.plural:
        return False
    items = [
        item
        for item in agreements
        if not item.title.plural
        and (item.status, item.is_now) == (counted.status, counted.is_now)
        and title.kind in ("text", "agreement", item.title.kind)
        and item.title.start > title.start
        and _opens_items(scene, title.end, item.title.start, listing)
    ]
    return bool(items) and len(items) <= (title.count or len(items))


def _opens_items(scene: Scene, start: int, end: int, listing: dict[str, str]) -> bool:
    """Whether the words between a plural and a title make the one an item of the other."""
    if scene.text.sentence(start - 1) != scene.text.sentence(end):
        return True
    headless = scene.text.source[end : end + 2].lower() in ("l'", "l’", "un")
    words = (scene.word(chunk) for chunk in scene.between(start, end))
    return headless or any(listing.get(word) == "announced" for word in words)


# Whether it counts, and what fills its row.


def _counts(agreement: Agreement, scene: Scene) -> bool:
    """Whether the dispatch bears out an agreement with parties, not a word that sounds like one."""
    title, status = agreement.title, agreement.status
    if title.article == "none" or not _is_public(agreement, scene):
        return False
    if title.kind == "text":
        return status == "signed" and title.plural
    if status in ("signed", "initialled"):
        return True
    one_word = " " not in scene.text.source[title.start : title.end]
    if (title.bare and one_word) or (title.kind in _LOOSE and not _is_joint(title)):
        return False
    if agreement.is_named_only:
        is_told = title.article != "new" and title.kind not in _LOOSE
        return is_told and title.named and (_is_diplomatic(scene) or _with_bloc(title, scene))
    return status != "mentioned" or title.article != "of"


def _with_bloc(title: Title, scene: Scene) -> bool:
    return title.organisation and bool(scene.countries)


def _is_joint(title: Title) -> bool:
    return title.joint or title.quoted or title.named


def _is_public(agreement: Agreement, scene: Scene) -> bool:
    """Whether states or their bodies stand around an agreement, and no club or firm.

    Of a contract, which anybody signs, the sentence must say so; of another text, the dispatch.
    """
    is_contract = agreement.title.kind == "contract"
    is_foreign = not is_contract and len(_states(scene, 0, len(scene.text.source))) > 1
    is_public = is_foreign and (_is_joint(agreement.title) or _is_diplomatic(scene))
    bodies = 0
    for first, last in _sentences(agreement, scene):
        labels = [a.label for a in scene.actors if first <= a.start < last]
        serving = any(person.country for person in scene.people_in(first, last))
        names = _states(scene, first, last, adjectives=False)
        if "PRIVATE" in labels and not serving and (len(names) < 2 or agreement.is_named_only):
            return False
        bodies += labels.count("PUBLIC")
        if is_contract:
            is_public |= serving or bodies > 0 or len(names) > 1
        else:
            is_public |= bool(names) or "ORGANISATION" in labels
            is_public |= is_foreign and bool(_states(scene, first, last))
    return is_public or bodies > 1 or (bodies > 0 and agreement.title.named)


def _states(scene: Scene, start: int, end: int, *, adjectives: bool = True) -> set[str]:
    """The states named between two places, but for capitals that only name a text."""
    return {
        fact["country"]
        for fact in scene.countries_in(start, end)
        if not scene.in_name(fact) and (adjectives or fact["kind"] != "adjective")
    }


def _is_diplomatic(scene: Scene) -> bool:
    """Whether the dispatch tells of offices and relations of states anywhere."""
    offices = any(a.label == "PUBLIC" and a.value == "dispatch" for a in scene.actors)
    states = _states(scene, 0, len(scene.text.source), adjectives=False)
    return offices or len(states) > 1 or any(person.country for person in scene.people)


def _sentences(agreement: Agreement, scene: Scene) -> set[tuple[int, int]]:
    """The sentences that name an agreement or tell what became of it."""
    places = {place for t in agreement.tellings for place in (t.title.start, t.match.start)}
    return {scene.text.sentence(place) for place in places}


def _fact(agreement: Agreement, scene: Scene) -> Fact:
    title, told = agreement.title, agreement.told()
    first, last = validity(title, scene)
    return {
        "start": title.start,
        "end": title.end,
        "title": scene.text.source[title.start : title.end],
        "kind": "other" if title.kind == "text" else title.kind,
        "status": agreement.status,
        "count": title.count,
        "countries": parties(told, title, scene),
        "signatories": signatories(told, scene),
        "signed_on": signed_on(told, scene),
        "place": place(told, scene),
        "valid_from": first,
        "valid_to": last,
        "rule": told[0].match.rule.id,
    }
