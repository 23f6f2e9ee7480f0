"""The linter on sentences marked by hand before its rules were written: estimates, and what only sounds so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch.measures.estimates.linting import lint
from linewatch.measures.estimates.own_words import own_words
from tests.measures.test_estimates_read import lexicon


def faults(text):
    return [text[f.start : f.end].lower() for f in lint(text, lexicon(), lexicon().scales["icd203"])]


NO_ESTIMATES = """
The paper may be quoted, but not by name.
This telegram may not be copied without leave.
Only members may vote.
Nobody may leave the hall before the count.
No delegate may speak twice.
The text may only be read in the hall.
Members may no longer hold two posts.
The resolution says how far criticism may go.
He asks who may know of it.
The rules tell what may be printed and what may not.
Delegates may, with the chair's leave, speak again.
The text can be read in both archives.
It is possible to see both pages side by side.
It is not possible to read the last line.
The letter could be read only with a lens.
They could hear him in the last row.
No one man could change the system.
He could not read the hand.
In May the board met.
May saw two congresses.
The strike began in early May and ended on 3 May 1956.
May Day passed quietly.
The might of the fleet was on show.
Might is not right, he wrote.
Is a split possible?
Who may have told him?
We asked whether it was likely.
Every possible order was tried.
All possible pairs were counted.
It is the best possible text.
Send comments as soon as possible.
Where possible, the first page is cited.
If possible, name the page.
The chance of a break is put at 65 %.
It has a chance of 12 % by the model.
The likelihood function has one peak.
The interval is of the maximum likelihood.
The 90 % confidence interval is narrow.
He won a vote of confidence.
The bank holds it in confidence.
The village is remote from the front.
Slowly but surely the text spread.
The paper tells how surely each thing is known.
The court found him liable to a fine.
In theory and in practice the party rules.
They know in theory what they do in practice.
You may use this file as you like.
It may be seen from the table that three parties answered.
As may be seen from the table, three parties answered.
"""

ESTIMATES = """
The party may split.
The party might well split.
The leader may be quoted as a rebel before long.
He may go.
They may have known of the speech.
It could lead to a split.
A split is possible.
It is possible that he stays.
A possible split worries the staff.
A split cannot be ruled out.
We cannot exclude a split.
Perhaps he knew.
He probably knew.
It is likely that he goes.
There is a fair chance that he goes.
There is a chance of peace.
There is a real possibility of a split.
The outcome is doubtful.
He certainly knew.
The prospect is remote.
There is a remote chance of war.
Surely he knew.
In theory he could win, but in May he may lose.
In all likelihood he will resign.
Only a purge may save him.
Nobody doubts that he may fall.
No doubt he will fall.
The speech may become known.
The centre may soon lose its hold, and only a few members may stay.
Maybe he stays.
It is conceivable that they planned it.
Another possible explanation is hunger.
There is a good chance that prices rise by 3 %.
It is at least possible that he knew.
He could presumably know it, although much might change.13 But what then?
"""


def sentences(text):
    return [line for line in text.splitlines() if line]


@pytest.mark.parametrize("text", sentences(NO_ESTIMATES))
def test_leave_ability_months_questions_and_numbers_are_let_be(text):
    assert faults(text) == []


@pytest.mark.parametrize("text", sentences(ESTIMATES))
def test_an_estimate_without_its_range_is_refused(text):
    assert faults(text)


@pytest.mark.parametrize(
    "text",
    [
        "> He may go.\n> It is likely.\n\nSo he said.",
        "Write `may` or ``it is likely`` as you wish.",
        "```\nit is likely\n```\n",
        "He writes ‘the party may split’ twice.",
        "He writes 'the party may split' twice.",
        "The paper says “the party may split.\n\n“It is likely.” So it says.",
        "„Es ist likely“ steht dort.",
        "See https://example.org/may/likely for it.",
    ],
)
def test_what_others_say_and_code_are_let_be(text):
    assert faults(text) == []


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("The party's line may change, and the workers' too.", "may"),
        ("The paper says “no”. It **may** split.", "may"),
        ('A 3" pipe may burst.\n\nThe other is 4" wide.', "may"),
        ("- “No”, he said.\n- He may go.", "may"),
        ("The leader may be quoted as a rebel.", "may"),
    ],
)
def test_ones_own_words_beside_a_quotation_are_not(text, phrase):
    assert phrase in faults(text)


@pytest.mark.parametrize(
    "told",
    ["(55 to 80 %)", "(55–80%)", "[55-80 per cent]", "(55 % to 80 %)", "(between 55 and 80 %)",
     "(ICD 203: 55 to 80 %)", "(55 to 80 %, on ICD 203)", "(0.55 to 0.80)", "\n(55 to 80 %)"],
)  # fmt: skip
def test_a_range_in_brackets_is_known_however_it_is_written(told):
    assert faults(f"It is likely {told} that he goes.") == []
    assert faults(f"It is **likely** {told} that he goes.") == []


@pytest.mark.parametrize(
    "text",
    [
        "It is likely, 55 to 80 %, that he goes.",
        "It is likely – 55 to 80 % – that he goes.",
        "It may rain (20 % to 45 %).",
        "It is likely that he goes (55 to 80 %).",
        "It is likely (60 to 75 %) that he goes.",
        "It is likely (55 to 80 %; here 60 to 75 %) that he goes.",
        "There is a 30 percent chance of it.",
        "There is a fair possibility (20 to 45 %) of it.",
    ],
)
def test_a_range_that_fits_is_known_where_people_write_it(text):
    assert faults(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "It is likely (5 to 10 %).",
        "It is unlikely, 60 to 70 %, that he goes.",
        "It is likely (40 to 100 %).",
        "It is unlikely that he goes (70 to 80 %).",
        "It is highly likely (5 to 10 %).",
        "It is doubtful (60 to 80 %).",
    ],
)
def test_a_range_that_does_not_fit_its_phrase_is_refused(text):
    (fault,) = lint(text, lexicon(), lexicon().scales["icd203"])
    assert "does not fit the phrase" in fault.why


@pytest.mark.parametrize("text", ["Nobody believes that war is likely.", "We do not say that he may go."])
def test_what_a_text_denies_is_no_estimate_of_its_own(text):
    assert faults(text) == []


@pytest.mark.parametrize("told", ["(M55, p. 80)", "(1955 to 1980)", "(80 %)", "(page 3)", ""])
def test_another_bracket_is_no_range(told):
    assert faults(f"It is likely {told} that he goes.") == ["likely"]


def test_a_sentence_over_two_lines_is_one():
    first = "It is likely (55 to 80 %) that the board will go on as it did in the last year,"
    assert faults(f"{first}\nand we say so with high confidence.") == ["with high confidence"]
    assert faults("- It is likely (55 to 80 %).\n- We are highly confident of the dates.") == []


LETTERS = st.text(st.sampled_from("aİßé ’‘'\n.“”«»„\"`*_>-#likely may 55%()"), max_size=80)


@given(LETTERS)
def test_blotting_out_moves_no_character(text):
    own = own_words(text)
    assert len(own) == len(text)
    assert own_words(own) == own_words(own_words(own))
    for fault in lint(text, lexicon(), lexicon().scales["icd203"]):
        assert 0 <= fault.start < fault.end <= len(text)
        assert fault.sentence[0] <= fault.start < fault.sentence[1]


@given(LETTERS.filter(lambda text: "”" not in text and "\n\n" not in text.replace(" ", "")))
def test_nothing_in_quotation_marks_is_refused(text):
    assert faults(f"He said “{text}”.") == []
