"""Terms under one label."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.rules.files import LexiconEntry


@dataclass(frozen=True)
class Lexicon:
    """Terms under one label, each with the value that it stands for.

    `attr` is the token attribute by which terms are compared: `NORM` (the default: any case,
    accents or not), `LOWER` (any case) or `ORTH` (as written, for abbreviations such as AE or PM).
    The words that match the whole of `regex` are terms too, each with itself for a value. `calls`
    says that a person's name matters beside these terms. `files` hold it, the first one's name
    being its stage's.
    """

    label: str
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    attr: str = "NORM"
    regex: re.Pattern[str] | None = None
    about: str = ""
    calls: bool = False
    files: tuple[Path, ...] = ()

    @property
    def stage(self) -> str | None:
        """The name of the rules file that it belongs to."""
        return self.files[0].stem if self.files else None

    def with_added(self, entry: LexiconEntry, file: Path) -> "Lexicon":
        """This lexicon with what an entry in a file adds. Raises re.error for its `regex`."""
        values = dict.fromkeys((*self.terms, *entry.terms))
        return Lexicon(
            label=self.label,
            files=(*self.files, file),
            terms={v: (*self.terms.get(v, ()), *entry.terms.get(v, ())) for v in values},
            attr=entry.attr or self.attr,
            regex=re.compile(entry.regex) if entry.regex else self.regex,
            about=self.about or entry.about,
            calls=self.calls or entry.calls,
        )
