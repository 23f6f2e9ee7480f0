"""Which words a language has, so that a reading can be judged and mended by them."""

from __future__ import annotations

import tomllib
from array import array
from bisect import bisect_left
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import numpy as np

from linewatch.sources.wording.languages import language_lexicon

_SHORTEST_STEM = 4  # letters
_WORTH_A_DICTIONARY = 1_500  # characters, a page or so
_MOST_LOADED = 2  # dictionaries at a time, each of some 60 MB
_APOSTROPHES = str.maketrans("’‘", "''")


class Words:
    """The words of one language.

    A dictionary of a language with many endings has millions of forms, and as text takes hundreds of
    megabytes; here each is kept as 64 bits of its hash. That a wrong word has the hash of a right one is less
    likely than one in a billion.

    Attributes:
        small: The language's small words.
        common: Words so frequent that a repair may lead to them without other evidence, the small ones included.
        prefixes: What keeps its hyphen before a word that stands by itself.
        stems: Words long enough to stand behind a prefix.
        confusions: What stands in a reading, and what may have stood on the page.
    """

    def __init__(self, language: str) -> None:
        # Loaded when a dictionary is first needed.
        from simplemma.strategies.dictionaries.dictionary_factory import (  # noqa: PLC0415
            DefaultDictionaryFactory,
        )

        # A factory of its own, so that the dictionary is given back once it is folded.
        listed = DefaultDictionaryFactory(1).get_dictionary(language_lexicon().dictionaries[language])
        hashes = np.fromiter((hash(word) for word in listed), dtype=np.int64, count=len(listed))
        hashes.sort()
        self._hashes: array[int] = array("q", hashes.tobytes())
        data = ocr_data(language)
        self.small = language_lexicon().small_words[language]
        self.common = self.small | frozenset(str(data.get("common", "")).split())
        self.prefixes = frozenset(str(data.get("prefixes", "")).split())
        self.stems = frozenset(word for word in self.common - self.small if len(word) >= _SHORTEST_STEM)
        self.confusions = tuple((read, meant) for read, meant in data.get("confusions", ()))

    def knows(self, word: str) -> bool:
        """Return whether a word stands in the language's dictionary, whatever its capitals."""
        lower = word.lower()
        if lower in self.common or self._lists(lower):
            return True
        if "’" in word or "‘" in word:
            return self.knows(word.translate(_APOSTROPHES))
        return self._lists(lower.capitalize()) or (word != lower and self._lists(word))

    def _lists(self, word: str) -> bool:
        wanted = hash(word)
        at = bisect_left(self._hashes, wanted)
        return at < len(self._hashes) and self._hashes[at] == wanted


def words_of(language: str | None, characters: int) -> Words | None:
    """Return the words by which a text can be judged.

    Args:
        language: Of the text, as BCP 47.
        characters: How long the text is.

    Returns:
        None where no dictionary is at hand, or loading it would cost far more than reading the text.
    """
    base, lexicon = (language or "").split("-")[0].lower(), language_lexicon()
    worth_it = base in lexicon.light or characters >= _WORTH_A_DICTIONARY
    return _loaded(base) if base in lexicon.dictionaries and worth_it else None


@lru_cache(_MOST_LOADED)
def _loaded(language: str) -> Words:
    return Words(language)


@cache
def ocr_data(language: str) -> dict[str, Any]:
    """Return what `lexicons/ocr.LANGUAGE.toml` says; of ``any`` it says what holds for all languages."""
    file = files("linewatch").joinpath(f"lexicons/ocr.{language}.toml")
    return tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}
