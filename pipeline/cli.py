"""What the command lines share: their arguments' types, and errors without a traceback."""

import argparse
import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from pipeline.errors import UsageError


def path_argument(value: str) -> Path:
    """A path given as an argument; an empty one would silently mean the current folder."""
    if not value:
        raise argparse.ArgumentTypeError("an empty path: give a file or a folder")
    return Path(value)


def date_argument(value: str) -> date:
    """A day given as an argument."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        message = f"{value!r} is no date: give it as 2025-06-10"
        raise argparse.ArgumentTypeError(message) from None


def number_argument(value: str) -> int:
    """A number, one or more, given as an argument."""
    if not value.isdecimal() or int(value) < 1:
        raise argparse.ArgumentTypeError(f"{value!r} is no number of one or more")
    return int(value)


def make_parser(command: str, description: str, examples: str) -> argparse.ArgumentParser:
    """The parser of `python -m <command>`, with its examples below the options in the help."""
    return argparse.ArgumentParser(
        prog=f"python -m {command}",
        description=description,
        epilog=examples,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def add_as_of(parser: argparse.ArgumentParser) -> None:
    """The option for the reference date, which all commands have that run the pipeline."""
    parser.add_argument(
        "--as-of",
        metavar="DATE",
        type=date_argument,
        help="reference date for dispatches that give no year, e.g. 2025-06-10 (default: today)",
    )


def add_rules(parser: argparse.ArgumentParser) -> None:
    """The option for the user's own rules, which all commands have that run the pipeline."""
    parser.add_argument(
        "--rules",
        metavar="DIR",
        type=path_argument,
        action="append",
        default=[],
        help="folder of rules laid over the shipped ones (may be given several times)",
    )


def guard(command: Callable[[], int]) -> int:
    """The command's exit code: 2 after a message for what the user can mend, 130 for Ctrl-C."""
    try:
        code = command()
        sys.stdout.flush()
    except UsageError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("interrupted: nothing was written", file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader, `head` perhaps, has enough; nor is there more to flush
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code
