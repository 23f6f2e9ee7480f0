"""Graded words of a language: which wording is weaker than which, what denies, what cuts a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, cast

from linewatch.errors import BadValue
from linewatch.measures.shifts.clauses import Cutting, fold, tokens
from linewatch.measures.words import folded

_LISTS = (
    "negators",
    "not_negating",
    "hedges",
    "by",
    "be",
    "participles",
    "cut_before",
    "abbreviations",
    "plain",
    "joining",
    "concord",
    "adverbs",
    "functions",
    "determiners",
    "calendar",
    "past",
)
_STEM, _SUFFIX_STEM = (
    4,
    3,
)  # letters of a word at least, beside a prefix and before a suffix that turn it round


class Graded(NamedTuple):
    """What a wording is on a scale.

    Attributes:
        family: The scale's name.
        strength: 0 weakest to 1 strongest.
        alone: Whether its mere presence softens or hardens.
        scale: The number of the scale; two wordings of one scale are compared by strength.
    """

    family: str
    strength: float
    alone: bool
    scale: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language.

    Attributes:
        language: As BCP 47.
        graded: By wording, as a tuple of folded words: its places on scales.
        poles: By wording: for each axis of opposites that has it, the side, -1 or +1.
        negators: Wordings that deny, with their strength.
        negation_endings: Endings that deny ("n't"), with their strength.
        not_negating: Wordings that hold a negator and do not deny ("not only").
        hedges: Words that by themselves make an inserted phrase a hedge.
        endings: (ending, what to put) by which a form leads to its word.
        prefixes: Beginnings that turn a word round.
        suffixes: (ending, ending) that turn a word round.
        by: Words that name the agent of a passive.
        be: Words that make a passive.
        participles: Words or endings ("*ed") that are participles.
        cutting: How sentences are cut.
        undouble: Whether the letter before an ending may be doubled ("stopped").
        irregular: By form, the word it belongs to.
        plain: Wordings that have no strength, whatever their words have elsewhere ("with respect to").
        joining: Words that only join a clause to the one before.
        names: Whether a capital within a sentence marks a name, which is graded on no scale.
        concord: Negators that deny together with another of the clause, not twice ("никто не").
        adverbs: Words that are graded only where no word that says something follows ("leave overnight", not
            "overnight credit").
        functions: Words that say nothing by themselves, which may follow such.
        determiners: Words after which one is a noun ("a further rise"), no verb.
        past: Endings by which a form is one of a verb ("ed").
        calendar: Names of months and days, which are no counterpart of a graded word.
    """

    language: str
    graded: Mapping[tuple[str, ...], tuple[Graded, ...]] = field(default_factory=dict[Any, Any])
    poles: Mapping[tuple[str, ...], tuple[tuple[int, int], ...]] = field(default_factory=dict[Any, Any])
    negators: Mapping[tuple[str, ...], float] = field(default_factory=dict[Any, Any])
    negation_endings: Mapping[str, float] = field(default_factory=dict[str, float])
    not_negating: frozenset[tuple[str, ...]] = frozenset()
    hedges: frozenset[str] = frozenset()
    endings: tuple[tuple[str, str], ...] = ()
    undouble: bool = False
    prefixes: tuple[str, ...] = ()
    suffixes: tuple[tuple[str, str], ...] = ()
    by: frozenset[str] = frozenset()
    be: frozenset[str] = frozenset()
    participles: tuple[str, ...] = ()
    cutting: Cutting = field(default_factory=lambda: Cutting(frozenset(), frozenset()))
    irregular: Mapping[str, str] = field(default_factory=dict[str, str])
    plain: frozenset[tuple[str, ...]] = frozenset()
    joining: frozenset[str] = frozenset()
    names: bool = True
    concord: frozenset[str] = frozenset()
    adverbs: frozenset[tuple[str, ...]] = frozenset()
    functions: frozenset[str] = frozenset()
    determiners: frozenset[str] = frozenset()
    calendar: frozenset[str] = frozenset()
    past: tuple[str, ...] = ()

    def lemmas(self, word: str) -> tuple[str, ...]:
        """Return a word and the forms it may go back to, itself first."""
        found = [word, self.irregular[word]] if word in self.irregular else [word]
        for ending, put in self.endings:
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                stem = word[: len(word) - len(ending)]
                found.append(stem + put)
                if self.undouble and put == "" and len(stem) > 3 and stem[-1] == stem[-2]:
                    found.append(stem[:-1])
        return tuple(dict.fromkeys(found))

    def turned(self, word: str) -> set[str]:
        """Return what a word would be turned round by a prefix or suffix put to it, taken off, or exchanged."""
        found = {prefix + word for prefix in self.prefixes if len(word) >= _STEM}
        found |= {word[len(p) :] for p in self.prefixes if word.startswith(p) and len(word) - len(p) >= _STEM}
        for x, y in self.suffixes:
            for own, other in ((x, y), (y, x)):
                if word.endswith(own) and len(word) - len(own) >= _SUFFIX_STEM:
                    found.add(word[: len(word) - len(own)] + other)
        return found - {word}

    @property
    def grades(self) -> bool:
        """Whether it has a word that could show a change of force or direction; without, wording tells nothing."""
        return bool(self.graded or self.poles or self.negators)

    @property
    def words(self) -> list[str]:
        """Every wording that it has, as written together with blanks; for what is seen and unseen in an evaluation."""
        return sorted({" ".join(key) for table in (self.graded, self.poles, self.negators) for key in table})


