"""What flows in: a dispatch to process, or an input that can't be one."""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Literal, Self

Reason = Literal[
    "unreadable",
    "undecodable",
    "empty",
    "too_long",
    "not_french",
    "missing_column",
    "duplicate",
    "failed",
]


@dataclass(frozen=True, slots=True)
class Dispatch:
    """One news dispatch, made by `Dispatch.of`.

    `text` is the decoded source as given; `doc_id` follows from it alone. `published` and `title`
    are what the user's own metadata say; `language` is the text's where it is long enough to tell.
    """

    doc_id: str
    source: str
    text: str
    published: date | None = None
    title: str | None = None
    language: str | None = None

    @classmethod
    def of(
        cls,
        source: str,
        text: str,
        *,
        published: date | None = None,
        title: str | None = None,
        language: str | None = None,
    ) -> Self:
        """A dispatch with its id: the same for the same text, wherever it is found.

        >>> Dispatch.of("a.txt", "Bakou, 20 novembre").doc_id
        '1233369693243409'
        """
        doc_id = hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]
        return cls(doc_id, source, text, published, title, language)


@dataclass(frozen=True, slots=True)
class Reject:
    """An input that could not be processed: why, and what to do about it.

    The `detail` of a duplicate is the source that was kept.
    """

    source: str
    reason: Reason
    detail: str
