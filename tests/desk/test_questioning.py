"""Rival explanations entered: what is kept, what is remarked, what is refused and with which mend."""

import pytest

from linewatch.desk.common.wording import lexicon
from linewatch.desk.weighing.asked import asked, support
from linewatch.desk.weighing.known_by import known_by, led_dates
from linewatch.desk.weighing.spans import told_span
from linewatch.errors import BadValue, LinewatchError, NoSuchRecord, Uncited
from linewatch.measures.estimates.scales import scales

ESTIMATES = lexicon("estimates.en")
ICD = scales(ESTIMATES["scales"], ESTIMATES["writing"])["icd203"]


@pytest.fixture
def leak(case, tmp_path):
    """A case with a document and a question of two hypotheses."""
    (tmp_path / "note.txt").write_text("They asked for more.\n\nAnd again he denied it.\n\nNobody was told.")
    case.add(tmp_path / "note.txt")
    case.enter("actors", {"id": "cpsu", "name": "CPSU"})
    case.enter(
        "statements", {"id": "s1", "actor": "cpsu", "certainty": "likely"}, ["note:2"], ["he denied it"]
    )
    case.ask("leak", {"name": "Was it planned?"})
    case.explain("leak", "hypotheses", {"name": "A plot", "statement": "s1"})
    case.explain("leak", "hypotheses", {"id": "leak_slip", "name": "A slip"})
    return case


def item(case, ident):
    return next(row for row in case.explanations("leak", "evidence") if row["id"] == ident)


def refused(call):
    with pytest.raises(LinewatchError) as error:
        call()
    return error.value.what, error.value.next_step


def test_a_new_question_has_something_else_by_itself(leak):
    rows = leak.explanations("leak", "hypotheses")
    assert [(row["id"], row["role"]) for row in rows] == [
        ("leak_h1", None), ("leak_slip", None), ("leak_rest", "rest"),
    ]  # fmt: skip
    leak.ask("leak", {"kind": "several"})
    assert leak.explanations("leak", "hypotheses")[-1]["name"] == "None of these contributes"


def test_a_rest_that_somebody_worded_stays_so(leak):
    leak.explain("leak", "hypotheses", {"id": "leak_rest", "name": "Anything else"})
    leak.ask("leak", {"kind": "several"})
    assert leak.explanations("leak", "hypotheses")[-1]["name"] == "Anything else"


def test_an_item_keeps_its_ranges_and_leads_where_it_rests(leak):
    told = {
        "name": "He denied it",
        "rests_on": "s1",
        "reliability": "Likely",
        "holds": "0.7..0.9",
    }
    row = leak.explain("leak", "evidence", told, ["note:3"])
    assert (row["id"], row["reliability_low"], row["reliability_high"]) == ("leak_e1", 0.55, 0.8)
    assert (row["holds_low"], row["holds_high"]) == (0.7, 0.9)
    assert row["kind"] == "statement"
    assert leak.check()["verified"] == 2  # its own page and the statement's
    assert [c["n"] for c in item(leak, "leak_e1")["cites"]] == [3, 2]  # its own page first
    leak.explain("leak", "evidence", {"id": "leak_e1", "holds": "none"})
    assert item(leak, "leak_e1")["holds_low"] is None


def test_a_finding_is_named_by_the_beginning_of_its_key(leak):
    leak.enter("events", {"id": "e", "name": "E", "date": "1956-02", "mode": "planned"}, ["note:1"])
    leak.enter("statements", {"id": "s1", "answers": "e"})
    leak.tempo()
    (found,) = leak.findings("tempo")
    told = {"name": "Ahead of the plan", "rests_on": found["key"][:9]}
    row = leak.explain("leak", "evidence", told)
    assert row["rests_on"] == found["key"]
    assert row["remarks"][-1] == "A finding is itself unsure; say how likely it is so: --holds 0.7..0.95"
    assert item(leak, row["id"])["finding"] == {"method": "tempo", "version": found["version"]}
    assert item(leak, row["id"])["cites"]
    assert leak.check()["ok"]


def test_a_group_takes_items_in_and_lets_them_go(leak):
    for number in (1, 2):
        leak.explain("leak", "evidence", {"name": f"x{number}", "kind": "argument"})
    row = leak.group("leak", {"id": "g", "name": "One cause", "dependence": 0.8}, ["e1", "leak_e2"])
    assert row["evidence"] == ["leak_e1", "leak_e2"]
    leak.explain("leak", "evidence", {"id": "leak_e1", "group": ""})
    assert leak.explanations("leak", "evidence_groups")[0]["evidence"] == ["leak_e2"]


