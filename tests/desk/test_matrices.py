"""A question of the record as the weighing takes it; what goes in a circle or is told twice."""

import pytest

from linewatch.desk.weighing.circles import circular
from linewatch.desk.weighing.matrices import UNSTATED, matrix_of
from linewatch.errors import BadValue, NoSuchRecord
from linewatch.hypotheses.matrix import SURE, Place, Span


@pytest.fixture
def leak(case, tmp_path):
    """A case with a document, a statement that puts a hypothesis forward, and a question."""
    (tmp_path / "note.txt").write_text(
        "They asked for more.\n\nAnd again he denied it in public.\n\nNobody was told."
    )
    case.add(tmp_path / "note.txt")
    case.enter("actors", {"id": "cpsu", "name": "CPSU"})
    case.enter(
        "statements", {"id": "s1", "actor": "cpsu", "certainty": "doubtful"}, ["note:2"], ["he denied it"]
    )
    case.enter("deeds", {"id": "d1", "actor": "cpsu", "type": "visit"}, ["note:2"], ["denied it in public"])
    case.ask("leak", {"name": "Was it planned?"})
    case.explain("leak", "hypotheses", {"name": "A plot", "statement": "s1", "prior": 0.2})
    case.explain("leak", "hypotheses", {"name": "A slip"})
    return case


def enter(case, name, cite=(), words=(), **told):
    return case.explain("leak", "evidence", {"name": name, **told}, cite, words)["id"]


def items(case, **kept):
    return {item.id: item for item in matrix_of(case.file, "leak", **kept).items}


def test_a_question_becomes_a_matrix(leak):
    ident = enter(leak, "x", ["note:3"], source="him", reliability="likely", cost=2, look_for="told")
    leak.group("leak", {"id": "g", "name": "by him", "dependence": 0.8}, [ident])
    leak.judge(ident, {"h1": "likely", "rest": "0.2"}, "ann")
    leak.opine({"leak_h1": "0.3..0.5"}, "bob")
    found = matrix_of(leak.file, "leak")
    assert [(c.id, c.prior, c.rest) for c in found.candidates] == [
        ("leak_h1", 0.2, False), ("leak_h2", None, False), ("leak_rest", None, True),
    ]  # fmt: skip
    assert (found.name, found.several, found.dependence) == ("Was it planned?", False, {"g": 0.8})
    (item,) = found.items
    assert (item.source, item.group, item.reliability, item.cost, item.look_for) == (
        "him", "g", Span(0.55, 0.8), 2, "told",
    )  # fmt: skip
    assert found.cells == {
        Place(ident, "leak_h1", "ann"): Span(0.55, 0.8),
        Place(ident, "leak_rest", "ann"): Span(0.2, 0.2),
    }
    assert found.opinions == {("leak_h1", "bob"): Span(0.3, 0.5)}
    assert [word for word, _ in found.ladder][2:5] == ["unlikely", "roughly even chance", "likely"]
    assert matrix_of(leak.file, "leak", "bob").cells == {}
    assert matrix_of(leak.file, "leak", without=[ident]).items == ()
    with pytest.raises(NoSuchRecord, match="No analyst named 'bop'"):
        matrix_of(leak.file, "leak", "bop")


def test_what_nobody_states_is_told(leak):
    names = {
        enter(leak, "seen", ["note:1"]): (SURE, SURE, SURE),
        enter(leak, "absent", ["note:1"], state="absent"): (SURE, SURE, Span(0, 0)),
        enter(leak, "open", state="open"): (SURE, SURE, Span(0, 1)),
        enter(leak, "said so", state="absent", kind="argument", seen="0.6..0.9"): (
            SURE,
            SURE,
            Span(0.6, 0.9),
        ),
    }
    assert {i.id: (i.reliability, i.holds, i.seen) for i in items(leak).values()} == names
    assert Span(*UNSTATED["seen_if_absent"]) == Span(0, 0)
    assert Span(*UNSTATED["seen_if_open"]) == Span(0, 1)


def test_the_certainty_of_a_row_says_how_sure_it_holds(leak):
    ident = enter(leak, "x", kind="statement", rests_on="s1")
    assert items(leak)[ident].holds == Span(0.5, 0.7)
    leak.enter("statements", {"id": "s2", "actor": "cpsu"}, ["note:3"])
    other = enter(leak, "y", kind="statement", rests_on="s2")
    assert items(leak)[other].holds == SURE
    leak.explain("leak", "evidence", {"id": ident, "holds": "0.9"})
    assert items(leak)[ident].holds == Span(0.9, 0.9)


