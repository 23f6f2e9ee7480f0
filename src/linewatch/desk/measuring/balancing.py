"""The balance of two concepts in texts, one text after another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from linewatch.desk.common.finding import Computed, Question, find
from linewatch.desk.common.quoting import Text, beginning, held, quoted
from linewatch.desk.common.wording import lexicon, own_lexicon
from linewatch.desk.reading.documents import shown
from linewatch.errors import BadValue, NoSuchRecord
from linewatch.kinds.citations import Citation
from linewatch.measures import balance as measure
from linewatch.measures.balance import Balance, Concept, Named
from linewatch.measures.words import tokens
from linewatch.record.case_file import CaseFile

_SEED = 1
_CITED, _SHOWN = 2, 20  # places cited of a word, words shown
_BEFORE = 3  # words before a concept's word that are looked at for one that denies, unless told otherwise
_FARTHEST = 20  # at most
_FORM = (
    'Write TOML: language = "en", negations = ["not"], then [concepts], '
    'then a line for each: name = ["word", "begin*"]'
)


@dataclass(frozen=True, slots=True)
class _Lists:
    """Named word lists, and the words that deny.

    Attributes:
        language: Of the words, as BCP 47; None where nobody said.
        concepts: By name.
        negations: Words that deny.
        before: How many words before a concept's word are looked at for one.
    """

    language: str | None
    concepts: Mapping[str, tuple[str, ...]]
    negations: tuple[str, ...]
    before: int


def balance_texts(
    case: CaseFile, names: Sequence[str], between: tuple[str, str], concepts: Path | None = None
) -> list[dict[str, Any]]:
    """Return the balance of two concepts in texts, in the order given.

    Args:
        case: Where they are held.
        names: The texts.
        between: Two concepts: names of word lists, or words with commas between, a ``*`` for any ending.
        concepts: A file of word lists in place of the ones that ship.

    Raises:
        BadValue: If a document is not held, or the file or a list cannot be used.
        NoSuchRecord: If there is no such word list.
    """
    lists = _load(concepts)
    pair = (_concept(lists, between[0]), _concept(lists, between[1]))
    if both := set(pair[0].words) & set(pair[1].words):
        raise BadValue(
            f"{min(both)!r} stands in both concepts.",
            "A word can speak for one of them only; take it out of one.",
        )
    texts = [held(case, name) for name in names]
    listed = lists.language if any(name in lists.concepts for name in between) else None
    settings = measure.SETTINGS | {
        "seed": _SEED, "first": [pair[0].name, *pair[0].words], "second": [pair[1].name, *pair[1].words],
        "language": listed, "negations": list(lists.negations), "negation_reach": lists.before,
    }  # fmt: skip

    def compute() -> Computed:
        rows = [_row(case, text, pair, lists, listed) for text in texts]
        return [row | {"settings": settings} for row, _ in rows], [c for _, cited in rows for c in cited]

    return find(case, Question("balance", "2", settings, "texts"), [text.key for text in texts], compute)


def _load(path: Path | None) -> _Lists:
    """Return the word lists of a file, or those that ship.

    Raises:
        BadValue: If the file cannot be read or does not hold what it should.
    """
    data = own_lexicon(path, _FORM) if path else lexicon("balance.en")
    found, language = data.get("concepts"), data.get("language")
    negations, reach = data.get("negations", []), data.get("negation_reach", _BEFORE)
    wrong = [
        told
        for told, right in (
            (
                "[concepts] as lists of words",
                isinstance(found, dict) and found and all(map(_is_words, found.values())),
            ),
            ("a language as text", language is None or (isinstance(language, str) and language.strip())),
            ("negations as a list of words", negations == [] or _is_words(negations)),
            (
                f"negation_reach as a number from 0 to {_FARTHEST}",
                type(reach) is int and 0 <= reach <= _FARTHEST,
            ),
        )
        if not right
    ]
    if wrong or not isinstance(found, dict):
        raise BadValue(f"{path} has no {', no '.join(wrong)}.", _FORM)
    return _Lists(
        language,
        {name: tuple(w.strip() for w in words) for name, words in found.items()},
        tuple(negations),
        reach,
    )


def _is_words(value: object) -> bool:
    return (
        isinstance(value, list) and bool(value) and all(isinstance(w, str) and w.strip(" *") for w in value)
    )


def _concept(lists: _Lists, asked: str) -> Concept:
    if words := lists.concepts.get(asked):
        return Concept(asked, words)
    words = tuple(word for part in asked.split(",") if (word := part.strip()))
    if len(words) == 1 and "*" not in asked and "," not in asked and lists.concepts:
        raise NoSuchRecord("concept", asked, lists.concepts, "balance --help")
    if not words or not all(word.strip(" *") for word in words):
        raise BadValue(f"{asked!r} names no words.", "Write them with commas between: freedom,independen*")
    return Concept(asked, words)


def _row(
    case: CaseFile, text: Text, pair: tuple[Concept, Concept], lists: _Lists, language: str | None
) -> tuple[dict[str, Any], list[Citation]]:
    of_text = (text.row["language"] or "").split("-")[0]
    words = sum(1 for part in text.words for _ in tokens(part))
    if language and of_text and of_text != language.split("-")[0]:
        why = f"the document is in {of_text}, the word lists are in {language}"
        found = Balance(
            None, None, None, 0, 0, 0, 0, 0, words, why, f"word lists in {of_text}, with --concepts FILE"
        )
        places: list[Named] = []
    else:
        places = measure.named(text.words, pair, lists.negations, lists.before)
        found = measure.balance(places, len(text.words), words, _SEED)
    shown_words, cited = _words(case, text, pair, places)
    cited = cited or beginning(case, text)
    row = {
        "document": text.ident,
        "date": text.row["date"],
        "balance": found.value,
        "low": found.low,
        "high": found.high,
        "first": found.first,
        "second": found.second,
        "passages": found.passages,
        "together": found.together,
        "negated": found.negated,
        "words": found.words,
        "concept_words": shown_words,
        "refused": {"why": found.why, "needed": found.needed} if found.why else None,
        "cites": [shown(c) for c in cited],
    }
    return row, cited


def _words(
    case: CaseFile, text: Text, pair: tuple[Concept, Concept], places: Sequence[Named]
) -> tuple[list[dict[str, Any]], list[Citation]]:
    """Return the words by which a text names the concepts, the most frequent first, with places of each."""
    where: dict[tuple[bool, str], list[Named]] = {}
    for place in places:
        word = " ".join(text.words[place.passage][place.start : place.end].lower().split())
        where.setdefault((place.second, word), []).append(place)
    times = Counter({key: len(found) for key, found in where.items()})
    rows: list[dict[str, Any]] = []
    every: list[Citation] = []
    for (second, word), n in sorted(times.items(), key=lambda item: (-item[1], item[0]))[:_SHOWN]:
        cited = [
            c
            for place in where[second, word][:_CITED]
            if (c := quoted(case, text, text.passages[place.passage], (place.start, place.end)))
        ]
        every += cited
        rows.append(
            {
                "word": word,
                "concept": pair[int(second)].name,
                "times": n,
                "negated": sum(place.negated for place in where[second, word]),
                "cites": [shown(c) for c in cited],
            }
        )
    return rows, every
