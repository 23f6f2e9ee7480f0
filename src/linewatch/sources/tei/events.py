"""XML read piece by piece: nothing is expanded or fetched, and what was read before a fault is still given."""

from __future__ import annotations

from typing import Any

from lxml import etree

from linewatch.errors import Unreadable

_TOO_LARGE = 114  # libxml2's XML_ERR_RESOURCE_LIMIT: depth, length of a text, entities that multiply


class _Nothing(etree.Resolver):
    """Stands for every file that an XML file would have fetched."""

    def resolve(self, system_url: str | None, public_id: str | None, context: Any) -> Any:
        """Return an empty text."""
        return self.resolve_string("", context)


def event_parser(watched: tuple[str, ...]) -> etree.XMLPullParser:
    """Return a parser that tells where the watched elements begin and end; where none are named, where any begins."""
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


def feed(parser: etree.XMLPullParser, chunk: bytes) -> etree.XMLSyntaxError | None:
    """Give a parser bytes, or none at the end, and return what it found wrong."""
    try:
        if chunk:
            parser.feed(chunk)
        else:
            parser.close()
    except etree.XMLSyntaxError as error:
        return error
    return None


def events_of(
    parser: etree.XMLPullParser, broken: etree.XMLSyntaxError | None
) -> list[tuple[str, etree._Element]]:
    """Return what a parser has read since it was asked last, up to where the file breaks."""
    events = list(parser.read_events())
    if broken and broken.code == _TOO_LARGE:
        while events and events[-1][0] == "end":
            events.pop()  # libxml2 closes what is open where it meets a limit
    return events


def empty(element: etree._Element, large: bool) -> None:
    """Take everything out of an element; a large one from within, since lxml takes time by its size squared."""
    if large:
        for _, inner in etree.iterwalk(element, events=("end",)):
            inner.clear(keep_tail=True)
    element.clear(keep_tail=True)


def not_well_formed(error: etree.XMLSyntaxError) -> Unreadable:
    """Return what to tell of a file that cannot be read on."""
    why = " ".join((error.msg or "").split())
    if error.code == _TOO_LARGE:
        why = "Its elements, texts or entities are nested too deeply or too large to be read safely."
    else:
        why = f"It is not well-formed XML: {why}."
    fault = Unreadable(why, "Mend the file, or save it as text.")
    fault.__cause__ = error
    return fault
