"""Ordinary news stay out of the tables."""

from collections import Counter

import pytest

from pipeline.bench.ordinary import FAMILIES, sentences, texts


def test_there_are_enough_and_they_do_not_change():
    made = list(sentences(1000))
    assert len(set(made)) == 1000
    assert made == list(sentences(1000))
    assert Counter(family for family, _ in made).keys() == FAMILIES.keys()
    assert len(set(texts(500))) == 500


def test_sentences_without_a_date_or_a_country(extract):
    found = []
    for family, sentence in sentences(1000):
        rows = extract(sentence)
        for mention in (*rows["countries"], *rows["dates"]):
            found.append(f"{family}: {mention['surface']!r} in {sentence!r} by {mention['rule']}")
    assert len(found) <= 3, "\n".join(found)


@pytest.fixture(scope="module")
def rows_of_texts(extract):
    return [extract(text) for text in texts(500)]


@pytest.mark.parametrize(
    ("table", "most"), [("anniversaries", 0), ("agreements", 0), ("ministers", 2)]
)
def test_texts_without_diplomacy(rows_of_texts, table, most):
    found = [
        f"{row['surface']!r} in {row['sentence']!r} by {row['rule']}"
        for rows in rows_of_texts
        for row in rows[table]
    ]
    assert len(found) <= most, "\n".join(found)
