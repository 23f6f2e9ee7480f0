"""Estimative language as read: classes, ranges, denial, what is left unread."""

import tomllib
from functools import cache
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch.errors import BadValue
from linewatch.measures.estimates.clauses import parts
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
        ("kent", "He will probably go.", 0.63, 0.87),
        ("kent", "The chances are about even.", 0.40, 0.60),
        ("kent", "It will almost certainly end.", 0.87, 0.99),
        ("icd203", "It is very likely.", 0.80, 0.95),
        ("icd203", "It is likely.", 0.55, 0.80),
        ("icd203", "It is unlikely.", 0.20, 0.45),
        ("phia", "There is a realistic possibility.", 0.40, 0.50),
        ("phia", "It is highly unlikely.", 0.10, 0.20),
        ("survey", "It is probable.", 0.51, 0.8875),
    ],
)
def test_a_phrase_that_the_scale_lists_has_its_range(scale, text, low, high):
    row = one(text, scale)
    assert row.kind == "likelihood"
    assert (row.range.low, row.range.high) == (pytest.approx(low), pytest.approx(high))
    assert (row.range.scale, row.why) == (scale, None)


@pytest.mark.parametrize(
    ("scale", "text", "low", "high"),
    [
        ("kent", "It is likely.", 0.60, 0.90),
        ("kent", "It is unlikely.", 0.05, 0.35),
        ("icd203", "It is highly likely.", 0.7125, 0.9675),
        ("phia", "The chances are about even.", 0.4575, 0.50),
    ],
)
def test_a_phrase_that_only_the_survey_lists_has_its_range_under_the_surveys_name(scale, text, low, high):
    row = one(text, scale)
    assert (row.range.low, row.range.high, row.range.scale) == (low, high, "survey")
    assert "does not list it" in row.range.by


@pytest.mark.parametrize(
    ("scale", "text"),
    [
        ("kent", "It is very likely."),
        ("kent", "There is a fair possibility."),
        ("icd203", "It is very improbable."),
        ("icd203", "It is somewhat likely."),
        ("phia", "It is very unlikely."),
        ("survey", "He will presumably go."),
    ],
)
def test_a_phrase_that_nobody_lists_has_no_range_and_says_why(scale, text):
    row = one(text, scale)
    assert (row.kind, row.range, row.why) == (
        "likelihood", None, f"{lexicon().scales[scale].name} does not list it",
    )  # fmt: skip


def test_where_no_scale_is_named_for_the_unlisted_they_have_no_range():
    words = Lexicon.of(told() | {"defaults": told()["defaults"] | {"unlisted": "none"}})
    rows, _ = read("It is likely.", words, words.scales["kent"])
    assert [row.range for row in rows] == [None]


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


@pytest.mark.parametrize(
    ("scale", "text", "low", "high"),
    [
        ("icd203", "It is not likely.", 0.0, 0.55),
        ("icd203", "It is not very likely.", 0.0, 0.80),
        ("icd203", "It is not unlikely.", 0.45, 1.0),
        ("kent", "It is not probable.", 0.0, 0.63),
        ("phia", "There is not a realistic possibility.", 0.0, 0.40),
        ("survey", "It is not improbable.", 0.49, 1.0),
    ],
)
def test_a_denied_phrase_lies_beyond_its_range_on_the_side_of_the_denial(scale, text, low, high):
    row = one(text, scale)
    assert (row.range.low, row.range.high, row.negated) == (low, high, True)
    assert "denied" in row.range.by


def test_what_is_denied_to_either_side_has_no_range():
    row = one("The chances are not about even.")
    assert (row.range, row.negated) == (None, True)
    assert row.why


@pytest.mark.parametrize(
    "text",
    [
        "Nobody believes that war is probable.",
        "It is not true that he will probably come.",
        "No one thinks it likely.",
        "Nobody believes, as we do, that war is probable.",
        "None of the parties says that it is likely.",
        "This does not mean that he will probably go.",
        "He denied that it was probable.",
        "There is no reason to believe that it is likely.",
        "There is no evidence that it is likely.",
        "There are few signs that it is likely.",
        "It is false that he may come.",
        "We cannot say whether war is probable.",
        "He never thought it possible.",
        "Nobody believes that there is a 30 percent chance.",
        "It is unlikely that he will probably come.",
    ],
)
def test_what_stands_under_a_denial_or_a_question_is_left_unread(text):
    rows, unread = read(text, lexicon(), lexicon().scales["kent"])
    assert not [row for row in rows if text[row.start : row.end] != "unlikely" and row.kind == "likelihood"]
    assert any("denied" in left.why or "asked" in left.why for left in unread)


