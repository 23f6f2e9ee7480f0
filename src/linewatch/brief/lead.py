"""Who speaks, and when, said once for sentences that follow one another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from linewatch.brief.case_view import CaseView
from linewatch.brief.outline import Sentence
from linewatch.brief.phrases import Phrases
from linewatch.brief.rows import capital


def led(told: Iterable[tuple[str, str, Sentence]], case: CaseView, words: Phrases) -> tuple[Sentence, ...]:
    """Return sentences with their lead-ins: a date or a speaker is not named again while it stays the same.

    Args:
        told: In order of printing: an actor's id, the form in which he spoke or nothing, and what is told of
            him, with its date in words.
        case: For names.
        words: Wording.
    """
    return tuple(_led(told, case, words))


def _led(told: Iterable[tuple[str, str, Sentence]], case: CaseView, words: Phrases) -> Iterator[Sentence]:
    last = ("", "", "")
    for actor, form, sentence in told:
        key = (sentence.when, form, actor)
        if key == last:
            yield replace(sentence, when="")
            continue
        who, text, named = _opening(actor, sentence.text, case, words)
        # A sentence that names its speaker says itself in which form he spoke.
        parts = [
            "" if sentence.when == last[0] else sentence.when,
            "" if named or key[:2] == last[:2] else form,
        ]
        when = capital(words.joined([part for part in parts if part]))
        yield replace(sentence, when=when, who=who, text=text)
        last = key


def _opening(actor: str, text: str, case: CaseView, words: Phrases) -> tuple[str, str, bool]:
    """Return whom a sentence is of, the rest, and whether its own first words name him, so that none lead in."""
    names = [re.escape(name) for name in sorted(_names(actor, case), key=len, reverse=True)]
    article = re.escape(words.get("lead.article"))
    if names and (found := re.match(rf"(?:{article} )?(?:{'|'.join(names)})(?= )", text, re.IGNORECASE)):
        return found[0], text[found.end() :].lstrip(), True
    return words.format("lead.who", who=case.short(actor)), text, False


def _names(actor: str, case: CaseView) -> Iterator[str]:
    """Yield what an actor is called: his names, and of a person the ends of his name."""
    found = next((row for row in case.actors if row.id == actor), None)
    if found is None:
        return
    yield found.name
    yield from case.aliases.get(actor, ())
    if found.kind == "person":
        parts = found.name.split()
        yield from (" ".join(parts[at:]) for at in range(1, len(parts)))
