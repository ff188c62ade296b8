"""One rules file as it is written: TOML, every key and type checked, every entry with its line."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extractOne

from pipeline.errors import UsageError

_SIMILAR = 60  # of 100: a typing mistake or two in a short word
_SHOWN = 20


class Problem(NamedTuple):
    """A mistake in a rules file: where it is, in which entry, what it is and how to mend it."""

    file: Path
    line: int | None
    entry: str
    message: str

    def __str__(self) -> str:
        line = f", line {self.line}" if self.line else ""
        return f"{self.file}{line}{self.entry and ', '}{self.entry}: {self.message}"


class RuleError(UsageError):
    """Rules that can't be used: all that is wrong with them, each with its file and the mend."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        told = [str(problem) for problem in problems]
        count = f"{len(told)} mistakes in the rules:"
        super().__init__(told[0] if len(told) == 1 else "\n  ".join([count, *told]))


_Text = Annotated[str, StringConstraints(min_length=1)]


def _key(description: str, **options: Any) -> Any:
    """A key that may be missing, and what it is, for messages and for the reference page."""
    if not options.keys() & {"default", "default_factory"}:
        options["default"] = None
    return Field(description=description, **options)


def _needed(description: str, **options: Any) -> Any:
    """A key that must be there."""
    return Field(description=description, **options)


def _day(value: str) -> str:
    if date.fromisoformat(value).isoformat() != value:
        raise ValueError
    return value


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class LexiconEntry(_Entry):
    """`[lexicons.LABEL]`: see `pipeline.rules.lexicon.Lexicon`."""

    about: str = _key("what it holds, with a sample", default="")
    source: str = _key("where the words are from", default="")
    attr: Literal["NORM", "LOWER", "ORTH"] | None = _key(
        "by what terms are compared: `NORM`, any case and accents or none (the default);"
        " `LOWER`, any case; `ORTH`, as written"
    )
    calls: bool = _key(
        "whether a person's name matters beside these words: the model reads their sentences",
        default=False,
    )
    terms: dict[_Text, list[_Text]] = _key(
        'the terms under the value that they stand for: `3 = ["mars"]`', default_factory=dict
    )
    regex: _Text | None = _key("single words that match all of it are terms, too")


class SettingEntry(_Entry):
    """`[set.KEY]`: what a key of a rule's `set` means, and the values that it may have."""

    about: _Text = _needed("what the stage makes of it")
    values: list[str] | None = _key("the only values that it may have")
    type: Literal["string", "boolean", "integer", "strings", "table"] = _key(
        "the type of its values", default="string"
    )


class ExampleEntry(_Entry):
    """A text, its day of publication, and the columns of rows that the rule makes of it."""

    text: _Text = _needed("a sentence, or a whole dispatch")
    published: Annotated[str, AfterValidator(_day)] | None = _key("its day of publication")
    yields: dict[str, Any] | list[dict[str, Any]] = _needed(
        "columns of the row that the rule makes of it, or of each of several; `[]` for none"
    )


class RuleEntry(_Entry):
    """`[[rules]]`: see `pipeline.rules.book.Rule`."""

    id: _Text = _needed("its name, which the rows carry; that of a shipped rule replaces it")
    about: _Text = _needed("what wording it is for, with a sample")
    tokens: list[Any] | None = _key(
        "a pattern in spaCy's syntax, or a list of such; a string is a fragment's name",
        min_length=1,
    )
    regex: _Text | None = _key(
        "a regular expression (`re.VERBOSE`, `re.MULTILINE`), run on the text without accents;"
        " named groups are parts, `(?&NAME)` is a fragment"
    )
    phrases: list[_Text] | None = _key("plain words", min_length=1)
    set: dict[str, Any] = _key("what it says beyond its parts", default_factory=dict)
    examples: list[ExampleEntry] = _needed("what it must find", min_length=1)
    near_misses: list[_Text] = _needed(
        "texts that look like it, and of which it must make nothing", alias="not", min_length=1
    )


