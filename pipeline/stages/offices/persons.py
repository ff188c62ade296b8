"""Persons: everyone whom the text names, and every place where it does.

Counts: what the model finds, put right (titles cut off, cut names made whole), and capitalised
words beside a title or an honorific, which the model need not have seen. A name once found holds
for the whole text: in headlines, in capitals, by the surname alone, in another spelling.

Reads the text, the model's persons, and the titles, countries and dates. Sets the fact `persons`:
of each the `name` (the longest form, the first of equals, without honorifics), the `mentions`, as
[start, end] in code points, and `references`, none yet: mentions without a name are for offices.

>>> import spacy
>>> nlp = spacy.blank("fr")
>>> _ = nlp.add_pipe("depeche_titles")
>>> _ = nlp.add_pipe("depeche_persons")
>>> doc = nlp("Le ministre de la Santé, M. Kofi Adé, a parlé. M. Adé est parti.")
>>> doc._.depeche["persons"]
[{'name': 'Kofi Adé', 'mentions': [[28, 36], [50, 53]], 'references': []}]
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.facts import Fact, facts
from pipeline.match import LexiconMatcher
from pipeline.rules.book import Rulebook, rulebook
from pipeline.rules.lexicon import Lexicon
from pipeline.stages.offices.names import Name, NameReader, Run, is_shouted
from pipeline.tokens import Text, read_doc

# No name holds a word of these facts.
_BREAKS = ("countries", "dates", "titles")
_DETERMINERS = frozenset(["le", "la", "l'", "les", "un", "une", "son", "sa", "leur"])
_PLACES = frozenset(["LOC", "ORG"])
# Between the members of a list, beside their states.
_BETWEEN = frozenset(", ; et puis de du d' des la l' le les".split())
# No person follows these without a title or an honorific.
_OF_PLACES = frozenset("a en dans au aux du de d' des la le l' les sur vers depuis pres".split())


class Persons:
    """The stage. Without a model before it, only names beside a title or honorific are found."""

    def __init__(self, rules: Rulebook) -> None:
        self._names = NameReader(rules["names"])
        lexicons = rules["names"].lexicons
        self._find_honorifics = LexiconMatcher(
            [lexicons["HONORIFIC"], lexicons["HONORIFIC_INITIALS"]]
        )

    def __call__(self, doc: Doc) -> Doc:
        text = read_doc(doc)
        candidates = _Candidates(doc, text, self._names, self._find_honorifics)
        found = {
            *candidates.seen_by_model(),
            *candidates.beside_titles(),
            *candidates.behind_honorifics(),
            *candidates.behind_nationalities(),
        }
        if found:
            found |= set(candidates.listed_with(found))
            found |= set(candidates.named_again(self._names.gather(text, found)))
        people = self._names.gather(text, found)
        doc._.depeche["persons"] = [_fact(text, person) for person in people]
        return doc


@Language.factory("depeche_persons", assigns=["doc._.depeche"], default_config={"rules": []})
def make_component(nlp: Language, name: str, rules: list[str]) -> Persons:
    """The factory behind `nlp.add_pipe("depeche_persons")`."""
    return Persons(rulebook(rules))


class _Candidates:
    """The runs of capitalised words in one text, and the evidence that some are persons.

    `broken` are the words that no name holds, `honorifics` says where an honorific that begins at
    a word ends, and whether it is a plural one.
    """

    def __init__(
        self, doc: Doc, text: Text, names: NameReader, find_honorifics: LexiconMatcher
    ) -> None:
        self.doc = doc
        self.text = text
        self.names = names
        self.titles = [title for title in facts(doc, "titles") if title["rank"] != "none"]
        self.word_at = {start: i for i, start in enumerate(text.starts)}
        self.word_after = {end: i + 1 for i, end in enumerate(text.ends)}
        self.broken = {
            word
            for table in _BREAKS
            for fact in facts(doc, table)
            for word in self._words(fact["start"], fact["end"])
        }
        self.honorifics: dict[int, tuple[int, bool]] = {}
        for chunk in sorted(find_honorifics(text), key=lambda chunk: chunk.end):
            words = self._words(chunk.start, chunk.end)
            if chunk.value == "noble" and not self._is_noble(words[0]):
                continue
            if not self._goes_on(words[0]):
                self.honorifics[words[0]] = (words[-1] + 1, chunk.value == "plural")
        for first, (last, _) in self.honorifics.items():
            self.broken.update(range(first, last))
        self.runs = dict(names.runs(text, self.broken))
        self.run_at = {word: run for run in self.runs.items() for word in range(*run)}
        self.states = {
            word
            for fact in facts(doc, "countries")
            for word in self._words(fact["start"], fact["end"])
        }
        self.places = [ent for ent in doc.ents if ent.label_ in _PLACES]

    def _words(self, start: int, end: int) -> range:
        first, last = self.word_at.get(start), self.word_after.get(end)
        return range(0) if first is None or last is None else range(first, last)

    def _is_noble(self, word: int) -> bool:
        """Whether a sheikh is one: `Cheikh Tamim ben Hamad`, but `Cheikh Niang` is a name."""
        following = {token.norm_ for token in self.text.doc[word + 1 : word + 4]}
        return not following.isdisjoint(("ben", "bin", "ibn", "bint", "al"))

    def _goes_on(self, word: int) -> bool:
        """Whether a capitalised honorific stands inside a name: `Mohamed Cheikh El Kory`."""
        before = word - 1
        return (
            before > 0
            and before not in self.broken
            and self.text.words[word][0].isupper()
            and self.text.words[before].istitle()
            and self.text.words[before - 1] not in _STOPS
            and len(self.text.words[before]) > 2
            and before not in self.honorifics
        )

    def seen_by_model(self) -> Iterator[Run]:
        """The model's persons, each as the whole run of words that it lies in."""
        for ent in self.doc.ents:
            if ent.label_ != "PER":
                continue
            words = range(
                bisect_left(self.text.starts, ent.start_char),
                bisect_left(self.text.starts, ent.end_char),
            )
            run = next((self.run_at[i] for i in words if i in self.run_at), None)
            if run and not is_shouted(self.text, run[0]):
                cut = run[0] < words[0] < run[1] and self._opens(run[0])
                yield (words[0], run[1]) if cut else run

    def _opens(self, word: int) -> bool:
        """Whether a word has its capital letter because it opens a sentence or a quotation."""
        start = self.text.starts[word]
        return self.text.sentence(start)[0] == start or self.text.words[word - 1] in _STOPS

    def beside_titles(self) -> Iterator[Run]:
        """Runs right behind a title, or before it with a comma between."""
        for title in self.titles:
            yield from self._behind(self.word_after[title["end"]], title["plural"])
            if run := self._before(self.word_at[title["start"]]):
                yield run

    def behind_honorifics(self) -> Iterator[Run]:
        """Runs right behind an honorific, several behind a plural one."""
        for last, plural in self.honorifics.values():
            yield from self._behind(last, plural)

    def behind_nationalities(self) -> Iterator[Run]:
        """Full names behind where somebody is from: `le Finlandais Pekka Laine`."""
        for fact in facts(self.doc, "countries"):
            word = self.word_at.get(fact["start"], 0)
            last = self.runs.get(behind := self.word_after.get(fact["end"], 0), behind)
            demonym = fact["kind"] == "adjective" and self.text.words[word].istitle()
            told = demonym and word and self.text.doc[word - 1].norm_ in ("le", "la", "l'")
            if told and last - behind > 1 and not is_shouted(self.text, behind):
                yield behind, last

    def listed_with(self, people: Set[Run]) -> Iterator[Run]:
        """Full names with a state in brackets, in a sentence that lists known persons so."""
        states = {self.word_at.get(fact["start"], -1) for fact in facts(self.doc, "countries")}
        listed: dict[int, list[Run]] = defaultdict(list)
        for first, last in self.runs.items():
            opened = self.text.words[last : last + 1] == ["("]
            if opened and last - first > 1 and not states.isdisjoint(range(last + 1, last + 4)):
                listed[self.text.sentence_index(self.text.starts[first])].append((first, last))
        for runs_of_sentence in listed.values():
            if not people.isdisjoint(runs_of_sentence):
                yield from runs_of_sentence

    def _behind(self, behind: int, plural: bool) -> Iterator[Run]:
        word, words = behind, self.text.words
        if words[word : word + 1] == ["("] and words[word + 2 : word + 3] == [")"]:
            word += 3
        apart = words[word : word + 1] in ([","], ["("], [":"])
        word += apart
        while word in self.honorifics:
            word, several = self.honorifics[word]
            plural, apart = plural or several, False
            word += words[word : word + 1] == ["."]
        last = self.runs.get(word + (words[word : word + 1] == ["Le"]))  # Mme Le Thi Lan
        if last is None or not self._one_sentence(behind, word):
            return
        if is_shouted(self.text, word) and not self._is_closed_off(word, last):
            return
        if last - word < 2 and (apart or len(words[word]) < 2):
            return
        yield word, last
        if plural and words[last : last + 1] in ([","], ["et"]):
            yield from self._behind(last + (words[last] == "et"), plural=True)
            if (member := self._next_member(last)) and self._one_sentence(behind, member):
                yield member, self.runs[member]
                yield from self._behind(self.runs[member], plural=True)

    def _is_closed_off(self, word: int, last: int) -> bool:
        """Whether words in capitals stand apart as only a name does: `LE MINISTRE, ANA PAZ,`."""
        plain = {token.norm_ for token in self.text.doc[word:last]} & self.names.no_name
        return 2 <= last - word <= 5 and not plain and self.text.words[last : last + 1] in _CLOSING

    def _next_member(self, word: int) -> int | None:
        """Where the next name of a list stands, behind a state: `, de Malte, Lars Holt`."""
        first = word
        while word < len(self.text.words) and (
            word in self.states or word in self.honorifics or self.text.doc[word].norm_ in _BETWEEN
        ):
            word = self.honorifics[word][0] if word in self.honorifics else word + 1
        told = not self.states.isdisjoint(range(first, word))
        return word if told and self.runs.get(word, word) - word > 1 else None

    def _one_sentence(self, one: int, other: int) -> bool:
        index, starts = self.text.sentence_index, self.text.starts
        return index(starts[one] - 1) == index(starts[other])

    def _before(self, word: int) -> Run | None:
        text = self.text
        if word and text.doc[word - 1].norm_ in _DETERMINERS:
            word -= 1
        if word < 2 or text.words[word - 1] not in (",", "("):
            return None
        run = self.run_at.get(word - 2)
        if run is None or run[1] != word - 1 or run[1] - run[0] < 2:
            return None
        return None if is_shouted(text, run[0]) or self._is_place(*run) else run

    def _is_place(self, first: int, last: int) -> bool:
        """Whether the model takes the run for a place or a body, and it may be one there."""
        if first and self.text.doc[first - 1].norm_ not in _OF_PLACES:
            return False
        start, end = self.text.starts[first], self.text.ends[last - 1]
        return any(ent.start_char < end and start < ent.end_char for ent in self.places)

    def named_again(self, people: Sequence[Name]) -> Iterator[Run]:
        """Other mentions of known names, by the whole name or the surname, in capitals too."""
        text = self.text
        forms = {
            str(number): tuple(
                text.source[text.starts[first] : text.ends[last - 1]]
                for place in person.places
                for first, last in (place, *self.names.surnames(text, *place))
            )
            for number, person in enumerate(people)
        }
        for chunk in LexiconMatcher([Lexicon("NAME", forms)])(text):
            words = self._words(chunk.start, chunk.end)
            run = (words[0], words[-1] + 1)
            whole = self.run_at.get(words[0]) == run
            shouted = not self.broken & set(words) and is_shouted(text, words[0])
            if (whole or shouted) and len(text.source[chunk.start : chunk.end]) > 2:
                yield run


_CLOSING = ([","], ["."], [";"], [")"])
_STOPS = frozenset('.!?…:;"«»“”(–—-')


def _fact(text: Text, person: Name) -> Fact:
    mentions = [[text.starts[first], text.ends[last - 1]] for first, last in person.places]
    forms = [" ".join(text.source[start:end].split()) for start, end in mentions]
    return {"name": max(forms, key=len), "mentions": mentions, "references": []}
