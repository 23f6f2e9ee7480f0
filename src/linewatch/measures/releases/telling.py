"""What one release or reading of a paper tells that the others hide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from linewatch.kinds.documents import Passage
from linewatch.measures.releases.aligning import between_anchors
from linewatch.measures.releases.likeness import likeness
from linewatch.measures.releases.wording import Place, Wording, wording

EMPTY = 0.3  # share of the letters that the other may have in its place, and still hide it
ELSEWHERE = 0.5  # share of a stretch that stands elsewhere in the other: moved, or a stamp, and not hidden
JOINED = 2  # words between two hidden stretches that are taken for chance
FEW, UNCONFIRMED = 3, 5  # words that must be hidden where a third reading confirms them, and where none does
KNOWN = 0.6  # share of the longer words that must be known as words: below it, misread letters
CLEAN = 0.03  # share of words read differently, below which two readings are clean, or by the same eyes
LONGER, MARKED = 4, 3  # letters that a word needs to say something, and a stretch in the place of a blank


SETTINGS: dict[str, float] = {
    "letters_left": EMPTY,
    "share_elsewhere": ELSEWHERE,
    "words_joined_over": JOINED,
    "words_confirmed": FEW,
    "words_unconfirmed": UNCONFIRMED,
    "share_known": KNOWN,
    "read_cleanly": CLEAN,
    "letters_of_a_longer_word": LONGER,
    "letters_at_a_mark": MARKED,
}


class Hidden(NamedTuple):
    """Where a document has nothing for what another tells.

    Attributes:
        document: Its id.
        before: The word before the gap; None at the very beginning.
        after: The word after it; None at the very end.
        mark: The blank or code that stands there, as printed; None where there is none.
    """

    document: str
    before: Place | None
    after: Place | None
    mark: str | None


class Telling(NamedTuple):
    """A stretch that one document tells and another hides.

    Attributes:
        document: Who tells it.
        begin: The place of its first word.
        last: The place of its last word.
        text: As it reads there.
        words: How many.
        hidden: Where the others have nothing in its place.
        also_in: Other documents that tell it.
    """

    document: str
    begin: Place
    last: Place
    text: str
    words: int
    hidden: tuple[Hidden, ...]
    also_in: tuple[str, ...]


class _Stretch(NamedTuple):
    """Words of a document, from first to before end, that another has nothing for at one of its words."""

    first: int
    end: int
    at: int


def tells(documents: Mapping[str, Sequence[Passage]]) -> tuple[Telling, ...]:
    """Return what each document of one paper tells that another hides, in the order of the fullest that tells it.

    A stretch counts as hidden where the other document has a blank, a code or nothing between the words around
    it. Words read in two ways are no revelation. Neither is what stands elsewhere in the other document, nor
    letters that make no words of the paper; where no blank or code shows a deletion and no third document has
    the words as well, five words are asked for.

    Args:
        documents: Passages by id, those of one paper.
    """
    read = [wording(ident, passages) for ident, passages in documents.items()]
    read.sort(key=lambda one: (-len(one.words), one.document))
    found: list[Telling] = []
    for teller in read:
        for stretch, hidden in _gathered(teller, read):
            words = teller.words[stretch.first : stretch.end]
            if not _told_before(teller, words, hidden, found, read):
                hides = {gap.document for gap in hidden} | {teller.document}
                also = [
                    one.document
                    for one in read
                    if one.document not in hides and one.share_known(words) >= ELSEWHERE
                ]
                found.append(
                    Telling(
                        teller.document,
                        teller.places[stretch.first],
                        teller.places[stretch.end - 1],
                        teller.text(stretch.first, stretch.end),
                        len(words),
                        tuple(hidden),
                        tuple(also),
                    )
                )
    return tuple(found)


def _told_before(
    teller: Wording, words: list[str], hidden: list[Hidden], found: list[Telling], read: list[Wording]
) -> bool:
    """Return whether a fuller document tells the same words already."""
    by_id = {one.document: one for one in read}
    places = {gap.document for gap in hidden}
    tellers = {row.document for row in found if places <= {gap.document for gap in row.hidden}}
    return any(by_id[one].share_known(words) >= ELSEWHERE for one in tellers - {teller.document})


def _gathered(teller: Wording, read: list[Wording]) -> Iterator[tuple[_Stretch, list[Hidden]]]:
    """Yield the stretches that a document tells, each once for all that hide it."""
    rows: list[tuple[_Stretch, Hidden]] = []
    trusted = _trusted(teller, read)
    for other in read:
        if other is not teller:
            others = [one for one in read if one not in (teller, other)]
            for stretch in _stretches(teller, other):
                if _is_told(teller, other, others, stretch, trusted):
                    rows.append((stretch, _hidden(other, stretch.at)))
    rows.sort(key=lambda row: (row[0].first, -row[0].end))
    while rows:
        stretch, _ = rows[0]
        same = [row for row in rows if row[0].first < stretch.end]
        rows = rows[len(same) :]
        whole = stretch._replace(end=max(row[0].end for row in same))
        yield whole, list({row[1].document: row[1] for row in same}.values())


def _is_told(
    teller: Wording, other: Wording, others: list[Wording], stretch: _Stretch, trusted: list[Wording] | None
) -> bool:
    """Return whether a stretch is told by one document and hidden by another, and no accident of reading.

    Args:
        teller: The document that has it.
        other: The one that has nothing for it.
        others: The other documents of the paper.
        stretch: The words, and where they are missing.
        trusted: Readings by other eyes, by which words are known; None where all read alike.
    """
    words = teller.words[stretch.first : stretch.end]
    if stretch.at in other.marks and len(words) <= UNCONFIRMED:
        return len("".join(words)) >= MARKED
    longer = [word for word in words if len(word) >= LONGER]
    if not longer or other.share_known(words) > ELSEWHERE:
        return False
    if trusted is not None:
        known = [
            word for word in longer if teller.often[word] > 1 or any(word in one.often for one in trusted)
        ]
        if len(known) < KNOWN * len(longer):
            return False
    confirmed = [one for one in others if one.share_known(words) >= ELSEWHERE]
    if stretch.at in other.marks or len(words) >= (FEW if confirmed else UNCONFIRMED):
        return True
    # A word or two that a reading left out is told only if it is surely a word, and one that the other never has.
    by_other_eyes = any(one in confirmed for one in trusted or ())
    sure = by_other_eyes or all(teller.often[word] > 1 for word in longer)
    return bool(confirmed) and sure and all(word not in other.often for word in longer)


def _trusted(teller: Wording, read: list[Wording]) -> list[Wording] | None:
    """Return the readings that misread other letters than a document does; None where it is read cleanly."""
    apart = {one.document: likeness(teller.letters, one.letters).misread for one in read if one is not teller}
    if max(apart.values(), default=0.0) < CLEAN:
        return None
    return [one for one in read if one is not teller and apart[one.document] >= CLEAN]


def _hidden(other: Wording, at: int) -> Hidden:
    mark = other.marks.get(at)
    before = other.places[at - 1] if at else None
    after = other.places[at] if at < len(other.places) else None
    return Hidden(other.document, before, after, mark[1].text if mark else None)


def _stretches(teller: Wording, other: Wording) -> Iterator[_Stretch]:
    """Yield the stretches of a document for which the other has next to nothing, near ones joined."""
    last: _Stretch | None = None
    for stretch in _missing(teller, other):
        if last and stretch.first - last.end <= JOINED and stretch.at - last.at <= JOINED:
            last = last._replace(end=stretch.end)
            continue
        if last:
            yield last
        last = stretch
    if last:
        yield last


def _missing(teller: Wording, other: Wording) -> Iterator[_Stretch]:
    for a, a_end, b, b_end in between_anchors(teller, other):
        ours, theirs = teller.words[a:a_end], other.words[b:b_end]
        for what, i, j, k, m in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
            if what == "delete" or (what == "replace" and _hides("".join(ours[i:j]), "".join(theirs[k:m]))):
                yield _Stretch(a + i, a + j, b + (k if what == "delete" else m))


def _hides(ours: str, theirs: str) -> bool:
    """Return whether one stretch has too few letters to be a reading of the other."""
    return len(theirs) <= EMPTY * len(ours)