class ColumnEntry(_Entry):
    """`[table.columns.NAME]`: a column of a table of one's own, and what fills it.

    What a rule `set`s under its name comes first, then its part, then what stands near.
    """

    about: _Text = _needed("what it holds")
    type: Literal["string", "strings", "integer", "boolean"] = _key(
        "the type of its values; `boolean` is whether the part is there", default="string"
    )
    part: _Text | None = _key("the part of the match that fills it, by its value")
    near: _Text | None = _key(
        "failing that, the nearest of this label in the sentence; for `strings`, all of them"
    )
    words: bool = _key("take the words instead of the value", default=False)


class TableEntry(_Entry):
    """`[table]`: a table of one's own."""

    about: _Text = _needed("what one row is")
    columns: dict[str, ColumnEntry] = _needed("its columns by name", min_length=1)


class Content(_Entry):
    """All that a rules file may hold."""

    about: str = _key("what the file is for", default="")
    source: str = _key("where it is from, and its licence", default="")
    include: list[str] = _key(
        "names of files whose lexicons and fragments it uses", default_factory=list
    )
    shown_in: str | None = _key("shipped files: the table in which rules without rows show")
    disable: list[str] = _key("ids of rules below to switch off", default_factory=list)
    given: dict[str, str] = _key(
        "shipped files: labels of what earlier stages found", default_factory=dict
    )
    parts: dict[str, str] = _key("shipped files: names of parts", default_factory=dict)
    set: dict[str, SettingEntry] = _key("shipped files: keys of `set`", default_factory=dict)
    lexicons: dict[str, LexiconEntry] = _key(
        "words by label, for `ENT_TYPE`; those of a known label are added to it",
        default_factory=dict,
    )
    fragments: dict[str, str | list[Any]] = _key(
        "pieces of patterns or of regular expressions, by name", default_factory=dict
    )
    rules: list[RuleEntry] = _key("the rules, in order", default_factory=list)
    table: TableEntry | None = _key("a table of one's own, named as the file")


