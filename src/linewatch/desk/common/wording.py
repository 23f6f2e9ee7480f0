"""Word lists and wording that ship with Linewatch, and the files in which a case or a person keeps their own."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from linewatch.brief.phrases import Phrases
from linewatch.errors import BadValue
from linewatch.measures.estimates.scales import chosen, scales


@cache
def lexicon(name: str) -> dict[str, Any]:
    """Return a word list that ships, by its file's name without the ending; empty where none ships."""
    found = files("linewatch").joinpath("lexicons", f"{name}.toml")
    return tomllib.loads(found.read_text("utf-8")) if found.is_file() else {}


@cache
def languages_of(name: str) -> tuple[str, ...]:
    """Return the languages in which a word list ships, by the begin of its files' names."""
    found = files("linewatch").joinpath("lexicons").iterdir()
    parts = [file.name.split(".") for file in found]
    return tuple(
        sorted(
            tag for stem, tag, *rest in (p for p in parts if len(p) == 3) if stem == name and rest == ["toml"]
        )
    )


def own_lexicon(path: Path, form: str) -> dict[str, Any]:
    """Return a word list that somebody keeps in a file.

    Args:
        path: The file.
        form: How it is to be written, for whoever got it wrong.

    Raises:
        BadValue: If it cannot be read.
    """
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadValue(f"The words in {path} cannot be read: {error}.", form) from error


def phrases() -> Phrases:
    """Return the phrase table of a brief, with the scale whose words go beside a chance."""
    told = lexicon("brief.en")
    estimates = lexicon(f"estimates.{told['language']}")
    known = scales(estimates["scales"], estimates["writing"]) if estimates else {}
    scale = chosen(known, estimates["defaults"]["write"]) if known else None
    return Phrases.of(told, scale)
