"""A batch's tables follow from its inputs; the words that it brought are forgotten."""

from pathlib import Path

import pytest

from pipeline.dispatch import Reject
from pipeline.read import find
from pipeline.tables import SCHEMAS
from pipeline.tokens import VOCAB
from pipeline.work import Worker

SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.fixture(scope="module")
def worker():
    return Worker(None)


def test_inputs_become_tables_documents_and_rejects(worker):
    gone = Reject("gone.txt", "unreadable", "no such file")
    batch = worker([*find([SEEDS]), gone])
    assert set(batch.tables) == set(SCHEMAS) - {"rejected"}
    assert batch.rejected == [gone]
    assert batch.tables["documents"]["doc_id"].to_pylist() == list(batch.documents)
    assert all(kept.words > 100 for kept in batch.documents.values())


def test_a_batch_does_not_depend_on_the_one_before(worker):
    first, *others = find([SEEDS])
    alone = worker([first])
    worker(others)
    assert worker([first]) == alone


def test_words_are_forgotten_after_their_batch(worker, tmp_path):
    worker(find([SEEDS]))
    known = len(VOCAB.strings)
    text = "Le ministre Zyglofric Xandrubal est arrivé à Oslo avec sa femme, qui est reine."
    (tmp_path / "new.txt").write_text(text, encoding="utf-8")
    batch = worker(find([tmp_path]))
    assert batch.tables["ministers"]["name"].to_pylist() == ["Zyglofric Xandrubal"]
    assert len(VOCAB.strings) == known
