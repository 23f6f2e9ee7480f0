"""One document out of a TEI tree: its original text is the element's string value."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from linewatch.kinds.documents import Document, Passage
from linewatch.sources.passages.building import finish
from linewatch.sources.passages.source_notes import read_source_note
from linewatch.sources.tei.header import Header, edtf_of, language_of, namespace, span, words
from linewatch.sources.tei.walk import TeiWalk
from linewatch.sources.wording.lexicons import reading_lexicon

_FRUS = ("{http://history.state.gov/ns/1.0}", "{http://history.state.gov/frus/ns/1.0}")


class Place(NamedTuple):
    """Where a document stands.

    Attributes:
        id: Its id.
        page: The page on which it begins.
        header: Of the file or volume.
        corpus: Of the corpus, if the file is one of several texts.
    """

    id: str
    page: str | None
    header: Header
    corpus: Header | None = None


def read_document(element: etree._Element, place: Place) -> Document:
    """Return one document of a volume that prints many."""
    original, passages = _read(element, place.page)
    ns = namespace(element)
    date, time = _dated(element, ns)
    senders, addressees = _parties(element, ns, "from"), _parties(element, ns, "to")
    # The head of a list inside the document is not the document's.
    headed = element.find(f"{ns}head") is not None
    heading = next((p for p in passages if p.kind == "heading"), None) if headed else None
    note = next((p for p in passages if p.kind == "source_note"), None)
    told = read_source_note(note.text) if note else None
    number, language = element.get("n"), language_of(element)
    known = {"date": date, "issuer": senders, "language": language}
    return Document(
        id=place.id,
        original=original,
        passages=passages,
        reader="tei",
        number=number,
        volume_number=number,
        title=heading.text if heading else None,
        date=date,
        time=time,
        place=_placed(element, ns),
        issuer="; ".join(senders) or None,
        addressees=addressees,
        copies=told.copies if told else (),
        signer=_signers(passages),
        marking=told.marking if told else None,
        kind=_kind(element, heading),
        language=language,
        in_record=True,
        source_note=note.text if note else None,
        collection=place.header.title,
        untold=tuple(name for name in known if not known[name]),
    )


def read_text(element: etree._Element, place: Place) -> Document:
    """Return a text that is one document, told of by the header of its file."""
    header, ns = place.header, namespace(element)
    original, passages = _read(element, None)
    date, ground, time = header.date, header.date_ground, None
    # The text's own dateline dates it better than the paper it was copied from; several are of its parts.
    if (not date or ground) and len(list(element.iterfind(f".//{ns}dateline"))) < 2:
        own, time = _dated(element, ns)
        date, ground = (own, None) if own else (date, ground)
    around = element.getparent()
    language = (
        language_of(element) or header.language or (language_of(around) if around is not None else None)
    )
    heading = next((p for p in passages if p.kind == "heading"), None)
    issuer = header.sender or "; ".join(_parties(element, ns, "from")) or None
    title = header.title or (heading.text if heading else None)
    known = {"title": title, "date": date, "issuer": issuer or header.author, "language": language}
    return Document(
        id=place.id,
        original=original,
        passages=passages,
        reader="tei",
        title=title,
        date=date,
        date_ground=ground,
        time=time,
        place=_placed(element, ns),
        issuer=issuer,
        speaker=header.author if header.author != issuer else None,
        addressees=header.addressees or _parties(element, ns, "to"),
        signer=_signers(passages),
        kind=reading_lexicon().kind_of(title) if title else None,
        language=language,
        in_record=place.corpus is not None,
        collection=place.corpus.title if place.corpus else None,
        untold=tuple(name for name in known if not known[name]),
    )


def _read(element: etree._Element, page: str | None) -> tuple[str, tuple[Passage, ...]]:
    walk = TeiWalk(page)
    walk.inside(element)
    walk.end_loose()
    original = "".join(walk.chunks)
    return original, finish(walk.drafts, original)


def _dated(element: etree._Element, ns: str) -> tuple[str | None, str | None]:
    """Return a document's date as EDTF and its time of day, from its dateline or from its attributes."""
    for date in element.iterfind(f".//{ns}dateline//{ns}date"):
        start = date.get("when") or date.get("from") or date.get("notBefore")
        if start:
            end = (
                date.get("to") or date.get("notAfter") or (_later_end(date, ns) if date.get("from") else None)
            )
            return span(start, end), _time(date.get("when"))
    for prefix in _FRUS:
        if start := element.get(f"{prefix}doc-dateTime-min"):
            return span(start, element.get(f"{prefix}doc-dateTime-max")), None
    told = (edtf_of(date) for date in element.iterfind(f".//{ns}docDate"))
    return next(filter(None, told), None), None


def _later_end(date: etree._Element, ns: str) -> str | None:
    """Return the end that stands in a date element of its own: "August 16 and August 17"."""
    return next((e.get("to") for e in date.itersiblings(f"{ns}date") if e.get("to")), None)


def _time(when: str | None) -> str | None:
    return when[11:19] if when and len(when) > 11 else None


def _placed(element: etree._Element, ns: str) -> str | None:
    return next((words(e) for e in element.iterfind(f".//{ns}dateline//{ns}placeName")), None)


def _parties(element: etree._Element, ns: str, role: str) -> tuple[str, ...]:
    """Return who is tagged as sender or addressee, each once."""
    tagged = [
        words(e) for e in element.iter(f"{ns}gloss", f"{ns}persName", f"{ns}orgName") if e.get("type") == role
    ]
    return tuple(dict.fromkeys(tagged))


def _signers(passages: tuple[Passage, ...]) -> str | None:
    signed = next((p for p in reversed(passages) if p.kind == "signature"), None)
    return signed.text if signed else None


def _kind(element: etree._Element, heading: Passage | None) -> str | None:
    if element.get("subtype") == "editorial-note":
        return "editorial_note"
    return reading_lexicon().kind_of(heading.text) if heading else None
