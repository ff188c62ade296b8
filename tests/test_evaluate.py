"""The judge's command line, around a stub of the pipeline."""

import json
from importlib import import_module
from pathlib import Path

import pytest
from stub import FRENCH, stub  # noqa: F401

from pipeline.evaluate.__main__ import main
from pipeline.evaluate.peers import Peer

pytestmark = pytest.mark.usefixtures("stub")

GOLD = FRENCH.replace("Paris", '<c v="FRA">Paris</c>').replace("lundi", '<d v="2025">lundi</d>')


@pytest.fixture(autouse=True)
def gold(stub):  # noqa: F811
    """A gold dispatch of which the stub finds the country and misses the date."""
    folder = Path("gold/tiny")
    folder.mkdir(parents=True)
    (folder / "apn_01.xml").write_text(
        f'<dispatch id="apn_01"><text>{GOLD}</text><facts/></dispatch>', encoding="utf-8"
    )
    return str(folder)


def test_the_figures_of_each_table(gold, capsys):
    assert main([gold]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == ["table", "precision", "recall", "F1", "gold"]
    assert ["countries", "1.000", "1.000", "1.000", "1"] in lines
    assert ["dates", "1.000", "0.000", "0.000", "1"] in lines
    assert ["mission", "0.800"] in lines
    assert lines[-1] == "documents wrong or missing: 0".split()


def test_errors_are_listed(gold, capsys):
    main([gold, "--errors"])
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == ["dates, missed", "  apn_01: lundi | 2025", f"    {FRENCH}"]
    assert "dates: missed 1" in lines


def test_json_and_nothing_else(gold, capsys):
    main([gold, "--json"])
    figures = json.loads(capsys.readouterr().out)
    assert figures["countries"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0, "gold": 1}
    assert figures["mission"] == {"f1": 0.8}


def test_json_holds_the_errors_too(gold, capsys):
    main([gold, "--errors", "--json"])
    output = json.loads(capsys.readouterr().out)
    assert [(m["dispatch"], m["table"], m["kind"]) for m in output["mistakes"]] == [
        ("apn_01", "dates", "missed")
    ]
    assert output["kinds"] == {"dates": {"kinds": {"missed": 1}, "columns": {}}}


def test_peers_beside_our_scores(gold, capsys, monkeypatch):
    paris = FRENCH.index("Paris")
    peers = [
        Peer("Twice", "countries", lambda: lambda *_: [(paris, paris + 5, "FRA")] * 2),
        Peer("Missing", "dates", lambda: import_module("no_such_module")),
    ]
    monkeypatch.setattr("pipeline.evaluate.peers.PEERS", peers)
    main([gold, "--peers"])
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert lines[-5:] == [
        ["table", "peer", "precision", "recall", "F1", "gold"],
        ["countries", "dépêche", "1.000", "1.000", "1.000", "1"],
        ["countries", "Twice", "0.500", "1.000", "0.667", "1"],
        ["dates", "dépêche", "1.000", "0.000", "0.000", "1"],
        "dates Missing not installed: pip install 'depeche[peers]'".split(),
    ]
    main([gold, "--peers", "--json"])
    assert json.loads(capsys.readouterr().out)["peers"][3] == {
        "table": "dates",
        "peer": "Missing",
        "absent": "not installed: pip install 'depeche[peers]'",
    }


def test_tables_of_an_earlier_run_are_scored_without_a_new_one(gold, capsys, monkeypatch):
    from pipeline.execute import execute

    Path("apn_01.txt").write_text(FRENCH, encoding="utf-8")
    execute(["apn_01.txt"], Path("out"))
    monkeypatch.delattr("pipeline.nlp.load")
    assert main([gold, "--tables", "out", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["mission"] == {"f1": 0.8}


@pytest.mark.parametrize(("floor", "code"), [(0.8, 0), (0.801, 1)])
def test_floors(gold, capsys, floor, code):
    Path("floors.json").write_text(json.dumps({"tiny": {"mission": floor, "countries": 1.0}}))
    assert main([gold, "--floors", "floors.json"]) == code
    assert capsys.readouterr().err == (
        "mission: F1 0.800 is under its floor 0.801\n" if code else ""
    )


def test_an_update_writes_the_floors(gold):
    Path("floors.json").write_text('{"dev": {"dates": 0.5}, "tiny": {"countries": 0.1}}')
    assert main([gold, "--floors", "floors.json", "--update"]) == 0
    floors = json.loads(Path("floors.json").read_text())
    assert floors["dev"] == {"dates": 0.5}
    assert (floors["tiny"]["countries"], floors["tiny"]["dates"]) == (1.0, 0.0)
    assert main([gold, "--floors", "floors.json"]) == 0


def test_the_default_is_the_development_gold(gold):
    Path("data/gold").mkdir(parents=True)
    Path(gold).rename("data/gold/dev")
    assert main([]) == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere"], "no gold dispatch (*.xml) in 'nowhere'"),
        (["gold"], "no gold dispatch (*.xml) in 'gold'"),
        (["gold/tiny", "--tables", "nowhere"], "no table "),
        (["gold/tiny", "--floors", "nowhere.json"], "no floors in 'nowhere.json'"),
        (["gold/tiny", "--floors", "bad.json"], "no floors for 'tiny'"),
        (["gold/tiny", "--update"], "--update needs --floors FILE"),
        ([], "no gold dispatch (*.xml) in 'data/gold/dev'"),
        (["gold/tiny", "--floors", "gold/tiny/apn_01.xml"], "no floors in "),
    ],
)
def test_usage_errors_say_what_and_exit_with_2(capsys, arguments, message):
    Path("bad.json").write_text('{"dev": {"mission": 1.0}}')
    assert main(arguments) == 2
    output = capsys.readouterr()
    assert message in output.err
    assert output.out == ""
