"""From bytes to text: the encoding that is certain, else the likeliest one, told as a guess."""

from __future__ import annotations

import codecs
from dataclasses import replace

from charset_normalizer import from_bytes

from linewatch.errors import Unreadable
from linewatch.kinds.documents import Document

_MARKED = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LONGEST_CHARACTER = 4  # bytes, in UTF-8
_ODD = frozenset(("idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"))
_SAMPLE = 100_000  # bytes looked at for a guess: more does not make it surer
# The encodings that texts without a mark are in, the commonest of each kind first.
_LIKELY = ("cp1252", "cp1251", "cp1250", "iso8859_2", "koi8_r", "cp866", "cp1253", "cp1254", "cp1255", "cp1256",
           "gb18030", "big5", "cp932", "euc_jp", "euc_kr")  # fmt: skip
_AS_CALM = 0.03  # of chaos as charset-normalizer counts it: within this, two readings are equally sound


def decoded(data: bytes) -> tuple[str, str | None]:
    """Return bytes as text, and the encoding where it is only a guess.

    Raises:
        Unreadable: If they are no text.
    """
    if not data.strip():
        raise Unreadable("It is empty.", "Leave it out.")
    encoding, guess = encoding_of(data)
    text = data.decode(encoding, "replace")
    if "\0" in text and guess is None:
        raise _no_text()
    return text.replace("\0", "\ufffd"), guess


def encoding_of(data: bytes, *, cut: bool = False) -> tuple[str, str | None]:
    """Return the encoding of a text, and how it is told where it is only a guess.

    Args:
        data: The text, or its first bytes.
        cut: Whether more bytes follow, so that a character may end beyond them.

    Raises:
        Unreadable: If they are no text.
    """
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            return encoding, None
    if b"\0" in data:
        raise _no_text()
    try:
        data.decode()
    except UnicodeDecodeError as error:
        if not (cut and error.start > len(data) - _LONGEST_CHARACTER):
            return _guessed(data)
    return "utf-8-sig", None


def with_guess(document: Document, guess: str | None) -> Document:
    """Return a document that tells that its encoding is a guess, if it is."""
    if guess is None:
        return document
    extra = {**document.extra, "encoding": f"guessed: {guess}"}
    return replace(document, untold=(*document.untold, "encoding"), extra=extra)


def text_encoding(name: str) -> str | None:
    """Return an encoding as Python knows it; None for what is none of a text, or takes hours for a long one."""
    try:
        known = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    is_of_text = known._is_text_encoding  # pyright: ignore[reportAttributeAccessIssue]
    return known.name if is_of_text and known.name not in _ODD else None


def _no_text() -> Unreadable:
    return Unreadable("It is not text, and no reader knows it.", "Save it as text or TEI.")


def _guessed(data: bytes) -> tuple[str, str]:
    """Return the encoding that nothing tells, by which reading of a text looks most like a language."""
    if _almost_utf8(data):
        return "utf-8", "utf-8 with broken bytes"
    encoding = _likeliest(data[:_SAMPLE])
    return encoding, codecs.lookup(encoding).name


def _likeliest(sample: bytes) -> str:
    """Return the encoding in which a sample reads best; of equals, the one that is met more often."""
    found = list(from_bytes(sample, cp_isolation=list(_LIKELY)))
    if not found:
        return _LIKELY[0]
    calm = min(match.chaos for match in found) + _AS_CALM
    rated = [
        (-round(match.coherence, 1), -_lettered(str(match)), _LIKELY.index(name), name)
        for match in found
        if match.chaos <= calm
        for name in match.could_be_from_charset
        if name in _LIKELY
    ]
    return min(rated)[-1] if rated else _LIKELY[0]


def _lettered(text: str) -> float:
    """Return which share of the signs beyond ASCII are letters, to two digits."""
    wide = [char for char in text if char > "\x7f"]
    return round(sum(char.isalpha() for char in wide) / len(wide), 2) if wide else 1.0


def _almost_utf8(data: bytes) -> bool:
    """Return whether text is UTF-8 but for a few bytes, as after a broken transfer."""
    text = data[:_SAMPLE].decode("utf-8", "replace")
    broken, wide = text.count("\ufffd"), sum(char > "\x7f" for char in text)
    return wide > 20 * broken
