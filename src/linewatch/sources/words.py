"""Which words a language has, so that a reading can be judged and mended by them."""

from __future__ import annotations

import tomllib
from array import array
from bisect import bisect_left
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from linewatch.sources.languages import language_lexicon

_SHORTEST_STEM = 4  # letters
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


@cache
def words_of(language: str | None) -> Words | None:
    """Return the words of a language given as BCP 47; None where no dictionary of it is at hand."""
    base = (language or "").split("-")[0].lower()
    return Words(base) if base in language_lexicon().dictionaries else None


@cache
def ocr_data(language: str) -> dict[str, Any]:
    """Return what `lexicons/ocr.LANGUAGE.toml` says; of ``any`` it says what holds for all languages."""
    file = files("linewatch").joinpath(f"lexicons/ocr.{language}.toml")
    return tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}
