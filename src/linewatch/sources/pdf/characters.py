"""Characters with their places, as pdfium gives them, put together to words."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from linewatch.sources.pdf.words import Word

_WORD_GAP = 0.2  # of the type size: more than a kern, less than the narrowest space between words
_SMALLEST = 1.0  # points: smaller type cannot be read, only searched for
_BOLD_WEIGHT = 600
_HYPHEN = 2  # pdfium's sign for a hyphen at the end of a line
_LIGATURES = dict(
    zip(
        "\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06",
        ("ff", "fi", "fl", "ffi", "ffl", "st", "st"),
        strict=True,
    )
)


class Type(NamedTuple):
    """How a word is set, as the file says it at its first character."""

    size: float
    turn: int  # degrees, counted against the clock
    bold: bool
    unseen: bool


class _Signs(dict[int, str]):
    """Characters as they are kept, by code; each is looked up once."""

    def __missing__(self, code: int) -> str:
        self[code] = sign = _sign(code)
        return sign


class Reading:
    """One pass over a page's characters. It asks pdfium as little as it can: each question has its price."""

    def __init__(self, textpage: pdfium.PdfTextPage, box: tuple[float, float, float, float]) -> None:
        self.textpage, self.box = textpage.raw, box
        self.rect, self.matrix = raw.FS_RECTF(), raw.FS_MATRIX()
        self.x, self.y = ctypes.c_double(), ctypes.c_double()
        self.name, self.flags = ctypes.create_string_buffer(256), ctypes.c_int()
        self.text: list[str] = []
        self.kind = Type(0, 0, bold=False, unseen=False)
        self.x0 = self.x1 = self.base = self.height = self.foot = 0.0
        self.near = self.glued = self.inside = False

    def words(self, count: int) -> Iterator[tuple[Word, Type]]:
        """Yield the words with how they are set, in the order of the file."""
        code_of, box_of, signs, rect = (
            raw.FPDFText_GetUnicode,
            raw.FPDFText_GetLooseCharBox,
            _Signs(),
            self.rect,
        )
        for index in range(count):
            sign = signs[code_of(self.textpage, index)]
            if sign == " ":
                yield from self._flush()
                self.near = False
            elif sign:
                box_of(self.textpage, index, rect)
                if not (self.text and self._goes_on(index)):
                    before = (self.x1, self.base, self.kind)
                    yield from self._flush()
                    self._begin(index, before)
                self.text.append(sign)
        yield from self._flush()

    def _goes_on(self, index: int) -> bool:
        """Return whether a character goes on with the word, and if so move the word's end there."""
        rect, size = self.rect, self.kind.size
        if self.kind.turn == 0 and rect.bottom == self.foot:  # one type on one base line
            x0, x1 = rect.left, rect.right
        else:
            raw.FPDFText_GetCharOrigin(self.textpage, index, self.x, self.y)
            x0, x1, base = self._placed()
            if abs(base - self.base) >= 0.1 * size or abs(self._height() - self.height) >= 0.1 * self.height:
                return False
        # In some scripts the word goes on to the left.
        if max(x0 - self.x1, self.x0 - x1) >= _WORD_GAP * size:
            return False
        self.x0, self.x1 = min(self.x0, x0), max(self.x1, x1)
        return True

    def _begin(self, index: int, before: tuple[float, float, Type]) -> None:
        """Begin a word, and say whether it stands close to the one before."""
        raw.FPDFText_GetCharOrigin(self.textpage, index, self.x, self.y)
        self.kind = self._type(index)
        self.x0, self.x1, self.base = self._placed()
        self.height, self.foot = self._height(), self.rect.bottom
        left, bottom, right, top = self.box
        middle = (self.rect.left + self.rect.right) / 2
        self.inside = left <= middle <= right and bottom <= self.y.value <= top
        end, base, kind = before
        size = max(kind.size, self.kind.size)
        close = abs(self.x0 - end) < _WORD_GAP * size and abs(self.base - base) < 0.6 * size
        self.glued = self.near and close and kind.turn == self.kind.turn
        self.near = True

    def _height(self) -> float:
        upright = self.kind.turn % 180 == 0
        return self.rect.top - self.rect.bottom if upright else self.rect.right - self.rect.left

    def _placed(self) -> tuple[float, float, float]:
        """Return where the character begins and ends, and its base line, with the words upright."""
        rect, turn = self.rect, self.kind.turn
        if turn == 0:
            return rect.left, rect.right, self.y.value
        cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        ends = [x * cos + y * sin for x in (rect.left, rect.right) for y in (rect.bottom, rect.top)]
        if turn % 90:  # a box drawn around a slanting character says too much
            along = self.x.value * cos + self.y.value * sin
            ends = [along, along + 0.5 * self.kind.size]
        return min(ends), max(ends), self.y.value * cos - self.x.value * sin

    def _type(self, index: int) -> Type:
        """Return how a character is set."""
        textpage, matrix = self.textpage, self.matrix
        raw.FPDFText_GetMatrix(textpage, index, matrix)
        size = raw.FPDFText_GetFontSize(textpage, index) * math.hypot(matrix.c, matrix.d)
        turn = round(math.degrees(math.atan2(matrix.b, matrix.a))) % 360
        bold = raw.FPDFText_GetFontWeight(textpage, index) >= _BOLD_WEIGHT
        if not bold:
            self.name.value = b""
            raw.FPDFText_GetFontInfo(textpage, index, self.name, len(self.name), self.flags)
            bold = b"bold" in self.name.value.lower() or b"black" in self.name.value.lower()
        drawn = raw.FPDFText_GetTextObject(textpage, index)
        mode = raw.FPDFTextObj_GetTextRenderMode(drawn) if drawn else raw.FPDF_TEXTRENDERMODE_FILL
        unseen = mode in (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
        return Type(size if math.isfinite(size) else 0.0, turn, bold, unseen)

    def _flush(self) -> Iterator[tuple[Word, Type]]:
        """Yield the word begun, if there is one that can be read."""
        text, self.text = "".join(self.text), []
        places = (self.x0, self.x1, self.base)
        if text and self.kind.size >= _SMALLEST and all(map(math.isfinite, places)) and self.inside:
            yield Word(text, *places, self.kind.size, self.kind.bold, self.glued), self.kind


def _sign(code: int) -> str:
    """Return a character as it is kept: white space as a space, an unknown one as the sign for that."""
    if code == _HYPHEN:
        return "-"
    if code == 0 or code > 0x10FFFF or 0xD800 <= code < 0xE000 or code & 0xFFFE == 0xFFFE:
        return "\ufffd"
    sign = chr(code)
    if sign.isspace():
        return " "
    if code < 32 or 127 <= code < 160 or sign in "\u200b\ufeff":
        return ""
    return _LIGATURES.get(sign, sign)
