"""What a TEI header tells of its text: title, author, date, language, sender and addressee."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from linewatch.kinds.dates import edtf_or_none
from linewatch.sources.tei.walk import TEI
from linewatch.sources.wording.languages import language_tag
from linewatch.sources.wording.lexicons import reading_lexicon

_XML = "{http://www.w3.org/XML/1998/namespace}"
# Where a header dates the text itself, best first; the last two date the paper that was copied from.
_DATED = (
    ("profileDesc", "creation", "date"),
    ("profileDesc", "correspDesc", "correspAction", "date"),
    ("sourceDesc", "msDesc", "history", "origin", "origDate"),
    ("sourceDesc", "bibl", "date"),
    ("sourceDesc", "biblStruct", "monogr", "imprint", "date"),
    ("sourceDesc", "biblFull", "publicationStmt", "date"),
)
_INFERRED_FROM = 3


@dataclass(frozen=True, slots=True)
class Header:
    """What a TEI header tells.

    Attributes:
        id: The volume's own id, where it bears one.
        title: The text's full title.
        author: Who wrote the text; several names are joined by semicolons.
        date: As EDTF.
        date_ground: Why this date, where the header dates only the paper that was copied from.
        language: As BCP 47, where the header names one only.
        sender: Who sent it, if it is a letter.
        addressees: To whom.
    """

    id: str | None = None
    title: str | None = None
    author: str | None = None
    date: str | None = None
    date_ground: str | None = None
    language: str | None = None
    sender: str | None = None
    addressees: tuple[str, ...] = ()


def read_header(header: etree._Element) -> Header:
    """Return what a ``teiHeader`` element tells."""
    ns = namespace(header)
    ids = [e.text for e in header.iterfind(f".//{ns}publicationStmt/{ns}idno[@type='frus']") if e.text]
    authors = [words(e) for e in header.iterfind(f"{ns}fileDesc/{ns}titleStmt/{ns}author")]
    date, place = _date(header, ns)
    return Header(
        id=ids[0] if ids else None,
        title=_title(header, ns),
        author="; ".join(dict.fromkeys(filter(None, authors))) or None,
        date=date,
        date_ground=f"the header's {place}" if date and place else None,
        language=_language(header, ns),
        sender="; ".join(_correspondents(header, ns, "sent")) or None,
        addressees=tuple(_correspondents(header, ns, "received")),
    )


def namespace(element: etree._Element) -> str:
    """Return the namespace of an element as it stands before local names: TEI's, or none."""
    return TEI if str(element.tag).startswith(TEI) else ""


def words(element: etree._Element) -> str:
    """Return an element's text on one line."""
    return " ".join("".join(map(str, element.itertext())).split())


def language_of(element: etree._Element) -> str | None:
    """Return the language that an element says it is in."""
    return language_tag(element.get(f"{_XML}lang") or element.get("lang"))


def id_of(element: etree._Element) -> str | None:
    """Return an element's id."""
    return element.get(f"{_XML}id") or element.get("id")


def edtf_of(date: etree._Element) -> str | None:
    """Return a ``date`` element as EDTF: from its attributes, else from its words if they are a date alone."""
    start = date.get("when") or date.get("from") or date.get("notBefore") or date.get("value")
    if start:
        return span(start, date.get("to") or date.get("notAfter"))
    told = words(date)
    return reading_lexicon().day(told) or span(told, None)


def span(start: str, end: str | None) -> str | None:
    """Return two dates as TEI writes them as one in EDTF; None where they are none."""
    first, last = start[:10], (end or start)[:10]
    return edtf_or_none(first if first == last else f"{first}/{last}")


def _title(header: etree._Element, ns: str) -> str | None:
    titles = {t.get("type"): words(t) for t in header.iterfind(f".//{ns}titleStmt/{ns}title")}
    return titles.get("complete") or titles.get("main") or next(iter(titles.values()), None) or None


def _date(header: etree._Element, ns: str) -> tuple[str | None, str | None]:
    """Return the header's date, and where it stands if that is not the text's own."""
    for rank, path in enumerate(_DATED):
        steps = "/".join(ns + step for step in path)
        found = (date for e in header.iterfind(f".//{steps}") if (date := edtf_of(e)))
        if date := next(found, None):
            return date, "/".join(path) if rank >= _INFERRED_FROM else None
    return None, None


def _language(header: etree._Element, ns: str) -> str | None:
    named = [e.get("ident") or e.get("id") for e in header.iterfind(f".//{ns}langUsage/{ns}language")]
    return language_tag(named[0]) if len(named) == 1 else None


def _correspondents(header: etree._Element, ns: str, action: str) -> Iterator[str]:
    """Yield who sent or received a letter, as its header says."""
    for element in header.iterfind(f".//{ns}correspDesc/{ns}correspAction[@type='{action}']"):
        for name in element.iter(f"{ns}persName", f"{ns}orgName"):
            yield words(name)