def lexicon(*data: Mapping[str, Any]) -> Lexicon:
    """Return the lexicon of data as TOML gives it; later data adds to the first.

    Args:
        data: Each with ``language``; ``[[scale]]`` with ``family``, ``rungs`` (lists of wordings, weakest first), and
            perhaps ``alone``; ``[[opposite]]`` with ``one`` and ``other``; and lists of words, see Lexicon.

    Raises:
        BadValue: If a scale or an axis is not what it should be.
    """
    made = Lexicon(str(data[0].get("language", "und")) if data else "und")
    scales = 0
    for one in data:
        graded, poles = dict(made.graded), dict(made.poles)
        for scale in one.get("scale", ()):
            scales += 1
            for key, value in _rungs(scale, scales):
                graded[key] = (*graded.get(key, ()), value)
        for axis in one.get("opposite", ()):
            scales += 1
            for key, side in _axis(axis):
                poles[key] = (*poles.get(key, ()), (scales, side))
        lists = {name: _strings(one, name) for name in _LISTS}
        negators = {**made.negators, **{_key(w): s for w, s in _strengths(one.get("negation", {})).items()}}
        made = replace(
            made,
            graded=graded,
            poles=poles,
            negators=negators,
            negation_endings={
                **made.negation_endings,
                **{folded(w): s for w, s in _strengths(one.get("negation_endings", {})).items()},
            },
            not_negating=made.not_negating | {_key(w) for w in lists["not_negating"]},
            hedges=made.hedges | {fold(w) for w in lists["hedges"]},
            endings=(*made.endings, *_couples(one, "endings")),
            undouble=bool(one.get("undouble", made.undouble)),
            prefixes=(*made.prefixes, *map(folded, _strings(one, "prefixes"))),
            suffixes=(*made.suffixes, *_couples(one, "suffixes")),
            by=made.by | {fold(w) for w in lists["by"]},
            be=made.be | {fold(w) for w in lists["be"]},
            irregular={**made.irregular, **{fold(k): fold(v) for k, v in one.get("irregular", {}).items()}},
            plain=made.plain | {_key(w) for w in lists["plain"]},
            joining=made.joining | {fold(w) for w in lists["joining"]},
            names=bool(one.get("capitals_are_names", made.names)),
            concord=made.concord | {fold(w) for w in lists["concord"]},
            adverbs=made.adverbs | {_key(w) for w in lists["adverbs"]},
            functions=made.functions | {fold(w) for w in lists["functions"]},
            determiners=made.determiners | {fold(w) for w in lists["determiners"]},
            calendar=made.calendar | {fold(w) for w in lists["calendar"]},
            past=(*made.past, *map(folded, lists["past"])),
            participles=(*made.participles, *map(folded, lists["participles"])),
            cutting=Cutting(
                made.cutting.before | {_key(w) for w in lists["cut_before"]},
                made.cutting.abbreviations | {folded(w).rstrip(".") for w in lists["abbreviations"]},
            ),
        )
    return made


def _key(words: str) -> tuple[str, ...]:
    return tuple(token.word for token in tokens(words))


def _rungs(scale: Mapping[str, Any], number: int) -> Iterable[tuple[tuple[str, ...], Graded]]:
    rungs = [_list(rung) for rung in _list(scale.get("rungs"))]
    if len(rungs) < 2:
        raise BadValue(
            f"The scale {scale.get('family')!r} has no rungs.",
            'Write: rungs = [["weak", …], ["strong", …]]: two lists of words or more, the weakest first.',
        )
    family, alone = str(scale.get("family", "degree")), bool(scale.get("alone", False))
    for n, rung in enumerate(rungs):
        for words in rung:
            if key := _key(str(words)):
                yield key, Graded(family, n / (len(rungs) - 1), alone, number)


def _axis(axis: Mapping[str, Any]) -> Iterable[tuple[tuple[str, ...], int]]:
    for name, side in (("one", 1), ("other", -1)):
        words = _list(axis.get(name))
        if not words:
            raise BadValue(
                "An axis of opposites lacks a side.", 'Write: one = ["support"], other = ["oppose"].'
            )
        for word in words:
            yield _key(str(word)), side


def _list(value: Any) -> list[Any]:
    """Return a value that should be a list; of any other, none."""
    return cast("list[Any]", value) if isinstance(value, list) else []


def _strings(data: Mapping[str, Any], name: str) -> list[str]:
    found = _list(data.get(name, []))
    if name in data and (not found or not all(isinstance(word, str) for word in found)) and data[name] != []:
        raise BadValue(f"{name!r} is not a list of words.", f'Write: {name} = ["word", …]')
    return found


def _strengths(told: Any) -> dict[str, float]:
    found = cast("dict[str, Any]", told if isinstance(told, dict) else {"": ""})
    if not all(isinstance(value, int | float) for value in found.values()):
        raise BadValue("A word that denies is without its strength.", "Write: [negation], then: not = 0.5")
    return {word: float(value) for word, value in found.items()}


def _couples(data: Mapping[str, Any], name: str) -> list[tuple[str, str]]:
    found = [_list(pair) for pair in _list(data.get(name, []))]
    if not all(len(pair) == 2 for pair in found):
        raise BadValue(f"{name!r} is not a list of pairs.", f'Write: {name} = [["ies", "y"], …]')
    return [(folded(str(one)), folded(str(other))) for one, other in found]
