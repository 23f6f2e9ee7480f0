"""What is held: ids, sameness, search, and citations checked against copies."""

import json

import pytest

from linewatch import desk
from linewatch.errors import Ambiguous, BadValue, CaseInUse, NoSuchRecord, NotACase
from tests.conftest import SHIPPED


def record(path, *rows):
    path.write_text("\n".join(json.dumps(row) for row in rows))
    return path


def test_the_same_bytes_are_the_same_document(case, tmp_path):
    (tmp_path / "a.txt").write_text("Words.")
    (tmp_path / "b.txt").write_text("Words.")
    assert case.add(tmp_path / "a.txt")["documents"] == 1
    again = case.add(tmp_path / "b.txt")
    del again["news"]
    assert (again["documents"], again["passages"], again["already"], again["failed"]) == (0, 0, 1, [])


def test_records_are_the_same_by_id_and_text(case, tmp_path):
    one, other = {"id": "x", "text": "Words."}, {"id": "y", "text": "Words."}
    done = case.add(record(tmp_path / "a.jsonl", one, other, one, {"id": "x", "text": "Other words."}))
    assert (done["documents"], done["already"]) == (3, 1)
    assert sorted(row["id"] for row in case.documents()) == ["x", "x-2", "y"]


def test_a_document_is_found_by_the_unique_beginning_of_its_id(case, tmp_path):
    case.add(record(tmp_path / "a.jsonl", {"id": "frus/d1", "text": "A"}, {"id": "frus/d12", "text": "B"}))
    assert case.passages("frus/d12")[0]["text"] == "B"
    assert case.passages("frus/d1")[0]["text"] == "A"
    with pytest.raises(Ambiguous):
        case.passages("frus")
    with pytest.raises(NoSuchRecord, match="Did you mean 'frus/d12'"):
        case.passages("fruss/d12")


def test_words_counts_and_pages_count_what_is_read(case, tmp_path):
    (tmp_path / "a.txt").write_text("One two.\n\fThree four\ffive.")
    case.add(tmp_path / "a.txt")
    (row,) = case.documents()
    assert (row["words"], row["pages"], row["passages"], row["file"]) == (5, 3, 1, "a.txt")


def test_a_file_that_no_reader_takes_is_named_and_the_rest_go_on(case, tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "b.txt").write_text("Words.")
    lines = []
    done = case.add(tmp_path / "a.pdf", tmp_path / "none", tmp_path / "b.txt", report=lines.append)
    assert done["documents"] == 1
    assert [bad["file"].rsplit("/", 1)[-1] for bad in done["failed"]] == ["a.pdf", "none"]
    assert lines[-1] == "done b.txt: 1 document, 1 passage"
    assert not any("a.pdf" in row[0] for row in case.file.con.execute("SELECT name FROM files"))


def test_names_of_files_tell_what_files_do_not(case, tmp_path):
    (tmp_path / "PCI_12_1956-03.txt").write_text("Words.")
    (tmp_path / "PCF_7_spring.txt").write_text("Other words.")
    case.add(tmp_path, pattern="{issuer}_{ignore}_{date}.txt", form="report")
    told = {row["issuer"]: (row["date"], row["form"]) for row in case.documents()}
    assert told == {"PCI": ("1956-03", "report"), "PCF": (None, "report")}
    assert [row["id"] for row in case.rows("actors")] == ["PCF", "PCI"]
    with pytest.raises(BadValue, match="names 'who'"):
        case.add(tmp_path, pattern="{who}.txt")


def test_a_guess_put_right_stands_and_keeps_its_ground(case, tmp_path):
    (tmp_path / "letter.txt").write_text("Words.")
    case.add(tmp_path / "letter.txt")
    row = case.correct("letter", date="1956-03~", issuer="PCI", ground="the postmark")
    assert (row["date"], row["issuer"], row["date_ground"]) == ("1956-03~", "PCI", "the postmark")
    case.undo()
    assert case.documents()[0]["date"] is None


def test_search_finds_phrases_beginnings_and_folds_accents(case, tmp_path):
    case.add(
        record(
            tmp_path / "a.jsonl",
            {
                "id": "a",
                "text": "The cult of personality is ended.",
                "date": "1956-03-28",
                "issuer": "Pravda",
            },
            {"id": "b", "text": "Le culte, la Personnalité!", "date": "1956-05", "issuer": "PCF"},
        )
    )
    assert [hit["document"] for hit in case.search('"cult of personality"')["hits"]] == ["a"]
    assert [hit["document"] for hit in case.search("personnalite")["hits"]] == ["b"]
    assert len(case.search("person*")["hits"]) == 2
    assert [hit["document"] for hit in case.search("cult*", since="1956-04")["hits"]] == ["b"]
    assert case.search("cult*", until="1956-03", issuer="pravda")["by_issuer"] == {"Pravda": 1}
    assert case.search("cult*")["by_year"] == {"1956": 2}
    assert "[cult] of personality" in case.search("cult")["hits"][0]["snippet"]


