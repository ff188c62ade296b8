"""One list as it is written: a table apart by tabs, one row an entry, every row checked."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from pipeline.rules.files import Problem, nearest

# The lists that a folder may hold, and their columns; cells of several forms part them by bars.
LISTS = {
    "countries": ("code", "names", "adjectives", "prefixes", "capitals"),
    "agencies": ("forms", "country", "cities", "kind"),
    "cities": ("city", "country"),
}
_CODES = ("code", "country")

Row = Sequence[str]


class ListFile:
    """A list: its `rows`, and in `problems` what is wrong with others."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.rows: list[Row] = []
        self.problems: list[Problem] = []
        if path.stem not in LISTS:
            told = f"no list is called {path.stem!r}: {nearest(path.stem, LISTS)}"
            self.problems.append(Problem(path, None, "", told))
            return
        columns = LISTS[path.stem]
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            self.problems.append(Problem(path, None, "", "can't be read: save it as UTF-8"))
            return
        rows = ((n, line) for n, line in enumerate(lines, start=1) if line and line[0] != "#")
        number, header = next(rows, (1, ""))
        if tuple(header.split("\t")) != columns:
            told = f"the header must read {' '.join(columns)}, apart by tabs"
            self.problems.append(Problem(path, number, "", told))
            return
        codes: set[str] = set()
        for number, line in rows:
            row = line.split("\t")
            wrong = list(_wrong(row, columns))
            if not wrong and columns[0] == "code" and row[0] in codes:
                wrong = [f"{row[0]} has a row already; join the two"]
            codes.add(row[0])
            self.problems += (Problem(path, number, "", message) for message in wrong)
            if not wrong:
                self.rows.append(row)


def split_forms(cell: str) -> tuple[str, ...]:
    """The forms in a cell.

    >>> split_forms("Bakou|Baku"), split_forms("")
    (('Bakou', 'Baku'), ())
    """
    return tuple(cell.split("|")) if cell else ()


def _wrong(row: Row, columns: Sequence[str]) -> Iterator[str]:
    if len(row) != len(columns):
        yield (
            f"{len(row)} columns instead of {len(columns)}; "
            "part them by one tab each and keep the tabs around empty ones"
        )
        return
    for column, cell in zip(columns, row, strict=True):
        if any(not form or form != form.strip() for form in split_forms(cell)):
            yield f"empty or padded form in {cell!r}; write one|two, no spaces"
        elif column in _CODES and cell not in _codes() and (cell or column == "code"):
            yield f"unknown code {cell!r}; use ISO 3166-1 alpha-3, or XKX for Kosovo"
    if not row[0]:
        yield f"the column {columns[0]!r} is empty; fill it or drop the row"


@cache
def _codes() -> frozenset[str]:
    import pycountry

    return frozenset(["XKX", *(entry.alpha_3 for entry in pycountry.countries)])
