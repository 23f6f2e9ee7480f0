"""Matrices of other programs: what their codes mean, and what cannot be read."""

import pytest

from linewatch.desk.common.wording import lexicon
from linewatch.errors import BadValue, Refused
from linewatch.hypotheses.foreign import Coded, from_evaluations, from_signs, from_table, is_long, span_of
from linewatch.hypotheses.matrix import Span
from linewatch.measures.estimates.scales import scales

WORDS = lexicon("weighing.en")["foreign"]
ESTIMATES = lexicon("estimates.en")
LADDERS = {
    name: [(term.words, Span(term.low, term.high)) for term in scale.terms]
    for name, scale in scales(ESTIMATES["scales"], ESTIMATES["writing"]).items()
}


@pytest.mark.parametrize(
    ("scale", "means"),
    [
        ("icd203", ["very unlikely", "unlikely", "roughly even chance", "likely", "very likely"]),
        ("phia", ["highly unlikely", "unlikely", "realistic possibility", "likely", "highly likely"]),
        (
            "kent",
            ["almost certainly not", "probably not", "chances about even", "probable", "almost certain"],
        ),
    ],
)
def test_codes_are_words_of_the_scale_that_mirror_each_other(scale, means):
    assert [span_of(code, LADDERS[scale], WORDS)[0] for code in ("II", "I", "N", "C", "CC")] == means


def test_a_code_has_the_range_of_its_word():
    assert span_of("C", LADDERS["icd203"], WORDS) == ("likely", Span(0.55, 0.80))


def test_a_parc_table_is_read_with_its_grades():
    found = from_table(
        ["#", "Evidence", "Type", "Credibility", "Relevance", "H1", "H2"],
        [["1", "A denial", "Speech", "High", "Low", "II", "C"], ["2", "Habit", "Assumption", "", "", "na", "CC"]],
        "parc", WORDS,
    )  # fmt: skip
    assert found.hypotheses == ("H1", "H2")
    assert [item.name for item in found.items] == ["A denial", "Habit"]
    assert [item.assumption for item in found.items] == [False, True]
    assert found.items[0].reliability == Span(0.8, 1.0)
    assert [item.note for item in found.items] == ["graded relevance: Low", None]
    assert found.items[1].reliability is None
    assert found.codes == {Coded(0, 0, "parc"): "II", Coded(0, 1, "parc"): "C", Coded(1, 1, "parc"): "CC"}


def test_not_applicable_is_no_judgement_and_neutral_is_one():
    found = from_table(["Evidence", "H1", "H2", "H3"], [["x", "N/A", "Neutral", ""]], "a", WORDS)
    assert found.codes == {Coded(0, 1, "a"): "N"}


def test_numbers_of_open_synthesis_and_its_words_are_one():
    numbers = from_table(["Evidence", "A", "B", "C", "D", "E"], [["x", "1", "2", "3", "4", "5"]], "a", WORDS)
    words = ["Very Inconsistent", "Inconsistent", "Neutral", "Consistent", "Very Consistent"]
    assert list(numbers.codes.values()) == ["II", "I", "N", "C", "CC"]
    assert from_table(["Evidence", "A", "B", "C", "D", "E"], [["x", *words]], "a", WORDS) == numbers


def test_columns_of_several_teams_are_analysts():
    found = from_table(
        ["Evidence", "Planned (red)", "Planned (blue)", "Chance (luck)"], [["x", "5", "1", "3"]], "own", WORDS
    )
    assert found.hypotheses == ("Planned", "Chance (luck)")
    assert found.codes == {Coded(0, 0, "red"): "CC", Coded(0, 0, "blue"): "II", Coded(0, 1, "own"): "N"}


def test_a_row_for_each_judgement():
    header = ["Evidence", "Hypothesis", "User", "Value"]
    assert is_long(header, WORDS)
    found = from_evaluations(
        header, [["x", "A", "ann", "5"], ["x", "B", "bob", "N/A"], ["y", "A", "", "2"]], "own", WORDS
    )
    assert (found.hypotheses, [item.name for item in found.items]) == (("A", "B"), ["x", "y"])
    assert found.codes == {Coded(0, 0, "ann"): "CC", Coded(1, 0, "own"): "I"}


def test_signs():
    found = from_signs({"question": "Why?", "hypotheses": ["A", "B"], "evidence": {"x": "+ −"}}, "own", WORDS)
    assert (found.name, found.codes) == ("Why?", {Coded(0, 0, "own"): "C", Coded(0, 1, "own"): "I"})


@pytest.mark.parametrize(
    ("read", "says"),
    [
        (
            lambda: from_table(["Evidence", "A"], [["x", "CX"]], "a", WORDS),
            ["row 2, 'A': 'CX' is no code. Write one of CC, C, N, I, II, NA, or 1 to 5."],
        ),
        (
            lambda: from_table(["Evidence", "Credibility", "A"], [["x", "so so", "C"]], "a", WORDS),
            ["row 2, credibility: 'so so' is no grade. Write low, medium, high, or nothing."],
        ),
        (
            lambda: from_table(["Evidence", "A", "A"], [["x", "C", "I"]], "a", WORDS),
            ["row 1: 'A' stands over two columns. Name the analyst of each in brackets: A (first)."],
        ),
        (
            lambda: from_signs({"hypotheses": ["A", "B"], "evidence": {"x": "+"}}, "a", WORDS),
            ["'x': it has 1 sign. Give one for each of 2 hypotheses."],
        ),
        (
            lambda: from_evaluations(
                ["Evidence", "Hypothesis", "Value"], [["x", "A", "5"], ["x", "A", "1"]], "a", WORDS
            ),
            ["row 3: a judged this pair before. Keep one of the two."],
        ),
    ],
)
def test_what_cannot_be_read_is_told_together(read, says):
    with pytest.raises(Refused) as refused:
        read()
    assert list(refused.value.problems) == says


def test_a_table_without_a_hypothesis_is_none():
    with pytest.raises(BadValue, match="no hypotheses, or no items"):
        from_table(["Evidence", "Source"], [["x", "y"]], "a", WORDS)