@pytest.mark.parametrize(
    "text",
    [
        "Nobody doubts that he will probably come.",
        "No doubt he believes that it is probable.",
        "He does not only say that it is probable.",
        "Nobody believes that he will go, and it is probable that he stays.",
        "Nobody believed in the plan, which is probably dead.",
        "They did not go; it is probable that they stayed.",
        "It is not denied that it is probable.",
        "Those who say that it is probable are not wrong.",
    ],
)
def test_what_stands_beside_a_denial_is_read(text):
    assert (0.63, 0.87) in [found_range for *_, found_range in found(text)]


@pytest.mark.parametrize(
    "text",
    ["Is it likely that he will come?", "He asked: “Will he probably come?”", "Is there a 30 % chance?"],
)
def test_a_question_is_no_estimate(text):
    rows, unread = read(text, lexicon(), lexicon().scales["kent"])
    assert rows == []
    assert [left.why for left in unread] == ["its sentence asks"]


def test_a_question_in_quotation_marks_makes_none_of_what_stands_outside():
    assert one("He will probably ask “why?”").range
    assert one("It will probably last.13 But what then?").range


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("There is a 30 percent chance of a strike.", 0.3, 0.3),
        ("There is a 20 to 30 % chance of a strike.", 0.2, 0.3),
        ("The chance of a strike is 30 to 40 per cent.", 0.3, 0.4),
        ("The probability is about 0.3.", 0.3, 0.3),
        ("A probability of 0.3 was given.", 0.3, 0.3),
        ("It is 60 percent likely.", 0.6, 0.6),
    ],
)
def test_a_chance_told_as_a_number_is_its_own_range(text, low, high):
    row = one(text)
    assert (row.kind, row.range.low, row.range.high, row.range.scale) == ("likelihood", low, high, "")
    assert row.bracketed


@pytest.mark.parametrize(
    "text",
    [
        "There is a one in three chance.",
        "He has one chance in three.",
        "The odds are three to one.",
        "There is a fifty percent chance.",
        "There is at least a 30 % chance.",
        "There is not a 30 % chance.",
        "A chance of 30 percent unemployment was feared.",
    ],
)
def test_a_chance_in_another_form_is_left_unread(text):
    rows, unread = read(text, lexicon(), lexicon().scales["kent"])
    assert rows == []
    assert len(unread) == 1


@pytest.mark.parametrize(
    "text", ["Prices rose 30 percent.", "A 95 % likelihood interval.", "He lost 30 percent of the vote."]
)
def test_another_number_is_no_chance(text):
    assert found(text) == []


def test_no_one_is_not_one():
    rows, unread = read("No one thinks it likely.", lexicon(), lexicon().scales["kent"])
    assert rows == []
    _, unread = read("No one would think so.", lexicon(), lexicon().scales["kent"])
    assert [left.why for left in unread] == ["its subject is nobody"]


def test_initials_of_any_script_end_no_sentence():
    text = "Н. С. Хрущёв пришёл. Он ушёл."
    assert len(parts(text, plain(text), lexicon().cues).sentences) == 2


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
    row = one("It is likely, 60 to 70 %, that he goes.")
    assert (row.range.low, row.range.high, row.range.scale) == (0.6, 0.7, "")
    assert one("It is probable, 60 to 70 % of them say.").range.low == 0.63


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


def test_what_must_not_follow_and_where_a_sentence_begins():
    barred = pattern("clear !(to|from)", {})
    assert [bool(barred.search(text)) for text in ("clear that", "clear, to", "clear tone")] == [
        True,
        False,
        True,
    ]
    first = pattern("^ so? doubt", {})
    told = ("doubt", "so doubt", "he went. doubt", "he said doubt")
    assert [bool(first.search(text)) for text in told] == [True, True, True, False]


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
        assert row.range is None or 0 <= row.range.low <= row.range.high <= 1
    assert all(0 <= one.start < one.end <= len(text) for one in unread)


def test_every_level_has_its_side_or_says_why_it_has_no_range():
    words = lexicon()
    levels = {entry.level for entry in words.entries if entry.level} | set(words.denied.values())
    sided = {level for listed in words.sides.values() for level in listed}
    assert levels <= sided | set(words.why) | {"even"}
    assert levels <= set(words.denied) | {"open", "not_unlikely"}
    for scale in words.scales.values():
        assert all(0 <= r.low < r.high <= 1 for r in scale.listed.values())
    assert set(words.defaults.values()) <= set(words.scales)
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
    term = {"low": 50, "high": 40, "write": "a", "words": ["a"]}
    with pytest.raises(BadValue, match="scale of the lexicon"):
        Lexicon.of(told() | {"scales": {"x": {"name": "x", "source": "x", "terms": [term]}}})
    with pytest.raises(BadValue, match="number of the lexicon"):
        Lexicon.of(told() | {"numbers": told()["numbers"] | {"given": "(?P<low>"}})


def test_a_scale_that_is_not_there():
    with pytest.raises(BadValue, match="icd203"):
        chosen(lexicon().scales, "icd")
