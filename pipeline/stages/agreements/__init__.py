"""Agreements: every treaty, convention, memorandum… that the dispatch names, and what became of it.

Counts: texts between states or their bodies, signed, initialled, planned, refused or only
mentioned; each of a list; a plural with its count. Does not count: consent (`d'un commun accord`),
press releases, decrees, national plans, contracts of players and firms.

Four steps: titles are found (`.titles`), the rules say what is told of each (`.telling`), titles of
one text are merged (`.same_text`), and what the sentences around bear out fills the row
(`.parties`, `.signing`).

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

from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.facts import Fact, chunks_of, facts, record
from pipeline.match import LexiconMatcher, Match, RuleMatcher, without_overlaps
from pipeline.rules.book import Rulebook, rulebook
from pipeline.stages.agreements.context import Context, context_of
from pipeline.stages.agreements.parties import (
    agent_states,
    parties,
    signatories,
    title_states,
)
from pipeline.stages.agreements.same_text import Agreement, agreements_of
from pipeline.stages.agreements.signing import date_of, place, signed_on, validity
from pipeline.stages.agreements.telling import NAMED, tellings
from pipeline.stages.agreements.titles import Title, TitleFinder
from pipeline.tokens import Chunk, Text, fold, read_doc

# Classes of words that are looked up one by one and hold expressions of several words.
_EXPRESSIONS = ("LISTED", "ANNOUNCED", "ADDED")


class Agreements:
    """The stage. Needs no model and no other stage; without them, parties and dates are unknown."""

    def __init__(self, rules: Rulebook) -> None:
        self._classes = rules["agreement_words"].classes
        lexicons = rules["agreement_words"].lexicons
        expressions = [lexicons[label] for label in _EXPRESSIONS]
        self._match = RuleMatcher(rules["agreements"], expressions)
        self._find_titles = TitleFinder(rules)
        self._find_actors = LexiconMatcher(rules["parties"].lexicons.values())

    def __call__(self, doc: Doc) -> Doc:
        text, mentions = read_doc(doc), list(_mentions(doc))
        titles = self._find_titles(text, mentions)
        found = self._facts(doc, text, titles, mentions) if titles else []
        record(doc, "agreements", found, label="kind")
        return doc

    def _facts(
        self, doc: Doc, text: Text, titles: Sequence[Title], mentions: Sequence[Chunk]
    ) -> Iterator[Fact]:
        chunks = [*(Chunk(t.start, t.end, "TITLE", t.kind) for t in titles), *mentions]
        seen = self._match.chunks(text, chunks)
        standing = {chunk.start for chunk in seen if chunk.label == "TITLE"}
        titles = [title for title in titles if title.start in standing]
        context = context_of(doc, text, self._classes, seen, titles, self._actors(text))
        told = tellings(_settled(self._match.candidates(text, chunks)), context)
        named = agreements_of(told, context)
        is_signing = any(a.is_now and _is_public(a, context) for a in named)
        agreements = [a for a in named if _counts(a, context, is_signing)]
        for agreement, countries in zip(agreements, parties(agreements, context), strict=True):
            yield _fact(agreement, countries, context)

    def _actors(self, text: Text) -> list[Chunk]:
        """The words of `models/parties.toml`, but for those that NEITHER expressions hold."""
        found = self._find_actors(text)
        neither = [actor for actor in found if actor.label == "NEITHER"]
        return [a for a in found if not any(n.start <= a.start < n.end for n in neither)]


@Language.factory(
    "depeche_agreements", assigns=["doc._.depeche", "doc.spans"], default_config={"rules": []}
)
def make_component(nlp: Language, name: str, rules: list[str]) -> Agreements:
    """The factory behind `nlp.add_pipe("depeche_agreements")`."""
    return Agreements(rulebook(rules))


def _mentions(doc: Doc) -> Iterator[Chunk]:
    yield from chunks_of(doc, "countries", "COUNTRY", "country")
    yield from chunks_of(doc, "dates", "DATE", "value")
    for person in facts(doc, "persons"):
        for start, end in person["mentions"]:
            yield Chunk(start, end, "PERSON", person["name"])


def _settled(candidates: Sequence[Match]) -> list[Match]:
    """The matches that stand, and every naming: a title is named whatever else is told of it."""
    named = [match for match in candidates if match.rule.id == NAMED]
    told = without_overlaps(match for match in candidates if match.rule.id != NAMED)
    return sorted([*named, *told], key=lambda match: match.start)


# Whether it counts, and what fills its row.


def _counts(agreement: Agreement, context: Context, is_signing: bool) -> bool:
    """Whether the dispatch bears out an agreement with parties, not a word that sounds like one.

    `is_signing`: the dispatch reports a signing by states; what is signed there, is by them.
    """
    title, status = agreement.title, agreement.status
    is_of_it = is_signing and agreement.is_now and agreement.is_of_signing
    if title.article == "none" or not (
        _is_public(agreement, context) or (is_of_it and not _is_private(agreement, context))
    ):
        return False
    if title.kind == "text":
        return status == "signed" and title.plural
    if _is_vague(agreement, context):
        return False
    if agreement.is_of_signing and (status != "planned" or not title.bare):
        return True
    if _is_consent(title, context):
        return False
    spoken = fold(context.text.source[title.start : title.end]).split()
    one_word = len(spoken) == 1 or spoken[0] in context.classes["ORDINAL"]
    is_awaited = status == "planned" and title.kind in context.classes["AWAITED"]
    is_loose = title.kind in context.classes["LOOSE"] and not (_is_joint(title) or is_awaited)
    if title.kind in context.classes["NATIONAL"] and status == "mentioned" and not title.joint:
        return False
    if title.bare and one_word and _is_struck(agreement, context):
        return True
    if (title.bare and one_word) or is_loose or _is_relation(title, context):
        return False
    if agreement.is_named_only:
        return _is_known(title, context)
    return status != "mentioned" or title.article != "of"


def _is_vague(agreement: Agreement, context: Context) -> bool:
    """Whether it is `les accords signés`, of which nothing more is said."""
    title = agreement.title
    return (
        title.plural
        and title.bare
        and title.article != ""
        and all(
            t.status == "mentioned" or t.match.rule.set.get("side") == "beside"
            for t in agreement.tellings
        )
        and not any(date_of(telling, context) for telling in agreement.tellings)
    )


def _is_known(title: Title, context: Context) -> bool:
    """Whether a text that is only named is one that readers know: by its name or as `the` one."""
    if context.is_predicate(title.start):
        return False
    if len(title_states(title, context)) > 1 and _is_official(context):
        return True
    if title.kind in context.classes["LOOSE"] or title.article == "new":
        return False
    if title.organisation and context.countries:
        return title.named
    is_the_one = title.article in ("known", "this") or context.text.source[title.start].isupper()
    is_told = title.named or (is_the_one and not title.bare and len(_partners(context)) > 1)
    return is_told and _is_official(context)


def _is_struck(agreement: Agreement, context: Context) -> bool:
    """Whether `un accord`, of which nothing more is said, is told to be struck by two states.

    `L'accord` is one of its own where it is said when: `l'accord que A et B ont conclu en 2010`.
    """
    if agreement.title.article == "known":
        return any(date_of(t, context) for t in agreement.tellings if not t.names)
    return agreement.title.article == "new" and any(
        telling.now and len(agent_states(telling, context)) > 1 for telling in agreement.tellings
    )


def _is_consent(title: Title, context: Context) -> bool:
    """Whether `l'accord` is somebody's: `l'accord du gouvernement`."""
    of, *following = fold(context.text.source[title.start : title.end]).split()[1:4] or [""]
    return (
        title.kind == "agreement"
        and of not in context.classes["BETWEEN"]
        and any(word in context.classes["CONSENT"] for word in (of, *following))
    )


def _is_relation(title: Title, context: Context) -> bool:
    """Whether a title's head is a relation unless it is signed: `le partenariat`."""
    return (
        fold(context.text.source[title.start : title.end]).split()[0] in context.classes["RELATION"]
    )


def _is_joint(title: Title) -> bool:
    return title.joint or title.quoted or title.named


def _is_public(agreement: Agreement, context: Context) -> bool:
    """Whether states or their bodies stand around an agreement, and no club or firm.

    Where nobody in office does, and of a signed contract, which anybody signs, its sentences must
    say so.
    """
    if _is_private(agreement, context):
        return False
    is_contract = agreement.title.kind == "contract" and agreement.status != "planned"
    is_official = _is_official(context) or agreement.title.sovereign
    is_public = is_official and not is_contract and len(_partners(context)) > 1
    bodies = 0
    for first, last in _sentences(agreement, context):
        labels = [a.label for a in context.actors if first <= a.start < last]
        named = _named(context, first, last)
        serving = any(person.country for person in context.people_in(first, last))
        bodies += labels.count("PUBLIC")
        national = _national(context, first, last)
        with_another = "ORGANISATION" in labels or agreement.title.named
        is_public |= len(named) > 1 or (bool(named) and with_another)
        is_public |= len(national) > 1 and (is_contract or "PUBLIC" in labels)
        if is_contract:
            is_public |= serving or bodies > 0 or (bool(named) and is_official)
        elif is_official:
            is_public |= bool(named) or "ORGANISATION" in labels
    return is_public or bodies > 1 or (bodies > 0 and agreement.title.named)


def _is_private(agreement: Agreement, context: Context) -> bool:
    """Whether a club, a union or a firm stands around an agreement, and no one in office."""
    for first, last in _sentences(agreement, context):
        labels = [a.label for a in context.actors if first <= a.start < last]
        serving = any(person.country for person in context.people_in(first, last))
        between_states = len(_named(context, first, last)) > 1 and not agreement.is_named_only
        if "PRIVATE" in labels and not (serving or between_states):
            return True
        if _is_labour(first, last, context) and not between_states:
            return True
    return False


def _is_labour(first: int, last: int, context: Context) -> bool:
    """Whether a sentence tells of unions: with these a government agrees at home."""
    near = (actor for actor in context.actors if first <= actor.start < last)
    return any(actor.label == "PRIVATE" and actor.value == "labour" for actor in near)


def _is_official(context: Context) -> bool:
    """Whether the dispatch tells of offices and relations of states anywhere."""
    offices = any(a.label == "PUBLIC" and a.value == "dispatch" for a in context.actors)
    return offices or any(person.country for person in context.people)


def _partners(context: Context) -> set[str]:
    """The states and organisations that the dispatch names."""
    bodies = {actor.value for actor in context.actors if actor.label == "ORGANISATION"}
    return bodies | {fact["country"] for fact in context.countries if not context.in_name(fact)}


def _named(context: Context, first: int, last: int) -> set[str]:
    """The states that a sentence calls by name, and not as a place only."""
    return {
        fact["country"]
        for fact in context.countries_in(first, last)
        if fact["kind"] != "adjective" and not (context.is_place(fact) or context.in_name(fact))
    }


def _national(context: Context, first: int, last: int) -> set[str]:
    """The states of a sentence, those left out that only tell where a firm is from."""
    found = (f for f in context.countries_in(first, last) if not context.is_of_firm(f))
    return {fact["country"] for fact in found if not context.in_name(fact)}


def _sentences(agreement: Agreement, context: Context) -> set[tuple[int, int]]:
    """The sentences that name an agreement or tell what became of it."""
    places = {place for t in agreement.tellings for place in (t.title.start, t.match.start)}
    return {context.text.sentence(place) for place in places}


def _fact(agreement: Agreement, countries: list[str], context: Context) -> Fact:
    title, told = agreement.title, agreement.told()
    first, last = validity([title, *agreement.titles], context)
    return {
        "start": title.start,
        "end": title.end,
        "title": context.text.source[title.start : title.end],
        "kind": "other" if title.kind == "text" else title.kind,
        "status": agreement.status,
        "count": title.count,
        "countries": countries,
        "signatories": signatories(told, context),
        "signed_on": signed_on(told, context),
        "place": place(told, context),
        "valid_from": first,
        "valid_to": last,
        "rule": told[0].match.rule.id,
    }
