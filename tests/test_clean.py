"""The text as it was meant, and the way back to the text as it came."""

import re
import textwrap
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.clean import clean
from pipeline.rows import FACT_TABLES

SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))


def twice_encoded(text: str) -> str:
    """UTF-8 read as windows-1252, the five bytes that it lacks as themselves."""
    return "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in text.encode("utf-8"))


def wrapped(text: str) -> str:
    return "\n".join(
        textwrap.fill(line, 70, break_long_words=False, break_on_hyphens=False)
        for line in text.split("\n")
    )


DISGUISES = {
    "accents apart": lambda text: unicodedata.normalize("NFD", text),
    "a byte order mark": lambda text: f"\ufeff{text}",
    "double spaces": lambda text: text.replace(" ", "  "),
    "glued sentences": lambda text: re.sub(r"(?<=[a-zé])\. (?=[A-ZÀÉ][a-z])", ".", text),
    "hard line breaks": wrapped,
    "HTML entities": lambda text: text.replace("é", "&eacute;").replace("’", "&#8217;"),
    "invisible spaces": lambda text: text.replace(", ", ", \u200b"),
    "Latin-1 for windows-1252": lambda text: text.replace("’", "\x92").replace("œ", "\x9c"),
    "ligatures": lambda text: text.replace("fi", "ﬁ").replace("fl", "ﬂ"),
    "line ends of Windows": lambda text: text.replace("\n", "\r\n"),
    "no-break hyphens": lambda text: text.replace("-", "\u2011"),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "soft hyphens": lambda text: re.sub(r"(\w{4})(\w{4})", "\\1\u00ad\\2", text),
    "UTF-8 encoded twice": twice_encoded,
}


@pytest.mark.parametrize("disguise", DISGUISES.values(), ids=DISGUISES)
@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_a_disguise_gives_the_same_words(seed, disguise):
    plain = clean(seed.read_text(encoding="utf-8")).text
    assert clean(disguise(plain)).text.split() == plain.split()


@pytest.mark.parametrize("disguise", DISGUISES.values(), ids=DISGUISES)
def test_a_disguise_gives_the_same_rows_at_their_place_in_the_text(extract, disguise):
    text = clean(SEEDS[2].read_text(encoding="utf-8")).text
    came = disguise(text)
    found, disguised = extract(text), extract(came)
    assert values(disguised) == values(found)
    for table in FACT_TABLES:
        for row in disguised[table]:
            assert came[row["start"] : row["end"]] == row["surface"]
            assert row["surface"] in row["sentence"]
            assert row["sentence"] in came


def values(tables: dict[str, list[dict]]) -> dict[str, list[dict]]:
    of_text = {"doc_id", "start", "end", "surface", "sentence"}
    return {
        table: [{key: row[key] for key in row.keys() - of_text} for row in rows]
        for table, rows in tables.items()
        if table not in ("documents", "titles")
    }


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (
            "Un sommet à BiarritzLe président a dit oui.",
            "Un sommet à Biarritz\nLe président a dit oui.",
        ),
        ("le 12 mai 2024L'émir part.", "le 12 mai 2024\nL'émir part."),
        ("entre les deux pays.Le ministre", "entre les deux pays. Le ministre"),
        ("avec M.Attaf et Mme.Diop", "avec M. Attaf et Mme. Diop"),
        ("AT&amp;T &lt;b&gt;", "AT&T <b>"),
        ("Ã  la une", "à la une"),
    ],
)
def test_what_is_mended(text, meant):
    assert clean(text).text == meant


@pytest.mark.parametrize(
    "text",
    [
        "Les LeMonde et McDonald de YouTube, É.-U., U.S.A., S.E.M. Diop.",
        "la SOCIÉTÉ» dit «À», l’«ÎLE»…",
        "le 3.5 et www.presidence.sn, à 10h30.Z",
        "R&D; C&A; une &inconnue;",
        "Titre court\n\nUn texte d'une ligne, plus long que le titre.\nUn autre, plus court.",
        "- un point ;\n- un autre point ;\n- un troisième, le plus long de la liste ;\n- fin.",
    ],
)
def test_what_is_left_alone(text):
    assert clean(text).text == text


ODD = st.text("aé Ae\u0301\u00ad\u200b\r\n\t ﬁÃ©â€™&amp;.M«»", max_size=60)


@given(ODD)
def test_every_stretch_has_its_place(text):
    cleaned = clean(text)
    places = [cleaned.source(i, i + 1) for i in range(len(cleaned.text))]
    assert all(0 <= start <= end <= len(text) for start, end in places)
    assert places == sorted(places)


@given(ODD)
def test_what_is_clean_stays_as_it_is_where_it_was(text):
    kept = "".join(c for c in text if c in "aéAe")
    assert clean(kept).text == kept
    assert clean(kept).source(0, len(kept)) == (0, len(kept))
