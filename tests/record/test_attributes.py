"""What actors are, on record: entered, cited, exported, undone; and older case files open."""

import sqlite3

import pytest

from linewatch import desk
from linewatch.errors import BadValue, Uncited
from linewatch.record.schema import MIGRATIONS
from tests.conftest import SHIPPED


@pytest.fixture
def noted(case, tmp_path):
    (tmp_path / "note.txt").write_text("The party is large and legal.\n")
    case.add(tmp_path / "note.txt")
    case.enter("actors", {"id": "a", "name": "A"})
    return case


def test_an_attribute_is_entered_with_its_page_and_undone(noted):
    row = noted.enter(
        "attributes", {"actor": "a", "name": "legality", "value": "legal"}, ["note:1"], ["legal"]
    )
    assert (row["id"], row["citations"][0]["verified"]) == ("t1", True)
    assert [r["value"] for r in noted.rows("attributes")] == ["legal"]
    assert noted.history()[-1]["table"] == "attributes"
    assert noted.check()["ok"]
    noted.undo()
    assert noted.rows("attributes") == []


def test_an_attribute_without_a_page_or_an_actor_is_refused(noted):
    with pytest.raises(Uncited):
        noted.enter("attributes", {"actor": "a", "name": "legality", "value": "legal"})
    with pytest.raises(BadValue, match="No actor 'b'"):
        noted.enter("attributes", {"actor": "b", "name": "legality", "value": "legal"}, ["note:1"])


def test_check_finds_an_attribute_without_a_page(noted):
    noted.file.con.execute("INSERT INTO attributes (id, actor, name, value) VALUES ('t1', 'a', 'size', '9')")
    assert "attributes" in noted.check()["problems"][0]


def test_an_actor_whose_attribute_is_told_cannot_be_withdrawn(noted):
    noted.enter("attributes", {"actor": "a", "name": "legality", "value": "legal"}, ["note:1"])
    with pytest.raises(BadValue, match="1 of attributes"):
        noted.withdraw("actors", "a")


def test_a_case_of_the_second_version_opens_with_all_it_held(tmp_path):
    folder = tmp_path / "old"
    (folder / "originals").mkdir(parents=True)
    con = sqlite3.connect(folder / "case.db")
    con.create_function("spelled", 1, str, deterministic=True)
    con.executescript(f"{MIGRATIONS[0]} {MIGRATIONS[1]} PRAGMA user_version = 2;")
    con.execute("INSERT INTO actors (id, name) VALUES ('a', 'A')")
    con.commit()
    con.close()
    with desk.open(folder) as case:
        assert [row["id"] for row in case.rows("actors")] == ["a"]
        assert case.rows("attributes") == []
        assert case.file.con.execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS)
        assert case.check()["ok"]
        case.import_(SHIPPED)
        assert case.rows("attributes")


def test_the_shipped_attributes_are_verified_where_both_papers_are_held(held_case):
    rows = held_case.rows("attributes")
    assert {row["name"] for row in rows} == {"culture", "prior_access", "leadership", "size"}
    assert all(citation["verified"] for row in rows for citation in row["citations"])
