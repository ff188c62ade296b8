"""The command line, around a stub of the pipeline: what it prints, how it exits."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from stub import FRENCH, stub  # noqa: F401

from pipeline import __version__
from pipeline.run import main
from pipeline.tables import read_tables

pytestmark = pytest.mark.usefixtures("stub")


def put(path: str, text: str = FRENCH) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def exit_code(*arguments: str) -> int:
    """What the command exits with, be it returned or raised by the argument parser."""
    try:
        return main(arguments)
    except SystemExit as exit_:
        return int(exit_.code or 0)


def test_without_arguments_seeds_become_tables():
    put("seeds/a.txt")
    assert main([]) == 0
    assert read_tables("data/tables")["documents"]["source"].tolist() == ["seeds/a.txt"]


def test_inputs_and_out_are_those_given():
    put("one/a.txt"), put("b.txt", f"{FRENCH} Fin.")
    assert main(["b.txt", "one", "--out", "here/there"]) == 0
    assert read_tables("here/there")["documents"]["source"].tolist() == ["b.txt", "one/a.txt"]


def test_it_ends_with_what_was_written(capsys):
    put("a.txt")
    main(["a.txt"])
    output = capsys.readouterr()
    assert "countries" in output.out
    assert "1 of 1 inputs became documents in data/tables" in output.out
    assert "words a second" in output.out
    assert "rejected:" not in output.out
    assert output.err == ""


def test_rejected_inputs_are_said_and_the_rest_is_written(capsys):
    put("in/a.txt"), put("in/b.txt"), put("in/[bold]c.txt", "")
    for number in range(5):
        put(f"in/d{number}.txt", " ")
    assert main(["in"]) == 0
    lines = capsys.readouterr().out.splitlines()
    told = lines[next(i for i, line in enumerate(lines) if line.startswith("rejected:")) :]
    assert told[0] == "rejected: 7, all of them in data/tables/rejected"
    assert told[1] == "  in/[bold]c.txt: empty: no text in it: leave it out"
    assert told[2].startswith("  in/b.txt: duplicate: the same text as in/a.txt")
    assert told[-1] == "  and 2 more"


def test_quiet_prints_nothing(capsys):
    put("in/a.txt"), put("in/b.txt", "")
    assert main(["in", "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "no INPUT, and no folder seeds here"),
        (["seedz"], "no such file or folder: 'seedz'"),
        (["void"], r"void: no .txt file in this folder"),
        ([""], "an empty path"),
        (["a.txt", "--out", ""], "an empty path"),
        (["a.txt", "--out", "a.txt"], "can't write 'a.txt/documents'"),
        (["a.txt", "--as-of", "10 juin"], "'10 juin' is no date: give it as 2025-06-10"),
        (["a.txt", "--fast"], "unrecognized arguments: --fast"),
    ],
)
@pytest.mark.parametrize("quiet", [[], ["--quiet"]])
def test_usage_errors_say_what_and_exit_with_2(capsys, arguments, message, quiet):
    put("a.txt"), Path("void").mkdir()
    assert exit_code(*arguments, *quiet) == 2
    output = capsys.readouterr()
    assert message in output.err
    assert "Traceback" not in output.err
    assert output.out == ""


def test_ctrl_c_is_no_traceback_and_leaves_earlier_tables(capsys, monkeypatch):
    def interrupt(*_args):
        raise KeyboardInterrupt

    put("a.txt")
    main(["a.txt"])
    monkeypatch.setattr("pipeline.nlp.annotate", interrupt)
    assert exit_code("a.txt") == 130
    assert "interrupted" in capsys.readouterr().err
    assert len(read_tables("data/tables")["documents"]) == 1


def test_version(capsys):
    assert exit_code("--version") == 0
    assert capsys.readouterr().out == f"depeche {__version__}\n"


def test_help_is_quick_and_has_examples():
    started = time.perf_counter()
    command = [sys.executable, "-c", "from pipeline.run import main; main(['--help'])"]
    run = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[1]
    )
    assert run.returncode == 0
    assert "examples:\n  python -m pipeline.run " in run.stdout
    assert time.perf_counter() - started < 2  # 0.1 s; a slow import would take 1 s and more


def test_help_imports_nothing_slow():
    code = "import sys, pipeline.run, pipeline.evaluate; print(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[1],
    )
    assert not {"spacy", "pyarrow", "pandas", "rich", "numpy"} & set(run.stdout.split())
