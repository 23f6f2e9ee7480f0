"""The same scales used for writing: an interval in words, read back, and a text of one's own looked over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch.errors import BadValue
from linewatch.measures.estimates.linting import lint
from linewatch.measures.estimates.reading import read
from linewatch.measures.estimates.writing import phrase_for
from tests.measures.test_estimates_read import lexicon

SHARES = st.floats(0, 1, allow_nan=False)


@pytest.mark.parametrize(
    ("low", "high", "scale", "text"),
    [
        (0.58, 0.75, "icd203", "likely (55 to 80 %)"),
        (0.55, 0.80, "icd203", "likely (55 to 80 %)"),
        (0.30, 0.70, "icd203", "from unlikely to likely (20 to 80 %)"),
        (0.96, 0.96, "icd203", "almost certain (95 to 99 %)"),
        (0.13, 0.18, "kent", "from almost certainly not to probably not (2 to 40 %)"),
        (0.41, 0.49, "phia", "realistic possibility (40 to 50 %)"),
        (0.46, 0.49, "survey", "about even (45 to 50 %)"),
    ],
)
def test_an_interval_in_words(low, high, scale, text):
    found = phrase_for(low, high, lexicon().scales[scale])
    assert found.text == text
    assert (found.why is None) == (not text.startswith("from"))


def test_where_the_scale_does_not_reach_there_are_no_words():
    found = phrase_for(0.0, 0.005, lexicon().scales["icd203"])
    assert (found.words, found.text) == (None, "0 to 0.5 %")
    assert found.why
    assert found.needed


@pytest.mark.parametrize(
    "pair", [(0.5, 0.4), (-0.1, 0.5), (0.2, 1.1), (float("nan"), 0.5), (0.1, float("inf"))]
)
def test_what_is_no_interval(pair):
    with pytest.raises(BadValue, match="no interval"):
        phrase_for(*pair, lexicon().scales["kent"])


def test_the_interval_is_told_beside_the_phrases_own_range():
    scale = lexicon().scales["icd203"]
    assert phrase_for(0.6, 0.75, scale).given == "likely (55 to 80 %; here 60 to 75 %)"
    assert phrase_for(0.55, 0.80, scale).given == "likely (55 to 80 %)"
    assert phrase_for(0.6, 0.6, scale).given == "likely (55 to 80 %; here 60 %)"
    (row,) = read("It is likely (55 to 80 %; here 60 to 75 %).", lexicon(), scale)[0]
    assert (row.range.low, row.range.high) == (0.6, 0.75)


def test_percents_are_told_the_shares():
    with pytest.raises(BadValue) as refused:
        phrase_for(60, 75, lexicon().scales["kent"])
    assert "use 0.6 and 0.75" in refused.value.next_step


@given(SHARES, SHARES, st.sampled_from(["kent", "icd203", "phia", "survey"]))
def test_what_is_written_is_read_back_with_a_range_that_holds_the_interval(one, other, name):
    low, high = sorted((one, other))
    scale = lexicon().scales[name]
    written = phrase_for(low, high, scale)
    assert written.low - 1e-9 <= low
    assert high <= written.high + 1e-9
    if written.words is None:
        return
    for said in (written.text, written.words):
        rows, _ = read(f"It is {said} that he goes.", lexicon(), scale)
        (row,) = [row for row in rows if row.range]
        assert row.range.low - 1e-9 <= low
        assert high <= row.range.high + 1e-9
        assert row.bracketed == (said == written.text)


def faults(text):
    return [text[f.start : f.end].lower() for f in lint(text, lexicon(), lexicon().scales["icd203"])]


def test_a_likelihood_without_its_range_is_refused():
    assert faults("He may go. It is possible that he stays. A split cannot be ruled out.") == [
        "may", "it is possible that", "cannot be ruled out",
    ] or faults("He may go. It is possible that he stays. A split cannot be ruled out.") == [
        "may", "possible", "cannot be ruled out",
    ]  # fmt: skip
    assert faults("It is likely that he goes.") == ["likely"]


def test_a_likelihood_with_its_range_passes():
    assert faults("It is likely (55 to 80 %) that he goes. There is no good evidence of a plan.") == []
    assert faults("He may (20 to 45 %) go.") == []


def test_a_likelihood_and_a_confidence_in_one_sentence():
    text = "It is likely (55 to 80 %) that he goes, with high confidence."
    (fault,) = lint(text, lexicon(), lexicon().scales["icd203"])
    assert "confidence" in fault.why
    assert text[fault.start : fault.end] == "with high confidence"
    assert faults("It is likely (55 to 80 %) that he goes. We say so with high confidence.") == []


def test_words_of_a_source_are_let_be():
    assert faults("The paper says that “it is possible that he goes”.") == []
    assert faults('The paper says "he may go".') == []


def test_a_fault_says_what_to_do():
    (fault,) = lint("It is unlikely.", lexicon(), lexicon().scales["icd203"])
    assert "20 to 45 %" in fault.do
