"""Is a text in French? Told by how often French function words come in its running text."""

import re
import statistics
import unicodedata

# French news has 4.5 and more, briefs and lists of names 2.6; Catalan may have 2.9, Italian 1.4.
EXPECTED = 2.5

_FUNCTION_WORDS = frozenset(
    "le la les des du au aux une ce cette ces son sa ses leur leurs à dans que pour par sur avec"
    " lors mais où qui elle et ainsi est sont était ont été".split()
)
_SHORTEST = 20  # words: datelines, titles and captions tell nothing
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PARAGRAPH_BREAK = re.compile(r"(?:\r\n|\r|\n)\s*(?:\r\n|\r|\n)")


def is_latin(text: str) -> bool:
    """Whether half of the letters, or more, are of the Latin script; so is a text of no letters.

    >>> is_latin("Le Президент"), is_latin("Le président Путин")
    (False, True)
    """
    letters = [character for character in text if character.isalpha()]
    latin = sum(c.isascii() or unicodedata.name(c, "").startswith("LATIN") for c in letters)
    return latin * 2 >= len(letters)


def french_rate(text: str) -> float | None:
    """French function words per 20 words of running text; None where there is too little of it.

    Running text is the paragraphs of 20 words or more, less their lines in other scripts. Quotes in
    another language don't weigh against a text most of which is French: the rate is that of the
    whole or that of the median word's paragraph, whichever is higher.

    >>> french_rate("BAKOU, 20 novembre")
    """
    rates: list[float] = []
    for paragraph in _PARAGRAPH_BREAK.split(text):
        lines = [line for line in paragraph.splitlines() if is_latin(line)]
        words = _WORD.findall(" ".join(lines).lower())
        if len(words) >= _SHORTEST:
            rate = 20 * sum(word in _FUNCTION_WORDS for word in words) / len(words)
            rates += [rate] * len(words)
    return max(statistics.fmean(rates), statistics.median(rates)) if rates else None
