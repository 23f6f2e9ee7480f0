"""Text in a figure or a page: cleaned of what no page can hold, measured, and broken into lines."""

from __future__ import annotations

import unicodedata

# Control characters and lone surrogates: XML forbids them.
_UNPRINTABLE = frozenset({"Cc", "Cs"})
# Direction overrides would make a page show other words than the document holds.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Widths of DejaVu Sans in em, rounded up: the widest of the sans-serif faces that browsers fall back to.
_NARROW, _PLAIN, _CAPITAL, _BROAD, _FULL = 0.4, 0.64, 0.78, 0.99, 1.05


def plain(text: str) -> str:
    """Return a text on one line, white space folded, without control characters and direction overrides."""
    kept = (" " if letter.isspace() else letter for letter in text if letter.isspace() or _printable(letter))
    return " ".join("".join(kept).split())


def width_px(text: str, size_px: float) -> float:
    """Return a width that a text does not exceed in any common sans-serif face, in px.

    A figure is laid out before it is known which face a reader's machine will take.
    """
    return size_px * sum(_width_em(letter) for letter in text)


def lines(text: str, size_px: float, limit_px: float) -> tuple[str, ...]:
    """Return a text broken into lines of at most a width; a word that is too long is broken inside."""
    done: list[str] = []
    line = ""
    for word in _pieces(text, size_px, limit_px):
        longer = f"{line} {word}" if line else word
        if line and width_px(longer, size_px) > limit_px:
            done.append(line)
            line = word
        else:
            line = longer
    return (*done, line) if line else tuple(done)


def _printable(letter: str) -> bool:
    noncharacter = ord(letter) & 0xFFFE == 0xFFFE or "\ufdd0" <= letter <= "\ufdef"
    return not (noncharacter or letter in _TURNING or unicodedata.category(letter) in _UNPRINTABLE)


def _pieces(text: str, size_px: float, limit_px: float) -> list[str]:
    pieces: list[str] = []
    for word in text.split():
        piece = ""
        for letter in word:
            if piece and width_px(piece + letter, size_px) > limit_px:
                pieces.append(piece)
                piece = ""
            piece += letter
        pieces.append(piece)
    return pieces


def _width_em(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return _FULL
    if letter in "iljftrI.,:;'’‘|!()[]- ":
        return _NARROW
    if letter in "mwMW@%—…":
        return _BROAD
    return _CAPITAL if letter.isupper() else _PLAIN