def test_judgements_keep_the_word_with_its_range_and_are_taken_back(leak):
    leak.explain("leak", "evidence", {"name": "x", "kind": "argument"})
    found = leak.judge(
        "leak_e1", {"h1": " very  LIKELY ", "leak_slip": "0.1..0.3", "rest": "0.4"}, "ann", "because"
    )
    assert [(c["hypothesis"], c["word"], c["low"], c["high"], c["note"]) for c in found["judgements"]] == [
        ("leak_h1", "very likely", 0.8, 0.95, "because"), ("leak_slip", None, 0.1, 0.3, "because"),
        ("leak_rest", None, 0.4, 0.4, "because"),
    ]  # fmt: skip
    assert leak.judge("leak_e1", {"h1": "none"}, "ann")["changes"] == {"leak_h1": "withdrawn"}
    assert len(leak.cells("leak_e1")["judgements"]) == 2
    leak.undo()
    assert len(leak.cells("leak_e1")["judgements"]) == 3
    assert [entry["act"] for entry in leak.history()][-2:] == ["withdraw", "undo"]


def test_opinions(leak):
    found = leak.opine(
        {"leak_h1": "0.6..0.7", "leak_slip": "likely", "leak_rest": "0.1"}, "ann", "1956-10-25"
    )
    assert found["remarks"] == [
        "They come to 1.25 to 1.6 together, where one is true: they are evened out to sums of one."
    ]
    assert next((o["hypothesis"], o["low"], o["high"], o["held_on"]) for o in found["opinions"]) == (
        "leak_h1", 0.6, 0.7, "1956-10-25",
    )  # fmt: skip
    assert leak.opine({"leak_h1": "none"}, "ann")["changes"] == {"leak_h1": "withdrawn"}


def test_what_is_withdrawn_takes_its_judgements_along_and_comes_back_with_them(leak):
    leak.explain("leak", "evidence", {"name": "x", "kind": "argument"})
    leak.judge("leak_e1", {"h1": "likely", "rest": "unlikely"}, "ann")
    assert leak.withdraw("evidence", "leak_e1")["along"] == {"judgements": 2}
    assert leak.question("leak")["judgements"] == []
    leak.undo()
    assert len(leak.question("leak")["judgements"]) == 2
    assert leak.withdraw("hypotheses", "leak_h1")["along"] == {"judgements": 1}


def test_a_question_is_withdrawn_with_its_something_else(case):
    case.ask("q", {"name": "Why?"})
    what, mend = refused(lambda: case.withdraw("hypotheses", "q_rest"))
    assert what == "'q_rest' stands for all that no other hypothesis of 'q' says."
    assert mend == "Word it otherwise, or withdraw the question: linewatch withdraw questions q"
    case.withdraw("questions", "q")
    assert case.questions() == []
    case.undo()
    assert case.questions()[0]["hypotheses"] == 1
    case.undo()
    assert case.questions() == []


def test_a_row_that_evidence_rests_on_is_not_withdrawn(leak):
    leak.explain("leak", "hypotheses", {"id": "leak_h1", "statement": ""})
    leak.explain("leak", "evidence", {"name": "x", "kind": "statement", "rests_on": "s1"})
    assert refused(lambda: leak.withdraw("statements", "s1")) == (
        "'s1' is named by others: 1 of evidence.", "Change or withdraw those first.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("likely", ("likely", 0.55, 0.8)), ("VERY  unlikely", ("very unlikely", 0.05, 0.2)),
        ("probable", ("probable", 0.55, 0.8)), ("0.6..0.9", (None, 0.6, 0.9)), (" .5 .. 1 ", (None, 0.5, 1.0)),
        ("0", (None, 0.0, 0.0)),
    ],
)  # fmt: skip
def test_ranges_as_people_write_them(text, told):
    assert told_span(text, ICD) == told


LADDER = (
    "almost no chance (0.01..0.05), very unlikely (0.05..0.2), unlikely (0.2..0.45), roughly even chance (0.45..0.55),"
    " likely (0.55..0.8), very likely (0.8..0.95), almost certain (0.95..0.99)"
)
FORM = "Write two shares from 0 to 1 as 0.6..0.9, one as 0.7, or words of the scale."


