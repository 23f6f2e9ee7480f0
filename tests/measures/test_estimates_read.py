"""Estimative language as read: classes, ranges, denial, what is left unread."""

import tomllib
from functools import cache
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch.errors import BadValue
from linewatch.measures.estimates.lexicon import CLASSES, Lexicon
from linewatch.measures.estimates.patterns import pattern, plain
from linewatch.measures.estimates.reading import read
from linewatch.measures.estimates.scales import chosen


@cache
def told():
    return tomllib.loads(files("linewatch").joinpath("lexicons/estimates.en.toml").read_text("utf-8"))


@cache
def lexicon():
    return Lexicon.of(told())


def found(text, scale="kent"):
    rows, _ = read(text, lexicon(), lexicon().scales[scale])
    return [
        (text[row.start : row.end], row.kind, row.range and (row.range.low, row.range.high)) for row in rows
    ]


def one(text, scale="kent"):
    rows, _ = read(text, lexicon(), lexicon().scales[scale])
    assert len(rows) == 1, [text[row.start : row.end] for row in rows]
    return rows[0]


@pytest.mark.parametrize(
    ("text", "phrase", "kind"),
    [
        ("There is a fair possibility of a split.", "fair possibility", "likelihood"),
        ("We feel that he will go.", "We feel that", "judgement"),
        (
            "On the basis of available evidence the plan failed.",
            "On the basis of available evidence",
            "basis",
        ),
        ("There is no good evidence that he knew.", "There is no good evidence that", "absence"),
        ("It is impossible to determine who spoke.", "It is impossible to determine", "inability"),
        ("It has been argued that he knew.", "It has been argued that", "attributed"),
        ("Some observers maintain that he knew.", "Some observers maintain that", "attributed"),
    ],
)
def test_the_six_classes(text, phrase, kind):
    row = one(text)
    assert (text[row.start : row.end].lower().removeprefix("there is a "), row.kind) == (phrase.lower(), kind)
    assert kind in CLASSES


def test_only_a_likelihood_has_a_range():
    text = (
        "We feel that he went. There is no good evidence of it. It is impossible to say why."
        " It has been argued that he fled. On the basis of available evidence he did. He probably knew."
    )
    rows, _ = read(text, lexicon(), lexicon().scales["kent"])
    assert [row.kind for row in rows if row.range] == ["likelihood"]
    assert all(row.why for row in rows if not row.range)


@pytest.mark.parametrize(
    "text",
    [
        "There is no good evidence that he knew.",
        "We have no evidence that he knew.",
        "We see no indication that he knew.",
        "There is insufficient evidence that he knew.",
        "Nor is there any good evidence that he knew.",
    ],
)
def test_no_good_evidence_is_not_unlikely(text):
    row = one(text)
    assert (row.kind, row.range, row.level) == ("absence", None, None)


@pytest.mark.parametrize(
    ("scale", "text", "low", "high"),
    [
        ("kent", "It is probable.", 0.63, 0.87),
        ("kent", "It is likely.", 0.63, 0.87),
        ("kent", "It will almost certainly end.", 0.87, 0.99),
        ("icd203", "It is very likely.", 0.80, 0.95),
        ("icd203", "It is likely.", 0.55, 0.80),
        ("icd203", "It is unlikely.", 0.20, 0.45),
        ("phia", "There is a realistic possibility.", 0.40, 0.50),
        ("phia", "It is highly unlikely.", 0.10, 0.20),
        ("survey", "It is probable.", 0.51, 0.8875),
        # By the half-way rule: Kent does not list them. "Likely" lies 13 to 37 from the end.
        ("kent", "It is very likely.", 0.815, 0.935),
        ("kent", "It is unlikely.", 0.065, 0.185),
        ("kent", "It is highly unlikely.", 0.0325, 0.0925),
        ("icd203", "It is extremely likely.", 0.775, 0.90),
    ],
)
def test_ranges_of_a_scale_and_by_the_half_way_rule(scale, text, low, high):
    row = one(text, scale)
    assert row.kind == "likelihood"
    assert (row.range.low, row.range.high) == (pytest.approx(low), pytest.approx(high))
    assert row.range.by


@pytest.mark.parametrize(
    ("text", "phrase", "level"),
    [
        ("This is not likely to last.", "not likely", "doubtful"),
        ("It is not very likely.", "not very likely", None),
        ("It is by no means certain.", "by no means certain", None),
        ("It is not improbable.", "not improbable", "not_unlikely"),
        ("That cannot be ruled out.", "cannot be ruled out", "possible"),
        ("It is questionable whether he knew.", "questionable whether", "doubtful"),
    ],
)
def test_denial(text, phrase, level):
    row = one(text)
    assert phrase in text[row.start : row.end]
    if level:
        assert row.level == level
    assert row.range is None or row.range.high <= 0.87


