"""Tables of other packages: a spaCy component that finds facts, and the schema of its table.

What patterns can't say, a package says in Python. It registers its component as spaCy wants it, and
names its table in the group `depeche_tables` of its `pyproject.toml`:

    [project.entry-points.spacy_factories]
    visa_finder = "visas:make_component"

    [project.entry-points.depeche_tables]
    visas = "visas:TABLE"

`visas.TABLE` is a Plugin; the component leaves its facts with `pipeline.facts.record(doc, "visas",
…)`. Once the package is installed, every run fills its table, after all shipped ones.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, NamedTuple

from pipeline.errors import UsageError
from pipeline.tables import SCHEMAS

if TYPE_CHECKING:
    import pyarrow as pa

GROUP = "depeche_tables"


class Plugin(NamedTuple):
    """The name of a component's factory, and its table (see `pipeline.tables.fact_schema`)."""

    factory: str
    schema: pa.Schema


class Installed(NamedTuple):
    """A plug-in by its table's name, with the package that brings it and its version."""

    table: str
    plugin: Plugin
    package: str


@cache
def installed() -> tuple[Installed, ...]:
    """The plug-ins of this environment, by the names of their tables.

    Raises UsageError for one that can't be used, naming the package.
    """
    found: dict[str, Installed] = {}
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        package = f"{entry.dist.name} {entry.dist.version}" if entry.dist else "unknown"
        try:
            plugin = entry.load()
        except Exception as error:  # whatever goes wrong in another's package
            raise UsageError(_advice(entry.name, package, f"{entry.value}: {error}")) from error
        if not isinstance(plugin, Plugin):
            raise UsageError(_advice(entry.name, package, f"{entry.value} is no Plugin"))
        if entry.name in SCHEMAS:
            raise UsageError(_advice(entry.name, package, "that table is a shipped one"))
        if entry.name in found:
            raise UsageError(_advice(entry.name, package, f"{found[entry.name].package} has it"))
        found[entry.name] = Installed(entry.name, plugin, package)
    return tuple(found.values())


def _advice(table: str, package: str, problem: str) -> str:
    return f"plug-in for the table {table!r} of the package {package}: {problem}; mend or remove it"
