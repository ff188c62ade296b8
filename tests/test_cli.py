"""What the command lines share."""

import argparse
import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli import date_argument, guard, number_argument, path_argument
from pipeline.errors import UsageError


def test_arguments():
    assert path_argument("in/a.txt") == Path("in/a.txt")
    assert date_argument("2025-06-10") == dt.date(2025, 6, 10)


@pytest.mark.parametrize("value", ["", "hier", "2025-06-31", "10/06/2025"])
def test_what_is_no_date(value):
    with pytest.raises(argparse.ArgumentTypeError, match="give it as 2025-06-10"):
        date_argument(value)


def test_a_number_is_one_or_more():
    assert number_argument("12") == 12
    for value in ("0", "-1", "two", "1.5", ""):
        with pytest.raises(argparse.ArgumentTypeError, match="one or more"):
            number_argument(value)


def raising(error: BaseException):
    def command() -> int:
        raise error

    return command


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (UsageError("no such file: 'a'"), 2, "error: no such file: 'a'\n"),
        (KeyboardInterrupt(), 130, "interrupted: nothing was written\n"),
    ],
)
def test_what_the_user_did_is_a_message_and_an_exit_code(capsys, error, code, message):
    assert guard(raising(error)) == code
    assert capsys.readouterr().err == message


def test_what_the_user_did_not_do_is_not_hidden():
    with pytest.raises(ZeroDivisionError):
        guard(raising(ZeroDivisionError()))


def test_a_reader_that_has_enough_is_no_error():
    code = "from pipeline.cli import guard; exit(guard(lambda: print('x' * 10**6) or 0))"
    command = subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=Path(__file__).parents[1],
    )
    command.stdout.close()
    assert command.stderr.read() == b""
    assert command.wait() == 0
