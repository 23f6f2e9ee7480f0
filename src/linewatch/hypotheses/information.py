"""How many bits an observation tells about which hypothesis is true."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Drawn = NDArray[np.float64]


def entropy_bits(chances: Drawn) -> Drawn:
    """Return the entropy of hypotheses of which exactly one is true.

    Args:
        chances: Shape (hypotheses, ...), summing to one along the first axis.

    Returns:
        Bits, shape (...): 0 where one is certain, log2 of their number where all are as likely.

    Source:
        Shannon (1948), A Mathematical Theory of Communication, sec. 6.
    """
    return -np.add.reduce(_p_log_p(chances))


def answer_entropy_bits(chances: Drawn) -> Drawn:
    """Return the entropy of a yes-or-no question answered yes with each chance, same shape."""
    return -_p_log_p(chances) - _p_log_p(1.0 - chances)


def one_bits(chance: Drawn, seen: Drawn, missed: Drawn) -> Drawn:
    """Return what looking tells about which of several exclusive hypotheses is true.

    The mutual information of seeing or not seeing with the hypothesis, from what each would leave: the entropy of the
    mean of the two posteriors less the mean of their entropies. For an item that shares nothing with another, the mean
    of the two is the posterior before, and this is the fall of entropy to be expected. Where an item echoes others,
    the discount moves that mean as well, whatever is seen; that tells nothing about the item and is left out, so that
    the figure is never below zero and zero where both outcomes leave the same.

    Args:
        chance: How likely it is to be seen, shape (draws,).
        seen: The posterior once it is seen, shape (hypotheses, draws).
        missed: The posterior once it was looked for and not seen, same shape.

    Returns:
        Bits, shape (draws,).

    Source:
        Lindley (1956), On a Measure of the Information Provided by an Experiment, Ann. Math. Statist. 27(4);
        the form is that of Lin (1991), IEEE Trans. Inf. Theory 37(1), eq. 5.1.
    """
    mean = chance * seen + (1.0 - chance) * missed
    found = entropy_bits(mean) - chance * entropy_bits(seen) - (1.0 - chance) * entropy_bits(missed)
    return np.maximum(found, 0.0)


def several_bits(chance: Drawn, seen: Drawn, missed: Drawn) -> Drawn:
    """Return what looking tells about each of several hypotheses that may all contribute.

    As `one_bits`, of each hypothesis's own question, whether it contributes or not; nothing is said of their joint
    truth, so that the sum over hypotheses may exceed what one answer of yes or no can tell about them together.

    Args:
        chance: How likely it is to be seen, shape (draws,).
        seen: The chance that each contributes once it is seen, shape (hypotheses, draws).
        missed: The same once it was looked for and not seen.

    Returns:
        Bits, shape (hypotheses, draws).
    """
    mean = chance * seen + (1.0 - chance) * missed
    left = chance * answer_entropy_bits(seen) + (1.0 - chance) * answer_entropy_bits(missed)
    return np.maximum(answer_entropy_bits(mean) - left, 0.0)


def _p_log_p(chances: Drawn) -> Drawn:
    """Return p log2 p, which is 0 at 0."""
    return chances * np.log2(np.where(chances > 0.0, chances, 1.0))
