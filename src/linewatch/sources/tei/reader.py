"""TEI, read as it comes: every ``div type="document"`` is a document, else every text; what was read is let go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from lxml import etree

from linewatch.errors import Unreadable
from linewatch.kinds.documents import Document, Person
from linewatch.sources.tei.document import Place, read_document, read_text
from linewatch.sources.tei.events import empty, event_parser, events_of, feed, not_well_formed
from linewatch.sources.tei.header import Header, id_of, namespace, read_header, words
from linewatch.sources.tei.walk import DIVISIONS, local

# What one document, or what stands before the first, may take: the tree in memory is some ten times its bytes.
LARGEST_DOCUMENT, MOST_SIGNS = 64 * 2**20, 3_000_000
_CHUNK, _LARGE = 2**16, 20_000
_FILES, _CORPORA = frozenset(("TEI", "TEI.2")), frozenset(("teiCorpus", "teiCorpus.2"))
_WATCHED = tuple("{*}" + name for name in sorted(_FILES | _CORPORA | DIVISIONS | {"teiHeader", "pb", "item"}))


def documents(stem: str, file: BinaryIO) -> Iterator[Document]:
    """Yield the documents of a TEI file; see `read_volume`."""
    for document, _ in read_volume(stem, file):
        yield document


def read_volume(stem: str, file: BinaryIO) -> Iterator[tuple[Document, tuple[Person, ...]]]:
    """Yield a TEI file's documents, each as soon as it ends, with the persons that the volume lists up to there.

    Entities are not expanded and nothing is fetched; repeated ids, which several real volumes have, are read.

    Args:
        stem: The file's name without suffix, for a volume that bears no id.
        file: Open for reading; it is read once, from where it stands.

    Raises:
        Unreadable: If the file is not well-formed XML, not TEI, or one document in it is too large to hold; what
            stands before that is yielded first.
    """
    volume = _Volume(stem)
    held: Document | None = None
    try:
        for document in volume.read(file):
            if held:
                yield held, volume.take_persons()
            held = document  # persons may still follow the last one
    except Unreadable:
        if held:
            yield held, volume.take_persons()
        raise
    if held:
        yield held, volume.take_persons()


@dataclass(slots=True)
class _Waiting:
    """A document's element whose end is still to come."""

    element: etree._Element
    place: Place


class _Volume:
    """The state between the elements of one file."""

    def __init__(self, stem: str) -> None:
        self.stem = stem
        self.id = stem
        self.header = Header()
        self.corpus: Header | None = None
        self.page: str | None = None
        self.texts = 0
        self.count = 0
        self.waiting: list[_Waiting] = []
        self.persons: list[Person] = []
        self.held_bytes = self.held_signs = 0

    def take_persons(self) -> tuple[Person, ...]:
        """Return the persons listed since this was asked last."""
        taken, self.persons = tuple(self.persons), []
        return taken

    def read(self, file: BinaryIO) -> Iterator[Document]:
        """Yield the documents."""
        parser, opening = event_parser(_WATCHED), event_parser(())
        rooted = False
        while True:
            chunk = file.read(_CHUNK)
            broken = feed(parser, chunk)
            if not rooted:
                feed(opening, chunk)
                rooted = _is_tei(opening)
            self._hold(chunk)
            for event, element in events_of(parser, broken):
                yield from self._take(event, element)
            if broken:
                raise not_well_formed(broken)
            if not chunk:
                return

    def _hold(self, chunk: bytes) -> None:
        """Count what has come since a document was last let go."""
        self.held_bytes += len(chunk)
        self.held_signs += chunk.count(b"<") + chunk.count(b"=")
        if self.held_bytes > LARGEST_DOCUMENT or self.held_signs > MOST_SIGNS:
            raise Unreadable(
                f"One document of it is larger than {LARGEST_DOCUMENT // 2**20} MB"
                f" or has more than {MOST_SIGNS // 2:,} elements.",
                'Divide it, with a div type="document" for each part.',
            )

    def _take(self, event: str, element: etree._Element) -> Iterator[Document]:
        name = local(element)
        if event == "start":
            self._begin(element, name)
        elif name == "item":
            self._person(element)
        elif name == "teiHeader":
            self._head(element)
        elif name in DIVISIONS:
            yield from self._end_division(element)
        elif name in _FILES:
            yield from self._end_text(element)

    def _begin(self, element: etree._Element, name: str) -> None:
        if name == "pb":
            self.page = element.get("n") or self.page
        elif name in DIVISIONS and element.get("type") == "document":
            self.count += 1
            ident = id_of(element) or element.get("n") or str(self.count)
            place = Place(f"{self.id}/{ident}", self.page, self.header, self.corpus)
            self.waiting.append(_Waiting(element, place))
        elif name in _FILES:
            self.texts += 1
            bare = self.stem if self.corpus is None else f"{self.stem}/{self.texts}"
            self.id, self.count, self.page = id_of(element) or bare, 0, None
        elif name in _CORPORA:
            self.corpus = Header()
            self.stem = id_of(element) or self.stem

    def _head(self, element: etree._Element) -> None:
        around = element.getparent()
        header = read_header(element)
        if around is None or local(around) in _CORPORA:
            self.corpus = header
        else:
            self.header = header
            self.id = id_of(around) or header.id or self.id

    def _person(self, item: etree._Element) -> None:
        ns = namespace(item)
        name = next((e for e in item.iter(f"{ns}persName") if id_of(e)), None)
        if name is not None:
            told, whole = words(name).rstrip(","), words(item)
            rest = whole.removeprefix(told).strip(" ,") or None
            self.persons.append(Person(self.id, id_of(name) or "", told, rest))

    def _end_division(self, element: etree._Element) -> Iterator[Document]:
        if self.waiting and self.waiting[0].element is element:
            for waiting in self.waiting:
                yield read_document(waiting.element, waiting.place)
            self.waiting.clear()
            self._forget(element)
        elif self.count and not self.waiting:
            self._forget(element)

    def _end_text(self, element: etree._Element) -> Iterator[Document]:
        text = element.find(f"{namespace(element)}text")
        if not self.count and text is not None:
            yield read_text(text, Place(self.id, None, self.header, self.corpus))
        self.header = Header()
        self._forget(element)

    def _forget(self, element: etree._Element) -> None:
        """Let go of an element and of what stands before it; the file's own element goes with the parser."""
        around = element.getparent()
        if around is None:
            return
        large = self.held_signs > _LARGE
        empty(element, large)
        while (before := element.getprevious()) is not None:
            empty(before, large)
            around.remove(before)
        self.held_bytes = self.held_signs = 0


def _is_tei(parser: etree.XMLPullParser) -> bool:
    """Return whether a file's first element has come.

    Raises:
        Unreadable: If it is not TEI's.
    """
    _, root = next(iter(parser.read_events()), (None, None))
    if root is not None and local(root) not in _FILES | _CORPORA:
        raise Unreadable("It is XML, but not TEI.", "Save it as TEI or as text.")
    return root is not None