def test_what_cannot_be_ruled_out_has_no_range():
    for text in ("It cannot be ruled out.", "He may go.", "It is possible that he goes.", "Perhaps he goes."):
        row = one(text)
        assert (row.kind, row.range) == ("likelihood", None)
        assert "not how likely" in row.why


def test_a_denied_belief_carries_over_to_the_likelihood_under_it():
    rows, _ = read("We do not believe it is likely that he goes.", lexicon(), lexicon().scales["kent"])
    assert [(row.kind, row.level) for row in rows] == [("judgement", None), ("likelihood", "doubtful")]
    assert rows[1].negated


def test_denial_does_not_leave_its_clause():
    rows, _ = read("He did not go, but it is likely that she did.", lexicon(), lexicon().scales["kent"])
    assert [row.negated for row in rows] == [False]


def test_the_longest_phrase_is_taken():
    assert [text for text, *_ in found("It is almost certainly not so.")] == ["almost certainly not"]
    assert [text for text, *_ in found("He will probably not go.")] == ["probably not"]
    assert [text for text, *_ in found("It seems likely that he goes.")] == ["It seems likely"]


@pytest.mark.parametrize(
    "text",
    [
        "They met on 3 May 1956.",
        "In May they met.",
        "The May decision stood.",
        "Come as soon as possible.",
        "The reform made possible a return.",
        "The military might of the state grew.",
        "He could not see the board.",
        "They must share the guilt.",
        "",
        "   \n ",
    ],
)
def test_what_is_no_estimate(text):
    assert found(text) == []


def test_what_may_be_an_estimate_or_not_is_left_unread_with_why():
    rows, unread = read(
        "They could rely on the board. How likely is it?", lexicon(), lexicon().scales["kent"]
    )
    assert rows == []
    assert len(unread) == 2
    assert all(one.why for one in unread)


def test_verbs_of_deduction_and_of_duty():
    assert found("They must have known.")[0][1] == "judgement"
    assert found("They must not go.") == []


def test_the_writers_own_range_goes_before_the_scale():
    row = one("It is likely (60 to 70 %) that he goes.")
    assert (row.range.low, row.range.high, row.bracketed) == (0.6, 0.7, True)


def test_what_stands_under_anothers_view_says_so():
    text = "It has been argued that he will probably go. He will probably stay."
    rows, _ = read(text, lexicon(), lexicon().scales["kent"])
    assert [(row.kind, row.within is not None) for row in rows] == [
        ("attributed", False), ("likelihood", True), ("likelihood", False),
    ]  # fmt: skip


def test_the_target_is_the_rest_of_the_clause():
    text = "It is likely that he will go; we stay."
    row = one(text)
    assert text[slice(*row.target)] == "that he will go"


def test_words_in_quotation_marks_are_told():
    assert one("He called it “probably false”.").quoted
    assert not one("It is probably “false”.").quoted


LETTERS = st.text(st.sampled_from('aİßéA ’\n.,;“”"()—not likely may could 1956'), max_size=80)


@given(LETTERS)
def test_any_text_is_read_with_spans_inside_it_that_do_not_overlap(text):
    assert len(plain(text)) == len(text)
    rows, unread = read(text, lexicon(), lexicon().scales["kent"])
    at = 0
    for row in rows:
        assert at <= row.start < row.end <= len(text)
        at = row.end
        assert (row.range is None) == (row.why is not None)
        assert row.range is None or 0 <= row.range.low < row.range.high <= 1
    assert all(0 <= one.start < one.end <= len(text) for one in unread)


def test_every_level_has_a_range_or_says_why_not():
    levels = {entry.level for entry in lexicon().entries if entry.level} | set(lexicon().denied.values())
    for scale in lexicon().scales.values():
        for level in levels:
            assert level in scale.levels or level in lexicon().why, (scale.id, level)
        assert all(0 <= r.low < r.high <= 1 for r in [*scale.levels.values(), *scale.listed.values()])
    assert set(CLASSES) - {"likelihood"} <= set(lexicon().why)


@pytest.mark.parametrize("phrase", ["(a", "a)", "{nothing}", "a?", "", "|", "..3"])
def test_a_phrase_that_cannot_be_understood_says_so(phrase):
    with pytest.raises(BadValue, match=r"cannot be understood|fits nothing"):
        pattern(phrase, {})


def test_a_lexicon_that_lacks_a_part_says_which():
    with pytest.raises(BadValue, match="modals"):
        Lexicon.of({key: value for key, value in told().items() if key != "modals"})
    with pytest.raises(BadValue, match="no class"):
        Lexicon.of(told() | {"phrases": [{"class": "hunch", "words": ["a"]}]})
    broken = {
        "x": {"name": "x", "source": "x", "terms": [], "levels": {"a": {"half": "b"}, "b": {"half": "a"}}}
    }
    with pytest.raises(BadValue, match="rest on none"):
        Lexicon.of(told() | {"scales": broken})


def test_a_scale_that_is_not_there():
    with pytest.raises(BadValue, match="icd203"):
        chosen(lexicon().scales, "icd")
