"""Papers: documents that are releases or readings of one another, and what each paper holds of others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from linewatch.measures.releases import candidates as candidate
from linewatch.measures.releases import likeness as alike
from linewatch.measures.releases import relations as relation
from linewatch.measures.releases.candidates import candidates
from linewatch.measures.releases.folding import Folded, fold
from linewatch.measures.releases.likeness import likeness
from linewatch.measures.releases.relations import Judged, judged

_AT_HAND = 256  # folded texts kept in memory at a time
SETTINGS: dict[str, float] = {
    "shingle_letters": candidate.SHINGLE,
    "one_shingle_kept_of": candidate.KEPT,
    "least_shared_shingles": candidate.LEAST_SHARED,
    "least_share_of_shingles": candidate.LEAST_SHARE,
    "near": candidate.NEAR,
    "common": candidate.COMMON,
    "anchor_letters": alike.ANCHOR,
    "anchor_repeats": alike.REPEATS,
    "misread_letters_at_most": alike.REACH,
    "drift": alike.DRIFT,
    "least_drift_letters": alike.LEAST_DRIFT,
    "anchors_looked_ahead": alike.AHEAD,
    "letters_of_a_run": alike.RUN,
    "letters_shifted": alike.SHIFT,
    "read_alike": alike.READ_ALIKE,
    "letters_all_misread": alike.SHORT,
    "letters_that_tell_a_word": alike.WORD,
    "break": alike.BREAK,
    "least_words": relation.LEAST_WORDS,
    "words_of_a_brief_paper": relation.BRIEF,
    "least_share_of_a_brief_paper": relation.BRIEF_ALIKE,
    "least_share_of_the_shorter": relation.ALIKE,
    "share_outside_an_enclosure": relation.WITHIN,
    "words_of_another_paper": relation.APART,
    "share_of_another_paper": relation.APART_SHARE,
    "shared_from_end_to_end": relation.CLOSE,
    "own_words_to_misread_ones": relation.OWN,
    "own_words_that_count_as_none": relation.CLEAN,
    "share_before_a_beginning": relation.HEAD,
}


class Member(NamedTuple):
    """A document as one release or reading of a paper.

    Attributes:
        document: Its id.
        words: How many words it has.
        likeness: The share of its words that stand in the paper's fullest document, from 0 to 1; words that were
            misread, but not too badly, count as the same.
    """

    document: str
    words: int
    likeness: float


class Paper(NamedTuple):
    """One paper.

    Attributes:
        name: The id of its fullest document.
        members: Its documents, the fullest first.
        contains: Documents of other papers that stand in it whole, by id.
    """

    name: str
    members: tuple[Member, ...]
    contains: tuple[str, ...]


def papers(texts: Mapping[str, str]) -> tuple[Paper, ...]:
    """Return the papers that have more than one document or contain another paper, by name.

    Two documents are one paper where they are alike from end to end, as releases with other deletions or
    readings by other eyes are; or where one is the beginning of the other and no further reading ends at the
    same place, so that it is a reading cut short. One contains the other where the shorter stands in the longer
    whole, with words of another paper before it, or after an end on which several readings agree. Groups are
    joined only where their fullest documents are one paper, so that no chain of likenesses runs from paper to
    paper. Two states of one paper, a draft and the text that came of it, are alike from end to end as well:
    which of two texts an author or a censor changed cannot be told from the words.

    Args:
        texts: By id, without markings and editors' notes; a text is fetched when it is looked at.
    """
    return _Groups(texts, candidates(texts)).papers()


def paper_of(found: Iterable[Paper], documents: Iterable[str]) -> dict[str, str]:
    """Return for each document the name of its paper, so that one witness is counted once.

    A document that stands alone is its own paper; so is one that another paper contains.
    """
    named = {member.document: paper.name for paper in found for member in paper.members}
    return {document: named.get(document, document) for document in documents}


class _Groups:
    """Documents as they are joined to papers."""

    def __init__(self, texts: Mapping[str, str], pairs: list[tuple[str, str]]) -> None:
        self._texts = texts
        self._folded = lru_cache(_AT_HAND)(self._fold)
        self._words: dict[str, int] = {}
        self._judged: dict[tuple[str, str], Judged] = {}
        for a, b in pairs:
            self._judge(a, b)
        self._group: dict[str, list[str]] = {ident: [ident] for ident in sorted(self._words)}

    def papers(self) -> tuple[Paper, ...]:
        """Return the papers found."""
        rows = sorted(self._judged.items(), key=lambda row: (-min(row[1].shares), row[0]))
        for (a, b), found in rows:
            if found.relation == "whole":
                self._join(a, b)
        enclosures = [self._ordered(a, b, found) for (a, b), found in rows if found.relation == "lies_in"]
        for (a, b), found in rows:
            if found.relation == "opens":
                long, short = self._ordered(a, b, found)
                # One reading alone that stops early is cut short; where several stop, the paper ends.
                if len(self._group[short]) == 1:
                    self._join(long, short)
                else:
                    enclosures.append((long, short))
        return self._told(enclosures)

    def _told(self, enclosures: list[tuple[str, str]]) -> tuple[Paper, ...]:
        within: dict[str, set[str]] = {}
        for long, short in enclosures:
            if self._group[long] is not self._group[short]:
                within.setdefault(self._fullest(self._group[long]), set()).update(self._group[short])
        names = {self._fullest(group) for group in self._group.values() if len(group) > 1} | within.keys()
        return tuple(self._paper(name, within.get(name, set())) for name in sorted(names))

    def _paper(self, name: str, contains: set[str]) -> Paper:
        others = sorted(set(self._group[name]) - {name}, key=lambda ident: (-self._words[ident], ident))
        members = [Member(name, self._words[name], 1.0)]
        members += [Member(ident, self._words[ident], self._share(ident, name)) for ident in others]
        return Paper(name, tuple(members), tuple(sorted(contains)))

    def _share(self, ident: str, other: str) -> float:
        return self._judge(ident, other).shares[int(ident > other)]

    def _join(self, a: str, b: str) -> None:
        """Make one group of two where their fullest documents are one paper too."""
        first, second = self._group[a], self._group[b]
        if first is second or self._judge(self._fullest(first), self._fullest(second)).relation not in (
            "whole",
            "opens",
        ):
            return
        first += second
        for ident in second:
            self._group[ident] = first

    def _fullest(self, group: list[str]) -> str:
        return min(group, key=lambda ident: (-self._words[ident], ident))

    def _ordered(self, a: str, b: str, found: Judged) -> tuple[str, str]:
        return (b, a) if found.longer else (a, b)

    def _judge(self, a: str, b: str) -> Judged:
        pair = (a, b) if a < b else (b, a)
        if pair not in self._judged:
            self._judged[pair] = judged(likeness(self._folded(pair[0]), self._folded(pair[1])))
        return self._judged[pair]

    def _fold(self, ident: str) -> Folded:
        folded = fold(self._texts[ident])
        self._words[ident] = folded.words
        return folded
