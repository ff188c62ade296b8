"""Files and folders to dispatches: finding, reading, decoding, and refusing with a reason."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.decode import DecodeError, decode, is_binary
from pipeline.dispatch import Dispatch, Reason, Reject
from pipeline.errors import UsageError
from pipeline.language import EXPECTED, french_rate, is_latin

SUFFIX = ".txt"
MAX_CHARACTERS = 1_000_000  # spaCy's own limit, Language.max_length
_MAX_BYTES = 4 * (MAX_CHARACTERS + 1)  # no encoding we read takes more, with its byte order mark


class Found(NamedTuple):
    """A file to read, and the name under which the tables know it."""

    source: str
    path: Path


class _Refused(Exception):
    def __init__(self, reason: Reason, detail: str) -> None:
        self.reason, self.detail = reason, detail


def find(inputs: Sequence[str | Path]) -> list[Found | Reject]:
    """The files that `inputs` name, sorted by source.

    A file stands for itself, whatever its suffix; a folder for the `.txt` files in it and in the
    folders below (links to folders are not followed). A file named twice is one input. A folder
    with nothing to read is rejected. Raises UsageError for a path that doesn't exist and where
    nothing at all is left to read.
    """
    missing = [repr(str(given)) for given in inputs if not Path(given).exists()]
    if missing:
        raise UsageError(
            f"no such file or folder: {', '.join(missing)}. Check the spelling; a relative path"
            " counts from the current folder."
        )
    found: dict[str, Found | Reject] = {}
    for given in map(Path, inputs):
        for item in _walk(given) if given.is_dir() else [Found(_source(given), given)]:
            found[item.source] = item
    rejects = [item for item in found.values() if isinstance(item, Reject)]
    if len(rejects) == len(found):
        raise UsageError("; ".join(f"{reject.source}: {reject.detail}" for reject in rejects) + ".")
    return [found[source] for source in sorted(found)]


def read(found: Iterable[Found | Reject]) -> Iterator[Dispatch | Reject]:
    """Each file's dispatch, or the reason why it gives none; one or the other for each, in order.

    Of several files with the same text the first is kept.
    """
    kept: dict[str, str] = {}
    for item in found:
        if isinstance(item, Reject):
            yield item
            continue
        try:
            dispatch = _dispatch(item)
        except _Refused as refused:
            yield Reject(item.source, refused.reason, refused.detail)
            continue
        first = kept.setdefault(dispatch.doc_id, dispatch.source)
        yield dispatch if first == dispatch.source else Reject(item.source, "duplicate", first)


def _walk(folder: Path) -> Iterator[Found | Reject]:
    errors: list[OSError] = []
    empty = True
    for here, _, names in os.walk(folder, onerror=errors.append):
        for name in names:
            if name.lower().endswith(SUFFIX):
                empty = False
                path = Path(here, name)
                yield Found(_source(path), path)
    for error in errors:
        yield Reject(_source(Path(error.filename)), "unreadable", _permission(error))
    if empty and not errors:
        yield Reject(_source(folder), "empty", f"no {SUFFIX} file in this folder: name another")


def _source(path: Path) -> str:
    # A name that isn't UTF-8 (old file systems) must not break the tables, which are.
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def _permission(error: OSError) -> str:
    return f"{error.strerror or error}: mend its permissions or leave it out"


def _dispatch(found: Found) -> Dispatch:
    text = _text(found.path)
    if not text.strip():
        raise _Refused("empty", "no text in it: leave it out")
    if len(text) > MAX_CHARACTERS:
        raise _Refused("too_long", _too_long(f"{len(text):,} characters"))
    return Dispatch.of(found.source, text, language=_language(text))


def _text(path: Path) -> str:
    if not path.is_file():  # a pipe or a device would block, a broken link has nothing to read
        raise _Refused("unreadable", "not a regular file: copy its content to one")
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
            size = os.fstat(file.fileno()).st_size
    except OSError as error:
        raise _Refused("unreadable", _permission(error)) from None
    if is_binary(data):
        raise _Refused("unreadable", "a binary file, not text: save its text as UTF-8")
    if len(data) > _MAX_BYTES:
        raise _Refused("too_long", _too_long(f"{size:,} bytes"))
    try:
        return decode(data)
    except DecodeError as error:
        raise _Refused("undecodable", str(error)) from None


def _too_long(measured: str) -> str:
    return f"{measured}, at most {MAX_CHARACTERS:,} characters: split it into its dispatches"


def _language(text: str) -> str | None:
    """`fr`, or None where the text is too short to tell."""
    rate = french_rate(text)
    if rate is None:
        if not is_latin(text):
            raise _Refused("not_french", "most of its letters are not Latin: leave it out")
        return None
    if rate < EXPECTED:
        measured = f"{rate:.1f} French function words per 20 words"
        raise _Refused("not_french", f"{measured}, at least {EXPECTED:.1f} expected: leave it out")
    return "fr"
