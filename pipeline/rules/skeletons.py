"""Files to begin with: `python -m pipeline.rules new STAGE`."""

from collections.abc import Iterator, Mapping
from textwrap import wrap

from pipeline.rules.book import Ruleset
from pipeline.rules.files import SettingEntry
from pipeline.rules.ruleset import FOUND

_WIDTH = 100
_RULE = """\
# A rule. Take the marks away, and then: python -m pipeline.rules check {folder}
#
# [[rules]]
# id = "my-first-rule"             # {hint}
# about = "What wording it is for: a sample"
# tokens = [
#   {{NORM = "ont"}},               # this word, in any case, with or without accents
#   {{NORM = {{IN = ["paraphe", "paraphes"]}}, AS = "{part}"}},   # one of these, named as a part
#   {{OP = "?"}},                   # any word or none
# ]
{set}# examples = [{{text = "Une phrase que la règle trouve.", yields = {{surface = "phrase"}}}}]
# not = ["Une phrase qui ressemble, et qu'elle laisse."]
"""

_TABLE = """\
about = "What the table {name} is about"

[table]
about = "one row a …"

# A column is filled from a part of the match, from what stands near it in the sentence, or by what
# a rule sets; it holds the value (a country's code), or with `words = true` the words.
[table.columns.country]
about = "the state of which it is said, ISO 3166-1 alpha-3"
part = "country"

[table.columns.date]
about = "when, EDTF"
near = "DATE"

# What earlier stages found, for ENT_TYPE and `near`:
{found}
# Words of one's own. With `calls` the model looks for persons in their sentences.
[lexicons.MY_WORD]
about = "Nouns: un mot, des mots"
calls = true
terms = {{noun = ["mot", "mots"]}}

[[rules]]
id = "{name}-of-country"
about = "A word of a state: un mot de la France"
tokens = [
  {{ENT_TYPE = "MY_WORD"}},
  {{NORM = {{IN = ["de", "d'", "du"]}}}},
  {{NORM = {{IN = ["la", "l'"]}}, OP = "?"}},
  {{ENT_TYPE = "COUNTRY", AS = "country"}},
]
examples = [
  {{text = "Un mot de la France.", yields = {{surface = "mot de la France", country = "FRA"}}}},
]
not = ["C'est un mot de trop."]
"""


def skeleton(ruleset: Ruleset, folder: str) -> str:
    """A file laid over a shipped one: what its rules may use, and a rule to begin with."""
    lines = [
        *_comment(f"Laid over the shipped {ruleset.name}.toml. {ruleset.about}"),
        "#",
        "# Switch shipped rules off by their ids; a rule with the id of a shipped one replaces it.",
        "# disable = []",
        "",
        *_table("What earlier stages found, for ENT_TYPE", ruleset.given),
        *_table(
            "Lexicons, for ENT_TYPE; their values for ENT_ID",
            {label: lexicon.about for label, lexicon in ruleset.lexicons.items()},
        ),
        *_table("Names of parts, for AS", ruleset.parts),
        *_table("What a rule may set", dict(_told(ruleset.settings))),
        "# Words added to a lexicon, under the value that they stand for.",
        *_lexicon(ruleset),
        "",
    ]
    part = next(iter(ruleset.parts), "part")
    set_ = "# set = {}\n" if ruleset.settings else ""
    hint = "an id of a shipped rule replaces that one"
    rule = _RULE.format(folder=folder, hint=hint, part=part, set=set_)
    return "\n".join(lines) + "\n" + (rule if ruleset.rules else "")


def table_skeleton(name: str) -> str:
    """A file that declares a table, with a rule that works."""
    found = "".join(f"#   {label}: {about}\n" for label, about in FOUND.items())
    return _TABLE.format(name=name, found=found)


def _table(title: str, entries: Mapping[str, str]) -> Iterator[str]:
    if entries:
        yield f"# {title}:"
        for name, about in entries.items():
            yield from _comment(f"{name}: {about}", indent="  ")
        yield "#"


def _comment(text: str, indent: str = "") -> list[str]:
    opening = f"# {indent}"
    return wrap(text, _WIDTH, initial_indent=opening, subsequent_indent=f"{opening}  ")


def _told(settings: Mapping[str, SettingEntry]) -> Iterator[tuple[str, str]]:
    for name, setting in settings.items():
        values = f" ({', '.join(setting.values)})" if setting.values else f" ({setting.type})"
        yield name, setting.about + values


def _lexicon(ruleset: Ruleset) -> Iterator[str]:
    own = [lexicon for lexicon in ruleset.lexicons.values() if lexicon.terms]
    if own:
        value = next(iter(own[0].terms))
        yield f"# [lexicons.{own[0].label}.terms]"
        yield f'# {value} = ["…"]'
