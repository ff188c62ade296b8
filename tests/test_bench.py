"""The benchmark: corpora that do not change, contestants that run."""

from pathlib import Path

import pytest

from pipeline.bench.__main__ import main
from pipeline.bench.corpus import MIXES, wire, write_corpus
from pipeline.read import find, read

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def checkout(monkeypatch):
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize("mix", MIXES)
def test_texts_are_all_different_and_the_same_every_time(mix):
    texts = list(MIXES[mix](300))
    assert len(set(texts)) == 300
    assert texts == list(MIXES[mix](300))


def test_one_news_text_in_ten_is_diplomatic():
    texts = list(MIXES["news"](100))
    assert texts[::10] == list(wire(10))


def test_every_text_is_one_that_the_pipeline_takes(tmp_path):
    words = write_corpus("wire", 20, tmp_path / "texts")
    dispatches = list(read(find([tmp_path / "texts"])))
    assert sum(len(dispatch.text.split()) for dispatch in dispatches) == words


def test_the_stages_are_timed(capsys):
    assert main(["--mix", "wire", "--texts", "3", "--stages"]) == 0
    assert "depeche_meetings" in capsys.readouterr().out


def test_one_worker_is_compared_with_more(capsys):
    assert main(["--mix", "wire", "--texts", "3", "--rounds", "1", "--workers", "2"]) == 0
    out = capsys.readouterr().out
    assert "1 workers" in out
    assert "2 workers" in out


def test_outside_a_checkout_it_says_so(monkeypatch, tmp_path, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["--texts", "3"]) == 2
    assert "checkout" in capsys.readouterr().err
