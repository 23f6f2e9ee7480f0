"""A page's picture read by Tesseract, where that program is installed: words with places and how sure it was."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import lru_cache
from statistics import fmean, median
from typing import NamedTuple

import pypdfium2 as pdfium

from linewatch.errors import Unreadable
from linewatch.sources.pdf.words import Word

LANGUAGES = "LINEWATCH_OCR_LANGUAGES"  # in the environment, as Tesseract names them: eng+rus
_DOTS = 300  # an inch: what Tesseract is trained on
_MOST_DOTS = 40_000_000  # in a picture: a page of 22 by 17 inches
_SECONDS = 180  # for one page
_MOST_LANGUAGES = 6  # each makes the reading slower; nobody means all hundred
_TYPE_SHARE = 0.75  # of a line's box from the tops of its letters to their tails: the type size
_TAIL_SHARE = 0.22  # of a line's box below the base line
_LARGER = 1.6  # than most lines: surely larger type, not a matter of tall letters


class Seen(NamedTuple):
    """What was read from a picture.

    Attributes:
        words: With places as on the page, in points.
        confidence: The program's own, the mean of all words, from 0 to 1.
    """

    words: list[Word]
    confidence: float


class Recogniser(NamedTuple):
    """Tesseract, ready to be called.

    Attributes:
        program: Where it lies.
        languages: Which of its languages are asked for.
    """

    program: str
    languages: str

    def read(self, page: pdfium.PdfPage) -> Seen:
        """Return the words of a page's picture.

        Raises:
            Unreadable: If Tesseract fails or takes too long.
        """
        width, height = page.get_size()
        scale = min(_DOTS / 72, (_MOST_DOTS / max(width * height, 1.0)) ** 0.5)
        if min(width, height) * scale < 8:
            return Seen([], 0.0)
        picture = page.render(scale=scale, grayscale=True).to_numpy()  # pyright: ignore[reportArgumentType]
        head = f"P5 {picture.shape[1]} {picture.shape[0]} 255\n".encode()
        command = [
            self.program,
            "stdin",
            "stdout",
            "--dpi",
            str(round(scale * 72)),
            "-l",
            self.languages,
            "tsv",
        ]
        table = _run(command, head + picture.tobytes())
        return _seen(table, scale, height)


@lru_cache(maxsize=4)
def installed(program: str) -> tuple[str, ...]:
    """Return the languages that Tesseract can read."""
    listed = _run([program, "--list-langs"], b"").splitlines()[1:]
    return tuple(name for name in map(str.strip, listed) if name and name not in {"osd", "equ", "snum"})


def recogniser() -> Recogniser | None:
    """Return Tesseract with the languages to read in; None where it is not installed.

    The languages are those named in the environment under `LANGUAGES`, else all that are installed, so long
    as they are few: what somebody installed is what his papers are written in.
    """
    program = shutil.which("tesseract")
    if program is None:
        return None
    if named := os.environ.get(LANGUAGES):
        return Recogniser(program, named)
    found = installed(program)
    if not found or len(found) > _MOST_LANGUAGES:
        raise Unreadable(
            f"It holds pictures of pages, and Tesseract has {len(found)} languages to read them in.",
            f"Name the languages of your papers, e.g. {LANGUAGES}=eng+rus.",
        )
    return Recogniser(program, "+".join(found))


def _run(command: list[str], given: bytes) -> str:
    # One thread: pages of several files are read side by side.
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            command, input=given, capture_output=True, timeout=_SECONDS, check=True, env=environment
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(f"Tesseract took more than {_SECONDS} s for a page.", "Split the file.") from error
    except (subprocess.CalledProcessError, OSError) as error:
        said = getattr(error, "stderr", b"") or b""
        line = said.decode("utf-8", "replace").strip().splitlines()
        raise Unreadable(
            f"Tesseract could not read it: {line[-1] if line else error}.", "Check its installation."
        ) from error
    return done.stdout.decode("utf-8", "replace")


class _Entry(NamedTuple):
    """One row of Tesseract's table: a line's box or a word."""

    line: tuple[str, ...]
    left: int
    top: int
    width: int
    height: int
    confidence: float
    text: str


def _seen(table: str, scale: float, page_height: float) -> Seen:
    """Return the words of Tesseract's table, one to a row, tabs between its twelve columns."""
    lines: dict[tuple[str, ...], _Entry] = {}
    words: list[_Entry] = []
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) != 12:
            continue
        left, top, width, height = map(int, cells[6:10])
        entry = _Entry(tuple(cells[1:5]), left, top, width, height, float(cells[10]), cells[11].strip())
        if cells[0] == "4":
            lines[entry.line] = entry
        elif cells[0] == "5" and entry.text and entry.confidence >= 0:
            words.append(entry)
    if not words:
        return Seen([], 0.0)
    usual = median(line.height for line in lines.values())
    found: list[Word] = []
    for word in words:
        line = lines[word.line]
        height = line.height if line.height > _LARGER * usual else usual
        base = page_height - (line.top + line.height - _TAIL_SHARE * height) / scale
        x0, x1 = word.left / scale, (word.left + word.width) / scale
        found.append(Word(word.text.replace("\0", ""), x0, x1, base, _TYPE_SHARE * height / scale))
    return Seen(found, fmean(word.confidence for word in words) / 100)
