"""Every name in some texts, and whether it is invoked there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from linewatch.measures.symbols.lexicon import Words
from linewatch.measures.symbols.lines import JOINED, PAUSE, Line, line_of
from linewatch.measures.symbols.naming import Known, Name, known_forms, names
from linewatch.measures.symbols.slots import HONOURED, Slots


class Reading(NamedTuple):
    """A text to be read.

    Attributes:
        document: Its id.
        by: Who issued it or speaks in it; None where it is not known.
        on: Its date as it is written; None where it is not known.
        period: The period it lies in; None where that is not known.
        language: Whose words of invocation are to be looked for.
        passages: Number and text of each.
    """

    document: str
    by: str | None
    on: str | None
    period: str | None
    language: str
    passages: Sequence[tuple[int, str]]


class Mention(NamedTuple):
    """A name where it stands.

    Attributes:
        text: The place of its text among those given.
        n: The passage.
        start: Where the name itself begins in the passage, without titles.
        end: Where it ends.
        form: Its words in small letters.
        title: Its titles before and after, in small letters.
        kind: The kind of slot in which it is invoked; None where it is only named.
        article: Whether an article or the like stands right before it.
        known: The symbol of the record, or asked for, that it names.
        listed: The number of the list it stands in; None outside of lists.
        opens: Whether it opens a sentence.
        personal: Whether it is invoked only if it is a person's name.
    """

    text: int
    n: int
    start: int
    end: int
    form: tuple[str, ...]
    title: str
    kind: str | None
    article: bool
    known: str | None
    listed: int | None
    opens: bool
    personal: bool


@dataclass(slots=True)
class Read:
    """What was read.

    Attributes:
        mentions: In order of text and place.
        words: Of each text.
        small: How often each word stands in small letters.
        lists: How many lists of names were found.
    """

    mentions: list[Mention] = field(default_factory=list[Mention])
    words: list[int] = field(default_factory=list[int])
    small: dict[str, int] = field(default_factory=dict[str, int])
    lists: int = 0


def read(texts: Sequence[Reading], words: Mapping[str, Words], known: Sequence[tuple[str, str]]) -> Read:
    """Return every name in some texts.

    Args:
        texts: Each in a language of which words are given.
        words: By language.
        known: Symbols looked for however they are written: id and one of its names.
    """
    tools = {language: (own, known_forms(known, own), Slots(own)) for language, own in sorted(words.items())}
    found = Read()
    for at, text in enumerate(texts):
        own, forms, slots = tools[text.language]
        count = 0
        for n, passage in text.passages:
            line = line_of(passage, own)
            count += len(line.words)
            for word, capital in zip(line.words, line.capital, strict=True):
                if not capital:
                    found.small[word] = found.small.get(word, 0) + 1
            found.mentions += _mentions(line, (own, forms, slots), (at, n), found)
        found.words.append(count)
    return found


def _mentions(
    line: Line, tools: tuple[Words, Known, Slots], place: tuple[int, int], found: Read
) -> Iterator[Mention]:
    words, known, slots = tools
    for group in _lists(line, list(names(line, words, known)), words):
        listed = None
        if len(group) > 1:
            listed, found.lists = found.lists, found.lists + 1
        kinds = [slots.kind(line, name) for name in group]
        # What stands before a list or after it belongs to all in it.
        shared = next(
            (kind for kind in (kinds[0], kinds[-1]) if kind[0] not in (None, HONOURED)), (None, False)
        )
        for name, own in zip(group, kinds, strict=True):
            kind, personal = own if own[0] else shared
            yield Mention(
                *place, line.starts[name.start], _end(line, name), name.form, " ".join((*name.title, *name.after)),
                kind, name.article, name.known, listed, name.opens, personal,
            )  # fmt: skip


def _end(line: Line, name: Name) -> int:
    """Return where a name ends, without what hangs on to it."""
    whole = line.words[name.stop - 1]
    return line.ends[name.stop - 1] - (len(whole) - len(name.form[-1]))


def _lists(line: Line, found: Sequence[Name], words: Words) -> Iterator[list[Name]]:
    """Yield names in groups: those that are listed together, or one alone."""
    group, joined = list[Name](), False
    for name in found:
        how = _joined(line, group[-1], name, words) if group else 0
        if group and not how:
            yield from _whole(group, joined)
            group, joined = [], False
        elif group:
            joined |= how == 2
        group.append(name)
    yield from _whole(group, joined)


def _whole(group: list[Name], joined: bool) -> Iterator[list[Name]]:
    # Of two with a comma alone between, the second begins something else.
    if joined or len(group) > 2:
        yield group
    else:
        yield from ([name] for name in group)


def _joined(line: Line, before: Name, name: Name, words: Words) -> int:
    """Return how two names are joined: 0 not, 1 by a comma, 2 by a word."""
    gap = name.first - before.end
    if before.owning or gap not in (0, 1):
        return 0
    if gap == 0:
        return int(line.breaks[name.first] == PAUSE and line.commas[name.first])
    comma = line.breaks[before.end] <= PAUSE
    joined = line.words[before.end] in words.joiners and comma and line.breaks[name.first] == JOINED
    return 2 * joined
