"""What real papers say of themselves: wrong guesses stay rare, and some are given."""

import pytest

from benchmarks.guesses import CORPORA, counted

# Corpus, how many guesses must be right at least, and which share of those given may be wrong. Heads of the minutes
# and speeches of the Federal Reserve were cut off: there all is rightly withheld.
FLOORS = [
    ("frus", 4000, 0.01),
    ("fomc_minutes", 0, 0),
    ("fomc_speeches", 0, 0),
    ("ungdc", 80, 0.02),
    ("words_1956", 8, 0.05),
]


@pytest.mark.parametrize(("corpus", "right", "wrong_share"), FLOORS)
def test_few_guesses_are_wrong(shared, corpus, right, wrong_share):
    counts = counted(CORPORA[corpus](1))
    total = sum(row["right"] for row in counts.values())
    wrong = sum(row["wrong"] for row in counts.values())
    assert total >= right
    assert wrong <= wrong_share * (total + wrong)