@pytest.mark.parametrize("words", ['"', "*", "", '""', "!?"])
def test_a_search_for_nothing_is_refused(case, words):
    with pytest.raises(BadValue, match="no word to look for"):
        case.search(words)


@pytest.mark.parametrize("words", ['a"b', "NEAR(", "and", "x-", "col:x", "(a", "x'y", "a*b"])
def test_any_sign_in_a_search_is_only_a_sign(case, words):
    assert case.search(words)["hits"] == []


def test_a_citation_is_verified_only_where_its_words_stand(held_case):
    found = held_case.cite("memorandum:38", "attack publicly the concept")
    assert (found["verified"], found["page"], found["locator"]) == (True, "11", "M33")
    assert held_case.cite("memorandum:38", "it is interesting to study")["locator"] == "M32"
    with pytest.raises(BadValue, match="do not stand"):
        held_case.cite("memorandum:38", "attack privately the concept")
    with pytest.raises(BadValue, match="no passage 99"):
        held_case.cite("memorandum:99")


def test_every_citation_of_the_shipped_case_is_verified_when_its_documents_are_held(held_case):
    found = held_case.check()
    assert (found["ok"], found["unverified"], found["broken"]) == (True, 0, 0)
    of_rows = held_case.file.con.execute("SELECT count(*) FROM citations").fetchone()[0]
    of_map = sum(len(one["cites"]) for one in (*held_case.map()["nodes"], *held_case.map()["arrows"]))
    assert found["verified"] == of_rows + of_map
    assert (found["movement"]["unverified"], found["movement"]["broken"]) == (0, 0)


def test_a_citation_of_what_is_not_held_is_unverified_and_not_wrong(case):
    case.import_(SHIPPED)
    found = case.check()
    assert (found["ok"], found["verified"], found["broken"]) == (True, 0, 0)
    assert found["unverified"] > 400


def test_words_that_do_not_stand_there_break_a_citation(case, tmp_path):
    (tmp_path / "note.txt").write_text("They asked for more.\n\nAnd more again.")
    case.add(tmp_path / "note.txt", key="note")
    case.enter("actors", {"id": "a", "name": "A"})
    case.enter("statements", {"actor": "a"}, ["note:1"], ["asked for more"])
    case.file.con.execute("UPDATE citations SET exact = 'asked for less'")
    found = case.check()
    assert (found["ok"], found["broken"]) == (False, 1)
    assert "'asked for less' do not stand at 1" in found["problems"][0]


def test_another_edition_stands_for_a_known_document_only_when_a_person_says_so(case, tmp_path):
    (tmp_path / "one.txt").write_text("They asked for more.")
    (tmp_path / "two.txt").write_text("They asked for more. (2nd printing)")
    case.add(tmp_path / "one.txt", key="note")
    case.enter("actors", {"id": "a", "name": "A"})
    case.enter("statements", {"actor": "a"}, ["note:1"], ["asked for more"])
    case.export(tmp_path / "out")
    with desk.init(tmp_path / "other", "other") as other:
        other.import_(tmp_path / "out")
        other.add(tmp_path / "two.txt")
        assert other.check()["unverified"] == 1
        other.add(tmp_path / "two.txt", key="note")
        assert other.check()["verified"] == 1


def test_a_changed_original_is_told(case, tmp_path):
    (tmp_path / "a.txt").write_text("Words.")
    case.add(tmp_path / "a.txt")
    (path,) = (case.folder / "originals").iterdir()
    path.write_text("Other words.")
    assert "was changed" in case.check()["problems"][0]
    path.unlink()
    assert "is missing" in case.check()["problems"][0]


def test_what_is_no_case_is_told(tmp_path):
    with pytest.raises(NotACase, match="no case"):
        desk.open(tmp_path)
    (tmp_path / "case.db").write_text("not a database" * 100)
    with pytest.raises(NotACase, match="not a case file"):
        desk.open(tmp_path)


def test_a_case_of_a_newer_version_is_not_touched(case):
    case.file.con.execute("PRAGMA user_version = 99")
    case.close()
    with pytest.raises(NotACase, match="newer Linewatch"):
        desk.open(case.folder)


def test_two_writers_do_not_mix(case):
    other = desk.open(case.folder)
    other.file.con.execute("PRAGMA busy_timeout = 50")
    case.file.con.execute("BEGIN IMMEDIATE")
    with pytest.raises(CaseInUse):
        other.enter("actors", {"id": "a", "name": "A"})
    case.file.con.execute("ROLLBACK")
    other.close()


def test_a_guess_is_put_right_once_for_many(case, tmp_path):
    for name in ("tribune_1", "tribune_2", "pravda_1"):
        (tmp_path / f"{name}.txt").write_text(f"Words of {name}.")
    case.add(tmp_path)
    rows = case.correct_all(["tribune_*"], issuer="Pacific Tribune")
    assert [row["issuer"] for row in rows] == ["Pacific Tribune"] * 2
    assert case.document("pravda_1")["issuer"] is None
    case.undo()
    assert case.document("tribune_2")["issuer"] is None
    with pytest.raises(NoSuchRecord):
        case.correct_all(["isvestia_*"], issuer="x")
