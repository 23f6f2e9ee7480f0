"""Small matrices for tests of the weighing, by hand and drawn."""

from __future__ import annotations

from hypothesis import strategies as st

from linewatch.hypotheses.matrix import SURE, Candidate, Item, Matrix, Place, Span
from linewatch.hypotheses.weighing import Settings

LADDER = tuple(
    Span(low / 100, high / 100)
    for low, high in ((1, 5), (5, 20), (20, 45), (45, 55), (55, 80), (80, 95), (95, 99))
)
# Worked by hand: a range is then all that is unsure.
FEW = Settings(draws=400, slip=0)
SLIPPING = Settings(draws=400)


def point(value):
    return Span(value, value)


def matrix(
    rows, *, items=None, several=False, rest=None, priors=None, dependence=None, analyst="a", opinions=None
):
    """A matrix from rows of spans by item: {"e1": {"h1": span, …}, …}."""
    ids = sorted(
        {name for row in rows.values() for name in row} | set(priors or {}) | ({rest} if rest else set())
    )
    stated = priors or {}
    return Matrix(
        "why",
        "Why was it so?",
        several,
        tuple(Candidate(name, name.upper(), stated.get(name), rest=name == rest) for name in ids),
        tuple((items or {}).get(name, Item(name, f"Item {name}")) for name in rows),
        dependence or {},
        {Place(item, name, analyst): span for item, row in rows.items() for name, span in row.items()},
        opinions or {},
    )


def hypotheses(many):
    return [f"h{number}" for number in range(1, many + 1)]


spans = st.sampled_from(LADDER)
shares = st.sampled_from([SURE, Span(0.6, 0.9), point(0.5), Span(0.1, 0.4), point(0.0)])


@st.composite
def matrices(draw, *, several=None, analysts=(1, 2), states=("seen", "absent", "open")):
    """Any matrix: cells missing, groups, sources, reliabilities, absent and open items, one analyst or two."""
    names = hypotheses(draw(st.integers(2, 4)))
    both = draw(st.booleans()) if several is None else several
    groups = {"g1": draw(st.sampled_from([0.0, 0.4, 1.0])), "g2": 1.0}
    items, cells = [], {}
    for number in range(draw(st.integers(0, 4))):
        name = f"e{number}"
        items.append(
            Item(
                name,
                f"Item {number}",
                draw(st.sampled_from(states)),
                source=draw(st.sampled_from([None, "s1", "s2"])),
                group=draw(st.sampled_from([None, "g1", "g2"])),
                reliability=draw(shares),
                holds=draw(st.sampled_from([SURE, SURE, Span(0.7, 0.9), point(0.5)])),
                seen=draw(shares),
            )
        )
        for analyst in range(draw(st.integers(*analysts))):
            for hypothesis in names:
                span = draw(st.one_of(st.none(), spans))
                if span is not None:
                    cells[Place(name, hypothesis, f"a{analyst}")] = span
    candidates = [Candidate(name, name, rest=name == names[-1]) for name in names]
    return Matrix("why", "Why?", both, tuple(candidates), tuple(items), groups, cells)
