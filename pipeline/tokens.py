"""The text as the rules see it: folded words, with their place in the source, and sentences.

Rules must not care how a dispatch is typed. `ÉTATS-UNIS`, `Etats Unis` and `états-unis` are one
term, a word is one word whatever apostrophe elides the article before it, and a line break or a
no-break space inside a phrase is a space. So the stages read a text through `read`, which splits
it in the same way in every pipeline, whatever tokenizer made the `Doc`; places in the text are
code points, which no tokenization can move.

>>> text = read("L’ÉMIR est à N'Djamena.")
>>> [text.source[s:e] for s, e in zip(text.starts, text.ends)]
['L’', 'ÉMIR', 'est', 'à', "N'", 'Djamena', '.']
>>> [token.norm_ for token in text.doc]
["l'", 'emir', 'est', 'a', "n'", 'djamena', '.']
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import pairwise, repeat
from pathlib import Path
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

import spacy
from spacy.attrs import LIKE_NUM, NORM
from spacy.language import BaseDefaults, Language
from spacy.tokens import Doc
from spacy.vocab import Vocab, create_vocab

_LIKE = str.maketrans(
    {
        **dict.fromkeys("’‘´`ʼ′", "'"),
        **dict.fromkeys("‐‑‒–—−", "-"),
        **dict.fromkeys("\u00a0\u202f\u2009\u2007", " "),
        **dict.fromkeys("“”„«»", '"'),
    }
)
_SOFT_HYPHEN = "\u00ad"

_ELISION = r"(?:[cdjlmnstCDJLMNST]|[Qq][Uu]|(?i:jusqu|lorsqu|puisqu|quoiqu|presqu))['’‘´ʼ`](?=\w)"
_ABBREVIATION = (
    r"(?:MM?|Mmes?|Mlles?|SEM|Mgr|Dr|Drs|Prof|Pr|Me|Gal|Col|St|Ste|art|cf|env|bd|vol)\.(?!\w)"
    r"|(?i:rép|dém)\.(?=\W)|n°|N°"
    r"|(?:[^\W\d_]\.-?){2,}[^\W\d_]?(?![^\W\d_])"  # U.S.A., S.E.M, É.-U.
)
_NUMBER = r"\d{1,3}(?:[.,'’\u00a0\u202f]\d{3})+(?!\d)|\d+,\d+|\d+"
_WORD = r"(?i:aujourd['’´`]hui|quelqu['’´`]un)|[^\W\d_][\w\u0300-\u036f\u00ad]*"
_TOKEN = re.compile(f"{_ABBREVIATION}|{_ELISION}|{_NUMBER}|{_WORD}|[^\\w\\s]|_")

_HYPHEN = frozenset("-‐‑–")
_STOP = frozenset([".", "!", "?", "…"])
_CLOSING = frozenset("»”\"')]’")
_OPENING = frozenset("«“\"'([-–—•*")
# Inside a date neither the stop of a shortened month nor a line break ends a sentence.
_SHORT_MONTHS = frozenset("janv jan fevr fev avr juil juill sept sep oct nov dec".split())
_MONTHS = _SHORT_MONTHS | frozenset(
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split()
)
# A text is wrapped if its lines are this wide, and as many of them are full.
_NARROWEST, _WIDEST, _FULL_LINES = 40, 100, 3
# A line that breaks off after one of these goes on in the next one.
_UNFINISHED = frozenset(
    "le la les l' un une des du de d' et ou à a au aux en dans par pour sur avec sans son sa ses"
    " leur leurs ce cet cette ces que qu' qui , mm. m. mme".split()
)


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """The form under which a word is compared: lower case, no accents, straight apostrophe.

    >>> fold("L’Évêché"), fold("Œuvre")
    ("l'eveche", 'oeuvre')
    """
    word = word.lower().translate(_LIKE).replace("œ", "oe").replace("æ", "ae")
    if word.isascii():
        return word
    marks = unicodedata.normalize("NFKD", word)
    return "".join(c for c in marks if not unicodedata.combining(c) and c != _SOFT_HYPHEN)


def even(text: str) -> str:
    """The text without accents and typographic variants, character for character.

    What regular expressions are run on: offsets in the result are offsets in `text`, and case
    is kept.

    >>> even("Le 8 août – l’Émir")
    "Le 8 aout - l'Emir"
    """
    return text if text.isascii() else text.translate(_bare)


class _Bare(dict[int, int | str]):
    """For `str.translate`: each character without its accent, as characters turn up."""

    def __missing__(self, code: int) -> int:
        base = code if code < 0x80 else ord(unicodedata.normalize("NFKD", chr(code))[0])
        self[code] = bare = code if unicodedata.combining(chr(base)) else base
        return bare


_bare = _Bare(_LIKE)


_NUMBERS = frozenset(
    "zéro un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze"
    " seize vingt trente quarante cinquante soixante septante huitante nonante cent mille million"
    " milliard premier première second seconde deuxième troisième quatrième cinquième sixième"
    " septième huitième neuvième dixième".split()
)


def _like_num(word: str) -> bool:
    return word.replace(",", "").replace(".", "").isdigit() or word.lower() in _NUMBERS


class French(Language):  # type: ignore[no-untyped-call]
    """French for this pipeline, as the class that `spacy.blank("fr")` makes is for others.

    That one's tokenizer, which nothing here uses, takes seconds to import.
    """

    lang = "fr"

    class Defaults(BaseDefaults):
        """What French words are like, as far as rules may ask."""

        lex_attr_getters = {LIKE_NUM: _like_num}  # noqa: RUF012 (as spaCy's languages have it)


def _make_vocab() -> Vocab:
    # A vocabulary apart from the model's: there NORM feeds the NER network and must stay as it is.
    vocab = create_vocab("fr", French.Defaults)
    vocab.lex_attr_getters[NORM] = fold  # type: ignore[attr-defined]
    return vocab


VOCAB = _make_vocab()


class Chunk(NamedTuple):
    """A stretch of text, in code points, that a rule sees as one token.

    `label` is a lexicon's or a stage's label ("" for a plain word), `value` what it stands for
    (for a plain word, its folded form).
    """

    start: int
    end: int
    label: str
    value: str


# Chunk(*fields), in a third of the time.
to_chunk: Callable[[tuple[int, int, str, str]], Chunk] = partial(tuple.__new__, Chunk)


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False)
class Text:
    """A source text, its words and its sentences.

    `plain` is the source without accents, character for character (see `even`).
    `words[i]` stands at the code points `starts[i]` to `ends[i]`; `doc` holds the same words,
    folded in `Token.norm_`, and in `norms`; in `chunks` each stands with its place. `sentences` are
    (start, end) in code points, without outer white space, `word_spans` the same in words. `terms`
    holds the words but for hyphens that join two, and `unhyphenated` their indices.
    """

    source: str
    plain: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    doc: Doc
    norms: list[str]
    chunks: list[Chunk]
    sentences: list[tuple[int, int]]
    word_spans: list[tuple[int, int]]
    terms: Doc
    unhyphenated: list[int]

    def sentence(self, start: int) -> tuple[int, int]:
        """The sentence that holds the character `start` (or the last one before it)."""
        return self.sentences[self.sentence_index(start)]

    def sentence_index(self, start: int) -> int:
        """The index in `sentences` of the sentence that holds the character `start`."""
        return max(bisect_right(self.sentences, (start, len(self.source))) - 1, 0)

    def around(self, start: int, end: int) -> tuple[int, int]:
        """The sentence that holds a span; the run of them, where it crosses an end."""
        return self.sentence(start)[0], self.sentence(end - 1)[1]

    def hyphenated(self, i: int) -> bool:
        """Whether word `i` is a hyphen that joins two words, as in `vice-ministre`."""
        return _is_hyphenated(self.words, self.starts, self.ends, i)


@lru_cache(maxsize=64)
def read(source: str) -> Text:
    """Split a text into words and sentences. Every stage that reads the text shares the result."""
    starts, ends = [], []
    for match in _TOKEN.finditer(source):
        starts.append(match.start())
        ends.append(match.end())
    words = [source[s:e] for s, e in zip(starts, ends, strict=True)]
    doc = _doc(words)
    norms = [token.norm_ for token in doc]
    sentences = list(_sentences(source, words, starts, ends))
    firsts = [bisect_left(starts, start) for start, _ in sentences]
    kept = [i for i in range(len(words)) if not _is_hyphenated(words, starts, ends, i)]
    terms = doc if len(kept) == len(words) else _doc([words[i] for i in kept])
    return Text(
        source=source,
        plain=even(source),
        words=words,
        starts=starts,
        ends=ends,
        doc=doc,
        norms=norms,
        chunks=list(map(to_chunk, zip(starts, ends, repeat(""), norms, strict=False))),
        sentences=sentences,
        word_spans=list(pairwise([*firsts, len(words)])),
        terms=terms,
        unhyphenated=kept,
    )


_texts: WeakKeyDictionary[Doc, Text] = WeakKeyDictionary()


def read_doc(doc: Doc) -> Text:
    """What `read` makes of a Doc's text, which spaCy puts together anew each time it is asked."""
    text = _texts.get(doc)
    if text is None:
        text = _texts[doc] = read(doc.text)
    return text


