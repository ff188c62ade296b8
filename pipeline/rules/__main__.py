"""The workbench of rules: `python -m pipeline.rules COMMAND`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli import add_as_of, add_rules, guard, make_parser, path_argument
from pipeline.dispatch import Dispatch, Reject
from pipeline.errors import UsageError

if TYPE_CHECKING:
    from pipeline.rules.examples import Failure

SHIPPED = "shipped"
MISSED = 30  # words without a rule that are listed, unless --all

EXAMPLES = """\
examples:
  python -m pipeline.rules list agreements
  python -m pipeline.rules show date-day
  python -m pipeline.rules new agreements mine        mine/agreements.toml, to begin with
  python -m pipeline.rules check mine                 mine laid over the shipped rules
  python -m pipeline.rules test "Ils ont paraphé un accord." --rules mine
  python -m pipeline.rules coverage archive/
  python -m pipeline.rules diff shipped mine archive/ --gold data/gold/dev

The tutorial is docs/rules.md.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0, 1 where examples fail, 2 for a usage error."""
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    return guard(lambda: command(options))


def _parser() -> argparse.ArgumentParser:
    parser = make_parser("pipeline.rules", "List, check, try, measure and begin rules.", EXAMPLES)
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def add(name: str, command: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        about = (command.__doc__ or "").strip().rstrip(".")
        added = commands.add_parser(name, help=about, description=f"{about}.")
        added.set_defaults(command=command)
        return added

    listing = add("list", _list)
    listing.add_argument("stage", metavar="STAGE", nargs="?", help="one file's only")
    add_rules(listing)

    show = add("show", _show)
    show.add_argument("id", metavar="ID", help="id of a rule, or label of a lexicon")
    add_rules(show)

    reference = add("reference", _reference)
    add_rules(reference)

    check = add("check", _check)
    check.add_argument(
        "rules", metavar="DIR", nargs="*", type=path_argument, help="laid over the shipped rules"
    )

    test = add("test", _test)
    test.add_argument("text", metavar="TEXT", help="a sentence, a text file, or - for the input")
    test.add_argument("--stage", metavar="STAGE", help="one file's rules, and all that came close")
    add_rules(test)
    add_as_of(test)

    coverage = add("coverage", _coverage)
    coverage.add_argument("inputs", metavar="INPUT", nargs="+", type=path_argument)
    coverage.add_argument("--stage", metavar="STAGE", help="one file's rules only")
    coverage.add_argument("--all", action="store_true", help="list every word that no rule took")
    add_rules(coverage)
    add_as_of(coverage)

    diff = add("diff", _diff)
    diff.add_argument("a", metavar="DIR_A", type=path_argument, help=f"rules, or {SHIPPED}")
    diff.add_argument("b", metavar="DIR_B", type=path_argument, help="rules to compare them with")
    diff.add_argument("inputs", metavar="INPUT", nargs="*", type=path_argument)
    diff.add_argument(
        "--gold", metavar="DIR", type=path_argument, help="gold dispatches, for the change in F1"
    )
    add_as_of(diff)

    new = add("new", _new)
    new.add_argument(
        "name", metavar="STAGE", help="a shipped file's name, or with --table one's own"
    )
    new.add_argument(
        "folder", metavar="DIR", nargs="?", type=path_argument, default=Path("rules"),
        help="folder for the file (default: rules/)",
    )  # fmt: skip
    new.add_argument("--table", action="store_true", help="begin a table of one's own")
    return parser


def _list(options: argparse.Namespace) -> int:
    """List the rules and lexicons: origin, examples + near misses, what they are for."""
    from pipeline.rules.book import rulebook
    from pipeline.rules.listing import listing

    return _print(listing(rulebook(options.rules), options.stage))


def _show(options: argparse.Namespace) -> int:
    """Show a rule or a lexicon whole."""
    from pipeline.rules.book import rulebook
    from pipeline.rules.listing import show

    return _print(show(rulebook(options.rules), options.id))


def _reference(options: argparse.Namespace) -> int:
    """Print all that rules may use, as a Markdown page."""
    from pipeline.rules.book import rulebook
    from pipeline.rules.reference import reference

    return _print(reference(rulebook(options.rules)))


def _check(options: argparse.Namespace) -> int:
    """Check the rules: their files, and that every example comes out and no near miss does."""
    from pipeline.rules.examples import check

    report = check(options.rules)
    for failure in report.failures:
        _print(_failure(failure))
    print(
        f"{report.rules} rules, {report.examples} examples, {report.near_misses} near misses: "
        + (f"{len(report.failures)} fail" if report.failures else "all as they should be")
    )
    return 1 if report.failures else 0


def _failure(failure: Failure) -> Iterator[str]:
    from pipeline.rules.examples import plain
    from pipeline.rules.layout import aligned

    rule = failure.rule
    yield f"{rule.file}, line {rule.line}, rule {rule.id!r}: {_verdict(failure)}"
    yield f"  in: {failure.text}"
    columns = list(failure.expected) or ["surface"]
    rows = failure.got or [{}]
    yield from aligned(
        [("", "expected", "got")]
        + [
            (
                column,
                str(failure.expected.get(column, "nothing")),
                " | ".join(str(plain(row.get(column, "nothing"))) for row in rows),
            )
            for column in columns
        ]
    )
    yield ""


def _verdict(failure: Failure) -> str:
    if failure.expected:
        return "an example comes out otherwise" if failure.got else "an example is not found"
    return "it finds what it should leave alone" if failure.got else "an example is not found"


def _test(options: argparse.Namespace) -> int:
    """Show how the rules read a text: what they see, which fired or came close, which rows come."""
    from pipeline.rules.files import nearest
    from pipeline.rules.trace import trace
    from pipeline.rules.trial import Trial

    dispatch = _dispatch(options.text)
    trial = Trial(options.rules, as_of=options.as_of or date.today())
    for outcome in trial([dispatch]):
        if options.stage and not any(seen.rules == options.stage for seen in outcome.seen):
            known = nearest(options.stage, {seen.rules for seen in outcome.seen})
            raise UsageError(f"the rules of {options.stage!r} were not asked: {known}")
        _print(trace(outcome, options.stage))
    return 0


def _coverage(options: argparse.Namespace) -> int:
    """Count what the rules do in a corpus, and show what no rule took."""
    from pipeline.rules.book import rulebook
    from pipeline.rules.coverage import cover, report
    from pipeline.rules.listing import known_stage
    from pipeline.rules.trial import Trial

    book = rulebook(options.rules)
    if options.stage:
        known_stage(book, options.stage)
    trial = Trial(options.rules, as_of=options.as_of or date.today())
    coverage = cover(book, trial(_dispatches(options.inputs)))
    return _print(report(book, coverage, options.stage, None if options.all else MISSED))


def _diff(options: argparse.Namespace) -> int:
    """Show what a change of rules changes: rows gained, lost and altered, and F1 with --gold."""
    from pipeline.rules.comparison import changes, report
    from pipeline.rules.trial import Trial

    if not options.inputs and not options.gold:
        raise UsageError("nothing to compare on: give INPUT, --gold DIR or both.")
    trials = [
        Trial(rules, as_of=options.as_of or date.today())
        for rules in (_folders(options.a), _folders(options.b))
    ]
    if options.inputs:
        dispatches = list(_dispatches(options.inputs))
        _print(report(changes(*(trial.quickly(dispatches) for trial in trials))))
    if options.gold:
        from pipeline.rules.comparison import scores

        _print(scores(options.gold, *trials))
    return 0


def _folders(folder: Path) -> list[Path]:
    return [] if str(folder) == SHIPPED and not folder.exists() else [folder]


def _new(options: argparse.Namespace) -> int:
    """Write a commented file to begin with."""
    from pipeline.rules.book import rulebook
    from pipeline.rules.files import nearest
    from pipeline.rules.skeletons import skeleton, table_skeleton

    book, name, folder = rulebook(), options.name, options.folder
    if options.table and name in book.names:
        raise UsageError(f"{name!r} is a shipped file: drop --table to lay a file over it.")
    if not options.table and name not in book.names:
        known = nearest(name, book.names)
        raise UsageError(f"no stage {name!r}: {known}; for a table of your own add --table.")
    path = folder / f"{name}.toml"
    if path.exists():
        raise UsageError(f"{str(path)!r} is there already: edit it, or take another folder.")
    text = table_skeleton(name) if options.table else skeleton(book[name], str(folder))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"can't write {str(path)!r}: {error.strerror}.") from None
    print(f"{path}: edit it, then: python -m pipeline.rules check {folder}")
    return 0


def _dispatch(text: str) -> Dispatch:
    """The dispatch that an argument of `test` means. Raises UsageError where it has no word."""
    if text == "-":
        text = sys.stdin.read()
    if not text.strip():
        raise UsageError("an empty text: give a sentence or a file.")
    if text.endswith(".txt") or Path(text).is_file():
        if (dispatch := next(_dispatches([Path(text)]), None)) is None:
            raise UsageError(f"nothing to read in {text!r}: give a French text, or the sentence.")
        return dispatch
    return Dispatch.of("the sentence", text)


def _dispatches(inputs: Sequence[Path]) -> Iterator[Dispatch]:
    """The dispatches in files and folders; what is none is told and left out."""
    from pipeline.read import find, read

    for item in read(find(inputs)):
        if isinstance(item, Reject):
            print(f"left out: {item.source}: {item.reason}: {item.detail}", file=sys.stderr)
        else:
            yield item


def _print(lines: Iterable[str]) -> int:
    for line in lines:
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
