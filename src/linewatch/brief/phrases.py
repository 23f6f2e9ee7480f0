"""The phrase table: all wording of a brief, as data in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from linewatch.errors import BadValue
from linewatch.measures.estimates.scales import Scale
from linewatch.measures.estimates.writing import phrase_for


@dataclass(frozen=True, slots=True)
class Phrases:
    """Wording by key.

    Attributes:
        language: As BCP 47.
        table: Phrases by dotted key, e.g. ``date.months.1``; the entries of a list count from 1.
        scale: Whose words go beside a chance; None for the number alone.
    """

    language: str
    table: Mapping[str, str]
    scale: Scale | None = None

    @classmethod
    def of(cls, tree: Mapping[str, object], scale: Scale | None = None) -> Phrases:
        """Return the phrase table that a parsed lexicon file holds.

        Args:
            tree: The file.
            scale: Whose words go beside a chance.

        Raises:
            BadValue: If a phrase is not text, or the language is not named.
        """
        table = dict(_leaves(tree, ""))
        if "language" not in table:
            raise BadValue("The phrase table does not name its language.", 'Add: language = "en"')
        return cls(table.pop("language"), table, scale)

    def get(self, key: str) -> str:
        """Return a phrase.

        Raises:
            BadValue: If the table has no such phrase.
        """
        if key not in self.table:
            raise BadValue(
                f"The phrase table for {self.language!r} has no phrase {key!r}.", "Add it to the lexicon."
            )
        return self.table[key]

    def format(self, key: str, **values: object) -> str:
        """Return a phrase with its places filled.

        Raises:
            BadValue: If the table has no such phrase, or the phrase asks for a value that is not there.
        """
        phrase = self.get(key)
        try:
            return phrase.format(**values)
        except (KeyError, IndexError, ValueError) as error:
            raise BadValue(
                f"The phrase {key!r} for {self.language!r} cannot be filled: {phrase!r}.",
                f"It may use: {', '.join(f'{{{name}}}' for name in values) or 'no places'}.",
            ) from error

    def count(self, key: str, count: int, **values: object) -> str:
        """Return the phrase for one or for another number of things."""
        return self.format(f"{key}.one" if count == 1 else f"{key}.other", count=count, **values)

    def either(self, key: str, instead: str) -> str:
        """Return a phrase, or a word of the case itself where the table has none for it."""
        return self.table.get(key, instead.replace("_", " "))

    def keys_under(self, stem: str) -> tuple[str, ...]:
        """Return the keys below a stem, in the order of the lexicon."""
        return tuple(key.removeprefix(f"{stem}.") for key in self.table if key.startswith(f"{stem}."))

    def likelihood(self, low: float, high: float) -> str:
        """Return an interval of shares in words, its range in brackets; nothing where no words hold it.

        Raises:
            BadValue: If the interval is none.
        """
        found = phrase_for(low, high, self.scale) if self.scale else None
        return found.text if found and found.words else ""

    def joined(self, parts: Iterator[str] | tuple[str, ...] | list[str]) -> str:
        """Return parts as one list in words."""
        return self.get("punctuation.list").join(parts)

    def aside(self, parts: tuple[str, ...]) -> str:
        """Return what is known of some parts in brackets; nothing where none is."""
        known = [part for part in parts if part]
        text = self.get("punctuation.items").join(known)
        return self.format("punctuation.aside", text=text) if known else ""

    def dated(self, *dates: str) -> str:
        """Return dates as a lead-in; nothing where there is none."""
        known = [date for date in dates if date]
        return self.joined(known) + self.get("lead.after_when") if known else ""

    def ended(self, text: str) -> str:
        """Return a text that ends like a sentence."""
        stripped = text.rstrip()
        done = not stripped or stripped[-1] in self.get("punctuation.ends")
        return stripped if done else stripped + self.get("punctuation.stop")


def _leaves(branch: Mapping[str, object], stem: str) -> Iterator[tuple[str, str]]:
    for name, value in branch.items():
        key = f"{stem}{name}"
        if isinstance(value, str):
            yield key, value
        elif isinstance(value, Mapping):
            yield from _leaves(cast("Mapping[str, object]", value), f"{key}.")
        elif isinstance(value, list):
            entries = cast("list[object]", value)
            yield from _leaves({str(at): entry for at, entry in enumerate(entries, 1)}, f"{key}.")
        else:
            raise BadValue(f"The phrase {key!r} is not text.", "Write it in quotation marks.")
