"""The said ledger: every entry checked, every change kept."""

import pytest

from linewatch.errors import BadValue, LinewatchError
from linewatch.kinds.said import SAID, Actor, Issue, Statement, columns
from linewatch.record.rules import checked, loops
from linewatch.record.said import Ledger


def test_the_tables_have_the_columns_of_the_classes(case):
    for kind in SAID:
        table = [row[1] for row in case.file.con.execute(f"PRAGMA table_info({kind.table})")]
        assert sorted(table) == sorted(columns(kind))


def test_a_field_that_does_not_fit_is_named_with_the_mend():
    row, problems = checked(
        Statement,
        {"id": "s1", "actor": "pci", "act": "critizises", "stance": "3", "said_on": "April", "actr": "x"},
    )
    assert row is None
    told = dict(problems)
    assert "Did you mean 'criticises'?" in told["act"]
    assert "-2 to 2" in told["stance"]
    assert "1956-04-09" in told["said_on"]
    assert "Did you mean 'actor'?" in told["actr"]


def test_an_empty_text_is_no_text_and_line_ends_are_one():
    row, _ = checked(Actor, {"id": "a", "name": "two\r\nlines", "note": ""})
    assert (row.name, row.note) == ("two\nlines", None)


def test_a_control_character_is_refused():
    assert checked(Actor, {"id": "a", "name": "bell\a"})[1][0][0] == "name"


def put(case, *rows):
    """Put rows, each in a transaction of its own, as a person would."""
    changes = []
    for row in rows:
        with case.file.writing() as con:
            changes.append(Ledger(con).put(row))
    return changes


def test_a_change_is_an_entry_and_undo_is_one_too(case):
    assert put(case, Actor(id="a", name="A"), Actor(id="a", name="B"), Actor(id="a", name="B")) == [
        "added",
        "changed",
        "same",
    ]
    case.undo()
    assert case.rows("actors")[0]["name"] == "A"
    case.undo()
    assert case.rows("actors") == []
    assert [entry["act"] for entry in case.history()] == ["enter", "change", "undo", "undo"]
    with pytest.raises(LinewatchError, match="nothing to undo"):
        case.undo()


def test_a_row_that_others_refer_to_cannot_be_withdrawn(case):
    put(case, Actor(id="a", name="A"), Actor(id="b", name="B", parent="a"))
    with pytest.raises(BadValue, match="'a' is named by others: 1 of actors"):
        case.withdraw("actors", "a")
    case.withdraw("actors", "b")
    assert [row["id"] for row in case.rows("actors")] == ["a"]


def test_a_withdrawn_row_comes_back_with_its_citations(case, tmp_path):
    (tmp_path / "note.txt").write_text("They asked for more.\n")
    case.add(tmp_path / "note.txt")
    case.enter("actors", {"id": "a", "name": "A"})
    case.enter("statements", {"actor": "a"}, ["note:1"], ["asked for more"])
    case.withdraw("statements", "s1")
    assert case.rows("statements") == []
    case.undo()
    (row,) = case.rows("statements")
    assert row["citations"][0]["exact"] == "asked for more"


def test_a_statement_without_a_page_is_refused(case):
    case.enter("actors", {"id": "a", "name": "A"})
    with pytest.raises(LinewatchError, match="must lead to a page"):
        case.enter("statements", {"actor": "a"})


def test_a_tree_cannot_be_its_own_ancestor(case):
    case.enter("issues", {"id": "a", "name": "A"})
    case.enter("issues", {"id": "b", "name": "B", "parent": "a"})
    with pytest.raises(BadValue, match="own ancestor"):
        case.enter("issues", {"id": "a", "name": "A", "parent": "b"})


def test_loops_of_any_length_are_found():
    tree = {"a": "b", "b": "c", "c": "a", "d": "a", "e": None}
    assert sorted(loops(Issue, tree)) == ["a", "b", "c"]
