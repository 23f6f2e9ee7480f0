"""Names in a line of words, each with the titles before and after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from linewatch.measures.symbols.lexicon import Words
from linewatch.measures.symbols.lines import JOINED, PAUSE, STOP, Line
from linewatch.measures.words import tokens

LONGEST = 6  # words of a name; more is a heading
_TITLE = 8  # words of a title set off by a comma
_SHORT = 4  # letters of a name in capitals, up to which it is looked for as it is written


class KnownForm(NamedTuple):
    """A way in which a known name stands in texts.

    Attributes:
        form: Its words in small letters.
        symbol: Whose it is.
        capital: Whether it begins with a capital.
        upper: Whether it is all in capitals, and so short that it may be another word otherwise.
    """

    form: tuple[str, ...]
    symbol: str
    capital: bool
    upper: bool


Known = Mapping[str, Sequence[KnownForm]]


class Name(NamedTuple):
    """A name in a line; all places are those of words, half open.

    Attributes:
        first: Where it begins with its titles.
        start: Where the name itself begins.
        stop: Where it ends.
        end: Where the title after it ends.
        form: Its words, without what hangs on to the last.
        title: The words of its titles before it.
        after: The title after it, set off by commas.
        article: Whether an article or the like stands right before it.
        owning: Whether it owns what follows.
        derived: Whether it looks like a doctrine made from a name.
        known: The symbol of the record, or asked for, whose name it is.
        opens: Whether it opens a sentence, so that its capital tells nothing.
        beside: Whether it only describes the word that follows.
    """

    first: int
    start: int
    stop: int
    end: int
    form: tuple[str, ...]
    title: tuple[str, ...]
    after: tuple[str, ...]
    article: bool
    owning: bool
    derived: bool
    known: str | None
    opens: bool
    beside: bool


def known_forms(listed: Sequence[tuple[str, str]], words: Words) -> Known:
    """Return names that are known, with every ending they take, by their last word, longest first.

    Args:
        listed: Each symbol's id with one of its names.
        words: Of the language.
    """
    found: dict[str, set[KnownForm]] = {}
    for symbol, name in listed:
        parts = [token.word for token in tokens(name)]
        upper = name.isupper() and len(name) <= _SHORT
        for ending in ("", *words.endings) if parts else ():
            form = (*parts[:-1], parts[-1] + ending)
            found.setdefault(form[-1], set()).add(KnownForm(form, symbol, name[:1].isupper(), upper))
    return {last: sorted(forms, key=lambda f: (-len(f.form), f)) for last, forms in sorted(found.items())}


def names(line: Line, words: Words, known: Known) -> Iterator[Name]:
    """Yield the names of a line in order: runs of words with capitals, and known ones however they are written."""
    at = 0
    while at < len(line.words):
        stop = _run(line, words, at) if line.capital[at] else at
        start = _peeled(line, words, at, stop)
        if start == stop:
            # No name of capitals; a known one may end here.
            found = _ending(line, words, known, at)
            at = max(at + 1, stop if found is None else at + 1)
            if found is not None:
                yield _name(line, words, found[0], (at, found[1]))
            continue
        yield from _split(line, words, known, (start, stop))
        at = stop


def _run(line: Line, words: Words, at: int) -> int:
    """Return where a run of words with capitals ends."""
    stop = at + 1
    while (
        stop < len(line.words) and line.breaks[stop] == JOINED and not _bare(line.words[stop - 1], words)[1]
    ):
        if line.capital[stop]:
            stop += 1
        elif (
            line.words[stop] in words.particles
            and stop + 1 < len(line.words)
            and line.capital[stop + 1]
            and line.breaks[stop + 1] == JOINED
        ):
            stop += 2
        else:
            break
    return stop


def _peeled(line: Line, words: Words, at: int, stop: int) -> int:
    """Return where the name itself begins: after titles, and words that are none."""
    while (
        at < stop
        and not line.initial[at]
        and (line.words[at] in words.stop or line.words[at] in words.joiners)
    ):
        at += 1
    start = at
    while at < stop and _capital_title(line, words, at):
        at += 1
    # "the General Assembly" has no title: before one, no article stands.
    whole = start < at < stop and start and line.breaks[start] == JOINED
    return start if whole and line.words[start - 1] in words.determiners else at


def _capital_title(line: Line, words: Words, at: int) -> bool:
    word, following = _bare(line.words[at], words)[0], line.words[at + 1] if at + 1 < len(line.words) else ""
    return word in words.titles or (word in words.openers and words.is_title(word, following))


def _split(line: Line, words: Words, known: Known, run: tuple[int, int]) -> Iterator[Name]:
    start, stop = run
    found = _ending(line, words, known, stop - 1)
    if stop - start <= LONGEST or found:
        # All of a run belongs to the name that ends it: a first name, an initial.
        start = start if stop - start <= LONGEST else found[0] if found else start
        yield _name(line, words, start, (stop, found[1] if found else None))


def _ending(line: Line, words: Words, known: Known, last: int) -> tuple[int, str] | None:
    """Return where a known name that ends with a word begins, and whose it is."""
    for word in dict.fromkeys((line.words[last], _bare(line.words[last], words)[0])):
        for form, symbol, capital, upper in known.get(word, ()):
            start = last - len(form) + 1
            if start < 0 or line.words[start:last] != list(form[:-1]) or not _whole(line, start, last):
                continue
            if (line.capital[start] or not capital) and (line.upper[last] or not upper):
                return start, symbol
    return None


def _whole(line: Line, start: int, last: int) -> bool:
    return all(line.breaks[n] == JOINED for n in range(start + 1, last + 1))


def _bare(word: str, words: Words) -> tuple[str, bool]:
    """Return a word without what makes it own something, and whether it does."""
    for ending in words.owning:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)], True
    return word, False


def _name(line: Line, words: Words, start: int, to: tuple[int, str | None]) -> Name:
    stop, symbol = to
    last, owning = _bare(line.words[stop - 1], words)
    first, title = _before(line, words, start)
    article = first == start and _is(line, start - 1, words.determiners) and line.breaks[start] == JOINED
    if first and line.breaks[first] == JOINED and line.words[first - 1] in words.determiners:
        first -= 1
    end, after = (stop, ()) if owning else _after(line, words, stop)
    derived = any(last.endswith(ending) and len(last) > len(ending) + 2 for ending in words.derived)
    form = (*line.words[start : stop - 1], last)
    opens = start == stop - 1 and line.breaks[start] == STOP
    beside = (
        words.describing
        and not owning
        and end == stop
        and stop < len(line.words)
        and line.breaks[stop] == JOINED
        and not line.capital[stop]
        and line.words[stop] not in words.stop
        and line.words[stop] not in words.joiners
    )
    return Name(first, start, stop, end, form, title, after, article, owning, derived, symbol, opens, beside)


def _is(line: Line, at: int, among: frozenset[str]) -> bool:
    return at >= 0 and line.words[at] in among


def _before(line: Line, words: Words, start: int) -> tuple[int, tuple[str, ...]]:
    """Return where the titles before a name begin, and their words."""
    at = start
    while at and line.breaks[at] == JOINED and _titled(line, words, at):
        at -= 1
    title = tuple(line.words[at:start])
    if not title and at and line.breaks[at] == PAUSE and line.commas[at]:
        return _set_off(line, words, at)
    return at, title


def _titled(line: Line, words: Words, at: int) -> bool:
    """Tell whether the word before a place is part of a title that ends there."""
    word = line.words[at - 1]
    if words.is_title(word, line.words[at]):
        return True
    return (
        word in words.joiners
        and at > 1
        and line.breaks[at - 1] == JOINED
        and words.is_title(line.words[at - 2])
        and words.is_title(line.words[at])
    )


def _set_off(line: Line, words: Words, start: int) -> tuple[int, tuple[str, ...]]:
    """Return a title that stands before a name and a comma: "our teacher, N"."""
    for at in range(start - 2, max(start - _TITLE - 2, -1), -1):
        if line.words[at] in words.determiners and _is_title(line, words, at + 1, start):
            return at, tuple(line.words[at + 1 : start])
        if line.breaks[at + 1] != JOINED:
            break
    return start, ()


def _after(line: Line, words: Words, stop: int) -> tuple[int, tuple[str, ...]]:
    """Return where a title after a name ends, set off by commas, and its words."""
    if stop >= len(line.words) or line.breaks[stop] != PAUSE or not line.commas[stop]:
        return stop, ()
    at = stop + (line.words[stop] in words.determiners)
    end = at
    while end < len(line.words) and (end == stop or line.breaks[end] == JOINED) and end - at <= _TITLE:
        end += 1
    closed = end == len(line.words) or line.breaks[end] != JOINED
    # "N, Comrade M and others" lists names: no title of the first.
    named = any(line.capital[n] and line.words[n - 1] in words.titles for n in range(at + 1, end))
    if not closed or named or not _is_title(line, words, at, end):
        return stop, ()
    return end, tuple(line.words[at:end])


def _is_title(line: Line, words: Words, at: int, end: int) -> bool:
    """Tell whether words are a title and nothing else: "great founder of the State"."""
    title = line.words[at:end]
    if not title or not words.is_title(*title[:2]) or words.titles.isdisjoint(title):
        return False
    small = words.links | words.joiners | words.determiners
    return all(
        word in small
        or words.is_title(word, line.words[n + 1] if n + 1 < end else "")
        or (word not in words.stop and (line.capital[n] or line.words[n - 1] in small))
        for n, word in enumerate(title, at)
    )
