"""The writer's own words in a text of plain prose or Markdown: quotations, code and addresses blotted out."""

from __future__ import annotations

import re

_IN = r"(?:(?!\n[ \t]*\n){})*"  # a quotation ends with its paragraph
_NOT_OWN = (
    r"^```.*?^```[^\n]*$",  # code
    r"(?<!`)(`+)(?!`)" + _IN.format(r".") + r"?(?<!`)\1(?!`)",
    r"^[ ]{0,3}>[^\n]*$",  # a quotation set apart
    r"https?://\S+",
    "“" + _IN.format("[^”]") + "”",
    "«" + _IN.format("[^»]") + "»",
    "„" + _IN.format("[^“”]") + "[“”]",
    r'(?<!\w)"' + _IN.format('[^"]') + '"',
    # Where a quotation runs on over paragraphs, each begins with a mark and only the last ends with one.
    "“" + _IN.format("[^”]") + r"(?=\n[ \t]*\n[ \t]*“)",
    r"(?:\A|(?<=\n\n))[ \t]*“" + _IN.format("[^”]") + r"(?=\n[ \t]*\n|\s*\Z)",
    r"(?<!\w)‘" + _IN.format(".") + r"?’(?!\w)",
    r"(?<!\w)'(?=[^\W\d])(?:(?!\n[ \t]*\n).){1,300}?(?<=\S)'(?!\w)",
)
_MASKED = re.compile("|".join(f"(?:{one})" for one in _NOT_OWN), re.S | re.M)
_EMPHASIS = re.compile(r"(?<![\w*])[*_]+(?=\w)|(?<=[^\W_])[*_]+(?![\w*])")
_SOFT = re.compile(r"(?<=[^\n])\n(?=[^\n])")
_WRAPPED = 60  # characters; a line so long was broken for want of room
_MARKED = re.compile(r"[ \t]*(?:[-*+•#|>]|\d+[.)]\s)")


def own_words(text: str) -> str:
    """Return a text of the same length in which only its writer's own words can be read.

    Letters and digits of what stands in quotation marks, in a block quotation, in code or in an address are blotted
    out, marks of emphasis too; lines that were broken for want of room are one.
    """
    blotted = _MASKED.sub(lambda found: re.sub(r"[^\W_]|_", "x", found[0]), text)
    return _SOFT.sub(_joined, _EMPHASIS.sub(lambda found: " " * len(found[0]), blotted))


def _joined(found: re.Match[str]) -> str:
    text, at = found.string, found.start()
    line = at - (text.rfind("\n", 0, at) + 1)
    runs_on = line >= _WRAPPED or text[at + 1 : at + 2].islower()
    return " " if runs_on and not _MARKED.match(text, at + 1) else "\n"
