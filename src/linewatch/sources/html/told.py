"""What a web page says of itself: title, date, speaker, language, each with where it says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from linewatch.kinds.dates import edtf_or_none
from linewatch.kinds.documents import Passage
from linewatch.sources.html.lexicon import web_lexicon
from linewatch.sources.html.page import Page
from linewatch.sources.html.walk import Named
from linewatch.sources.wording.languages import language_tag
from linewatch.sources.wording.lexicons import reading_lexicon

_SHORT = 20  # words: what is longer is running text
_LINE = 200  # characters of such a text, and of a title as far as it is looked at
_LOOKED_AT = 200  # headings and opening lines of a page
_ISO = re.compile(r"(\d{4})(?:[-/](\d{2})(?:[-/](\d{2}))?)?(?=$|[T ])")
# What stands between a page's title and the name of its site.
_SEPARATORS = re.compile(r"\s+[|»·]\s+|\s+::\s+|\s+[-–—]\s+")
_SURE_SEPARATORS = re.compile(r"\s+[|»·]\s+|\s+::\s+")


class Told(NamedTuple):
    """A field's value, and where the page says it."""

    value: str | None
    ground: str


_NOTHING = Told(None, "")


class PageTold(NamedTuple):
    """What a page says of itself."""

    title: Told
    date: Told
    speaker: Told
    language: Told
    site: str | None


def told_by(page: Page, original: str, passages: tuple[Passage, ...], named: list[Named]) -> PageTold:
    """Return what a page says of itself.

    Args:
        page: As parsed.
        original: Its text.
        passages: As read.
        named: Stretches of the text that the page names the title, the speaker or the date.
    """
    opening = _opening(passages)
    spans = [(what, " ".join(original[start:end].split()), stamp) for what, start, end, stamp in named]
    site = next(_meta(page, "site"), _NOTHING).value
    language = language_tag(page.language)
    return PageTold(
        title=_title(page, passages, spans, site),
        date=_first([*_dates(opening, spans), *_meta_dates(page)]),
        speaker=_first(_speakers(page, opening, spans)),
        language=Told(language, "the page's lang attribute") if language else _NOTHING,
        site=site,
    )


def _opening(passages: tuple[Passage, ...]) -> list[str]:
    """Return the short passages before the running text begins."""
    texts: list[str] = []
    for passage in passages[:_LOOKED_AT]:
        if len(passage.text) > _LINE or (len(passage.text.split()) > _SHORT and passage.kind != "heading"):
            break
        texts.append(passage.text)
    return texts


def _first(found: list[Told]) -> Told:
    return next((told for told in found if told.value), _NOTHING)


def _meta(page: Page, field: str) -> Iterator[Told]:
    for name in web_lexicon().meta[field]:
        if value := page.meta.get(name):
            yield Told(value, f"the page's meta element {name}")


def _title(
    page: Page, passages: tuple[Passage, ...], spans: list[tuple[str, str, str]], site: str | None
) -> Told:
    """Return the heading that the page's own title repeats, else the one named title, else the title itself."""
    metas = [told for told in _meta(page, "title") if told.value]
    title = " ".join(page.title[: 5 * _LINE].split())
    outside = " ".join([title, *(told.value or "" for told in metas)])[: 10 * _LINE].casefold()
    headings = [p.text for p in passages if p.kind == "heading"][:_LOOKED_AT]
    headings = [text for text in headings if len(text) <= 2 * _LINE and " " in text]
    repeated = [text for text in headings if text.casefold() in outside and not _day(text)]
    if repeated:
        return Told(max(repeated, key=len), "a heading that the page's title repeats")
    called = [text for what, text, _ in spans if what == "title" and len(text.split()) <= 2 * _SHORT]
    if called := [text for text in called if text and text != site]:
        return Told(max(called, key=len), "an element named title")
    if metas:
        return metas[0]._replace(value=_without_site(metas[0].value or "", site))
    if title and not reading_lexicon().no_title.search(title):
        return Told(_without_site(title, site), "the page's title element")
    return Told(headings[0], "the first heading") if headings else _NOTHING


def _without_site(title: str, site: str | None) -> str:
    """Return a page's title without the name of its site before or after it."""
    parts = _SEPARATORS.split(title)
    if site and len(parts) > 1 and parts[-1].casefold() in site.casefold():
        return title[: -len(parts[-1])].rstrip(" |»·:-–—")
    if site and len(parts) > 1 and parts[0].casefold() in site.casefold():
        return title[len(parts[0]) :].lstrip(" |»·:-–—")
    sure = _SURE_SEPARATORS.split(title)
    return next((part for part in sure if " " in part), title)


def _dates(opening: list[str], spans: list[tuple[str, str, str]]) -> list[Told]:
    found = [Told(_day(line), f"a line of its own: {line}") for line in opening if len(line) <= _LINE]
    for what, text, stamp in spans:
        if what == "date":
            found += (
                Told(_day(text), f"an element named date: {text}"),
                Told(_edtf(stamp), "a time element"),
            )
    return found


def _meta_dates(page: Page) -> list[Told]:
    return [
        Told(_edtf(told.value or "") or _day(told.value or ""), told.ground) for told in _meta(page, "date")
    ]


def _day(line: str) -> str | None:
    return reading_lexicon().day(line.strip(" .()"))


def _edtf(stamp: str) -> str | None:
    found = _ISO.match(stamp.strip())
    return edtf_or_none("-".join(part for part in found.groups() if part)) if found else None


def _speakers(page: Page, opening: list[str], spans: list[tuple[str, str, str]]) -> list[Told]:
    lexicon = web_lexicon()
    found = [
        Told(lexicon.speaker(text) or text, "an element named author or speaker")
        for what, text, _ in spans
        if what == "speaker" and 0 < len(text.split()) <= _SHORT // 2
    ]
    found += [Told(lexicon.speaker(line), f"a line of its own: {line}") for line in opening]
    found += [told for told in _meta(page, "speaker") if told.value and "://" not in told.value]
    return found
