"""Which held document is the copy of which known one, and what citations of it are worth."""

import json

import pytest

from linewatch import desk
from linewatch.errors import BadValue, LinewatchError, NoSuchRecord
from tests.conftest import SHIPPED


@pytest.fixture
def cited(case, tmp_path):
    """A case with one statement on a letter that is held."""
    (tmp_path / "letter.txt").write_text("They asked for more.\n\nThey asked for less, later.")
    case.add(tmp_path / "letter.txt", key="letter")
    case.enter("actors", {"id": "a", "name": "A"})
    case.enter("statements", {"actor": "a", "summary": "more"}, ["letter:1"], ["asked for more"])
    return case


def test_citing_a_file_does_not_take_over_a_known_document_of_its_name(case, tmp_path):
    case.import_(SHIPPED)
    (tmp_path / "memorandum.txt").write_text("Another paper altogether.")
    case.add(tmp_path / "memorandum.txt")
    row = case.enter("statements", {"actor": "pci"}, ["memorandum:1"], ["Another paper"])
    assert row["citations"][0]["document"] == "memorandum-2"
    found = case.check()
    assert (found["ok"], found["verified"], found["broken"]) == (True, 1, 0)
    assert {r["key"]: r["title"] for r in case.documents()}["memorandum"].startswith("Significance")


def test_a_copy_held_before_the_import_is_verified_by_its_hash(shared, case):
    case.add(shared / "seeds")
    case.enter("actors", {"id": "me", "name": "Me"})
    case.enter("statements", {"actor": "me"}, ["000_:12"])
    case.import_(SHIPPED)
    found = case.check()
    assert (found["unverified"], found["broken"]) == (0, 0)


def test_a_known_document_has_one_copy(cited, tmp_path):
    (tmp_path / "other.txt").write_text("They asked for more, it is said.")
    with pytest.raises(BadValue, match="held already: letter"):
        cited.add(tmp_path / "other.txt", key="letter")
    assert [row["id"] for row in cited.documents()] == ["letter"], "nothing of the refused file stays"
    cited.remove("letter")
    assert cited.check()["unverified"] == 1
    lines = []
    cited.add(tmp_path / "other.txt", key="letter", report=lines.append)
    assert cited.check()["verified"] == 1
    assert "another edition" in lines[0]


def test_a_key_that_is_nearly_a_known_one_is_a_slip(cited, tmp_path):
    (tmp_path / "x.txt").write_text("Words.")
    with pytest.raises(NoSuchRecord, match="Did you mean 'letter'"):
        cited.add(tmp_path / "x.txt", key="leter")


def test_what_is_removed_leaves_search_and_files_and_can_come_back(cited, tmp_path):
    cited.remove("letter")
    assert cited.search("asked")["hits"] == []
    assert list((cited.folder / "originals").iterdir()) == []
    assert cited.add(tmp_path / "letter.txt")["documents"] == 1
    assert (cited.check()["ok"], cited.check()["verified"]) == (True, 1)


def edit_citation(case, **values):
    listed = ", ".join(f"{name} = ?" for name in values)
    case.file.con.execute(f"UPDATE citations SET {listed}", tuple(values.values()))


def test_what_stands_around_words_only_tells_repeated_words_apart(cited):
    edit_citation(cited, prefix="We all ", suffix="!")
    assert cited.check()["verified"] == 1
    edit_citation(cited, locator=None, exact="They asked", prefix=None, suffix=" for less")
    assert cited.rows("statements")[0]["citations"][0]["n"] == 2


def test_a_citation_of_a_page_looks_at_every_place_on_it(case, tmp_path):
    (tmp_path / "paged.txt").write_text(
        "Long live peace, they said.\n\n\fLong live peace,\fand again\fat last."
    )
    case.add(tmp_path / "paged.txt", key="paged")
    case.enter("actors", {"id": "a", "name": "A"})
    case.enter("statements", {"actor": "a"}, ["paged:1"], ["Long live peace"])
    for page, exact, standing in [
        ("1", "Long live peace", "verified"),
        ("2", "Long live peace", "verified"),
        ("3", "and again", "verified"),
        ("3", None, "verified"),
        ("4", "and again", "broken"),
        ("9", None, "broken"),
    ]:
        edit_citation(case, locator=None, page=page, exact=exact)
        assert case.rows("statements")[0]["citations"][0]["standing"] == standing, (page, exact)


def test_words_across_a_blank_cannot_be_cited_as_one(held_case):
    with pytest.raises(BadValue, match="has a blank between"):
        held_case.cite("memorandum:5", "delivered by in mid-September")
    assert held_case.cite("memorandum:C1", "in mid-September 1956")["verified"]


def test_struck_words_are_named_where_they_are_cited(held_case):
    found = held_case.cite("memorandum:16", "they should stop fussing")
    assert [(m["kind"], m["text"]) for m in found["marks"]] == [("struck", "should")]


