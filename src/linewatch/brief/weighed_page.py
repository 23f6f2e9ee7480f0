"""A question as one HTML page that needs nothing else: what cannot be answered, what holds, and what it hangs on.

What a document or an analyst wrote is escaped, and signs that would turn the reading direction of the rest are shown,
not obeyed (`side_by_side_parts.text`). The page runs no script and loads nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from linewatch.brief.dates import date_text_words
from linewatch.brief.page import STYLE
from linewatch.brief.phrases import Phrases
from linewatch.brief.side_by_side_parts import quoted, text
from linewatch.brief.weighed_figures import Picture, matrix_picture, posteriors_picture, tornado_picture
from linewatch.brief.weighed_page_look import LOOK
from linewatch.brief.weighed_page_parts import Notes, bundles, counts, evidence, own, sought, weighers
from linewatch.brief.weighed_told import explained, turns, verdict
from linewatch.brief.weighed_values import Weighed


def weighed_page(found: Weighed, case: str, marking: str, say: Phrases) -> str:
    """Return the page.

    Args:
        found: All that was weighed on the question.
        case: The case's title.
        marking: Stands at the top and the bottom; empty for none.
        say: The wording of the page and of the brief, with the scale whose words go beside a chance.
    """
    notes = Notes(say)
    body = "".join(_body(found, case, notes, say)) + notes.printed()
    mark = f"<p>{text(marking)}</p>" if marking else ""
    top, bottom = (f'<div class="marking {end}">{mark}</div>' if mark else "" for end in ("top", "bottom"))
    return (
        f'<!doctype html>\n<html lang="{text(say.language)}">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{text(say.format('page_of.title', question=found.name))}</title>\n<style>{STYLE}{LOOK}</style>\n"
        f'</head>\n<body>\n<div class="sheet">{top}<div class="content">\n'
        f"{body}</div>{bottom}</div>\n</body>\n</html>\n"
    )


def _body(found: Weighed, case: str, notes: Notes, say: Phrases) -> Iterator[str]:
    asked = say.format("page_of.asked", when=date_text_words(found.asked_on, say)) if found.asked_on else ""
    under = " · ".join(filter(None, (say.format("page_of.case", case=case) if case else "", asked)))
    yield f'<header><h1>{quoted(found.name)}</h1><p class="date">{text(under)}</p></header>\n<main>\n'
    if found.limits:
        cannot = say.ended(say.format("weighed.cannot", limits=found.limits))
        yield f'<div class="limits"><p>{text(cannot)}</p></div>\n'
    yield from _findings(found, notes, say)
    figures = _numbered(say)
    yield _figure(posteriors_picture(found, say), figures, say)
    yield from _troubles(found, say)
    yield from _turns(found, say)
    yield _figure(tornado_picture(found, say), figures, say)
    if picture := matrix_picture(found, say):
        yield _heading("matrix", say)
        yield f'<p class="remark keep">{text(say.get("page_of.matrix_read"))}</p>\n'
        yield _figure(picture, figures, say)
    for part in (evidence, bundles, weighers, own, sought):
        yield from part(found, notes, say)
    yield from counts(found, say)
    yield from _how(found, say)
    yield "</main>\n"


def _heading(key: str, say: Phrases) -> str:
    return f"<h2>{text(say.get(f'page_of.{key}'))}</h2>\n"


def _findings(found: Weighed, notes: Notes, say: Phrases) -> Iterator[str]:
    yield _heading("findings", say)
    kind = say.get("page_of.kind_several" if found.several else "page_of.kind_one")
    yield f'<p class="lead">{text(say.ended(verdict(found, say)))}</p>\n<p class="remark">{text(kind)}</p>\n'
    if found.troubles:
        told = say.count("page_of.see", len(found.troubles))
        yield f'<p class="trouble"><a href="#troubles">{text(told)}</a></p>\n'
    if found.as_of:
        when = date_text_words(found.as_of, say)
        told = say.format("page_of.as_of", when=when, later=found.later, undated=found.undated)
        yield f'<p class="remark">{text(told)}</p>\n'
    if found.coder:
        yield f'<p class="remark">{text(say.format("page_of.coder", analyst=found.coder))}</p>\n'
    if found.slip is not None and found.ranked:
        yield f'<p class="remark">{text(_slip(found.slip, say))}</p>\n'
    yield '<ul class="plain">'
    weighed = found.ranked
    for one in (*weighed, *(row for row in found.explanations if row.mid is None)):
        told = text(say.ended(explained(one, say, several=found.several)))
        yield f"<li><b>{quoted(one.name)}:</b> {told}{notes.refs(one.citations)}</li>"
    yield "</ul>\n"
    if say.scale and found.draws and weighed:
        read = say.format("page_of.read", scale=say.scale.name, draws=f"{found.draws:,}")
        yield f'<p class="remark">{text(read)}</p>\n'


def _slip(slip: float, say: Phrases) -> str:
    if not slip:
        return say.get("page_of.no_slip")
    return say.format("page_of.slip", slip=f"{slip:g}", even=round(100 / (1 + math.exp(-slip))))


def _troubles(found: Weighed, say: Phrases) -> Iterator[str]:
    if found.troubles:
        yield f'<h2 id="troubles">{text(say.get("page_of.troubles"))}</h2>\n'
        mends = (
            say.format("page_of.mend", what=say.ended(one.what), mend=say.ended(one.mend))
            for one in found.troubles
        )
        yield f'<ul class="plain">{"".join(f"<li class=trouble>{text(one)}</li>" for one in mends)}</ul>\n'


def _turns(found: Weighed, say: Phrases) -> Iterator[str]:
    if not found.ranked or not (found.led or found.sole or found.idle or found.little):
        return
    yield _heading("turns", say)
    told = "".join(f"<li>{text(say.ended(one))}</li>" for one in turns(found, say))
    yield f'<ul class="plain">{told}</ul>\n' if told else ""
    for key, items in (("sole", found.sole), ("idle", found.idle), ("little", found.little)):
        if items:
            names = say.joined([f"“{found.called(one)}”" for one in items])
            yield f'<p class="remark">{text(say.format(f"page_of.{key}", names=names))}</p>\n'


def _numbered(say: Phrases) -> Iterator[str]:
    number = 0
    while True:
        number += 1
        yield say.format("page_of.figure", number=number)


def _figure(picture: Picture | None, numbers: Iterator[str], say: Phrases) -> str:
    """Return a figure with its caption and the same in words; its SVG holds shapes and words alone (`Picture`)."""
    if picture is None:
        return ""
    wide, narrow = "\n".join(picture.svgs), "\n".join(picture.narrow_svgs)
    parts = ' class="parts"' if len(picture.svgs) > 1 else ""
    return (
        f'<figure{parts}><div class="wide">{wide}</div><div class="narrow">{narrow}</div>'
        f"<figcaption><b>{text(next(numbers))}</b> {text(say.ended(picture.title))}"
        f"<details><summary>{text(say.get('page_of.in_words'))}</summary><p>{text(picture.description)}</p></details>"
        "</figcaption></figure>\n"
    )


def _how(found: Weighed, say: Phrases) -> Iterator[str]:
    yield _heading("how", say)
    yield f'<p class="small">{text(say.get("page_of.how_read"))}</p>\n'
    if found.terms:
        terms = say.joined(
            [
                say.format("page_of.term", word=word, low=f"{100 * ends.low:g}", high=f"{100 * ends.high:g}")
                for word, ends in found.terms
            ]
        )
        yield f'<p class="small">{text(say.format("page_of.scale", terms=terms))}</p>\n'
    settings = say.joined(
        [
            say.format("page_of.setting", name=say.either(f"settings.{name}", name), value=value)
            for name, value in found.settings
        ]
    )
    if settings:
        yield f'<p class="small">{text(say.format("page_of.settings", settings=settings))}</p>\n'
