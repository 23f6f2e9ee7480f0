"""The passages of held texts that say something, and places in them quoted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from linewatch.errors import BadValue
from linewatch.kinds.citations import Citation
from linewatch.kinds.documents import Passage
from linewatch.measures.words import tokens
from linewatch.record import citing, read
from linewatch.record.case_file import CaseFile

# Banners, editors' notes, footnotes, addresses and signatures are not what a text says.
_AROUND = ("marking", "source_note", "footnote", "address", "signature")
_CITED = 2  # passages, unless told otherwise
_BESIDE = 3  # words quoted to each side of a word
_NEAR = 200  # characters to each side in which they are looked for


@dataclass(frozen=True, slots=True)
class Text:
    """A held document, and the passages of it that are counted."""

    row: dict[str, Any]
    passages: tuple[Passage, ...]

    @property
    def ident(self) -> str:
        """The document's id."""
        return self.row["id"]

    @property
    def words(self) -> list[str]:
        """What the passages say."""
        return [passage.text for passage in self.passages]

    @property
    def language(self) -> str | None:
        """The code of its language without that of a country ("en"); None where it is not known."""
        return base_language(self.row["language"])

    @property
    def says_something(self) -> bool:
        """Whether a passage holds a letter or a figure."""
        return any(c.isalnum() for words in self.words for c in words)

    @property
    def key(self) -> list[Any]:
        """What a result hangs on."""
        return [self.ident, self.row["sha256"], self.row["date"], self.row["language"], self.row["passages"],
                [passage.n for passage in self.passages]]  # fmt: skip


def base_language(code: str | None) -> str | None:
    """Return a language's code without what follows it ("en" of "en-GB"), in small letters; None of none."""
    return (code or "").split("-")[0].strip().lower() or None


def held(case: CaseFile, name: str) -> Text:
    """Return a held document with the passages that say something.

    Raises:
        BadValue: If the document is known, but no copy of it is held.
        NoSuchRecord: If there is no such document.
        Ambiguous: If the name begins the ids of several.
    """
    row = read.document(case.con, name)
    if not row["held"]:
        raise BadValue(
            f"The document {name!r} is known, but no copy of it is held.",
            f"Add a copy with: linewatch add FILE --as {row['key']}",
        )
    return text_of(case, row)


def with_words(case: CaseFile, name: str) -> Text:
    """Return a held document that says something.

    Raises:
        BadValue: If it is not held, or no passage of it holds a word.
        NoSuchRecord: If there is no such document.
        Ambiguous: If the name begins the ids of several.
    """
    text = held(case, name)
    if not text.says_something:
        raise BadValue(
            f"The document {name!r} holds no words.", "Look at what was read: linewatch passages DOC."
        )
    return text


def same_language(texts: Sequence[Text]) -> str | None:
    """Return the one language of some texts; None where it is known of none.

    Raises:
        BadValue: If they are in several.
    """
    known = {text.language: text.ident for text in texts if text.language}
    if len(known) > 1:
        told = ", ".join(f"{ident} in {code!r}" for code, ident in sorted(known.items()))
        raise BadValue(
            f"The texts are in {'two' if len(known) == 2 else 'several'} languages: {told}.",
            "Set a translation beside it; or, where a language was misread, put it right with: linewatch correct "
            "DOC --language",
        )
    return next(iter(known), None)


def text_of(case: CaseFile, row: Mapping[str, Any]) -> Text:
    """Return the text of a document's row with the passages that say something."""
    return Text(dict(row), tuple(p for p in read.passages(case.con, row["doc"]) if p.kind not in _AROUND))


def word_cites(case: CaseFile, text: Text, words: set[str], most: int = _CITED) -> list[Citation]:
    """Return citations of the first passages of a text that have one of some words, each quoted with its neighbours."""
    found: list[Citation] = []
    for passage in text.passages:
        if len(found) == most:
            break
        here = list(tokens(passage.text))
        at = next((n for n, token in enumerate(here) if token.word in words), None)
        if at is not None and (cited := quoted(case, text, passage, (here[at].start, here[at].end))):
            found.append(cited)
    return found


def beginning(case: CaseFile, text: Text) -> list[Citation]:
    """Return a citation of how a text begins."""
    return [
        citing.cite(case.con, text.row, str(p.n), None)[0]
        for p in read.chosen_passages(case.con, text.row["doc"], 1)
    ]


def quoted(case: CaseFile, text: Text, passage: Passage, place: tuple[int, int]) -> Citation | None:
    """Return a citation of a place with some words to each side, or without them where the source has a blank there."""
    begin, finish = max(0, place[0] - _NEAR), min(len(passage.text), place[1] + _NEAR)
    # A word that this cuts in two is none.
    left = [t for t in tokens(passage.text[begin : place[0]]) if t.start > 0 or not begin]
    right = [t for t in tokens(passage.text[place[1] : finish]) if t.start > 0]
    if finish < len(passage.text) and right and right[-1].end == finish - place[1]:
        right.pop()
    before = [begin + token.start for token in left][-_BESIDE:]
    after = [place[1] + token.end for token in right][:_BESIDE]
    near = (before[0] if before else place[0], after[-1] if after else place[1])
    for start, end in (near, place):
        try:
            cited = citing.cite(case.con, text.row, str(passage.n), passage.text[start:end])[0]
        except BadValue:  # a blank stands between the words, or too many words between two of letters
            continue
        # A word by itself may stand there before, or within another.
        if cited.p_start == start:
            return cited
    return None