class Tokenizer:
    """A spaCy tokenizer whose tokens are the words of `read` (and the white space between them).

    The model finds as many names in these tokens as in those of spaCy's own French tokenizer
    (measured on the gold dispatches: the same ones), which takes ten times as long. There is
    nothing in it to save.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, source: str) -> Doc:
        text = read(source)
        words: list[str] = []
        spaces: list[bool] = []
        reached = 0
        for word, start, end in zip(text.words, text.starts, text.ends, strict=True):
            _add_gap(source[reached:start], words, spaces)
            words.append(word)
            spaces.append(False)
            reached = end
        _add_gap(source[reached:], words, spaces)
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_bytes(self, **kwargs: Any) -> bytes:
        return b""

    def from_bytes(self, data: bytes, **kwargs: Any) -> "Tokenizer":
        return self

    def to_disk(self, path: Path, **kwargs: Any) -> None: ...

    def from_disk(self, path: Path, **kwargs: Any) -> "Tokenizer":
        return self


@spacy.registry.tokenizers("depeche_tokenizer")  # type: ignore[untyped-decorator]
def make_tokenizer() -> Callable[[Language], Tokenizer]:
    """The factory behind `tokenizer = {"@tokenizers": "depeche_tokenizer"}` in a config."""
    return lambda nlp: Tokenizer(nlp.vocab)


def words_of(phrase: str) -> list[str]:
    """The words of a lexicon's term, split as in a text; hyphens that join words are left out."""
    elided = phrase.endswith(("'", "’"))  # a lone `d'` is one word only before another
    words = _TOKEN.findall(phrase + "x")[:-1] if elided else _TOKEN.findall(phrase)
    return [w for w in words if w not in _HYPHEN] or words


