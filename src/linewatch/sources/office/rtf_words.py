"""The control words of Rich Text Format that stand for something, and the code pages of its character sets.

Source:
    Microsoft, Rich Text Format (RTF) Specification, version 1.9.1, 2008.
"""

from __future__ import annotations

from linewatch.sources.packing.decoding import text_encoding

SIGNS = {
    b"tab": "\t", b"line": "\n", b"lbr": "\n", b"emdash": "\u2014", b"endash": "\u2013", b"emspace": "\u2003",
    b"enspace": "\u2002", b"qmspace": "\u2005", b"bullet": "\u2022", b"lquote": "\u2018",
    b"rquote": "\u2019", b"ldblquote": "\u201c", b"rdblquote": "\u201d",
}  # fmt: skip
SYMBOLS = {b"~": "\u00a0", b"_": "\u2011"}
# Groups whose words belong to no text, though no star says so. What begins with a star is passed over unless
# it is among the known ones.
PASSED_OVER = frozenset((
    b"colortbl", b"filetbl", b"header", b"headerl", b"headerr", b"headerf", b"footer", b"footerl", b"footerr",
    b"footerf", b"ftnsep", b"ftnsepc", b"aftnsep", b"aftnsepc", b"ftncn", b"aftncn", b"pict", b"objdata",
    b"objclass", b"objname", b"shprslt", b"nonesttables", b"xe", b"tc", b"rxe", b"txe", b"sn", b"sv",
    b"atnid", b"atnauthor", b"revtbl", b"rsidtbl", b"fldinst", b"bkmkstart", b"bkmkend", b"private",
    b"listtable", b"listoverridetable", b"generator", b"themedata", b"nextfile", b"template",
))  # fmt: skip
# Groups that hold no text of their own, but others that may.
QUIET = frozenset((b"info", b"shpinst", b"do"))
STARRED = QUIET | {b"footnote"}  # that have words though a star stands before them
NUMBERS = frozenset((b"listtext", b"pntext"))  # the number of a list's entry as it was last shown
BOXES = frozenset((b"shptxt", b"dptxbxtext"))

_CHARSETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "cp950",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
_PAGES = {65001: "utf-8", 10000: "mac_roman", 10006: "mac_greek", 10007: "mac_cyrillic", 10029: "mac_latin2"}
KINDS = {b"ansi": "cp1252", b"mac": "mac_roman", b"pc": "cp437", b"pca": "cp850"}


def charset(number: int) -> str | None:
    """Return the encoding of a font's character set; None where the font follows the file."""
    return _CHARSETS.get(number)


def code_page(number: int) -> str | None:
    """Return the encoding of a code page, if it is one of text."""
    return text_encoding(_PAGES.get(number, f"cp{number}"))
