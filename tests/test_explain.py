"""The walk of one dispatch through every stage."""

from pathlib import Path

import pytest

from pipeline.dispatch import Dispatch
from pipeline.explain import main, page, steps
from pipeline.match import watching
from pipeline.nlp import STAGES, make_doc

ROOT = Path(__file__).parent.parent
TEXT = "OSLO, 3 juin 2024 (AGN) - Le ministre malien des Mines, Abdou Kanté, est arrivé lundi."


def test_each_stage_is_a_step_with_what_it_leaves(nlp):
    doc = make_doc(nlp, Dispatch.of("a.txt", TEXT))
    walked = {step.component: step for step in steps(nlp, doc)}
    assert [name for name in walked if name in STAGES] == list(STAGES)
    assert [fact["country"] for fact in walked["depeche_countries"].left["countries"]] == [
        "NOR",
        "MLI",
    ]
    assert walked["depeche_offices"].left["ministers"][0]["name"] == "Abdou Kanté"
    assert "ministers" not in walked["depeche_agreements"].left


def test_a_step_shows_a_sentence_as_its_rules_saw_it(nlp):
    shown = page(Dispatch.of("a.txt", TEXT), nlp)
    assert "Le [TITLE 0: ministre malien des Mines] [AND and: ,] [PERSON 0: Abdou Kanté]" in shown
    assert "| Abdou Kanté | name: Abdou Kanté · role: ministre malien des Mines" in shown


def test_nothing_is_watched_outside_the_block(nlp):
    with watching() as seen:
        nlp(TEXT)
    before = len(seen)
    nlp(TEXT)
    assert len(seen) == before > 0


def test_the_page_in_the_docs_is_what_the_command_writes(nlp, monkeypatch):
    monkeypatch.chdir(ROOT)
    written = Path("docs/how-it-decides.md").read_text(encoding="utf-8")
    source = next(line for line in written.splitlines() if "pipeline.explain" in line).split()[-1]
    dispatch = Dispatch.of(source, Path(source).read_text(encoding="utf-8"))
    assert written == page(dispatch, nlp) + "\n", f"run: python -m pipeline.explain {source}"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty: no text in it"),
        (b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff", "unreadable: a binary file"),
    ],
)
def test_what_is_no_dispatch_is_said(tmp_path, capsys, content, message):
    file = tmp_path / "a.txt"
    file.write_bytes(content)
    assert main([str(file)]) == 2
    assert message in capsys.readouterr().err


def test_a_folder_is_no_file(tmp_path, capsys):
    assert main([str(tmp_path)]) == 2
    assert "is a folder: name one file" in capsys.readouterr().err
