"""Names of persons as a text writes them: where they begin and end, and which are one person's.

Pure functions of words; which stretches of a text are persons at all is for
`pipeline.stages.offices.persons` to say.
"""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.rules.book import Ruleset
from pipeline.tokens import Text, fold

Run = tuple[int, int]

_REGNAL = re.compile("[ivx]+")

# The key of a name (see `key`): Cyrillic, Arabic and Chinese names reach French in many spellings.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("tsch|tch|sch|sh|ch|cz", "S"),
        ("dzh|dj|dz|zh|j", "J"),
        ("gh|kh|x|ck|qu|q|k|g", "K"),
        ("ph", "f"),
        ("th", "t"),
        ("dh", "d"),
        ("tz|ts", "c"),
        ("c(?=[eiy])|ss|z|c$", "s"),
        ("c", "K"),
        ("w|ff$", "v"),
        ("h", ""),
    )
)
_LETTERS = str.maketrans(
    {
        "ç": "s",
        "đ": "dj",
        "ə": "a",
        "ı": "i",
        "ł": "l",
        "ø": "o",
        "ß": "ss",
        "ş": "sh",
        "ș": "sh",
        "ţ": "ts",
        "ț": "ts",
    }
)


def is_shouted(text: Text, word: int) -> bool:
    """Whether the sentence around a word is in capitals, so that they tell nothing."""
    start, end = text.sentence(text.starts[word])
    letters = [c for c in text.source[start:end] if c.isalpha()]
    return len(letters) > 20 and sum(c.isupper() for c in letters) > 0.8 * len(letters)


@lru_cache(maxsize=8192)
def key(word: str) -> str:
    """The consonants of a name's word by their sound, with a first vowel as A.

    >>> key("Djamchid") == key("Jamshid"), key("Raïssi") == key("Raeisi")
    (True, True)
    >>> key("Ionașcu") == key("Ionashku"), key("Petrov") == key("Petov")
    (True, False)
    """
    letters = re.sub("[^a-z]", "", fold(word.lower().translate(_LETTERS)))
    for pattern, sound in _SOUNDS:
        letters = pattern.sub(sound, letters)
    if not letters:
        return fold(word)
    first = "A" if letters[0] in "aeiouy" else letters[0]
    return re.sub(r"(.)\1+", r"\1", first + re.sub("[aeiouy]", "", letters[1:]))


@dataclass(slots=True)
class Name:
    """One person: the telling words of the fullest form, and the runs that name the person."""

    words: tuple[str, ...]
    places: list[Run] = field(default_factory=list)


