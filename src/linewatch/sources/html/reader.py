"""Web pages: the page's own text without what stands around it, its notes tied to their signs, its tables kept."""

from __future__ import annotations

from linewatch.errors import Unreadable
from linewatch.kinds.documents import Document
from linewatch.sources.html.lexicon import web_lexicon
from linewatch.sources.html.notes import notes_of
from linewatch.sources.html.page import parse_page
from linewatch.sources.html.parts import parts_of
from linewatch.sources.html.told import told_by
from linewatch.sources.html.walk import HtmlWalk, Run
from linewatch.sources.packing.decoding import with_guess
from linewatch.sources.passages.building import Draft, finish
from linewatch.sources.passages.reading import read

_PROSE = 15  # words outside links from which a passage is running text
_LONGEST_LINE = 1000  # characters of the original, white space among them
_MOSTLY, _ALL = 0.5, 0.8  # shares of linked words
_SERIES = 3  # so many passages in a row that are all links are a list of pages, not text


def read_html(stem: str, data: bytes) -> Document:
    """Return a web page as a document.

    The original text is the string value of the page without head, scripts, styles and comments; passages cover
    the page's own text alone.

    Args:
        stem: The file's name without suffix.
        data: The file.

    Raises:
        Unreadable: If it holds no text, or is too large or no page at all.
    """
    page = parse_page(data)
    walk = HtmlWalk(parts_of(page.root), notes_of(page.root))
    walk.read(page.root)
    original = "".join(walk.chunks)
    passages = finish(_own_text(walk.runs, original), original)
    if not passages:
        raise Unreadable("The page holds no text of its own.", "Leave it out, or save what it shows as text.")
    told = told_by(page, original, passages, walk.named)
    fields = {"title": told.title, "speaker": told.speaker, "language": told.language}
    known = {name: field.value for name, field in fields.items()}
    untold = [name for name, value in {**known, "date": told.date.value, "issuer": None}.items() if not value]
    extra: dict[str, object] = {"site": told.site} if told.site else {}
    document = Document(
        id=stem,
        original=original,
        passages=passages,
        reader="html",
        title=told.title.value,
        date=told.date.value,
        date_ground=told.date.ground or None,
        speaker=told.speaker.value,
        language=told.language.value,
        grounds={name: field.ground for name, field in fields.items() if field.value},
        untold=(*untold, "pages"),
        extra=extra,
    )
    return with_guess(document, page.guessed)


def _own_text(runs: list[Run], original: str) -> list[Draft]:
    """Return the passages that are the page's own text, by where the running text begins and ends."""
    runs = [run for run in runs if run.words]
    prose = [
        at for at, run in enumerate(runs) if run.words - run.linked >= _PROSE and run.linked <= run.words / 3
    ]
    if not prose:
        own = [run for run in runs if run.linked <= _MOSTLY * run.words]
        return list[Draft](own or runs)
    first = prose[0]
    last = max([prose[-1], *(at for at, run in enumerate(runs) if run.kind == "footnote")])
    kept: list[Draft] = []
    for at, run in enumerate(runs):
        if first <= at <= last:
            own = not _in_series(runs, at)
        else:
            # A heading often links to itself.
            titled = run.kind == "heading" and at < first
            own = (titled or run.linked <= _MOSTLY * run.words) and not _of_the_page(run, original)
        if own:
            kept.append(run)
    while kept and kept[-1].kind == "heading" and kept[-1].start > runs[last].start:
        kept.pop()  # it headed something that is no text of the page
    return kept


def _in_series(runs: list[Run], at: int) -> bool:
    """Return whether a passage is one of several in a row that are nothing but links."""
    around = runs[max(0, at - _SERIES + 1) : at + _SERIES]
    here = min(at, _SERIES - 1)
    all_links = [run.linked > _ALL * run.words and run.kind in ("list", "paragraph") for run in around]
    if not all_links[here]:
        return False
    before = next((n for n in range(here + 1) if not all_links[here - n]), here + 1)
    after = next((n for n in range(len(around) - here) if not all_links[here + n]), len(around) - here)
    return before + after - 1 >= _SERIES


def _of_the_page(run: Run, original: str) -> bool:
    """Return whether a line is what a page prints about itself: when it was changed, how to print it."""
    if run.words > _PROSE or run.end - run.start > _LONGEST_LINE:
        return False
    text, _ = read(original, run.start, run.end, run.edits)
    return bool(web_lexicon().page_line.fullmatch(text))