class RulesFile:
    """A rules file: its `content`, and where in it an entry stands.

    What is wrong with it is in `problems`; then `content` holds what could be read, if anything.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = path.stem
        self.content = Content()
        self.problems: list[Problem] = []
        self._lines: dict[tuple[str | int, ...], int] = {}
        try:
            text = path.read_text(encoding="utf-8")
            table = tomllib.loads(text)
        except (OSError, UnicodeDecodeError) as error:
            self.problems.append(Problem(path, None, "", f"can't be read: {_reason(error)}"))
        except tomllib.TOMLDecodeError as error:
            self.problems.append(_not_toml(path, str(error)))
        else:
            self._lines = _lines(text)
            self._check(table)

    def problem(self, message: str, *place: str | int) -> Problem:
        """A mistake at a place in the file: `problem("…", "rules", 2, "tokens")`."""
        known = (self._lines.get(place[:length]) for length in range(len(place), 0, -1))
        return Problem(self.path, next(filter(None, known), None), self._entry(place), message)

    def _entry(self, place: Sequence[str | int]) -> str:
        match place:
            case ["rules", int(number), *_]:
                rules = self.content.rules
                return f"rule {rules[number].id!r}" if number < len(rules) else f"rule {number + 1}"
            case [("lexicons" | "fragments" | "set" | "given" | "parts") as kind, str(name), *_]:
                return f"{kind.removesuffix('s')} {name}"
            case ["table", "columns", str(name), *_]:
                return f"column {name}"
        return ""

    def _check(self, table: dict[str, Any]) -> None:
        try:
            self.content = Content.model_validate(table)
        except ValidationError as error:
            wrong = error.errors()
        else:
            return
        ids = [entry.get("id") for entry in _dicts(table.get("rules"))]
        for mistake in wrong:
            place = mistake["loc"]
            problem = self.problem(_message(mistake, table), *place)
            if place[0] == "rules" and len(place) > 1 and isinstance(place[1], int):
                id_ = ids[place[1]] if place[1] < len(ids) else None
                problem = problem._replace(entry=f"rule {id_!r}" if id_ else f"rule {place[1] + 1}")
            self.problems.append(problem)


def nearest(word: str, known: Iterable[str]) -> str:
    """« did you mean 'tokens'? », or what is known where nothing is like the word.

    >>> nearest("tokns", ["tokens", "phrases"])
    "did you mean 'tokens'?"
    >>> nearest("x", ["tokens", "phrases"])
    'known: phrases, tokens'
    """
    known = sorted(known)
    folded = [one.casefold() for one in known]
    if found := extractOne(word.casefold(), folded, scorer=ratio, score_cutoff=_SIMILAR):
        return f"did you mean {known[found[2]]!r}?"
    shown = [*known[:_SHOWN], "…"] if len(known) > _SHOWN else known
    return f"known: {', '.join(shown)}" if known else "none is known"


def _dicts(entries: Any) -> list[dict[str, Any]]:
    return [e if isinstance(e, dict) else {} for e in entries] if isinstance(entries, list) else []


def _reason(error: OSError | UnicodeDecodeError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "it is not in UTF-8; save it as UTF-8"
    return error.strerror or str(error)


def _not_toml(path: Path, message: str) -> Problem:
    found = re.search(r" \(at line (\d+), column (\d+)\)$", message)
    if not found:
        return Problem(path, None, "", f"not valid TOML: {message}")
    told = message[: found.start()]
    hint = "; in quotes \"…\" a \\ must be doubled, in '…' it need not" if "\\" in told else ""
    return Problem(path, int(found[1]), "", f"not valid TOML at column {found[2]}: {told}{hint}")


def _message(mistake: Any, table: dict[str, Any]) -> str:
    """What pydantic says of a key or value, in our words."""
    *_, key = mistake["loc"]
    match mistake["type"]:
        case "extra_forbidden":
            return f"unknown key {key!r}: {nearest(str(key), _keys_at(mistake['loc'][:-1]))}"
        case "missing":
            return f"{key!r} is missing: {_NEEDED.get(str(key), 'give it')}"
        case "string_too_short" | "too_short":
            return (
                f"{_path(mistake['loc'])} is empty: {_NEEDED.get(str(key), 'give it or drop it')}"
            )
        case "value_error":
            return f"{_path(mistake['loc'])}: {mistake['input']!r} is no day: write 2025-06-10"
    told = mistake["msg"][0].lower() + mistake["msg"][1:]
    return f"{_path(mistake['loc'])}: {mistake['input']!r} is wrong: {told}"


_NEEDED = {
    "about": "say in a few words what it is for, with a sample",
    "id": "name the rule, as in `signed-with-stamp`",
    "examples": 'show what it finds, as in examples = [{text = "…", yields = {surface = "…"}}]',
    "not": 'show what looks like it and is not, as in not = ["…"]',
    "yields": "say what the rule makes of the text, as in {surface = '…'}; [] for nothing",
    "columns": "declare at least one, as in [table.columns.country]",
}


def _path(place: Sequence[str | int]) -> str:
    keys = [str(key) for key in place if key not in ("rules", "lexicons", "table")]
    return repr(".".join(keys[1:] or keys))


def _keys_at(place: Sequence[str | int]) -> list[str]:
    """The keys that an entry may have."""
    model: type[BaseModel] = Content
    models: dict[str, type[BaseModel]] = {
        "rules": RuleEntry,
        "examples": ExampleEntry,
        "lexicons": LexiconEntry,
        "set": SettingEntry,
        "table": TableEntry,
        "columns": ColumnEntry,
    }
    for key in place:
        model = models.get(str(key), model)
    return [field.alias or name for name, field in model.model_fields.items()]


_HEADER = re.compile(r"\s*(?P<open>\[\[?)\s*(?P<path>[^\]]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"""\s*(?P<path>(?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"))*)\s*=""")
_STEP = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")


def _lines(text: str) -> dict[tuple[str | int, ...], int]:
    """The line of each table and key; `tomllib` tells none."""
    lines: dict[tuple[str | int, ...], int] = {}
    counts: dict[tuple[str | int, ...], int] = {}
    table: tuple[str | int, ...] = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            table = tuple(_steps(header["path"]))
            if header["open"] == "[[":
                lines.setdefault(table, number)
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            lines.setdefault(table, number)
        elif key := _KEY.match(line):
            lines.setdefault((*table, *_steps(key["path"])), number)
    return lines


def _steps(path: str) -> Iterator[str]:
    for step in _STEP.findall(path):
        yield step.strip("\"'")
