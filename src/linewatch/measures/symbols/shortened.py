"""Things called by the end of their name: "the Charter" of who also says "the United Nations Charter"."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

SHORT = (
    0.1  # as many uses as of the short one the longer must have: else the short one stands for something else
)
Form = tuple[str, ...]
MAIN = 0.5  # share of the uses of longer names that one must have, to have the short one too
SAME = 0.5  # share of the uses of the longer one that must be by hands that use the short one too


def shortened(articles: Mapping[Form, float], hands: Mapping[Form, Counter[str | None]]) -> dict[Form, Form]:
    """Return for names that are one symbol, longer and short, the one that is used most.

    A short name stands for a longer one that ends with it if it has an article as a rule ("the Charter": a known one
    is meant; "Africa" is not short for "South Africa"), if one longer name has most of the uses of all, and not too
    few beside the short one's, and if the hands that use it use the short one as well.

    Args:
        articles: Share of the uses of each name that have an article.
        hands: How often each hand uses each name.
    """
    longer: defaultdict[Form, list[Form]] = defaultdict(list)
    for form in hands:
        for begin in range(1, len(form)):
            short = form[begin:]
            if short in hands and articles[short] > MAIN:
                longer[short].append(form)
    found = dict[Form, Form]()
    for short, forms in sorted(longer.items(), key=lambda one: (-len(one[0]), one[0])):
        uses = {form: hands[form].total() for form in forms}
        main = min(forms, key=lambda form: (-uses[form], form))
        same = sum(count for hand, count in hands[main].items() if hand in hands[short])
        enough = uses[main] >= max(MAIN * sum(uses.values()), SHORT * hands[short].total())
        if enough and same >= SAME * uses[main]:
            found.setdefault(main, short)
    groups: defaultdict[Form, list[Form]] = defaultdict(list)
    for form in sorted({*found, *found.values()}):
        groups[_shortest(form, found)].append(form)
    return {
        form: min(forms, key=lambda one: (-hands[one].total(), -len(one), one))
        for forms in groups.values()
        for form in forms
    }


def _shortest(form: Form, found: Mapping[Form, Form]) -> Form:
    while form in found:
        form = found[form]
    return form
