"""How the commands lay out what they print: columns, and values as a rules file writes them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_LISTED = 4


def aligned(lines: Iterable[tuple[str, ...]], indent: str = "  ") -> Iterator[str]:
    """Lines of cells in columns.

    >>> list(aligned([("a", "b"), ("longer", "c")]))
    ['  a       b', '  longer  c']
    """
    lines = list(lines)
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = (f"{cell:{width}}" for cell, width in zip(line, widths, strict=True))
        yield (indent + "  ".join(cells)).rstrip()


def as_toml(value: Any, most: int | None = None) -> str:
    """A value as in a rules file; of lists `most` values at most.

    >>> as_toml({"NORM": {"IN": ["un", "une", "des"]}, "OP": "?"}, most=2)
    '{NORM = {IN = ["un", "une", …]}, OP = "?"}'
    """
    match value:
        case bool():
            return str(value).lower()
        case Mapping():
            pairs = (f"{key} = {as_toml(entry, most)}" for key, entry in value.items())
            return f"{{{', '.join(pairs)}}}"
        case list() | tuple():
            shown = [as_toml(entry, most) for entry in value[:most]]
            return f"[{', '.join([*shown, '…'] if len(shown) < len(value) else shown)}]"
        case str():
            return f'"{value}"'
    return str(value)
