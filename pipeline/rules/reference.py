"""All that a rules file may hold and use, as a Markdown page."""

from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from pipeline.rules.book import Rulebook, Ruleset
from pipeline.rules.files import (
    ColumnEntry,
    Content,
    ExampleEntry,
    LexiconEntry,
    RuleEntry,
    SettingEntry,
    TableEntry,
)
from pipeline.rules.lists import LISTS
from pipeline.rules.patterns import ATTRIBUTES
from pipeline.rules.ruleset import FOUND

_OPENING = """\
# What rules may use

All that a rules file may hold, and all that its patterns may ask for, stage by stage. How to write
one is told in [rules.md](rules.md). This page is made by a command:

```sh
python -m pipeline.rules reference > docs/rules-reference.md
```
"""
_OPERATORS = (
    ("`OP`", 'how often: `"?"` once or not, `"*"` any number, `"+"` one or more, `"!"` not this'),
    ("", 'and `"{2}"`, `"{2,}"`, `"{,3}"`, `"{2,3}"`; once where there is none'),
    ("`AS`", "names what the token matches as a part of the match: our one addition to spaCy's"),
)
_VALUES = (
    ("a string", 'is that: `{NORM = "signe"}`'),
    ("`IN`, `NOT_IN`", 'is one of these, or none of them: `{NORM = {IN = ["un", "une"]}}`'),
    ("`REGEX`", 'holds a match of it: `{LOWER = {REGEX = "^signé"}}`'),
    ("`==`, `>=`, …", 'compares a number: `{LENGTH = {">=" = 4}}`'),
)
_LONG = 3  # values of a lexicon that are shown


def reference(book: Rulebook) -> Iterator[str]:
    """The lines of the page."""
    yield _OPENING
    yield "## A file"
    yield ""
    yield "Keys of its own, and of its tables. A key in **bold** must be there."
    yield ""
    for title, model in (
        ("The file", Content),
        ("`[[rules]]`, with exactly one of `tokens`, `regex` and `phrases`", RuleEntry),
        ("`examples` of a rule", ExampleEntry),
        ("`[lexicons.LABEL]`", LexiconEntry),
        ("`[table]`", TableEntry),
        ("`[table.columns.NAME]`", ColumnEntry),
        ("`[set.KEY]`, in shipped files", SettingEntry),
    ):
        yield f"### {title}"
        yield ""
        yield from _table(("key", "what it is"), _fields(model))
    yield "## A token of a pattern"
    yield ""
    yield from _table(("attribute", "what it asks for"), ATTRIBUTES.items(), code=True)
    yield from _table(("value", "the token's"), _VALUES)
    yield from _table(("key", "what it says"), _OPERATORS)
    yield "## Lists"
    yield ""
    yield "`<name>.tsv`: cells apart by tabs, their forms by bars; the first row names the columns."
    yield ""
    yield from _table(("list", "columns"), ((n, f"`{'`, `'.join(c)}`") for n, c in LISTS.items()))
    yield "## A table of one's own"
    yield ""
    yield "Labels of what all stages before it found:"
    yield ""
    yield from _table(("label", "what it is"), FOUND.items(), code=True)
    yield "## Stage by stage"
    yield ""
    for ruleset in book:
        yield from _stage(ruleset)


def _stage(ruleset: Ruleset) -> Iterator[str]:
    yield f"### {ruleset.name}"
    yield ""
    yield ruleset.about
    yield ""
    if ruleset.shown_in:
        yield f"Its rules make no rows of their own; they show in the table `{ruleset.shown_in}`."
        yield ""
    yield from _table(("found before", "what it is"), ruleset.given.items(), code=True)
    yield from _table(("part", "what the stage makes of it"), ruleset.parts.items(), code=True)
    settings = (
        (key, f"{setting.about} ({', '.join(setting.values or [setting.type])})")
        for key, setting in ruleset.settings.items()
    )
    yield from _table(("set", "what the stage makes of it"), settings, code=True)
    lexicons = (
        (lexicon.label, lexicon.about, _values(lexicon.terms))
        for lexicon in ruleset.lexicons.values()
        if lexicon.stage == ruleset.name
    )
    yield from _table(("lexicon", "what it holds", "values"), lexicons, code=True)


def _values(terms: Iterable[str]) -> str:
    values = [f"`{value}`" for value in terms]
    return ", ".join([*values[:_LONG], "…"] if len(values) > _LONG else values) or "the words"


def _fields(model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    for name, field in model.model_fields.items():
        key = f"`{field.alias or name}`"
        yield (f"**{key}**" if field.is_required() else key), field.description or ""


def _table(
    head: tuple[str, ...], rows: Iterable[tuple[str, ...]], *, code: bool = False
) -> Iterator[str]:
    rows = list(rows)
    if not rows:
        return
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for first, *others in rows:
        cells = [f"`{first}`" if code else first, *others]
        yield f"| {' | '.join(' '.join(cell.split()).replace('|', '&#124;') for cell in cells)} |"
    yield ""