@pytest.mark.parametrize(
    ("text", "what", "mend"),
    [
        ("0.9..0.2", "The range 0.9..0.2 stands upside down.", "Write the lower end first: 0.2..0.9"),
        ("60..90", "'60..90' goes beyond 1.", FORM),
        ("60 %%", "'60 %%' is no range of shares.", FORM),
        ("-0.1..0.2", "'-0.1..0.2' is no range of shares.", FORM),
        (
            "lkely",
            "'lkely' is no phrase of the scale ICD 203.",
            f"Did you mean 'likely'? Its phrases: {LADDER}.",
        ),
        ("", "'' is no phrase of the scale ICD 203.", f"Give a phrase or a range. Its phrases: {LADDER}."),
    ],
)
def test_a_range_that_is_none_is_told_with_the_mend(text, what, mend):
    assert refused(lambda: told_span(text, ICD)) == (what, mend)


BAD = [
    (lambda c: c.ask("q", {}), "name: It must be given.", "Change it and run this again."),
    (lambda c: c.ask("q", {"name": "Q", "scale": "kant"}), "There is no scale named 'kant'.",
     "Did you mean 'kent'? There are: kent, icd203, phia, survey."),
    (lambda c: c.question("leek"), "No question named 'leek' in this case.", "Did you mean 'leak'?"),
    (lambda c: c.explain("leak", "hypotheses", {"name": "x", "prior": 1.2}),
     "prior: 1.2 is out of range. It goes from 0 to 1.",
     "Change it and run this again."),
    (lambda c: c.explain("leak", "hypotheses", {"name": "x", "role": "rest"}),
     "role: A question has one hypothesis for something else.",
     "Leave the role out of all but one of leak_h2, leak_rest."),
    (lambda c: c.explain("leak", "evidence", {"name": "x"}), "'leak_e1' leads to no page.",
     "Cite one, say what it rests on, or make it an argument or assumption."),
    (lambda c: c.explain("leak", "evidence", {"name": "x", "state": "absent"}), "'leak_e1' leads to no page.",
     "Cite one, say what it rests on, or make it an argument or assumption."),
    (lambda c: c.explain("leak", "evidence", {"name": "x", "kind": "statement"}),
     "rests_on: An item of kind statement rests on one. Give the statement it rests on, or make it of kind passage.",
     "Change it and run this again."),
    (lambda c: c.explain("leak", "evidence", {"name": "x", "kind": "statement", "rests_on": "s2"}),
     "rests_on: No statement 's2'. List them with: linewatch statements", "Change it and run this again."),
    (lambda c: c.explain("leak", "evidence", {"name": "x", "kind": "event", "rests_on": "s1"}),
     "rests_on: No event 's1'. List them with: linewatch events", "Change it and run this again."),
    (lambda c: c.explain("leak", "evidence", {"name": "x", "kind": "argument", "rests_on": "s1"}),
     "rests_on: An item of kind argument rests on no row of the record."
     " Leave it out, or give the kind of what it rests on.",
     "Change it and run this again."),
    (lambda c: c.explain("leak", "evidence", {"name": "x", "rests_on": "s2"}),
     "What it rests on, 's2', is neither a row of the record nor a finding.", "Give its kind: --kind statement"),
    (lambda c: c.explain("leak", "evidence", {"name": "x", "kind": "finding", "rests_on": "0ff"}),
     "No finding has a key that begins '0ff'.", "List them with: linewatch findings"),
    (lambda c: c.explain("leak", "evidence", {"name": "x", "kind": "argument", "holds": "0.9..0.1"}),
     "holds: The range 0.9..0.1 stands upside down.", "Write the lower end first: 0.1..0.9"),
    (lambda c: c.judge("leak_e9", {"h1": "likely"}, "ann"), "No item of evidence named 'leak_e9' in this case.",
     "List them with: linewatch evidence QUESTION"),
    (lambda c: c.opine({"leak_h9": "likely"}, "ann"), "No hypothesis named 'leak_h9' in this case.",
     "Did you mean 'leak_h1'?"),
    (lambda c: c.group("leak", {"id": "g", "name": "x", "dependence": 0.5}, ["e9"]),
     "No item of evidence named 'e9' in this case.", "List them with: linewatch evidence leak"),
    (lambda c: c.question_of_group("g"), "The group 'g' is new.",
     "Say whose items it holds: linewatch group g --question QUESTION --name … --dependence 0.8"),
]  # fmt: skip


@pytest.mark.parametrize(("call", "what", "mend"), BAD)
def test_what_is_wrong_is_refused_with_the_mend_and_nothing_is_kept(leak, call, what, mend):
    before = len(leak.history())
    assert refused(lambda: call(leak)) == (what, mend)
    assert len(leak.history()) == before


