"""From bytes to text: the encoding that is certain, else the likeliest one, told as a guess."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

from linewatch.errors import Unreadable

_MARKED = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
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
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            text = data.decode(encoding, "replace")
            break
    else:
        if b"\0" in data:
            raise Unreadable("It is not text, and no reader knows it.", "Save it as text or TEI.")
        try:
            return data.decode("utf-8-sig"), None
        except UnicodeDecodeError:
            return _guessed(data)
    if "\0" in text:
        raise Unreadable("It is not text, and no reader knows it.", "Save it as text or TEI.")
    return text, None


def _guessed(data: bytes) -> tuple[str, str]:
    """Return text whose encoding nothing tells, by which reading of it looks most like a language."""
    if _almost_utf8(data):
        return data.decode("utf-8", "replace"), "utf-8 with broken bytes"
    encoding = _likeliest(data[:_SAMPLE])
    return data.decode(encoding, "replace").replace("\0", "\ufffd"), codecs.lookup(encoding).name


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
