"""How texts are spelled in the index of words: accents and joined letters plain, unspaced scripts one sign a word.

SQLite's tokenizer ``unicode61`` folds case and the accents of Latin letters. What it leaves to do is done here, alike
for a passage that goes into the index and for the words that a person looks for:

- letters that Unicode does not take apart (ł, ø, đ, ß, æ …), ligatures and full-width forms become plain letters;
- the accents of Greek, the dots of ё, the points of Hebrew and Arabic and hyphens that are not printed go. A Cyrillic
  letter that is another letter without its sign (й, ї, ў) stays what it is;
- in scripts that set no space between words (Chinese, Japanese, Thai, Lao, Khmer, Burmese) each sign is a word of its
  own, so that a word of such a script is found as a phrase.

The index must be able to forget a passage by spelling it again. The tables here therefore name their letters one by
one, or follow decompositions, which Unicode never changes; a change here needs a migration that builds the index anew.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

TOKENIZER = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"  # the same stands in record/schema.py

_PLAIN = {
    "ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l",
    "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ħ": "h", "Ħ": "h", "ŧ": "t", "Ŧ": "t",
    "ı": "i", "ĳ": "ij", "Ĳ": "ij", "ŀ": "l", "Ŀ": "l", "ё": "е", "Ё": "е",
}  # fmt: skip
_ACCENTED = (range(0x386, 0x3CF), range(0x1F00, 0x2000), range(0x622, 0x627))  # Greek, and Arabic with hamza
_WIDE = (range(0xFB00, 0xFB07), range(0xFF10, 0xFF1A), range(0xFF21, 0xFF3B), range(0xFF41, 0xFF5B))
_ACCENTS = "\u0300-\u036f"
_LEFT_OUT = "\u00ad\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670"
_UNSPACED = (
    "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e81-\u0eb0\u0eb2\u0eb3\u0ebd\u0ec0-\u0ec6"  # Thai, Lao
    "\u1000-\u102a\u103f\u1050-\u1055\u1780-\u17b3"  # Burmese, Khmer
    "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9d"  # kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
)
_JOINED = (  # vowels and tones that belong to the sign before them
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u1056-\u1059\u17b4-\u17d3\u17dd"
    "\u3099\u309a\uff9e\uff9f"
)


def _letters() -> dict[str, str]:
    """Return what each letter that the tokenizer would leave alone is spelled as."""
    apart = {chr(code): unicodedata.normalize("NFD", chr(code))[0] for span in _ACCENTED for code in span}
    plain = {sign: base for sign, base in apart.items() if base != sign and base.isalpha()}
    wide = {chr(code): unicodedata.normalize("NFKC", chr(code)) for span in _WIDE for code in span}
    latin = [chr(code) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))]
    accented = {sign: unicodedata.normalize("NFD", sign)[0] for sign in latin}
    also = {sign: _PLAIN[base] for sign, base in accented.items() if base in _PLAIN}  # ǿ, ǽ …
    return _PLAIN | plain | wide | also


_SPELLED = _letters()
_TABLE = str.maketrans(_SPELLED)
_LISTED = "".join(_SPELLED)
_ANY = re.compile(f"[{_ACCENTS}{_LEFT_OUT}{_UNSPACED}{_LISTED}]")
_STRAY = re.compile(f"[{_ACCENTS}]")
_PIECE = re.compile(f"(?s:[{_UNSPACED}][{_JOINED}]*|.[{_ACCENTS}]+|[{_ACCENTS}{_LEFT_OUT}{_LISTED}])")
_SIGN = re.compile(f"[{_UNSPACED}]")


def spelled(text: str) -> str:
    """Return a text as it goes into the index."""
    if text.isascii() or _ANY.search(text) is None:
        return text
    return _PIECE.sub(_respell, text)


def spelled_with_places(text: str) -> tuple[str, list[int], list[int]]:
    """Return a text as it goes into the index, and where each of its characters begins and ends in the text."""
    parts, starts, ends, done = list[str](), list[int](), list[int](), 0
    for found in _PIECE.finditer(text):
        put = _respelled(found[0])
        starts += [*range(done, found.start()), *[found.start()] * len(put)]
        ends += [*range(done + 1, found.start() + 1), *[found.end()] * len(put)]
        parts += (text[done : found.start()], put)
        done = found.end()
    parts.append(text[done:])
    starts += range(done, len(text))
    ends += range(done + 1, len(text) + 1)
    return "".join(parts), starts, ends


def _respell(found: re.Match[str]) -> str:
    return _respelled(found[0])


@lru_cache(maxsize=8192)
def _respelled(piece: str) -> str:
    """Return one letter with its accents, or one sign of an unspaced script, as it goes into the index."""
    if _SIGN.match(piece):
        return f" {unicodedata.normalize('NFKC', piece)} "
    if len(piece) == 1 and piece not in _SPELLED:
        return ""
    return _STRAY.sub("", unicodedata.normalize("NFC", piece)).translate(_TABLE)