def test_priors_beyond_one_are_refused_and_those_short_of_it_remarked(leak):
    leak.explain("leak", "hypotheses", {"id": "leak_h1", "prior": 0.7})
    assert refused(lambda: leak.explain("leak", "hypotheses", {"id": "leak_slip", "prior": 0.4})) == (
        "prior: The priors of 'leak' come to 1.1, and one at most is true.",
        "Lower some, or leave one out: it takes what is left.",
    )
    row = leak.explain("leak", "hypotheses", {"id": "leak_slip", "prior": 0.3})
    assert row["remarks"] == ["The priors come to 1, so that nothing is left for leak_rest."]
    leak.explain("leak", "hypotheses", {"id": "leak_slip", "prior": 0.1})
    row = leak.explain("leak", "hypotheses", {"id": "leak_rest", "prior": 0.1})
    assert row["remarks"] == ["The priors come to 0.9. Change one, or leave one out: it takes what is left."]
    leak.ask("leak", {"kind": "several"})
    leak.explain("leak", "hypotheses", {"id": "leak_slip", "prior": 0.9})


def test_rows_of_another_question_are_not_mixed_in(leak):
    leak.explain("leak", "evidence", {"name": "x", "kind": "argument"})
    leak.ask("other", {"name": "Why?"})
    leak.group("other", {"id": "g", "name": "x", "dependence": 1})
    assert refused(lambda: leak.explain("other", "evidence", {"id": "leak_e1", "name": "x"})) == (
        "'leak_e1' belongs to the question 'leak'.", "Choose another id.",
    )  # fmt: skip
    assert refused(lambda: leak.explain("leak", "evidence", {"id": "leak_e1", "group": "g"})) == (
        "group: The group 'g' is of another question, 'other'.", "Make one of this question, or leave it out.",
    )  # fmt: skip
    with pytest.raises(NoSuchRecord):
        leak.judge("leak_e1", {"other_rest": "likely"}, "ann")
    with pytest.raises(BadValue, match="of several questions: leak, other"):
        leak.opine({"leak_h1": "0.5", "other_rest": "0.5"}, "ann")


def test_remarks_tell_what_may_be_overlooked(leak):
    told = {"kind": "argument", "source": "him"}
    leak.explain("leak", "evidence", told | {"name": "x"})
    assert leak.explain("leak", "evidence", told | {"name": "y"})["remarks"] == [
        "Of the same source as leak_e1, with which it counts as one."
        " A group would say how far they depend: linewatch group --help"
    ]
    absent = leak.explain("leak", "evidence", {"name": "z", "state": "absent"}, ["note:1"])
    assert absent["remarks"] == [
        "It weighs nothing until you say how likely it would have been seen if it were there: --seen 0.6..0.9"
    ]
    alike = leak.judge("leak_e1", {"h1": "likely", "slip": "likely", "rest": "likely"}, "ann")
    assert alike["remarks"] == ["It is judged alike against all, so that it separates nothing."]
    assert leak.judge("leak_e1", {"h1": "0"}, "ann")["remarks"] == [
        "If leak_h1 were true it could not be seen: it takes several items to outweigh that. Is it so sure?"
    ]


def test_an_item_that_nobody_cited_is_uncited(leak):
    with pytest.raises(Uncited):
        leak.enter("evidence", {"question": "leak", "name": "x", "kind": "passage"})


def test_a_prior_is_given_back_and_shares_may_be_per_cent(leak):
    leak.explain("leak", "hypotheses", {"id": "leak_slip", "prior": "0.2"})
    for none in ("none", ""):
        assert leak.explain("leak", "hypotheses", {"id": "leak_slip", "prior": none})["prior"] is None
    assert told_span("60..90%", ICD) == told_span("60 % .. 90 %", ICD) == (None, 0.6, 0.9)
    assert told_span("90%", ICD) == (None, 0.9, 0.9)


def test_a_statement_given_later_tells_which_items_it_drops(leak):
    leak.explain("leak", "evidence", {"name": "Denied", "rests_on": "s1"})
    told = leak.explain("leak", "hypotheses", {"id": "leak_slip", "statement": "s1"})["remarks"]
    assert "'leak_e1' rests on the statement 's1', which puts 'leak_slip' forward." in told[0]


def test_an_undated_item_is_as_late_as_the_row_it_rests_on(leak):
    leak.explain("leak", "evidence", {"name": "Told", "rests_on": "s1"})
    leak.enter("statements", {"id": "s1", "said_on": "1956-06"})
    rows = asked(leak.file, "leak")
    led = led_dates(leak.file, rows.evidence, support(leak.file, rows))
    assert known_by(rows.evidence, "1956-03", led) == (("leak_e1",), ())
    assert known_by(rows.evidence, "1956-06", led) == ((), ())
