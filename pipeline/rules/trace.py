"""How the rules read a text: `python -m pipeline.rules test "une phrase"`.

The words with what patterns may ask of them; then, file by file, the text as its rules see it,
which of them met it, and which came close and where they broke off; at last the rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pipeline.clean import clean
from pipeline.rules.layout import aligned, as_toml
from pipeline.tables import PLACE
from pipeline.tape import is_optional
from pipeline.tokens import VOCAB, read

if TYPE_CHECKING:
    from spacy.tokens import Token

    from pipeline.match import Match, NearMatch, Seen
    from pipeline.rules.trial import Outcome
    from pipeline.tables import Row
    from pipeline.tokens import Chunk, Text

_FLAGS = ("IS_TITLE", "IS_UPPER", "IS_DIGIT", "LIKE_NUM", "IS_PUNCT", "IS_QUOTE", "IS_BRACKET")
_CLOSEST = 3
_CLOSEST_OF_STAGE = 8


def trace(outcome: Outcome, stage: str | None = None) -> Iterator[str]:
    """The lines that tell how the rules read a text; of one file's rules only, if `stage` is given.

    Without `stage`, files of which no rule fired or came close are left out.
    """
    yield from _words(read(clean(outcome.dispatch.text).text))
    for seen in _by_file(outcome.seen, stage):
        near = _closest(seen)[: _CLOSEST_OF_STAGE if stage else _CLOSEST]
        if seen.matches or near or stage:
            yield ""
            yield f"{seen.rules}.toml sees"
            for start, end in seen.text.sentences:
                chunks = [chunk for chunk in seen.chunks if start <= chunk.start < end]
                yield "  " + " ".join(_chunk(chunk, seen.text) for chunk in chunks)
            yield from aligned([_fired(match, seen.text) for match in seen.matches])
            yield from aligned([_broke_off(match, seen.text) for match in near])
    yield ""
    rows = [(table, row) for table, row in outcome.rows]
    yield "rows" if rows else "no rows"
    yield from aligned([_row(table, row) for table, row in rows])


def _words(text: Text) -> Iterator[str]:
    yield from aligned(
        [
            ("words", "NORM", "LOWER", "SHAPE", "true of it"),
            *((t.text, t.norm_, t.lower_, t.shape_, _flags(t)) for t in text.doc),
        ],
        indent="",
    )


def _flags(token: Token) -> str:
    lexeme = VOCAB[token.text]
    return " ".join(flag for flag in _FLAGS if lexeme.check_flag(VOCAB.strings[flag]))


def _by_file(seen: Sequence[Seen], stage: str | None) -> list[Seen]:
    """Of each file what it saw most of: some ask their rules more than once."""
    found: dict[str, Seen] = {}
    for one in seen:
        known = found.get(one.rules)
        if known is None or len(one.matches) >= len(known.matches):
            found[one.rules] = one
    return [one for name, one in found.items() if stage in (None, name)]


def _closest(seen: Seen) -> list[NearMatch]:
    """The rules that came close: of each its best pattern, those first that lacked least."""
    fired = {match.rule.id for match in seen.matches}
    best: dict[str, NearMatch] = {}
    for near in seen.matcher.near_matches(seen.text, seen.chunks):
        known = best.get(near.rule.id)
        if near.rule.id not in fired and (known is None or _lack(near) < _lack(known)):
            best[near.rule.id] = near
    return sorted((near for near in best.values() if near.words > 1), key=_lack)


def _lack(near: NearMatch) -> tuple[int, int]:
    return sum(not is_optional(token) for token in near.wanted), -near.words


def _chunk(chunk: Chunk, text: Text) -> str:
    words = " ".join(text.source[chunk.start : chunk.end].split())
    label = " ".join(filter(None, (chunk.label, chunk.value)))
    return f"[{label}: {words}]" if chunk.label else words


def _fired(match: Match, text: Text) -> tuple[str, ...]:
    parts = [
        f"{name} = {text.source[chunks[0].start : chunks[-1].end]!r}"
        for name, chunks in match.parts.items()
    ]
    return "fired", match.rule.id, repr(text.source[match.start : match.end]), ", ".join(parts)


def _broke_off(near: NearMatch, text: Text) -> tuple[str, ...]:
    after = text.source[near.end :].split(maxsplit=1)
    came = f"{text.source[near.start : near.end]!r}, then not {after[0] if after else 'the end'!r}"
    wanted = {key: value for key, value in near.wanted[0].items() if key != "AS"}
    more = sum(not is_optional(token) for token in near.wanted[1:])
    told = f"wants {as_toml(wanted, most=4)}"
    return "close", near.rule.id, came, f"{told} and {more} more" if more else told


def _row(table: str, row: Row) -> tuple[str, ...]:
    said = " · ".join(
        f"{key}: {', '.join(value) if isinstance(value, list) else value}"
        for key, value in row.items()
        if key not in PLACE and value not in (None, [], {}, False, "")
    )
    return table, repr(row["surface"]), said, f"({row['rule']})"
