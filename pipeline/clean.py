"""The text as it was meant: what encodings, page layouts and crawlers did to it is undone.

Texts come with soft hyphens, ligatures, accents apart from their letters, UTF-8 that was encoded
twice, HTML entities, hard line breaks, sentences glued together. The stages read the text without
all that; `Clean.source` gives every place in the text as it came, of which the tables tell.

>>> cleaned = clean("Le pre\\u0301sident  co\\u00admo\\u00adrien est Ã\\xa0 ParisLe roi l'est.")
>>> cleaned.text
"Le président comorien est à Paris\\nLe roi l'est."
>>> cleaned.source(13, 22)
(15, 26)
"""

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

# Characters that stand for others, one for one.
_SAME = (
    dict.fromkeys(map(ord, "\t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"), " ")
    | dict.fromkeys(map(ord, "\u2009\u200a\u202f\u205f\u3000"), " ")
    | dict.fromkeys(map(ord, "\v\f\u2028\u2029"), "\n")
    | dict.fromkeys(map(ord, "‐‑"), "-")
    # Windows-1252 that was read as Latin-1.
    | {b: bytes([b]).decode("cp1252", "ignore") or chr(b) for b in range(0x80, 0xA0)}
)

# What the bytes of UTF-8 look like when read as windows-1252, and the letters and signs that French
# and the names in it are written with: nothing else is believed to have been encoded twice.
_BYTES = {b: b for b in range(0x80, 0x100)}
_BYTES |= {ord(bytes([b]).decode("cp1252", "ignore") or chr(b)): b for b in range(0x80, 0x100)}
_NEXT = f"[{''.join(re.escape(chr(c)) for c, b in _BYTES.items() if b < 0xC0)}]"
_TWICE = f"[\u00c2-\u00df]{_NEXT}|[\u00e0-\u00ef]{_NEXT}{{2}}"
_MEANT = re.compile(r"[\u00a0-\u017f\u0218-\u021b\u1e00-\u1eff\u2007-\u203a€ﬀ-ﬆ\ufeff]")

_ENCODED = re.compile(rf"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z]+\d*);|{_TWICE}|Ã(?= )")
_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff"
_CHARACTERS = re.compile(
    rf"\u00ad *\n *|[{_INVISIBLE}]+|\r\n?|[^\W\d_][\u0300-\u036f]+|[\ufb00-\ufb06]"
)
_CAPITAL = "[A-ZÀ-ÖØ-Þ]"
_SPACES = re.compile(
    rf"(?P<trailing>(?<=\S) +(?=\n))"
    rf"|(?P<doubled> {{2,}})"
    rf"|(?P<title>\b(?:MM?|Mmes?|Mlles?|Dr|Pr|Mgr)\.{_CAPITAL})"
    rf"|(?P<sentence>(?<=[a-zà-ÿ)»\d][.!?…])(?={_CAPITAL}[a-zà-ÿ'’ ]))"
    rf"|(?P<line>(?<=[a-zà-ÿ\d)»]{{2}})(?=(?:L[ae]s?|Une?|Des|Ils?|Elles?|Ce(?:t|tte|s)?|Aux?|En|À"
    rf"|Dans|Lors) [a-zà-ÿ]|L['’][a-zà-ÿ]{{3}}))"
)

# A text is hard-wrapped where its lines, none of them longer than this, mostly break where the next
# word would not have fitted.
_WIDEST = 130
_NARROWEST = 40
_FEWEST_LINES = 4


_Change = tuple[int, int, str]  # from, to, what to put there


class _Edit(NamedTuple):
    """What came out at `at`, `new` characters, stood from `start` to `end` in the text before."""

    at: int
    new: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clean:
    """A text made clean, and the way back: the edits of each pass, in order of their place."""

    text: str
    passes: tuple[tuple[_Edit, ...], ...] = ()

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the clean text, in code points, stands in the text as it came."""
        for edits in reversed(self.passes):
            start, end = _before(edits, start, first=True), _before(edits, end, first=False)
        return start, end


def clean(text: str) -> Clean:
    """Undo what was done to a text on its way; a text that needs nothing comes out as it is."""
    passes: list[tuple[_Edit, ...]] = []

    def edited(text: str, changes: Iterable[_Change]) -> str:
        text, edits = _apply(text, changes)
        if edits:
            passes.append(edits)
        return text

    text = edited(text, _found(_ENCODED, _decoded, text))
    text = text.translate(_SAME)
    text = edited(text, _found(_CHARACTERS, _whole, text))
    text = edited(text, _unwrapped(text))
    text = edited(text, _found(_SPACES, _spaced, text))
    return Clean(text, tuple(passes))


def _found(
    regex: re.Pattern[str], replacement: Callable[[re.Match[str]], str], text: str
) -> Iterator[_Change]:
    for found in regex.finditer(text):
        if (new := replacement(found)) != found[0]:
            yield found.start(), found.end(), new


def _apply(text: str, changes: Iterable[_Change]) -> tuple[str, tuple[_Edit, ...]]:
    pieces: list[str] = []
    edits: list[_Edit] = []
    reached = length = 0
    for start, end, new in changes:
        pieces += text[reached:start], new
        length += start - reached
        edits.append(_Edit(length, len(new), start, end))
        length += len(new)
        reached = end
    return "".join([*pieces, text[reached:]]), tuple(edits)


def _before(edits: tuple[_Edit, ...], place: int, *, first: bool) -> int:
    """Where a place was before the edits: that of the first character, or after the last one."""
    i = bisect_right(edits, place if first else place - 1, key=lambda edit: edit.at) - 1
    if i < 0:
        return place
    at, new, start, end = edits[i]
    inside = place - at
    if inside >= new:
        return end + inside - new
    return min(start + inside, max(start, end - 1)) if first else min(start + inside, end)


def _decoded(found: re.Match[str]) -> str:
    characters = found[0]
    if characters.startswith("&"):
        return html.unescape(characters)
    if characters == "Ã":  # and a no-break space, which a crawler made a plain one
        return "à"
    try:
        meant = bytes(_BYTES[ord(c)] for c in characters).decode("utf-8")
    except UnicodeDecodeError:
        return characters
    return meant if _MEANT.fullmatch(meant) else characters


def _whole(found: re.Match[str]) -> str:
    characters = found[0]
    if characters.startswith("\r"):
        return "\n"
    if unicodedata.combining(characters[-1]):
        return unicodedata.normalize("NFC", characters)
    return unicodedata.normalize("NFKC", characters) if "\ufb00" <= characters <= "\ufb06" else ""


def _spaced(found: re.Match[str]) -> str:
    match found.lastgroup:
        case "trailing":
            return ""
        case "line":
            return "\n"
        case "title":
            return f"{found[0][:-1]} {found[0][-1]}"
        case _:
            return " "


def _unwrapped(text: str) -> Iterator[_Change]:
    lines = text.split("\n")
    width = max(map(len, lines))
    if not _NARROWEST <= width <= _WIDEST:
        return
    breaks: list[int] = []
    others = place = 0
    for line, after in pairwise(lines):
        place += len(line) + 1
        if line.strip() and after.strip():
            if len(line) + 1 + len(after.split()[0]) > width:
                breaks.append(place - 1)
            else:
                others += 1
    if len(breaks) + 1 >= _FEWEST_LINES and len(breaks) > others:
        for place in breaks:
            hyphenated = text[place - 1] == "-" and text[place - 2].isalpha()
            yield place, place + 1, "" if hyphenated else " "
