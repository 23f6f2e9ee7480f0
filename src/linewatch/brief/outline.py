"""The one outline of a brief, from which every writer prints: no fact in it stands without a citation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, TypeAlias

from linewatch.brief.phrases import Phrases
from linewatch.brief.pictures import still
from linewatch.errors import BadValue, BrokenCitation, Uncited
from linewatch.kinds.citations import Citation

LONGEST_NAME = 120  # characters; more is no name but a sentence


@dataclass(frozen=True, slots=True)
class OutsideDate:
    """A date that does not come from the documents of the case, and where it does come from.

    Raises:
        Uncited: If its source is not named.
    """

    when: str
    source: str

    def __post_init__(self) -> None:
        """Refuse a date from nowhere."""
        if not self.source.strip():
            raise Uncited(
                f"The outside date {self.when!r} names no source.", "Say in outside_source where it is from."
            )


@dataclass(frozen=True, slots=True)
class Sentence:
    """A fact and the pages it rests on.

    Attributes:
        text: What is told.
        citations: One at least; each is printed as a note.
        when: Its date in words, printed small before it; nothing where the sentence before has the same.
        who: Whom it is told of, printed in bold before the text.
        mark: How sure it is, and what else belongs to it in a word, printed small after it.
        ground: Why this date, where it was inferred; printed once, however many sentences have it.
        outside: A date from elsewhere, printed beside and never instead of the first.

    Raises:
        Uncited: If it has no citation.
        BrokenCitation: If a citation does not hold.
    """

    text: str
    citations: tuple[Citation, ...]
    when: str = ""
    who: str = ""
    mark: str = ""
    ground: str = ""
    outside: OutsideDate | None = None

    def __post_init__(self) -> None:
        """Refuse a fact without a page behind it."""
        _hold(self.text, self.citations)


@dataclass(frozen=True, slots=True)
class Remark:
    """A line that states no fact of the case: a phrase of the table, filled with counts and names alone.

    Attributes:
        words: The phrase table.
        key: Which phrase, below ``remark``; the one that fits ``count`` where that is among the counts.
        counts: Whole numbers by place.
        names: Names by place, each at most LONGEST_NAME characters and no sentence.

    Raises:
        BadValue: If the phrase is not in the table, or a name is too long to be one.
    """

    words: Phrases
    key: str
    counts: Mapping[str, int] = field(default_factory=dict[str, int])
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])

    def __post_init__(self) -> None:
        """Refuse what is not a name, and find a phrase that is missing before it is printed."""
        for name in (name for names in self.names.values() for name in names):
            if len(name) > LONGEST_NAME or "\n" in name:
                raise BadValue(
                    f"{name[:40]!r} … is too long for a name in a remark.",
                    "Give it a shorter name, or say it in a sentence that cites a page.",
                )
        _ = self.text

    @property
    def text(self) -> str:
        """The remark as printed."""
        names = {place: self.words.joined(names) for place, names in self.names.items()}
        if "count" in self.counts:
            counts = {place: count for place, count in self.counts.items() if place != "count"}
            return self.words.count(f"remark.{self.key}", self.counts["count"], **counts, **names)
        return self.words.format(f"remark.{self.key}", **self.counts, **names)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Always empty: a remark states nothing that could be cited."""
        return ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences and remarks that are read together, under a heading of their own line if they have one."""

    kind: ClassVar[str] = "paragraph"
    sentences: tuple[Sentence | Remark, ...]
    head: str = ""

    @property
    def citations(self) -> tuple[Citation, ...]:
        """In order of printing."""
        return tuple(item for sentence in self.sentences for item in sentence.citations)


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureBlock:
    """A figure.

    Attributes:
        svg: For a page; it may stand inside HTML as it is.
        narrow_svg: The same for a telephone; None where svg does for both.
        title: Its caption.
        description: The same in words.
        citations: What it rests on.

    Raises:
        Uncited: If it has no citation.
        BrokenCitation: If a citation does not hold.
        BadValue: If the SVG could run a script or load something.
    """

    kind: ClassVar[str] = "figure"
    svg: str
    title: str
    description: str
    citations: tuple[Citation, ...]
    narrow_svg: str | None = None

    def __post_init__(self) -> None:
        """Refuse a figure without a page behind it, or one that is more than a picture."""
        _hold(self.title, self.citations)
        for svg in filter(None, (self.svg, self.narrow_svg)):
            still(svg, self.title)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it, sections of its own among it."""

    kind: ClassVar[str] = "section"
    title: str
    blocks: tuple[Block, ...]

    @property
    def citations(self) -> tuple[Citation, ...]:
        """In order of printing."""
        return tuple(item for block in self.blocks for item in block.citations)


Block: TypeAlias = "Paragraph | FigureBlock | Section"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document that the brief cites.

    Attributes:
        title: Its title, else its key.
        place: Its number, date and where it is printed or kept, as far as they are known.
        marking: As printed on it, or nothing.
        verified: How many notes to it were found in a held copy.
        unverified: How many were not looked for, because no copy is held.
    """

    title: str
    place: str
    marking: str
    verified: int
    unverified: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A brief before it is written in any format.

    Attributes:
        title: As the reader sees it.
        marking: Stands at the top and the bottom of each page; empty for none.
        date: In words, as its maker gives it.
        caveat: What the paper is not; empty for none.
        sections: In order.
        sources: The documents it cites.
        sources_title: The heading above them.
        sources_remarks: What is said of them together.
    """

    title: str
    marking: str
    date: str
    caveat: str
    sections: tuple[Section, ...]
    sources: tuple[Source, ...] = ()
    sources_title: str = ""
    sources_remarks: tuple[Remark, ...] = ()

    @property
    def citations(self) -> tuple[Citation, ...]:
        """In order of printing: one note each."""
        return tuple(self._citations())

    def _citations(self) -> Iterator[Citation]:
        for section in self.sections:
            yield from section.citations


def _hold(text: str, citations: tuple[Citation, ...]) -> None:
    if not citations:
        raise Uncited(
            f"Nothing is cited for: {text!r}.", "Cite a document, its page and the words it rests on."
        )
    broken = next((item for item in citations if item.standing == "broken"), None)
    if broken is not None:
        raise BrokenCitation(
            f"A citation does not hold for: {text!r} "
            f"({broken.document} {broken.locator or broken.page or ''}: {broken.why or 'words not found'}).",
            "Put the citation right, then write the brief again.",
        )
