"""TEI, read as it comes: every ``div type="document"`` is a document, else every text; what was read is let go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from lxml import etree

from linewatch.errors import Unreadable
from linewatch.kinds.documents import Document, Person
from linewatch.sources.tei_document import Place, read_document, read_text
from linewatch.sources.tei_header import Header, id_of, namespace, read_header, words
from linewatch.sources.tei_walk import DIVISIONS, local

# What one document, or what stands before the first, may take: the tree in memory is some ten times its bytes.
LARGEST_DOCUMENT, MOST_SIGNS = 64 * 2**20, 3_000_000
_CHUNK, _LARGE = 2**16, 20_000
_TOO_LARGE = 114  # libxml2's XML_ERR_RESOURCE_LIMIT: depth, length of a text, entities that multiply
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


class _Nothing(etree.Resolver):
    """Stands for every file that an XML file would have fetched."""

    def resolve(self, system_url: str, public_id: str, context: object) -> object:
        """Return an empty text."""
        return self.resolve_string("", context)


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
        parser, opening = _parser(_WATCHED), _parser(())
        rooted = False
        while True:
            chunk = file.read(_CHUNK)
            broken = _feed(parser, chunk)
            if not rooted:
                _feed(opening, chunk)
                rooted = _is_tei(opening)
            self._hold(chunk)
            for event, element in _events(parser, broken):
                yield from self._take(event, element)
            if broken:
                raise _not_well_formed(broken)
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
                "Divide it, with a div type=\"document\" for each part.",
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
        _empty(element, large)
        while (before := element.getprevious()) is not None:
            _empty(before, large)
            around.remove(before)
        self.held_bytes = self.held_signs = 0


def _empty(element: etree._Element, large: bool) -> None:
    """Take everything out of an element; a large one from within, since lxml takes time by its size squared."""
    if large:
        for _, inner in etree.iterwalk(element, events=("end",)):
            inner.clear(keep_tail=True)
    element.clear(keep_tail=True)


def _parser(watched: tuple[str, ...]) -> etree.XMLPullParser:
    # Ids are not collected, since several real volumes repeat one. libxml2 then fetches external entities of a
    # document type even where it expands none, unless a resolver stands in for them.
    parser = etree.XMLPullParser(
        events=("start", "end") if watched else ("start",),
        tag=watched or None,
        resolve_entities=False,
        no_network=True,
        collect_ids=False,
        remove_pis=True,
    )
    parser.resolvers.add(_Nothing())
    return parser


def _feed(parser: etree.XMLPullParser, chunk: bytes) -> etree.XMLSyntaxError | None:
    """Give a parser bytes, or none at the end, and return what it found wrong."""
    try:
        if chunk:
            parser.feed(chunk)
        else:
            parser.close()
    except etree.XMLSyntaxError as error:
        return error
    return None


def _events(parser: etree.XMLPullParser, broken: etree.XMLSyntaxError | None) -> list[tuple[str, etree._Element]]:
    """Return what a parser has read since it was asked last, up to where the file breaks."""
    events = list(parser.read_events())
    if broken and broken.code == _TOO_LARGE:
        while events and events[-1][0] == "end":
            events.pop()  # libxml2 closes what is open where it meets a limit
    return events


def _is_tei(parser: etree.XMLPullParser) -> bool:
    """Return whether a file's first element has come.

    Raises:
        Unreadable: If it is not TEI's.
    """
    _, root = next(iter(parser.read_events()), (None, None))
    if root is not None and local(root) not in _FILES | _CORPORA:
        raise Unreadable("It is XML, but not TEI.", "Save it as TEI or as text.")
    return root is not None


def _not_well_formed(error: etree.XMLSyntaxError) -> Unreadable:
    why = " ".join((error.msg or "").split())
    if error.code == _TOO_LARGE:
        why = "Its elements, texts or entities are nested too deeply or too large to be read safely."
    else:
        why = f"It is not well-formed XML: {why}."
    fault = Unreadable(why, "Mend the file, or save it as text.")
    fault.__cause__ = error
    return fault