def test_cited_words_lead_back_to_the_original(held_case, shared):
    found = held_case.cite("memorandum:16", "they should stop fussing")
    original = (shared / "seeds/000_87256e244e188e54.txt").read_text("utf-8")
    assert original[found["start"] : found["end"]] == "they ~~should~~ stop fussing"


def test_quotation_marks_may_be_typed_plainly(held_case):
    assert held_case.cite("telegram:13", '"compete"')["exact"] == "“compete”"


def test_the_nearest_words_are_suggested(held_case):
    with pytest.raises(BadValue) as refused:
        held_case.cite("memorandum:38", "attack privately the concept of national")
    assert "Did you mean" in refused.value.next_step
    assert "the concept of national" in refused.value.next_step


@pytest.mark.parametrize(
    "place", ["memorandum:M99", "memorandum:" + "9" * 30, "memorandum:0", "memorandum", ":3"]
)
def test_a_place_that_is_none_is_refused(held_case, place):
    with pytest.raises(LinewatchError):
        held_case.cite(place)


def test_a_changed_date_is_searched_and_takes_its_ground_along(cited):
    cited.correct("letter", date="1957-01", ground="the postmark")
    assert cited.search("more", since="1957")["by_year"] == {"1957": 1}
    cited.correct("letter", date="1958")
    assert cited.document("letter")["date_ground"] is None
    assert cited.search("more", since="1957-02")["hits"]
    assert not cited.search("more", until="1957")["hits"]


def test_open_dates_are_found_wherever_they_can_fall(case, tmp_path):
    lines = [
        {"id": "since", "text": "peace", "date": "1955/.."},
        {"id": "by", "text": "peace", "date": "../1956-06"},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(line) for line in lines))
    case.add(tmp_path / "a.jsonl")
    assert [h["document"] for h in case.search("peace", since="1957")["hits"]] == ["since"]
    assert [h["document"] for h in case.search("peace", until="1950")["hits"]] == ["by"]


@pytest.mark.parametrize("filters", [{"issuer": "nobody"}, {"since": "1957", "until": "1956"}])
def test_a_search_that_cannot_find_anything_says_so(cited, filters):
    with pytest.raises(LinewatchError):
        cited.search("more", **filters)


def test_what_is_told_on_a_second_add_is_told_of_what_is_held(case, tmp_path):
    (tmp_path / "a.txt").write_text("Words.")
    case.add(tmp_path / "a.txt")
    done = case.add(tmp_path / "a.txt", issuer="PCI", date="1956-03")
    assert (done["documents"], done["already"]) == (0, 1)
    assert (case.document("a")["issuer"], case.document("a")["date"]) == ("PCI", "1956-03")
    assert [row["id"] for row in case.rows("actors")] == ["PCI"]


def test_a_field_that_is_not_given_stays(cited):
    row = cited.enter("statements", {"id": "s1", "stance": 1})
    assert (row["summary"], row["stance"], row["change"], len(row["citations"])) == ("more", 1, "changed", 1)


def test_an_id_is_not_used_again(cited):
    cited.withdraw("statements", "s1")
    assert cited.enter("statements", {"actor": "a"}, ["letter:2"])["id"] == "s2"


def test_an_import_is_undone_as_one(case):
    case.import_(SHIPPED)
    case.undo()
    assert not any(case.rows(table) for table in ("actors", "statements", "events"))
    assert case.documents() == []


def test_what_others_name_cannot_be_withdrawn(case):
    case.import_(SHIPPED)
    for table, ident in (("actors", "stalin"), ("events", "secret_speech"), ("issues", "system")):
        with pytest.raises(BadValue, match="named by others"):
            case.withdraw(table, ident)


def test_columns_that_a_file_leaves_out_stay(case, tmp_path):
    case.enter("actors", {"id": "a", "name": "A", "kind": "party"})
    (tmp_path / "in").mkdir()
    (tmp_path / "in/actors.csv").write_text("id,name\na,B\n")
    case.import_(tmp_path / "in")
    assert (case.rows("actors")[0]["name"], case.rows("actors")[0]["kind"]) == ("B", "party")


def test_a_text_may_be_as_long_as_it_is(case, tmp_path):
    case.enter("actors", {"id": "a", "name": "A", "note": "x" * 200_000})
    case.export(tmp_path / "out")
    with desk.init(tmp_path / "other", "other") as other:
        other.import_(tmp_path / "out")
        assert len(other.rows("actors")[0]["note"]) == 200_000


def test_a_case_may_name_its_centre_before_it_has_actors(tmp_path):
    with desk.init(tmp_path / "one", "One", centre="cpsu") as one:
        one.export(tmp_path / "out")
    with desk.init(tmp_path / "two", "Two") as two:
        two.import_(tmp_path / "out")
        assert two.centre == "cpsu"


def test_an_empty_case_file_is_no_case(tmp_path):
    (tmp_path / "case.db").touch()
    with pytest.raises(LinewatchError, match="empty"):
        desk.open(tmp_path)
