"""A newcomer's trial: the tutorial, word for word, from an installed wheel in an empty folder."""

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from tutorial import play

from pipeline.rules.book import rulebook
from pipeline.rules.reference import reference

ROOT = Path(__file__).parents[1]
TUTORIAL = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> dict[str, str]:
    """The environment of a Python that finds the package in a wheel, and no checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    run = [sys.executable, "-m"]
    build = [*run, "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    site = folder / "site"
    install = [*run, "pip", "install", "--quiet", "--no-deps", "--target", str(site), str(path)]
    subprocess.run(install, check=True, capture_output=True)
    return {"PYTHONPATH": str(site)}


def test_the_tutorial_from_its_first_command_to_its_last(wheel, tmp_path):
    played = play(TUTORIAL, tmp_path, wheel)
    assert played == TUTORIAL, "to mend the page: python tests/tutorial.py docs/rules.md"
    where = "import pipeline; print(pipeline.__file__)"
    found = subprocess.check_output(
        [sys.executable, "-c", where], cwd=tmp_path, env=wheel, encoding="utf-8"
    )
    assert found.startswith(wheel["PYTHONPATH"])
    agreements = pd.read_parquet(tmp_path / "tables" / "agreements")
    assert "agreement-equipped" in set(agreements["rule"])
    assert len(pd.read_parquet(tmp_path / "tables" / "visas")) == 1


def test_the_reference_is_up_to_date():
    page = (ROOT / "docs" / "rules-reference.md").read_text(encoding="utf-8")
    made = "".join(f"{line}\n" for line in reference(rulebook()))
    assert page == made, "run: python -m pipeline.rules reference > docs/rules-reference.md"