def _doc(words: list[str]) -> Doc:
    return Doc(VOCAB, words=words, spaces=[True] * len(words))


def _is_hyphenated(words: list[str], starts: list[int], ends: list[int], i: int) -> bool:
    # A space or line break may have slipped in after it.
    return words[i] in _HYPHEN and 0 < i < len(words) - 1 and ends[i - 1] == starts[i]


def _add_gap(gap: str, words: list[str], spaces: list[bool]) -> None:
    """White space as spaCy keeps it: one space after a token is the token's, the rest a token."""
    if gap.startswith(" ") and words:
        spaces[-1] = True
        gap = gap[1:]
    if gap:
        words.append(gap)
        spaces.append(False)


def _sentences(
    source: str, words: list[str], starts: list[int], ends: list[int]
) -> Iterator[tuple[int, int]]:
    """Where sentences end: after a stop, or at a line break unless the line plainly goes on."""
    first, width = 0, _wrapped_at(source)
    for i in range(len(words)):
        last = i + 1 == len(words)
        if last or _ends_sentence(source, words, starts, ends, i, width):
            yield starts[first], ends[i]
            first = i + 1


def _wrapped_at(source: str) -> int:
    """The width at which a text's lines are broken, 0 where a line holds a whole paragraph.

    Nearly every line of such a text is so full that the next one's first word had no room.

    >>> _wrapped_at("Le ministre\\na vu Ana.")
    0
    """
    lines = source.split("\n")
    width = max(map(len, lines))
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    breaks = [(line, next_) for line, next_ in pairwise(lines) if line.strip() and next_.strip()]
    full = sum(len(line) + 1 + len(next_.split()[0]) > width for line, next_ in breaks)
    return width if full >= _FULL_LINES and full > len(breaks) / 2 else 0


def _ends_sentence(
    source: str, words: list[str], starts: list[int], ends: list[int], i: int, width: int
) -> bool:
    gap, following = source[ends[i] : starts[i + 1]], words[i + 1]
    if gap.count("\n") == 1 and width:
        line = ends[i] - source.rfind("\n", 0, ends[i]) - 1
        if line + 1 + len(source[starts[i + 1] :].split(maxsplit=1)[0]) > width:
            gap = " "
    if "\n" in gap:
        if words[i] == "," and following[0].islower():
            return False
        if gap.count("\n") > 1 or following in _OPENING:
            return True
        if words[i] in _HYPHEN and ends[i - 1] == starts[i]:
            return False
        if _in_date(words, i):
            return False
        return not (following[0].islower() or words[i].lower() in _UNFINISHED)
    stop = i
    while stop > 0 and words[stop] in _CLOSING and words[stop] not in _STOP:
        stop -= 1
    if words[stop] not in _STOP:
        return False
    if not gap:  # a glued `fin.Début`; but not `14.02.2025`, nor the stop before a closing quote
        return (
            stop == i
            and following[0].isupper()
            and following[1:2].islower()
            and words[i - 1].islower()
            and len(words[i - 1]) > 2
        )
    if stop == i and _in_date(words, i):
        return False
    initial = stop > 0 and len(words[stop - 1]) == 1 and words[stop - 1].isupper()
    if initial and words[stop] == ".":
        return False
    closing = following in _CLOSING and following not in _OPENING
    return not closing and not following[0].islower()


def _in_date(words: list[str], i: int) -> bool:
    """Whether a date goes on after word `i`: `3 | MARS`, `mars | 2024`, `janv. | 2024`."""
    word, following = words[i], words[i + 1]
    if following[0].isdigit():
        return fold(words[i - 1]) in _SHORT_MONTHS if word == "." else fold(word) in _MONTHS
    return fold(following) in _MONTHS and (word.isdigit() or word.lower() in ("er", "°"))
