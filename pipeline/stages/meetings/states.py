"""Whose state somebody serves, told beside the name where no office says so.

`Awa Sy (Sénégal)`, `Mme Awa Sy, du Sénégal`, `le haut-commissaire du Ghana, Awa Sy`.
"""

import re
from itertools import pairwise

from pipeline.facts import Fact
from pipeline.stages.meetings.encounters import Someone
from pipeline.tokens import Chunk, Text

# Between a state and the name of who serves it: `de Norvège à Lomé, S.E. M. Holm`.
_APPOSED = re.compile(
    r"(?:\s(?:en|au|aux|à|auprès|près|du|des|de l[a'’]|pour|chargée?) ?[^,;:.()]{3,80})?"
    r"(?:, (?:avec résidence|résidant|basée?) [^,;:.()]{3,40})?"
    r"(?:,? (?:(?:(?:est|était|a été) )?(?:conduite|dirigée|menée|présidée|emmenée|représentée) )?"
    r"par(?: [^,;:.()]{3,60})?)?"
    r",?\s(?:[^\s,;()]{1,14}\.? ?){0,2}"
)
# Between a name and the state: `(République de`, `, du Royaume de`.
_BEHIND = re.compile(r" \((?:\w+[ '’]){0,4}|, (?:du|de la|de l['’]|de|d['’]|des|pour l[ea]) ?")
_OF = re.compile(r"\b(?:d[eu]|des|de la|d['’]|de l['’])\s?$")


def told_beside(
    text: Text, people: list[Someone], countries: list[Fact], offices: list[Chunk]
) -> dict[str, str]:
    """The states told beside names, by name; `offices` are the nouns for offices in the text."""
    told: dict[str, str] = {}
    for before, someone in pairwise([Someone(0, 0, ""), *people]):
        first, last = text.sentence(someone.start)
        start = max(before.end, first)
        office = next((o.start for o in offices if start <= o.start < someone.start), someone.start)
        named = next((c for c in countries if office <= c["start"] < someone.start), None)
        after = next((c for c in countries if someone.end <= c["start"] < last), None)
        if named and _serves(named, text.source):
            if _APPOSED.fullmatch(text.source[named["end"] : someone.start]):
                told.setdefault(someone.name, named["country"])
        elif after and _BEHIND.fullmatch(text.source[someone.end : after["start"]]):
            told.setdefault(someone.name, after["country"])
    return told


def _serves(country: Fact, source: str) -> bool:
    """Whether an office is that of the state named after it: `de Norvège`, `norvégien`."""
    return country["kind"] == "adjective" or bool(_OF.search(source[: country["start"]]))
