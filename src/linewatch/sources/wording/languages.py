"""Which language a text is in, told from its script, its small words and its own letters; or a refusal."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

# Beginning, middle and end of a long text are looked at: enough to tell, at a cost that does not grow.
_ENOUGH, _LOOKED_AT = 1_500, 8_000  # characters of each
_WORD = re.compile(r"[^\W\d_]+")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
# Fewer words, or fewer letters of a script that tells by itself, say too little.
_FEWEST_WORDS, _FEWEST_LETTERS = 12, 12
# In running text of a language a third or more of the words are its small ones; noise takes some away.
_LEAST_SHARE = 0.11
# A second language with so much of the first one's weight means a mixed text, or one that cannot be told.
_LARGEST_SECOND = 0.72
_LARGEST_OTHER_SCRIPT = 0.3
_LETTER_WEIGHT = 0.5  # a word with a letter of the language's own, beside 1 for a small word of its own
_OWN_KANA = 0.05  # Chinese has none, running Japanese half


@dataclass(frozen=True, slots=True)
class LanguageLexicon:
    """`lexicons/languages.toml`.

    Attributes:
        scripts: Names of scripts, as the names of their letters begin.
        alone: Scripts that tell the language by themselves.
        words: By script, a small word's weight for each language that has it.
        letters: By script, the weight for each language of a letter that is its own.
        small_words: By language.
        dictionaries: The word list of each language that has one.
        light: Languages whose word list is quickly loaded.
    """

    scripts: frozenset[str]
    alone: Mapping[str, str]
    words: Mapping[str, Mapping[str, tuple[tuple[str, float], ...]]]
    letters: Mapping[str, Mapping[str, tuple[tuple[str, float], ...]]]
    small_words: Mapping[str, frozenset[str]]
    dictionaries: Mapping[str, str]
    light: frozenset[str]


@lru_cache(maxsize=1)
def language_lexicon() -> LanguageLexicon:
    """Return the lexicon that ships with Linewatch."""
    data = tomllib.loads(files("linewatch").joinpath("lexicons/languages.toml").read_text("utf-8"))
    by_script: dict[str, dict[str, dict[str, str]]] = {}
    for language, entry in data["languages"].items():
        by_script.setdefault(entry["script"], {})[language] = entry
    return LanguageLexicon(
        scripts=frozenset(data["scripts"]["names"]),
        alone=data["alone"],
        words={
            script: _weights({language: entry["words"].split() for language, entry in entries.items()}, 1.0)
            for script, entries in by_script.items()
        },
        letters={
            script: _weights(
                {language: [*entry.get("letters", "")] for language, entry in entries.items()}, _LETTER_WEIGHT
            )
            for script, entries in by_script.items()
        },
        small_words={
            language: frozenset(entry["words"].split()) for language, entry in data["languages"].items()
        },
        dictionaries=data["dictionaries"],
        light=frozenset(data["light"]["languages"]),
    )


def _weights(lists: dict[str, list[str]], most: float) -> dict[str, tuple[tuple[str, float], ...]]:
    """Return what each sign is worth to each language: the less, the more languages have it."""
    having: dict[str, list[str]] = {}
    for language, signs in lists.items():
        for sign in dict.fromkeys(signs):
            having.setdefault(sign, []).append(language)
    return {
        sign: tuple((language, most / len(languages)) for language in languages)
        for sign, languages in having.items()
    }


def language_tag(told: str | None) -> str | None:
    """Return what a file calls its language, if that has the form of BCP 47: ``en``, ``en-GB``, not ``English``."""
    told = (told or "").strip()
    return told if _TAG.fullmatch(told) else None


def language_of(text: str) -> str | None:
    """Return the language of a text as BCP 47.

    Args:
        text: Running text, of any length; of a long one three stretches are looked at.

    Returns:
        The language; None where the text is too short (fewer than 12 words), is mixed of languages or
        scripts, or is none of those the lexicon knows.
    """
    sample = stretches(text, _ENOUGH)
    lexicon = language_lexicon()
    script = _script(sample, lexicon)
    if script is None:
        return None
    if script in lexicon.alone:
        return lexicon.alone[script]
    words = _WORD.findall(unicodedata.normalize("NFC", sample).lower())
    if len(words) < _FEWEST_WORDS or script not in lexicon.words:
        return None
    half = len(words) // 2
    parts = (words[:half], words[half:])
    scores = [_scores(part, lexicon.words[script], lexicon.letters[script]) for part in parts]
    told = _told(scores[0] + scores[1], len(words))
    if told is None or half < _FEWEST_WORDS:
        return told
    halves = {_told(score, len(part)) for score, part in zip(scores, parts, strict=True)}
    return told if halves <= {told, None} else None


def _told(scores: Counter[str], words: int) -> str | None:
    """Return the language that the scores of so many words tell clearly, if they do."""
    ranked = sorted(((language, round(score, 6)) for language, score in scores.items()), key=_highest_first)
    if not ranked or ranked[0][1] < _LEAST_SHARE * words:
        return None
    if len(ranked) > 1 and ranked[1][1] > _LARGEST_SECOND * ranked[0][1]:
        return None
    return ranked[0][0]


def _highest_first(item: tuple[str, float]) -> tuple[float, str]:
    return -item[1], item[0]


def stretches(text: str, each: int = _LOOKED_AT) -> str:
    """Return a short text whole, of a long one beginning, middle and end."""
    if len(text) <= 3 * each:
        return text
    middle = (len(text) - each) // 2
    return "\n".join((text[:each], text[middle : middle + each], text[-each:]))


def _script(sample: str, lexicon: LanguageLexicon) -> str | None:
    """Return the script in which nearly all letters are."""
    found: Counter[str] = Counter()
    for char, times in Counter(sample).items():
        if char.isalpha():
            found[unicodedata.name(char, "").split(" ")[0]] += times
    kana = found["HIRAGANA"] + found["KATAKANA"]
    if kana and kana > _OWN_KANA * found["CJK"]:
        found["HIRAGANA"] += found.pop("CJK", 0) + found.pop("KATAKANA", 0)
    if found.total() < _FEWEST_LETTERS:
        return None
    script, times = max(found.items(), key=lambda item: (item[1], item[0]))
    return (
        script if script in lexicon.scripts and times > (1 - _LARGEST_OTHER_SCRIPT) * found.total() else None
    )


def _scores(
    words: list[str],
    small: Mapping[str, tuple[tuple[str, float], ...]],
    letters: Mapping[str, tuple[tuple[str, float], ...]],
) -> Counter[str]:
    """Return the weight of a text's words for each language."""
    scores: dict[str, float] = {}
    for word, times in Counter(words).items():
        told = small.get(word, ())
        if not word.isascii():
            told = (*told, *(one for letter in sorted(set(word) & letters.keys()) for one in letters[letter]))
        for language, weight in told:
            scores[language] = scores.get(language, 0.0) + weight * times
    return Counter(scores)
