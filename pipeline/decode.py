"""Bytes to text: UTF-8, UTF-16 and windows-1252, told apart without guessing wrong in silence."""

import codecs
import re

_UTF16_BOMS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")

# What UTF-8 makes of é, œ, ’ and their like. In windows-1252 the same bytes would be Ã©, Å“ or â€™,
# which no French text holds: one such sequence is enough to call a text UTF-8.
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xc5][\x80-\xbf]|\xe2[\x80-\x84][\x80-\xbf]")

# What windows-1252 shows where a UTF-8 sequence lost a byte or where the file is in another
# encoding (cp850, Mac Roman): a capital or a stray sign right after a letter; Â, Ã or â at the end
# of a word. French has none of them.
_NOT_WINDOWS_1252 = re.compile(
    r"(?<=[a-zß-öø-ÿœšž])[À-ÖØ-ÞŒŠŽŸ]"
    r"|(?<=[^\W\d_])[¢¤¥¦¨©ª¬¯±´¶¸¼½¾¿¡ƒˆ˜‚„†‡‰‹÷×]"
    r"|[ÂÃâ](?![A-Za-z])"
)


class DecodeError(ValueError):
    """Bytes that are no text in an encoding we read; the message says where and what to do."""


def is_binary(data: bytes) -> bool:
    """Whether bytes are no text at all: they hold NUL, or too many other control characters."""
    return _utf16(data) is None and _has_controls(data.decode("latin-1"))


def decode(data: bytes) -> str:
    """The text of a file that isn't binary, exactly as it stands there, less a byte order mark.

    Raises DecodeError where the bytes are damaged or in an encoding other than UTF-8, UTF-16 and
    windows-1252.

    >>> decode("L’été à Évian".encode("cp1252"))
    'L’été à Évian'
    >>> decode("L’été à Évian".encode("utf-8")[:8])
    Traceback (most recent call last):
    pipeline.decode.DecodeError: damaged UTF-8: byte 0xc3 at offset 7; get the file afresh
    """
    utf16 = _utf16(data)
    if utf16 is not None:
        return _decode_utf16(data, utf16)
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        where = f"byte 0x{data[error.start]:02x} at offset {error.start}"
    if data.startswith(codecs.BOM_UTF8) or _UTF8_SEQUENCE.search(data):
        raise DecodeError(f"damaged UTF-8: {where}; get the file afresh")
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    if not text or _NOT_WINDOWS_1252.search(text) or _mostly_accented(text):
        raise DecodeError(f"neither UTF-8 nor windows-1252: {where}; save the file as UTF-8")
    return text


def _utf16(data: bytes) -> str | None:
    """The kind of UTF-16, from the mark or else from where the NULs of Latin letters stand."""
    if data[:2] in _UTF16_BOMS:
        return _UTF16_BOMS[data[:2]]
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if odd > len(data) / 4 and even * 50 < odd:
        return "utf-16-le"
    if even > len(data) / 4 and odd * 50 < even:
        return "utf-16-be"
    return None


def _decode_utf16(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise DecodeError(f"damaged UTF-16 at offset {error.start}; get the file afresh") from None
    if _has_controls(text):
        raise DecodeError("neither text in UTF-16 nor in UTF-8; save the file as UTF-8")
    return text


def _has_controls(text: str) -> bool:
    # Some wires leave a few control characters around the text (IPTC 7901), but never a NUL.
    return "\0" in text or len(_CONTROL.findall(text)) > len(text) / 50


def _mostly_accented(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    return sum(not letter.isascii() for letter in letters) > len(letters) / 2
