"""Graded words for texts of one language: those that ship, and those that a person keeps in a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, cast

from linewatch.desk.common import wording
from linewatch.desk.common.quoting import Text, base_language, same_language
from linewatch.errors import BadValue, nearest
from linewatch.measures.shifts.lexicon import Lexicon, lexicon

_FORM = 'Write TOML: language = "en", then [[scale]], family = "degree", rungs = [["weak"], ["strong"]].'
_SHIPS = "shifts."


@dataclass(frozen=True, slots=True)
class Words:
    """The graded words for some texts.

    Attributes:
        language: Of the texts; None where nobody said.
        lexicon: What is known of their language; empty where nothing is.
        key: What a result hangs on.
    """

    language: str | None
    lexicon: Lexicon
    key: Sequence[Any]

    @property
    def why(self) -> str | None:
        """Why no change of wording can be told, and what to do; None where words are graded."""
        if self.lexicon.grades:
            return None
        if self.language is None:
            return (
                "The language of the texts is not known: what softened, hardened or was reversed cannot be told. "
                f"Say it with --language or linewatch correct DOC --language: {_named()}."
            )
        return (
            f"There are no graded words for {self.language!r}: what softened, hardened or was reversed cannot be "
            f"told. They ship for {_named()}; give others with --lexicon FILE."
        )


def words_for(texts: Sequence[Text], told: str | None = None, added: Path | None = None) -> Words:
    """Return the graded words for texts of one language.

    Args:
        texts: Some texts.
        told: Their language, where the case does not say or is mistaken.
        added: A file of words to be added.

    Raises:
        BadValue: If the texts are in several languages, the file cannot be used, or for the language that is told
            there is no graded word.
    """
    words = graded_words(base_language(told) or same_language(texts), added)
    if told is not None and (not base_language(told) or not words.lexicon.grades):
        raise BadValue(
            f"There are no graded words for a language {told!r}.",
            f"They ship for {_named()}; give others with --lexicon FILE.",
        )
    return words


def graded_words(language: str | None, added: Path | None = None) -> Words:
    """Return the graded words that ship for a language, with those of a file.

    Args:
        language: Its code; of None the words are in the language that the file names.
        added: The file.

    Raises:
        BadValue: If the file cannot be used.
    """
    own = None if added is None else _own(added)
    meant = base_language(own["language"]) if own and "language" in own else None
    short = base_language(language) or meant
    if meant and meant != short:
        raise BadValue(
            f"The words in {added} are in {meant!r}, the texts in {short!r}.",
            "Give words of the texts' language, or say it with --language.",
        )
    data = list[Mapping[str, Any]]()
    if short in languages():
        data.append(wording.lexicon(f"{_SHIPS}{short}"))
    if own is not None:
        data.append(own)
    return Words(short, lexicon(*data), data)


def _own(path: Path) -> dict[str, Any]:
    found = wording.own_lexicon(path, _FORM)
    _check(found, path)
    return found


@cache
def languages() -> tuple[str, ...]:
    """Return the languages for which graded words ship."""
    names = (one.name for one in files("linewatch").joinpath("lexicons").iterdir())
    return tuple(sorted(name.split(".")[1] for name in names if name.startswith(_SHIPS)))


def _named() -> str:
    return ", ".join(languages())


def _check(own: Mapping[str, Any], path: Path) -> None:
    """Refuse a file of words that would be read otherwise than it is meant."""
    if not own.keys() - {"language"}:
        raise BadValue(f"The file {path} has no words.", _FORM)
    for name, value in own.items():
        if name not in _PARTS:
            raise BadValue(f"{path}: {name!r} is none of its parts.", _likely(name, _PARTS))
        fits, form = _PARTS[name]
        if not fits(value):
            raise BadValue(f"{path}: {name!r} is not what it should be.", f"Write: {form}")
    for scale in own.get("scale", ()):
        _check_table(scale, _SCALE, f"{path}: a [[scale]] of the family {scale.get('family')!r}")
    for axis in own.get("opposite", ()):
        _check_table(axis, _AXIS, f"{path}: an [[opposite]]")


def _check_table(table: Mapping[str, Any], parts: Mapping[str, _Part], where: str) -> None:
    for name in table:
        if name not in parts:
            raise BadValue(f"{where} has {name!r}, which is none of its parts.", _likely(name, parts))
    for name, (fits, form) in parts.items():
        if name != "alone" and name not in table:
            raise BadValue(f"{where} lacks {name!r}.", f"Write: {form}")
        if name in table and not fits(table[name]):
            raise BadValue(f"{where} has {name!r} otherwise than it should be.", f"Write: {form}")


def _likely(name: str, parts: Mapping[str, _Part]) -> str:
    told = nearest(name, parts)
    return told if told.startswith("Did") else f"There are: {', '.join(parts)}."


def _is_words(value: Any) -> bool:
    return _all(value, lambda one: isinstance(one, str) and bool(one.strip()))


def _is_rungs(value: Any) -> bool:
    return _all(value, _is_words) and len(value) > 1


def _is_couples(value: Any) -> bool:
    return _all(
        value, lambda one: isinstance(one, list) and [type(x) for x in cast("list[Any]", one)] == [str, str]
    )


def _is_tables(value: Any) -> bool:
    return _all(value, lambda one: isinstance(one, dict))


def _is_strengths(value: Any) -> bool:
    return isinstance(value, dict) and all(
        isinstance(one, int | float) and not isinstance(one, bool) and 0 <= one <= 1
        for one in cast("dict[str, Any]", value).values()
    )


def _is_forms(value: Any) -> bool:
    return isinstance(value, dict) and all(
        isinstance(one, str) for one in cast("dict[str, Any]", value).values()
    )


def _all(value: Any, fits: Callable[[Any], bool]) -> bool:
    """Return whether a value is a list with something in it, all of which fits."""
    return isinstance(value, list) and bool(value) and all(fits(one) for one in cast("list[Any]", value))


_Part = tuple[Callable[[Any], bool], str]
_SCALE: dict[str, _Part] = {
    "family": (lambda value: isinstance(value, str) and bool(value.strip()), 'family = "degree"'),
    "rungs": (_is_rungs, 'rungs = [["some"], ["grave"]]: two lists of words or more, the weakest first'),
    "alone": (lambda value: isinstance(value, bool), "alone = true"),
}
_AXIS: dict[str, _Part] = {
    "one": (_is_words, 'one = ["support"]'),
    "other": (_is_words, 'other = ["oppose"]'),
}
_LISTS = ("not_negating", "hedges", "by", "be", "participles", "cut_before", "abbreviations", "plain", "joining",
          "prefixes", "concord", "adverbs", "functions", "determiners", "calendar", "past")  # fmt: skip
_PARTS: dict[str, _Part] = {
    "language": (
        lambda value: isinstance(value, str) and base_language(value) is not None,
        'language = "en"',
    ),
    "scale": (_is_tables, "[[scale]], in two brackets, then family and rungs"),
    "opposite": (_is_tables, "[[opposite]], in two brackets, then one and other"),
    "negation": (_is_strengths, "[negation], then: not = 0.5"),
    "negation_endings": (_is_strengths, '[negation_endings], then: "n\'t" = 0.5'),
    "irregular": (_is_forms, '[irregular], then: said = "say"'),
    "undouble": (lambda value: isinstance(value, bool), "undouble = true"),
    "capitals_are_names": (lambda value: isinstance(value, bool), "capitals_are_names = false"),
    "endings": (_is_couples, 'endings = [["ies", "y"]]'),
    "suffixes": (_is_couples, 'suffixes = [["ful", "less"]]'),
    **{name: (lambda value: value == [] or _is_words(value), f'{name} = ["word"]') for name in _LISTS},
}
