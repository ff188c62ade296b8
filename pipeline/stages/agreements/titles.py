"""Titles of agreements: the noun phrases that name a treaty, a convention, a plan…

A title opens with a head noun (`accord`, `protocole d'accord`) or with the count, ordinal or
adjective before it, and takes in its complements up to a verb, a relative, a participle of making
(`signé`, `conclu`) or a circumstance (`en présence de`). Between guillemets it is what they hold.
The words are in `models/agreement_titles.toml`; the grammar that joins them is here.

>>> from pipeline.rules.book import rulebook
>>> from pipeline.tokens import read
>>> source = "Ils ont signé un accord de pêche avec le Togo, en présence du maire."
>>> [source[t.start:t.end] for t in TitleFinder(rulebook())(read(source), [])]
['accord de pêche avec le Togo']
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.match import LexiconMatcher, view
from pipeline.rules.book import Rulebook
from pipeline.tokens import Chunk, Text, fold

# What opens an item of a list that goes line by line: `- `, `1) `, `(ii) `, `b. `.
BULLETED = re.compile(r"\s*(?:[-–—•·*▪●➢✓►■◦]|\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})\s*[.)°/-])\s*")
_HEADS = frozenset(["HEAD", "HEADS", "TEXT"])
_CLOSING = {"«": "»", "“": "”", '"': '"', "‘": "’", "’": "’", "„": "“"}
_PUNCTUATION = frozenset('.;:?!…•*»”"’)')
_DASHES = frozenset("-–—")
_BULLETS = frozenset("-–—•·*.)")  # the last marks of a bullet
_YEARS = re.compile(r"(?:(?:19|20)\d\d\W*)+")
# The futures, conditionals and simple pasts that no list of verbs can hold.
_FINITE = re.compile(
    r"(?!opéra|caméra|choléra|extra|ultra)[^\W\d_A-ZÀ-Þ]{2,}"
    r"(?:[eirdtv]ra|[eirdtv]ront|r[ai]it|raient|èrent)"
)
_ENDS_ACUTE = re.compile(r"[^\W_A-ZÀ-Þ]{2,}(?<!t)é")  # a verb after `et`, but `santé`, `sécurité`
_PLURAL_VERB = re.compile(r"[a-zà-ÿ]{2,}(?<!m)ent")
_PARTICIPLE = re.compile(r"[^\W_A-ZÀ-Þ]{2,}ée?s?")
_NO_FINITE = ("er", "ir", "re")  # infinitives
_LONGEST = 60
_LONGEST_ASIDE = 10
_LONGEST_ITEM = 12


@dataclass(frozen=True, slots=True)
class Title:
    """One naming of a text, in code points.

    `kind` is the head's (`text` for a bare `texte`, `document`, `instrument`); `count` the number
    of texts (None: several); `article` what stands before: `known` (the), `this`, `new` (a), `of`
    `none` or "". `bare`: the head has no complement. `quoted`: it is what guillemets hold.
    `named`: a proper name or a year is in it; `joint`: a word that tells of parties; `sovereign`:
    one of what only states agree on; `organisation`: an international organisation's name.
    """

    start: int
    end: int
    kind: str
    count: int | None
    plural: bool
    article: str
    bare: bool
    quoted: bool
    named: bool
    joint: bool
    sovereign: bool
    organisation: bool


class TitleFinder:
    """Finds the titles in a text, given the mentions that earlier stages found there.

    Those are chunks with the labels `COUNTRY`, `DATE` and `PERSON`; all may be missing.
    """

    def __init__(self, rules: Rulebook) -> None:
        self._classes = rules["agreement_words"].classes
        self._find_terms = LexiconMatcher(rules["agreement_titles"].lexicons.values())

    def __call__(self, text: Text, mentions: Iterable[Chunk]) -> list[Title]:
        terms = self._find_terms(text)
        if not any(term.label in _HEADS for term in terms):
            return []
        chunks = view(text, [*mentions, *terms])[0]
        return list(_Phrases(text, chunks, self._classes).titles())


class _Phrases:
    """One text, chunk by chunk. Chunks are named by their index throughout.

    `classes` are the words of `models/agreement_words.toml` by their label.
    """

    def __init__(
        self, text: Text, chunks: Sequence[Chunk], classes: Mapping[str, frozenset[str]]
    ) -> None:
        self.text = text
        self.classes = classes
        self.chunks = chunks
        self.written = [text.source[c.start : c.end] for c in chunks]
        self.words = [fold(word) for word in self.written]
        self.labels = [c.label for c in chunks]

    def titles(self) -> Iterator[Title]:
        after, latest = 0, None
        for head, label in enumerate(self.labels):
            if head < after:
                continue
            if label in _HEADS and self._is_noun(head):
                first = self._first(head)
                last = self._last(first, head)
                latest = self._title(first, head, last)
                yield self._named(last, latest) or latest
                after = last + 1
            elif latest is not None and self._is_headless(head, latest):
                last = self._last(0, head)
                yield replace(
                    latest,
                    start=self.chunks[head - (self.words[head - 1] == "l'")].start,
                    end=self.chunks[last].end,
                    count=1,
                    plural=False,
                    article="new",
                    bare=False,
                    quoted=False,
                )
                after = last + 1

    def _is_headless(self, i: int, latest: Title) -> bool:
        """Whether a head is left out: `deux accords, l'un sur l'eau, un autre sur l'air`."""
        near = self.text.sentence(latest.start) == self.text.sentence(self.chunks[i].start)
        return near and self._opens_headless(i)

    def _opens_headless(self, i: int) -> bool:
        if i == 0 or i + 1 >= len(self.chunks):
            return False
        before = self.words[i - 1]
        one = self.words[i] in ("un", "une") and before in ("l'", ",", ":")
        other = self.labels[i] == "QUALIFIER" and self.labels[i - 1] == "DETERMINER"
        opens = self.words[i + 1] in self.classes["HEADLESS"] or self.labels[i + 1] == "LINK"
        return opens and (one or other)

    def _title(self, first: int, head: int, last: int) -> Title:
        chunk = self.chunks[head]
        plural = chunk.label == "HEADS" or chunk.value == "several"
        before = self.chunks[first - 1] if first else None
        spoken = " ".join(self.words[head : last + 1]).split()
        return Title(
            self.chunks[first].start,
            self.chunks[last].end,
            "text" if chunk.label == "TEXT" else chunk.value,
            self._count(first, head, plural),
            plural,
            before.value if before and before.label == "DETERMINER" else "",
            bare=self._is_bare(head, last),
            quoted=first > 0 and self._closing_quote(first - 1) is not None,
            named=any(self._is_name(i) for i in range(head + 1, last + 1)),
            joint=not self.classes["JOINT"].isdisjoint(spoken),
            sovereign=not self.classes["SOVEREIGN"].isdisjoint(spoken),
            organisation=any(c.label == "ORGANISATION" for c in self.chunks[head : last + 1]),
        )

    def _is_bare(self, head: int, last: int) -> bool:
        """Whether heads have no complement, or none that names them: `les accords existants`."""
        return all(
            self.labels[i] in ("GENERIC", "HEADS") or self.words[i] in (",", "et")
            for i in range(head + 1, last + 1)
        )

    def _is_name(self, i: int) -> bool:
        return self.written[i][0].isupper() or self.labels[i] in ("COUNTRY", "DATE")

    def _count(self, first: int, head: int, plural: bool) -> int | None:
        values = [
            self.chunks[i].value
            for i in range(first, head)
            if self.labels[i] == "COUNT" or self.words[i].isdigit()
        ]
        if values:
            return next((int(value) for value in values if value.isdigit()), None)
        return None if plural else 1

    def _is_noun(self, head: int) -> bool:
        """Whether a head is a text here: `traité` is a participle too, `partenariat` a relation."""
        if self._is_consent(head) or self._is_wording(head):
            return False
        if self.words[head] in self.classes["RELATION"]:
            return head > 0 and self.labels[head - 1] == "DETERMINER" and self._is_signed(head)
        opening = self._first(head) - 1
        if (
            opening > 0
            and self.written[opening] in _CLOSING
            and self.words[opening - 1] in self.classes["NICKNAMED"]
        ):
            return False
        if self.chunks[head].value == "exchange_of_letters" and self.words[head - 1] == "par":
            return False  # a way of signing another text
        if (
            not self.words[head].startswith("traite")
            or head == 0
            or self.written[head][0].isupper()
        ):
            return True
        before, mark = self.labels[head - 1], self.written[head - 1]
        return (
            before in ("DETERMINER", "QUALIFIER", "COUNT") or mark in _CLOSING or mark in _BULLETS
        )

    def _is_the_one(self, head: int) -> bool:
        """Whether a text is known, so that a state after it is no place of signing."""
        first = self._first(head)
        return first > 0 and self.chunks[first - 1].value == "known"

    def _is_consent(self, head: int) -> bool:
        """Whether it is `d'accord pour`, which no draft or signing comes before."""
        return (
            1 < head < len(self.words) - 1
            and self.words[head - 1 : head + 1] == ["d'", "accord"]
            and self.words[head + 1] in ("sur", "pour", "avec", "que", "qu'")
            and self.words[head - 2] not in self.classes["BEFORE_ACCORD"]
        )

    def _is_wording(self, head: int) -> bool:
        """Whether a text is that of another, which is named: `le texte de l'accord`."""
        if self.labels[head] != "TEXT" or self.words[head + 1 : head + 2] == []:
            return False
        is_of = self.words[head + 1] in self.classes["OF"]
        return is_of and self.labels[self._noun_after(head + 1)] == "HEAD"

    def _is_signed(self, head: int) -> bool:
        """Whether a signing, if any, is of this text: `un partenariat`, `le partenariat signé`."""
        near = [*self.words[max(head - 4, 0) : head], *self.words[head + 1 : head + 4]]
        return self.chunks[head - 1].value == "new" or not self.classes["SIGNED"].isdisjoint(near)

    def _first(self, head: int) -> int:
        """Back over ordinals, adjectives and counts: `trois (03) nouveaux accords`."""
        first = i = head
        while i > 0:
            i -= 1
            if self.labels[i] in ("QUALIFIER", "COUNT") or self.words[i].isdigit():
                first = i
            elif not self._is_in_count(i):
                break
        return first

    def _is_in_count(self, i: int) -> bool:
        """The brackets of `six (6)`, the `de` of `une série de`; no bullet `1)` or `(1)`."""
        if self.words[i] in ("(", "de", "d'"):
            return i > 0 and self.labels[i - 1] == "COUNT"
        return self.words[i] == ")" and i > 2 and self.labels[i - 3] == "COUNT"

    def _last(self, first: int, head: int) -> int:
        if first and (closing := self._closing_quote(first - 1)):
            return closing - 1
        sentence_end = self.text.sentence(self.chunks[head].start)[1]
        i, between = head + 1, False
        while i < min(len(self.chunks), head + _LONGEST) and self.chunks[i].start < sentence_end:
            after = self._step(head, i, between)
            if after == i:
                break
            between = (between or self.words[i] == "entre") and self.words[i] != "et"
            i = after
        return self._trim(head, i)

    def _trim(self, head: int, end: int) -> int:
        """Drop what no title ends with: articles, prepositions, commas."""
        while end - 1 > head and (
            (self.labels[end - 1] in ("WEAK", "DETERMINER", "LINK") and self.words[end - 2] != "y")
            or self.words[end - 1] == "a"
            or self.written[end - 1] in _DASHES
        ):
            end -= 1
        return end - 1

    def _step(self, head: int, i: int, between: bool) -> int:
        """Where the title goes on after chunk `i`; `i` itself where it ends before it.

        `between`: an `entre` waits for its `et`.
        """
        mark, before = self.written[i], self.words[i - 1]
        if self._opens_item(i):
            return i
        match self.labels[i]:
            case "STOP" | "NAMED" | "FALSE_FRIEND":
                goes_on = self._is_no_stop(head, i)
            case "HEAD" | "HEADS" | "TEXT":
                goes_on = self._is_inner_head(head, i)
            case "PERSON":  # a place that sounds like one: `la mine de Sonora`
                goes_on = between or before in self.classes["OF"]
            case "DATE":
                goes_on = self._is_period(head, i)
            case "COUNTRY":
                goes_on = between or before not in self.classes["PLACE"] or self._is_the_one(head)
            case _ if mark == "(":
                return self._after_bracket(i)
            case _ if mark in _CLOSING:
                closing = self._closing_quote(i)
                return closing + 1 if closing else i
            case _ if mark in _DASHES:
                goes_on = self._is_joined(i)
            case _:
                goes_on = mark not in _PUNCTUATION and self._goes_on(head, i, between)
        return i + 1 if goes_on else i

    def _opens_item(self, i: int) -> bool:
        """Whether a chunk is the bullet of the next line."""
        end = self.chunks[i].start
        is_first = "\n" in self.text.source[self.chunks[i - 1].end : end]
        return is_first and BULLETED.match(self.text.source, end) is not None

    def _is_no_stop(self, head: int, i: int) -> bool:
        """Whether a word is no verb here: `l'est`, `y afférent`, `accord sur le plan de 2026`."""
        if self.labels[i] == "FALSE_FRIEND":
            if i == head + 1 and self.words[i].startswith("sur "):
                return True
            return any(self.words[j] in self.classes["BEFORE_HEAD"] for j in (i - 1, i - 2))
        if self.words[i] == "y":
            return self.words[i + 1 : i + 2] != [] and self.words[i + 1] in self.classes["RELATED"]
        return self.words[i] == "est" and self.words[i - 1] == "l'"

    def _goes_on(self, head: int, i: int, between: bool) -> bool:
        """Whether a plain word, a comma or a preposition belongs to the title."""
        if i + 1 == len(self.chunks):
            return True
        noun = self._noun_after(i)
        match self.words[i]:
            case "," | "et" | "ou" if self._is_same_plural(head, i):
                return True
            case "," if self.labels[i - 1] == self.labels[i + 1] == "DATE":
                return True
            case ",":
                opens_clause = (
                    self.words[noun] in self.classes["SIDES"] or self.labels[noun] == "COUNTRY"
                )
                return self._is_enumeration(i) and (between or not opens_clause)
            case "et" | "ou":
                ends = {"STOP", *_HEADS} if between else {"STOP", "PERSON", *_HEADS}
                if self.words[i + 1] in ("de", "d'") and self.labels[i + 2 : i + 3] == ["HEAD"]:
                    return True
                headless = any(self._opens_headless(j) for j in (i + 1, i + 2))
                return not (self.labels[noun] in ends or headless or self._is_told(i + 1))
            case "a" | "au" | "aux":
                if i == head + 1 and self._is_name(noun):
                    return False
                if self.labels[i + 1] == "DETERMINER" or not self._is_name(i + 1):
                    return True
                if self.labels[i + 1] == "COUNTRY" and self._is_the_one(head):
                    return True
                return head + 1 < i and self._after_name(i + 1) in self.classes["OF"]
            case "avec":
                his = self.words[i + 1] in ("son", "sa", "ses", "leur", "leurs")
                is_office = not between and self.words[noun] in self.classes["OFFICE"]
                return not (his or is_office or self.labels[noun] in ("PERSON", "STOP"))
            case "par":
                return self.words[i + 1] == "voie" or self._is_participle(i - 1)
            case "en":
                gerund = self.words[i + 1].endswith("ant")
                is_place = self.labels[i + 1] == "COUNTRY" and not self._is_the_one(head)
                is_date = self.labels[i + 1] == "DATE" and not self._is_period(head, i + 1)
                return not (gerund or is_place or is_date)
            case "pour":
                return self.labels[noun] not in ("PERSON", "STOP")
        is_verb = _FINITE.fullmatch(self.written[i]) or self._is_verb(i)
        return not (is_verb or self._is_plural_verb(head, i))

    def _is_told(self, i: int) -> bool:
        """Whether a participle after `et` has an object: `et évoqué la paix`, no `et renforcé`."""
        following = self.words[i + 1 : i + 2]
        return _ENDS_ACUTE.fullmatch(self.written[i]) is not None and (
            not self.classes["OBJECT_OPENS"].isdisjoint(following)
            or not self.classes["BEFORE_HEAD"].isdisjoint(following)
        )

    def _is_verb(self, i: int) -> bool:
        """Whether a word can't but be a verb: the next opens its object (`fixant les quotas`)."""
        return (
            self.labels[i] == ""
            and self.written[i].islower()
            and self.words[i + 1] in self.classes["OBJECT_OPENS"]
            and self.labels[i + 2 : i + 3] != ["DATE"]  # une convention fiscale le 3 mars
            and self.words[i] not in self.classes["BEFORE_ARTICLE"]
            and self.chunks[i + 1].start < self.text.sentence(self.chunks[i].start)[1]
            and not self.words[i].endswith(_NO_FINITE)
        )

    def _is_plural_verb(self, head: int, i: int) -> bool:
        """Whether a word is the verb of a plural: `les conventions tournent autour de`."""
        return (
            self.labels[head] == "HEADS"
            and self.labels[i] == ""
            and _PLURAL_VERB.fullmatch(self.written[i]) is not None
            and self.labels[i - 1] != "DETERMINER"
            and self.words[i - 1] not in self.classes["BEFORE_ARTICLE"]
        )

    def _after_name(self, i: int) -> str:
        """The word after the names that open at chunk `i`: `à Lima et Cuzco de…`."""
        while i + 1 < len(self.chunks) and (
            self._is_name(i)
            or self.written[i] in _DASHES
            or (self.words[i] == "et" and self._is_name(i + 1))
        ):
            i += 1
        return self.words[i]

    def _is_same_plural(self, head: int, i: int) -> bool:
        """Whether plurals share one count: `huit accords, mémorandums et programmes`.

        So do they in `une dizaine d'accords et de conventions`.
        """
        following = i + 2 if self.words[i + 1] in ("de", "d'") and head == i - 1 else i + 1
        return self.labels[head] == "HEADS" == "".join(self.labels[following : following + 1])

    def _is_participle(self, i: int) -> bool:
        return _PARTICIPLE.fullmatch(self.written[i]) is not None

    def _noun_after(self, i: int) -> int:
        """The first chunk after `i` that is no article, count or adjective before a noun."""
        i += 1
        while i + 1 < len(self.chunks) and (
            self.labels[i] in ("DETERMINER", "QUALIFIER", "COUNT") or self.words[i].isdigit()
        ):
            i += 1
        return i

    def _is_inner_head(self, head: int, i: int) -> bool:
        """Whether a head is an earlier one's complement: `protocole d'application du traité`.

        After a comma or `et` it opens a title of its own, but for `accord de pêche et de
        partenariat`.
        """
        if self.labels[i] == "HEAD" and self.words[i - 1] in self.classes["OF"]:
            return True
        if self.labels[i] == "HEADS" and self._is_same_plural(head, i - 1):
            return True
        j = i - 1
        while j > head and (
            self.labels[j] in ("DETERMINER", "QUALIFIER", "COUNT")
            or self.words[j] in self.classes["BEFORE_HEAD"]
        ):
            j -= 1
        return j < i - 1 and self.words[j] not in self.classes["BEFORE_NEXT"]

    def _is_period(self, head: int, i: int) -> bool:
        """Whether a date is part of the title: `pour 2026-2027`, `plan d'action 2023-2025`."""
        before = self.words[i - 1]
        years = _YEARS.fullmatch(self.written[i]) is not None
        if before == "depuis":
            return self._is_participle(i - 2)
        if before in self.classes["BEFORE_PERIOD"] or (
            before == "," and self.labels[i - 2] == "DATE"
        ):
            return True
        if before in ("de", "et", "a"):
            return years
        return years and "/" in self.chunks[i].value

    def _opens_period(self, i: int) -> bool:
        """Whether a chunk opens the years for which a text holds: `, pour les années 2026-2028`."""
        if self.words[i] not in ("pour", "couvrant"):
            return False
        date = next((j for j in range(i, len(self.chunks)) if self.labels[j] == "DATE"), i)
        lead = self.words[i + 1 : date]
        return i < date and self.classes["HELD"].issuperset(lead) and self._is_period(i, date)

    def _is_enumeration(self, comma: int) -> bool:
        """Whether a comma goes on as in `…, de l'eau et du climat`, or to `, relatif à…`."""
        if self.labels[comma + 1] == "LINK":
            return not any(self._opens_headless(i) for i in (comma + 2, comma + 3))
        if self._opens_period(comma + 1):
            return True
        first = self._noun_after(comma)
        if (
            self.words[comma + 1] in ("un", "une", "et", "ou")
            or "QUALIFIER" in self.labels[comma + 1 : first]
            or any(self._opens_headless(i) for i in (comma + 1, comma + 2))
        ):
            return False
        for i in range(comma + 1, min(len(self.chunks) - 1, comma + _LONGEST_ITEM)):
            if self.words[i] == "et":
                return self.labels[self._noun_after(i)] not in ("STOP", "PERSON", *_HEADS)
            if self.labels[i] in ("STOP", "DATE", "PERSON", *_HEADS):
                return False
            if self.written[i] in _PUNCTUATION or _FINITE.fullmatch(self.written[i]):
                return False
        return False

    def _is_joined(self, i: int) -> bool:
        """Whether a dash stands inside a word, or between two states: `Togo - Ghana`."""
        if self.labels[i - 1] == "COUNTRY" == "".join(self.labels[i + 1 : i + 2]):
            return True
        return (
            i + 1 < len(self.chunks)
            and self.chunks[i - 1].end == self.chunks[i].start
            and self.chunks[i].end == self.chunks[i + 1].start
        )

    def _closing_quote(self, opening: int) -> int | None:
        """The mark that closes the quotation which the chunk opens; None where it opens none."""
        closing = _CLOSING.get(self.written[opening])
        paragraph_end = self.text.source.find("\n\n", self.chunks[opening].start)
        for i in range(opening + 2, min(len(self.chunks), opening + _LONGEST) if closing else 0):
            if 0 <= paragraph_end < self.chunks[i].start:
                return None
            if self.written[i] == closing:
                return i
        return None

    def _after_bracket(self, opening: int) -> int:
        """The index after a short bracket's end; its own where the bracket is long."""
        for i in range(opening + 1, min(len(self.chunks), opening + _LONGEST_ASIDE)):
            if self.words[i] == ")":
                return i + 1
        return opening

    def _named(self, last: int, title: Title) -> Title | None:
        """The name that follows in guillemets: `un accord de pêche intitulé « Mers communes »`."""
        if last + 3 >= len(self.chunks) or self.labels[last + 1] != "NAMED":
            return None
        closing = self._closing_quote(last + 2)
        if closing is None:
            return None
        start, end = self.chunks[last + 3].start, self.chunks[closing - 1].end
        return replace(title, start=start, end=end, bare=False, quoted=True)