def test_a_scale_of_the_question_gives_the_ladder(leak):
    leak.ask("leak", {"scale": "kent"})
    assert next(word for word, _ in matrix_of(leak.file, "leak").ladder) == "almost certainly not"
    leak.enter("questions", {"id": "leak", "scale": "kant"})
    with pytest.raises(
        BadValue, match=r"goes by a scale 'kant', which there is not\.\nGive it one of kent, icd203"
    ):
        matrix_of(leak.file, "leak")


def told(case):
    return [(flaw.kind, flaw.item, flaw.other, flaw.what) for flaw in circular(case.file, "leak")]


FORWARD = "the statement 's1', which puts 'leak_h1' forward."


def test_an_item_that_rests_on_the_statement_goes_in_a_circle(leak):
    enter(leak, "x", kind="statement", rests_on="s1")
    assert told(leak) == [("circular", "leak_e1", "leak_h1", f"'leak_e1' rests on {FORWARD}")]
    (flaw,) = circular(leak.file, "leak")
    assert flaw.mend == "Take the item out, or cite a page that does not come from that statement."


def test_an_item_that_leads_nowhere_else_goes_in_a_circle(leak):
    enter(leak, "x", ["note:2"], ["denied it"])
    assert told(leak) == [
        ("circular", "leak_e1", "leak_h1", f"'leak_e1' leads to no page but those of {FORWARD}")
    ]


def test_other_words_of_the_same_paragraph_go_in_none(leak):
    enter(leak, "x", ["note:2"], ["in public"])
    enter(leak, "y", ["note:2", "note:3"], ["denied it"])
    assert told(leak) == []


def test_a_finding_goes_in_a_circle_where_any_of_its_pages_does(leak):
    leak.enter("events", {"id": "e", "name": "E", "date": "1956-02", "mode": "planned"}, ["note:1"])
    leak.enter("statements", {"id": "s1", "answers": "e"})
    leak.tempo()
    (found,) = leak.findings("tempo")
    ident = enter(leak, "x", kind="finding", rests_on=found["key"])
    assert told(leak) == [
        ("circular", ident, "leak_h1", f"'{ident}' rests with 1 of its 2 pages on {FORWARD}")
    ]
    other = enter(leak, "y", ["note:1"])
    assert ("twice", other, ident, f"'{other}' and '{ident}' share 1 page.") in told(leak)


def test_a_weighing_is_no_evidence(leak):
    from linewatch.desk.common.finding import Question, find  # noqa: PLC0415 - here alone

    row = leak.rows("deeds")[0]["citations"][0]
    from linewatch.kinds.citations import Citation  # noqa: PLC0415

    find(leak.file, Question("weigh", "1", {}), 1, lambda: ({}, [Citation(row["document"], locator="3")]))
    enter(leak, "x", kind="finding", rests_on=leak.findings("weigh")[0]["key"])
    assert told(leak) == [("circular", "leak_e1", None, "'leak_e1' is itself computed from judgements.")]


def test_what_is_told_twice_is_remarked_unless_it_is_grouped_or_of_one_source(leak):
    enter(leak, "x", kind="deed", rests_on="d1")
    enter(leak, "y", kind="deed", rests_on="d1")
    enter(leak, "z", ["note:3"], ["Nobody"], source="him")
    enter(leak, "w", ["note:3"], source="her")
    assert told(leak) == [
        ("twice", "leak_e2", "leak_e1", "'leak_e2' and 'leak_e1' rest on the same deed 'd1'."),
        ("twice", "leak_e4", "leak_e3", "'leak_e4' and 'leak_e3' lead to the same page."),
    ]
    leak.group("leak", {"id": "g", "name": "one deed", "dependence": 1}, ["e1", "e2"])
    leak.explain("leak", "evidence", {"id": "leak_e4", "source": "him"})
    assert told(leak) == []


def test_the_table_has_hypotheses_as_rows(leak):
    enter(leak, "x", ["note:3"])
    leak.judge("leak_e1", {"h1": "likely"}, "ann")
    leak.judge("leak_e1", {"h1": "0.2..0.3"}, "bob")
    found = leak.matrix("leak")
    assert [(row["hypothesis"], row["analyst"]) for row in found["rows"]][:3] == [
        ("leak_h1", "ann"), ("leak_h1", "bob"), ("leak_h2", "ann"),
    ]  # fmt: skip
    assert found["rows"][1]["cells"] == {"leak_e1": {"word": None, "low": 0.2, "high": 0.3}}
    assert found["unstated"] == UNSTATED
    assert {row["analyst"] for row in leak.matrix("leak", "bob")["rows"]} == {"bob"}
