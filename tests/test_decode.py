"""Bytes to text: the encodings read right, and what must not be guessed."""

import pytest

from pipeline.decode import DecodeError, decode, is_binary

TEXT = "Alger, 3 août – « L’accord sera signé à Évian », a déclaré l’ambassadeur.\r\nÇa dépend…\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_encodings_read_right(encoding):
    data = TEXT.encode(encoding)
    assert not is_binary(data)
    assert decode(data) == TEXT


def test_utf16_of_the_other_byte_order_is_told_by_its_mark():
    assert decode(b"\xfe\xff" + TEXT.encode("utf-16-be")) == TEXT


def test_only_the_mark_itself_is_taken_away():
    assert decode(b"\xef\xbb\xbf\xef\xbb\xbfTexte") == "\ufeffTexte"


@pytest.mark.parametrize(
    "text",
    [
        "Sao Tomé",
        "São Tomé-et-Príncipe",
        "SÃO TOMÉ",
        "un pâté",
        "© AFP",
        "12 °C, 5 m², n° 3, 40 € ½",
        "le Premier ministre Šefčovič".replace("č", "c"),
        "« Liberté\xa0»",
        "L’ÂGE D’OR",
    ],
)
def test_windows_1252_is_read_whatever_its_letters(text):
    assert decode(text.encode("cp1252")) == text


@pytest.mark.parametrize("at", [i for i, byte in enumerate(TEXT.encode()) if byte >= 0x80])
@pytest.mark.parametrize("byte", [0x20, 0x3F, 0xFF])
def test_damaged_utf8_is_never_read_as_something_else(at, byte):
    damaged = bytearray(TEXT.encode())
    damaged[at] = byte
    with pytest.raises(DecodeError, match=r"damaged UTF-8: byte 0x.. at offset"):
        decode(bytes(damaged))


@pytest.mark.parametrize("text", ["Le texte est coupé", "Le roi a signé…", "Il a dit «"])
def test_a_single_accent_cut_short_is_not_taken_for_windows_1252(text):
    with pytest.raises(DecodeError, match="UTF-8"):
        decode(text.encode()[:-1])


def test_the_message_gives_the_byte_and_its_offset():
    with pytest.raises(DecodeError, match="byte 0xff at offset 10; get the file afresh"):
        decode("L’été ".encode() + b"\xff" + "à Évian".encode())


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"])
def test_a_mark_that_the_rest_belies(mark):
    with pytest.raises(DecodeError, match="damaged"):
        decode(mark + b"\xd8\x00\xe9")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le"])
def test_utf16_cut_in_the_middle_of_a_character(encoding):
    with pytest.raises(DecodeError, match="damaged UTF-16 at offset"):
        decode(TEXT.encode(encoding)[:-1])


@pytest.mark.parametrize("encoding", ["cp850", "mac_roman", "iso8859_15"])
def test_other_encodings_are_refused_rather_than_misread(encoding):
    text = "Le président a été reçu à Paris, au cœur de l'été, où il a signé."
    with pytest.raises(DecodeError, match="neither UTF-8 nor windows-1252"):
        decode(text.encode(encoding, "ignore"))


@pytest.mark.parametrize("encoding", ["cp1251", "koi8_r", "gb18030"])
def test_other_scripts_in_their_own_encodings_are_refused(encoding):
    text = {"gb18030": "外交部长在北京会见了法国外长"}.get(
        encoding, "Министр иностранных дел в Москве"
    )
    with pytest.raises(DecodeError):
        decode(text.encode(encoding))


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00",
        b"PK\x03\x04\x14\x00\x08\x08",
        b"un texte\x00 avec un octet nul",
        bytes(range(1, 32)),
    ],
)
def test_binary(data):
    assert is_binary(data)


@pytest.mark.parametrize("data", [b"", TEXT.encode(), b"\x01zczc " + b"une longue phrase " * 9])
def test_not_binary(data):
    assert not is_binary(data)
