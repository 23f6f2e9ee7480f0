"""Citations: document, page, locator and exact words, in a form that a machine can check."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from linewatch.errors import BadValue

LONGEST_QUOTATION = 12  # words
Standing = Literal["verified", "unverified", "broken"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a document and at most a dozen of its words.

    The words are a W3C text quote selector (exact, prefix, suffix); with p_start and p_end, a text position
    selector on the passage's reading text as well.

    Attributes:
        document: The key under which the document is cited.
        page: As the document numbers its pages.
        locator: ``M24``, ``T.III.A.1``, or the passage's number.
        exact: The words as they stand there.
        prefix: What stands before them, where the words alone do not tell the place.
        suffix: What stands after them.
        n: The passage; None until the words were found there.
        p_start: Where the words begin in it.
        p_end: Where they end.
        standing: verified (found in a held copy), unverified (no copy held), broken (held, not found).
        why: For a broken citation, what is wrong.
        csl: The document as a CSL JSON item.
    """

    document: str
    page: str | None = None
    locator: str | None = None
    exact: str | None = None
    prefix: str | None = None
    suffix: str | None = None
    n: int | None = None
    p_start: int | None = None
    p_end: int | None = None
    standing: Standing = "unverified"
    why: str | None = None
    csl: dict[str, object] = field(default_factory=dict[str, object], compare=False)

    def __post_init__(self) -> None:
        """Hold the house's limit on how much of a text may be quoted."""
        if self.exact is not None and len(self.exact.split()) > LONGEST_QUOTATION:
            raise BadValue(
                f"The citation of {self.document} {self.locator} quotes {len(self.exact.split())} words.",
                f"Quote {LONGEST_QUOTATION} at most: enough to find the place.",
            )

    @property
    def verified(self) -> bool:
        """Whether the words were found in a held copy."""
        return self.standing == "verified"
