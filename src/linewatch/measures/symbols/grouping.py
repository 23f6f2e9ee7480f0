"""Which names are one symbol: a person with and without first name and titles; a thing by its whole name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from linewatch.measures.symbols.lexicon import Words
from linewatch.measures.symbols.reading import Mention, Read, Reading
from linewatch.measures.symbols.shortened import shortened

ARTICLES = 0.3  # share of its uses with an article, from which a name is a thing's
SMALL = 0.5  # share of a word's uses in small letters, from which its capital tells nothing
CALLED = 0.1  # share of its uses with a title, from which a name is surely a person's
MAIN = 0.5  # share of the uses with a first name that one person must have, to have the bare name too
SPOKEN = 0.02  # share of its uses in slots, below which a found name that is no person's is only spoken of
Form = tuple[str, ...]


class Symbol(NamedTuple):
    """A name under which mentions are counted.

    Attributes:
        id: An actor's id, what was asked for, or the name in small letters.
        sort: actor, asked or found.
    """

    id: str
    sort: str


def grouped(
    read: Read,
    texts: Sequence[Reading],
    words: Mapping[str, Words],
    asked: Iterable[str],
    spared: Collection[str] = (),
) -> dict[Symbol, list[Mention]]:
    """Return mentions by symbol: all of those known that are named, and of others those that are invoked.

    Args:
        read: What was read.
        texts: In which.
        words: By language.
        asked: Ids of known symbols that were asked for and are no actors.
        spared: Ids of symbols to be told however seldom they are invoked: of whom the record tells more.
    """
    asked = set(asked)
    found: defaultdict[Symbol, list[Mention]] = defaultdict(list)
    by_language: defaultdict[str, list[Mention]] = defaultdict(list)
    same = dict[Form, str]()  # forms that a known symbol has as well, with a first name
    for mention in read.mentions:
        if mention.known is not None:
            same[mention.form] = mention.known
        by_language[texts[mention.text].language].append(mention)
    by = [text.by for text in texts]
    persons = set[str]()
    keys = {language: _keys(own, words[language], read.small, by) for language, own in by_language.items()}
    for mention in read.mentions:
        key, called = keys[texts[mention.text].language].get(mention.form, (None, True))
        known = mention.known or same.get(mention.form) or (same.get(key) if key else None)
        personal = called or mention.known is not None
        told = mention if personal or not mention.personal else mention._replace(kind=None)
        if known is not None:
            found[Symbol(known, "asked" if known in asked else "actor")].append(told)
        elif key is not None:
            persons |= {" ".join(key)} if called else set()
            found[Symbol(" ".join(key), "found")].append(told)
    weak = {language: own.weak for language, own in words.items()}
    strong = {symbol: _strong(mentions, texts, weak) for symbol, mentions in found.items()}
    return {
        symbol: mentions
        for symbol, mentions in strong.items()
        if symbol.sort != "found" or _invoked(mentions, symbol.id in persons or symbol.id in spared)
    }


def _invoked(mentions: Sequence[Mention], anyway: bool) -> bool:
    """Tell whether a name nobody asked for is one that is invoked, and no country or office that is spoken of."""
    kinds = sum(mention.kind is not None for mention in mentions)
    return kinds > 0 and (anyway or kinds >= SPOKEN * len(mentions))


def _strong(
    mentions: Sequence[Mention], texts: Sequence[Reading], weak: Mapping[str, frozenset[str]]
) -> list[Mention]:
    """Return mentions; in a slot in which anybody may stand, only a hand that invokes the name in another does so."""
    loose = [mention.kind in weak[texts[mention.text].language] for mention in mentions]
    hands = {
        texts[mention.text].by
        for mention, weakly in zip(mentions, loose, strict=True)
        if mention.kind and not weakly
    }
    return [
        mention._replace(kind=None) if weakly and texts[mention.text].by not in hands else mention
        for mention, weakly in zip(mentions, loose, strict=True)
    ]


def _keys(
    mentions: Sequence[Mention], words: Words, small: Mapping[str, int], by: Sequence[str | None]
) -> dict[Form, tuple[Form, bool]]:
    """Return for each form that may be a symbol the one under which it is counted, whether it is surely a
    person's: it has a title or a first name."""
    uses = Counter(mention.form for mention in mentions)
    forms = _endings(uses, words)
    forms |= {form: base for form in forms if (base := _made_from(form, forms, words))}
    articles, told, inside, called = (Counter[Form]() for _ in range(4))
    hands: defaultdict[Form, Counter[str | None]] = defaultdict(Counter)
    for mention in mentions:
        base = forms[mention.form]
        told[base] += 1
        hands[base][by[mention.text]] += 1
        articles[base] += mention.article and not mention.title
        inside[base] += not mention.opens
        called[base] += not words.titles.isdisjoint(mention.title.split())
    named = {
        base
        for base in told
        if _is_name(base, inside[base], small) and (words.capitals or articles[base] <= ARTICLES * told[base])
    }
    persons = {base for base in named if articles[base] <= ARTICLES * told[base]}
    main = _main({base: told[base] for base in persons})
    for form, base in main.items():
        called[base] += told[form]
        told[base] += told[form]
    persons_called = {base for base in persons if called[base] >= CALLED * told[base]}
    things = named - persons_called - main.keys()
    short = shortened(
        {base: articles[base] / told[base] for base in things}, {base: hands[base] for base in things}
    )
    return {
        form: (key := short.get(base) or main.get(base, base), key in persons_called)
        for form, base in forms.items()
        if base in named
    }


def _endings(uses: Iterable[Form], words: Words) -> dict[Form, Form]:
    """Return each form without its ending, where what is left stands as a name by itself."""
    forms = set(uses)
    found = dict[Form, Form]()
    for form in forms:
        found[form] = form
        for ending in words.endings:
            bare = (*form[:-1], form[-1].removesuffix(ending))
            if bare != form and bare in forms:
                found[form] = bare
                break
    return found


def _made_from(form: Form, forms: Mapping[Form, Form], words: Words) -> Form | None:
    """Return the name from which a doctrine's name is made, where it stands by itself."""
    for ending in words.derived:
        if len(form) == 1 and form[0].endswith(ending):
            bare = (form[0].removesuffix(ending),)
            if bare in forms:
                return forms[bare]
    return None


def _is_name(form: Form, inside: int, small: Mapping[str, int]) -> bool:
    """Tell whether a form's capitals tell a name: not those that only open a sentence, or are mostly small."""
    if any(len(word) < 2 for word in form[-1:]):
        return False
    return any(small.get(word, 0) < SMALL * (small.get(word, 0) + inside) for word in form) and inside > 0


def _main(persons: Mapping[Form, int]) -> dict[Form, Form]:
    """Return for names of several words the bare one, where there is one person of that name."""
    longer: defaultdict[str, list[Form]] = defaultdict(list)
    for form in persons:
        if len(form) > 1 and form[-1:] in persons:
            longer[form[-1]].append(form)
    found = dict[Form, Form]()
    for last, forms in sorted(longer.items()):
        firsts = Counter[str]()
        for form in forms:
            firsts[form[0][0]] += persons[form]
        letter, most = min(firsts.items(), key=lambda one: (-one[1], one[0]))
        if most >= MAIN * firsts.total():
            found |= {form: (last,) for form in forms if form[0][0] == letter}
    return found
