"""The tables of cues: which wording is weaker than which."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.edits.common import HERE


class Wording(NamedTuple):
    """A wording that can be exchanged: the words, what to put, and what the exchange does."""

    words: str
    put: str
    kind: str
    edit: str
    slot: str
    before: tuple[str, ...]
    sealed: bool
    pair: int


class Insertion(NamedTuple):
    """Words that are put in: after an auxiliary (``aux``) or in front of a sentence (``front``)."""

    text: str
    kind: str
    place: str
    sealed: bool


class Cues(NamedTuple):
    """The tables of one half: wordings by their first word, and insertions."""

    half: str
    wordings: dict[str, list[Wording]]
    insertions: tuple[Insertion, ...]


def load_cues(half: str, folder: Path = HERE) -> Cues:
    """Return the cues of a half, ``open`` or ``sealed``; synonyms are in both."""
    if half not in ("open", "sealed"):
        raise ValueError(f"No half of the cues is called {half!r}: it is 'open' or 'sealed'.")
    with (folder / "cues.en.toml").open("rb") as file:
        table = tomllib.load(file)
    synonyms, sealed = table["synonym"], half == "sealed"
    if sealed:
        with (folder / "cues_sealed.en.toml").open("rb") as file:
            table = tomllib.load(file)
    wordings = defaultdict[str, list[Wording]](list)
    number = count()

    def enter(row: Mapping[str, Any], ends: tuple[str, str], kinds: tuple[str, str], edit: str) -> None:
        """Enter both directions of a row: one wording to the other, and back."""
        allowed, is_sealed = row.get("only"), sealed and edit != "synonym"
        told = (row.get("slot", "word"), tuple(row.get("before", ())), is_sealed, next(number))
        for here, there, kind in ((*ends, kinds[0]), (*ends[::-1], kinds[1])):
            if allowed in (None, there, kind.removesuffix("ed")):
                for form, new in zip(row[here], row[there], strict=True):
                    wordings[form.split()[0]].append(Wording(form, new, kind, edit, *told))

    for row in table["cue"]:
        enter(row, ("weaker", "stronger"), ("hardened", "softened"), row["family"])
    for row in table["opposite"]:
        enter(row, ("one", "other"), ("reversed", "reversed"), "opposite")
    for row in synonyms:
        enter(row, ("one", "other"), ("reworded", "reworded"), "synonym")
    for found in wordings.values():
        found.sort(key=lambda wording: -len(wording.words))
    put_in = tuple(
        Insertion(row["text"], row["effect"] + "ed", row["place"], sealed) for row in table["insert"]
    )
    return Cues(half, dict(wordings), put_in)