def is_same(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names, as words, can be one person's: in another order, spelling or shorter.

    >>> is_same(("issa", "kanté", "oumar"), ("oumar", "kante"))
    True
    >>> is_same(("vagif", "raïmov"), ("raymov",))
    True
    >>> is_same(("oumar", "bakoum"), ("oumar", "tounka"))
    False
    >>> is_same(("mohammed", "vi"), ("mohammed", "v"))
    False
    >>> is_same(("hossein", "fadil"), ("tarik", "hassan", "fadoul"))
    False
    """
    numerals = [{word for word in name if _REGNAL.fullmatch(word)} for name in (one, other)]
    if all(numerals) and numerals[0] != numerals[1]:
        return False
    short, full = sorted((one, other), key=len)
    if {fold(word) for word in short} <= {fold(word) for word in full}:
        return True
    if len(short) == 1:
        return len(key(short[0])) >= 3 and key(short[0]) in map(key, full)
    if len(short) < len(full) and not {*map(fold, short)} & {*map(fold, full)}:
        return False
    if sorted("".join(map(key, short))) == sorted("".join(map(key, full))):
        return True
    return all(any(_is_alike(word, candidate) for candidate in full) for word in short)


def _is_alike(word: str, other: str) -> bool:
    from rapidfuzz.fuzz import ratio

    if key(word) == key(other):
        return True
    return min(len(word), len(other)) >= 5 and ratio(fold(word), fold(other)) >= 86


def _is_capitalised(word: str) -> bool:
    return word[0].isupper() and (len(word) == 1 or word[-1] not in "'’´")


def _follows_name(text: Text, i: int, broken: Container[int]) -> bool:
    """Whether a capitalised word stands at `i`, perhaps behind a hyphen."""
    if i < len(text.words) and text.hyphenated(i):
        i += 1
    return i < len(text.words) and i not in broken and _is_capitalised(text.words[i])


class NameReader:
    """Reads names by the rules of `models/names.toml`."""

    def __init__(self, ruleset: Ruleset) -> None:
        places, classes = ruleset.terms("PARTICLE"), ruleset.classes
        self.particles = classes["PARTICLE"]
        self.no_name = classes["NO_NAME"]
        self._initial = frozenset(term for term, place in places.items() if place == "initial")
        # With what the name of a minister's field begins: le ministre A des Affaires étrangères.
        fields = frozenset(term.split()[0] for term in ruleset.terms("PORTFOLIO"))
        # No name goes on with these behind a particle: la juge A de la Cour suprême.
        self._bodies = (self.no_name | fields) - self.particles

    def runs(self, text: Text, broken: Container[int]) -> Iterator[Run]:
        """Stretches of words that could be a name, as (first, last + 1) in `text.words`.

        Capitalised words, with what joins them: particles, hyphens, initials. No stretch crosses
        the end of a sentence or holds a word of `broken`; words that merely open a sentence are
        left out.
        """
        i, count = 0, len(text.words)
        while i < count:
            if not self._opens(text, i, broken):
                i += 1
                continue
            end = self._end_of_run(text, i, broken)
            yield i, end
            i = end

    def _opens(self, text: Text, i: int, broken: Container[int]) -> bool:
        if i in broken:
            return False
        word = text.words[i]
        folded = text.doc[i].norm_
        if _is_capitalised(word):
            return folded not in self.no_name or word == "Lê"
        return folded in self._initial and _follows_name(text, i + 1, broken)

    def _end_of_run(self, text: Text, first: int, broken: Container[int]) -> int:
        sentence = text.sentence_index(text.starts[first])
        end = i = first + 1
        while i < len(text.words) and i not in broken:
            if text.sentence_index(text.starts[i]) != sentence:
                break
            word, before = text.words[i], text.doc[i - 1].norm_
            if before in self.particles and text.doc[i].norm_ in self._bodies:
                break
            if _is_capitalised(word) or (text.hyphenated(i - 1) and word[0].isalpha()):
                end = i + 1
            elif not (
                text.hyphenated(i)
                or text.doc[i].norm_ in self.particles
                or word[-1] in "'’´"
                or (word == "." and len(text.words[i - 1]) == 1 and text.words[i - 1].isupper())
            ):
                break
            i += 1
        return end

    def words_of_name(self, text: Text, first: int, last: int) -> tuple[str, ...]:
        """The words of a name that tell, in lower case: hyphens joined, without particles.

        >>> from pipeline.rules.book import rulebook
        >>> from pipeline.tokens import read
        >>> names = NameReader(rulebook()["names"])
        >>> names.words_of_name(read("Jean-Noël de La Roche"), 0, 6)
        ('jean-noël', 'roche')
        >>> names.words_of_name(read("al-Thani"), 0, 3)
        ('thani',)
        """
        words: list[str] = []
        for i in range(first, last):
            word = text.words[i].lower()
            joined = i > first and text.hyphenated(i - 1)
            if joined and words and text.doc[i - 2].norm_ not in self.particles:
                words[-1] += "-" + word
            elif (
                word[0].isalpha()
                and word[-1] not in "'’´"
                and text.doc[i].norm_ not in self.particles
            ):
                words.append(word)
        return tuple(words) or (text.words[last - 1].lower(),)

    def surnames(self, text: Text, first: int, last: int) -> Iterator[Run]:
        """Where the last name stands in a full one: without its particles, and with them."""
        start = last - 1
        while start - 1 > first and text.hyphenated(start - 1):
            start -= 2
        if start <= first:
            return
        yield start, last
        whole = start
        while whole - 1 > first and text.doc[whole - 1].norm_ in self.particles:
            whole -= 1
        if whole < start:
            yield whole, last

    def gather(self, text: Text, found: Iterable[Run]) -> list[Name]:
        """The persons behind runs of words, in order of their first mention.

        Full names make persons; a shorter form goes to the one person that it fits, by the last
        word if it fits several. One word that still fits several is nobody's.
        """
        people: list[Name] = []
        named = [(self.words_of_name(text, *run), run) for run in found]
        for words, run in sorted(named, key=lambda entry: (-len(entry[0]), entry[1])):
            fitting = [person for person in people if is_same(words, person.words)]
            if len(fitting) > 1 and len(words) == 1:
                fitting = [person for person in fitting if key(person.words[-1]) == key(words[0])]
                if len(fitting) != 1:
                    continue
            if fitting:
                fitting[0].places.append(run)
            else:
                people.append(Name(words, [run]))
        for person in people:
            person.places.sort()
        return sorted(people, key=lambda person: person.places)
