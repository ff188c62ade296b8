"""No score falls under its floor."""

from collections import defaultdict
from pathlib import Path

import pytest

from pipeline.dispatch import Dispatch
from pipeline.errors import UsageError
from pipeline.evaluate.floors import fallen, read_floors, write_floors
from pipeline.evaluate.gold import read_gold
from pipeline.evaluate.judges import JUDGES
from pipeline.evaluate.score import Result, Score, score
from pipeline.nlp import annotate
from pipeline.rows import rows

DATA = Path(__file__).parent.parent / "data"
FLOORS = DATA / "floors.json"


@pytest.mark.parametrize("folder", ["seeds", "dev", "own", "held"])
def test_scores_are_above_their_floors(nlp, folder):
    golds = read_gold(DATA / "gold" / folder)
    tables = defaultdict(list)
    for result in annotate(nlp, [Dispatch.of(f"{gold.id}.txt", gold.text) for gold in golds]):
        assert isinstance(result, tuple), result
        for table, found in rows(result[1], result[0]).items():
            tables[table] += found
    floors = read_floors(FLOORS, folder)
    assert floors.keys() == {*JUDGES, "mission"}
    assert fallen(score(golds, tables), floors) == []


def result(f1: float) -> Result:
    hits = round(f1 * 1000)
    return Result({name: Score(hits, 1000 - hits, 1000 - hits) for name in JUDGES}, [])


@pytest.mark.parametrize(("f1", "floor"), [(1.0, 1.0), (0.999, 0.99), (0.29, 0.29), (0.578, 0.57)])
def test_floors_are_scores_rounded_down(tmp_path, f1, floor):
    file = tmp_path / "floors.json"
    write_floors(file, "dev", result(f1))
    floors = read_floors(file, "dev")
    assert floors == dict.fromkeys((*JUDGES, "mission"), floor)
    assert fallen(result(f1), floors) == []


def test_an_update_leaves_the_other_folders_alone(tmp_path):
    file = tmp_path / "floors.json"
    file.write_text('{"seeds": {"dates": 1.0}}', encoding="utf-8")
    write_floors(file, "dev", result(0.5))
    assert read_floors(file, "seeds") == {"dates": 1.0}
    assert read_floors(file, "dev")["dates"] == 0.5


def test_what_fell_is_told():
    assert fallen(result(0.979), {"dates": 0.98, "countries": 0.97}) == [
        "dates: F1 0.979 is under its floor 0.980"
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "no floors in"),
        ("[]", "no floors in"),
        ('{"own": {}}', "no floors for 'dev' in .*, only for own"),
        ('{"dev": {"date": 0.9}}', "unknown table 'date'"),
        ('{"dev": {"dates": "0.9"}}', "no floors in"),
    ],
)
def test_bad_floors_are_usage_errors(tmp_path, content, message):
    file = tmp_path / "floors.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        read_floors(file, "dev")
