"""Gold dispatches: XML files that hold a text and what a reader finds in it.

    <dispatch id="apn_01" published="2020-09-29">
    <text>TUNIS- Le chef du gouvernement <c v="TUN">tunisien</c> Ali Ben Salah a reçu <d
    v="2020-09-28">lundi</d>…</text>
    <facts>
      <minister name="Ali Ben Salah" rank="head_of_government" country="TUN"/>
    </facts>
    </dispatch>

The raw text is what `<text>` holds once its tags are taken away. `<c>` is a mention of a country,
`<d>` one of a date (without `v` where nothing tells which, so that it may be reported or not);
`<facts>` holds the rows of the other tables. `optional="1"` marks a fact that may be left out.
"""

import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.tables import Row

_TABLES = {
    "minister": "ministers",
    "official": "officials",
    "anniversary": "anniversaries",
    "agreement": "agreements",
    "meeting": "meetings",
}

_Mention = tuple[str, int, int, str | None]


@dataclass(frozen=True, slots=True)
class Gold:
    """One gold dispatch.

    `rows` holds for each table the rows expected, under the tables' own column names, of the
    columns that gold gives; `undated` the spans that may be reported as dates or not.
    """

    id: str
    text: str
    published: str | None
    rows: dict[str, list[Row]]
    undated: list[tuple[int, int]]


def read_gold(folder: Path) -> list[Gold]:
    """The gold dispatches of a folder, sorted by file name.

    Raises UsageError for a folder that holds none and for a file that isn't one.
    """
    files = sorted(folder.glob("*.xml"))
    if not files:
        raise UsageError(f"no gold dispatch (*.xml) in {str(folder)!r}: give a folder of them.")
    return [_read(file) for file in files]


def _read(file: Path) -> Gold:
    try:
        return _gold(ET.parse(file).getroot())
    except (OSError, ET.ParseError, ValueError) as error:
        problem = str(error)
    except KeyError as error:
        problem = f"missing or unknown {error}"
    raise UsageError(f"{file}: not a gold dispatch: {problem}. Mend it or take it away.")


def _gold(root: ET.Element) -> Gold:
    element = root.find("text")
    if element is None:
        raise KeyError("text")
    text, mentions = _flatten(element, 0)
    rows: dict[str, list[Row]] = {table: [] for table in ("countries", "dates", *_TABLES.values())}
    undated = []
    for tag, start, end, value in mentions:
        if tag == "c":
            rows["countries"].append({"start": start, "end": end, "country": value})
        elif tag == "d" and value:
            rows["dates"].append({"start": start, "end": end, "value": value})
        elif tag == "d":
            undated.append((start, end))
    for fact in root.iterfind("facts/*"):
        rows[_TABLES[fact.tag]].append(_row(fact))
    return Gold(root.attrib["id"], text, root.get("published"), rows, undated)


def _flatten(element: ET.Element, start: int) -> tuple[str, list[_Mention]]:
    """An element's raw text, and the mentions in it as (tag, start, end, value)."""
    text, mentions = element.text or "", []
    for child in element:
        child_start = start + len(text)
        inner, nested = _flatten(child, child_start)
        mentions += [*nested, (child.tag, child_start, child_start + len(inner), child.get("v"))]
        text += inner + (child.tail or "")
    return text, mentions


def _row(fact: ET.Element) -> Row:
    given = fact.attrib
    optional = given.get("optional") == "1"
    match fact.tag:
        case "anniversary":
            return {
                "ordinal": int(given["ordinal"]),
                "event": given["event"],
                "countries": _codes(given),
                "celebrated_year": _integer(given.get("celebrated")),
                "original_year": _integer(given.get("original")),
            }
        case "agreement":
            valid_from, _, valid_to = given.get("valid", "").partition("/")
            return {
                "title": given["title"],
                "kind": given["kind"],
                "status": given["status"],
                "count": _integer(given.get("count", "1")),
                "countries": _codes(given),
                "signed_on": given.get("signed_on"),
                "valid_from": _integer(valid_from),
                "valid_to": _integer(valid_to or valid_from),
                "optional": optional,
            }
        case "meeting":
            return {
                "kind": given["kind"],
                "countries": _codes(given),
                "held_on": given.get("held_on"),
                "participants": [
                    name for name in given.get("participants", "").split(";") if name.strip()
                ],
                "optional": optional,
            }
        case _:
            return {
                "name": given["name"],
                "rank": given["rank"],
                "portfolio": given.get("portfolio"),
                "country": given.get("country"),
            }


def _codes(given: dict[str, str]) -> list[str]:
    return given.get("countries", "").replace(",", " ").split()


def _integer(value: str | None) -> int | None:
    return int(value) if value else None
