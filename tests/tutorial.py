"""Plays a page of documentation: writes its files, runs its commands, puts in their output.

A block that opens with ```` ```toml mine/dates.toml ```` is that file. In one that opens with
```` ```console ````, lines that begin with `$ ` are commands, the others what they print.
`python tests/tutorial.py PAGE` puts into the page what they really print.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

_BLOCK = re.compile(r"^```(?P<language>\w+)(?: (?P<file>\S+))?\n(?P<body>.*?)^```$", re.M | re.S)
_PYTHON = re.compile(r"^python ")


def play(page: str, folder: Path, environment: Mapping[str, str]) -> str:
    """The page with what its commands print when they are run in `folder`, one after the other."""

    def step(block: re.Match[str]) -> str:
        body = block["body"]
        if block["file"]:
            path = folder / block["file"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(body, encoding="utf-8")
        elif block["language"] == "console":
            commands = [line[2:] for line in body.splitlines() if line.startswith("$ ")]
            body = "".join(
                f"$ {command}\n{_run(command, folder, environment)}" for command in commands
            )
        opening = " ".join(filter(None, (block["language"], block["file"])))
        return f"```{opening}\n{body}```"

    return _BLOCK.sub(step, page)


def _run(command: str, folder: Path, environment: Mapping[str, str]) -> str:
    """What a command prints, both its output and its errors."""
    done = subprocess.run(
        _PYTHON.sub(f"'{sys.executable}' ", command),
        shell=True,
        cwd=folder,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


if __name__ == "__main__":
    page = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        page.write_text(play(page.read_text(encoding="utf-8"), Path(folder), {}), encoding="utf-8")
