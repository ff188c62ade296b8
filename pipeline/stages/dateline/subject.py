"""Of which state a dispatch tells, where nothing says for whom it is written.

A paper names its own state first, in the pairs that it makes and as the place where others are
posted or come to, and its leaders' seats by their names alone. To guests, to embassies and to the
counterparts of its own people it gives their states' adjectives or names. Where something is told
to be (`à Oslo`, `en Norvège`) may be anywhere.

>>> import spacy
>>> nlp = spacy.blank("fr")
>>> _ = nlp.add_pipe("depeche_countries")
>>> doc = nlp("Accord Chili-Pérou. Le ministre péruvien, venu de Lima, l'a signé au Chili.")
>>> subject(doc.text, doc._.depeche["countries"], titles=[], posts=[], seats=[])
'CHL'
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from pipeline.facts import Fact
from pipeline.tokens import even

# Points, and by how much the first state must lead, as they told best the home of the 101 annotated
# dispatches whose home is known: right for 85, wrong for 9, silent on the others.
_NAMED = {"name": 2, "capital": 2, "adjective": 1}
_FIRST = 5
_FIRST_OF_PAIR = 6
_HOST = 4
_SEAT = 3
_IN_TITLE = -1
_COUNTERPARTS = -6
_EMBASSY = -6
_FEWEST = 6
_LEAD = 1.1

_OF_EMBASSY = re.compile(
    r"\b(?:ambassade|consulat|haut-commissariat) (?:de |du |d')(?:la |l')?\Z", re.IGNORECASE
)
_PLACE = re.compile(r"\b(?:a|en|aux?) (?:la |l')?\Z", re.IGNORECASE)
_LONGEST = 30  # characters of what stands before a state


def subject(
    source: str,
    countries: Sequence[Fact],
    titles: Sequence[Fact],
    posts: Collection[int],
    seats: Iterable[str],
) -> str | None:
    """The state that a text is about, None where no one state stands out.

    `countries` are its mentions of states, in order; `titles` the offices that it names (see
    `pipeline.stages.offices.titles`); `posts` the places where a state named is where somebody is
    posted, received or arrives; `seats` the states whose leaders' seats it names.
    """
    points: Counter[str] = Counter(dict.fromkeys(seats, _SEAT))
    text = even(source)
    for i, fact in enumerate(countries):
        start, is_host = fact["start"], fact["start"] in posts
        before = text[max(0, start - _LONGEST) : start]
        place = _PLACE.search(before)
        after = countries[i + 1]["start"] if i + 1 < len(countries) else len(text)
        points[fact["country"]] += (
            _NAMED[fact["kind"]] * (is_host or not place)
            + _FIRST * (i == 0 and not _in_title(fact, titles))
            + _FIRST_OF_PAIR * (text[fact["end"] : after] == "-")
            + _HOST * is_host
            + _EMBASSY * bool(_OF_EMBASSY.search(before))
        )
    for title in titles:
        change = _COUNTERPARTS if title["link"] == "counterpart" else _IN_TITLE
        points.update(dict.fromkeys(title["countries"], change))
    (state, most), (_, second) = [*points.most_common(2), (None, 0), (None, 0)][:2]
    return state if most >= _FEWEST and most >= _LEAD * second else None


def _in_title(country: Fact, titles: Sequence[Fact]) -> bool:
    return any(title["start"] <= country["start"] < title["end"] for title in titles)
