"""echoes at the desk, on the command line and as a page: places in the original, clear answers to bad input."""

import json
import re

import pytest
from click.testing import CliRunner

from linewatch import desk
from linewatch.brief.pictures import still
from linewatch.cli import cli
from linewatch.errors import BadValue

LINE = (
    "Every party that follows the road of the October revolution learns from the experience of the others, and none of "
    "them may order another about: each answers to its own working people for the way it takes."
)  # fmt: skip
CUT = LINE.replace("learns from the experience of the others, and ", "")
OTHER = (
    "Каждая партия, идущая дорогой Октябрьской революции, учится на опыте других; "
    "ни одна не вправе приказывать другой."
)
ACCENTS = "Každá strana, která jde cestou říjnové revoluce, se učí ze zkušeností druhých a žádná nesmí jiné poroučet."
OWN = {
    "speech": "The delegates met in a cold hall and spoke for six hours about coal, steel and the price of bread.",
    "leaflet": "Nobody in the mining towns had seen such a winter, and the trains came late or did not come.",
    "radio": "Good evening to all who listen; here is the weather, and afterwards a concert of old songs.",
    "cable": "The ambassador walked in the garden with the minister, who complained of his health and of the press.",
    "diary": "I slept badly and read until morning; the dog had run away and came back with a torn ear.",
}
HOSTILE = "<script>alert(1)</script>"


def told(name):
    return {
        "speech": f"{OWN['speech']}\n\n{LINE}\n\n{OTHER}",
        "leaflet": f"{OWN['leaflet']}\n\n{CUT}",
        "radio": f"{OWN['radio']}\n\n{LINE.replace('order another about', 'give another its orders')} {HOSTILE}",
        "cable": f"{OWN['cable']}\n\n{ACCENTS}\n\n{OTHER}",
        "diary": f"{OWN['diary']}\n\n{ACCENTS}\n\n{LINE}",
    }[name]


DATES = {
    "speech": "1956-02-25",
    "leaflet": "1956-03",
    "radio": "1956-04-10",
    "cable": "1956-03-10",
    "diary": None,
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    base = tmp_path_factory.mktemp("echoes")
    with desk.init(base / "case", "A <case>", "centre") as made:
        for actor in ("centre", "union", "station"):
            made.enter("actors", {"id": actor, "name": actor.title()})
        issuers = {"speech": "centre", "leaflet": "union", "radio": "station"}
        for name, on in DATES.items():
            path = base / f"{name}.txt"
            # A word broken at the end of a line is mended as it is read: places lead to what the file has.
            path.write_text(told(name).replace("experience", "experi-\nence"), "utf-8")
            made.add(path)
            known = {"date": on, "issuer": issuers.get(name)}
            made.correct(name, **{key: value for key, value in known.items() if value})
    return base


@pytest.fixture(scope="module")
def rows(folder):
    with desk.open(folder / "case") as case:
        return case.echoes()


def of(rows, words):
    """The chain whose earliest held place has some words."""
    number = next(row["chain"] for row in rows if words in " ".join(row["text"].split()))
    return [row for row in rows if row["chain"] == number]


def test_a_formula_is_followed_from_the_centre_on(rows):
    chain = of(rows, "road of the October revolution")
    assert [row["document"] for row in chain] == ["speech", "leaflet", "radio", "diary"]
    assert [row["from"] for row in chain][1:] == ["speech", "speech", None]
    assert [row["centre"] for row in chain] == [True, False, False, False]
    assert (chain[1]["lag_days_low"], chain[1]["lag_days_high"]) == (5, 35)
    assert (chain[2]["lag_days_low"], chain[2]["lag_days_high"]) == (45, 45)
    assert all(row["cites"] and row["kind"] == "borrowing" and not row["whole"] for row in chain)


def test_what_a_copy_leaves_out_is_told_with_its_words(rows):
    chain = of(rows, "road of the October revolution")
    (gap,) = chain[1]["gaps"]
    assert gap["kind"] == "omitted"
    assert gap["source_text"] in "learns from the experience of the others, and "
    assert [gap["kind"] for gap in chain[2]["gaps"]] == ["reworded"]


@pytest.mark.parametrize("words", ["дорогой Октябрьской революции", "cestou říjnové revoluce"])
def test_other_scripts_are_found_as_well(rows, words):
    assert {row["document"] for row in of(rows, words)} in ({"speech", "cable"}, {"cable", "diary"})


def test_places_lead_to_the_original_text(rows, folder):
    for row in rows:
        original = (folder / f"{row['document']}.txt").read_text("utf-8")[row["start"] : row["end"]]
        mended = " ".join(original.replace("experi-\nence", "experience").split())
        assert mended == " ".join(row["text"].split())
    assert any(row["document"] == "speech" and "experience" in row["text"] for row in rows)


def test_pairs_have_the_keys_that_are_promised_and_none_is_within_a_document(folder):
    with desk.open(folder / "case") as case:
        found = case.write_echo_pairs(folder / "pairs.jsonl")
    pairs = [json.loads(line) for line in (folder / "pairs.jsonl").read_text("utf-8").splitlines()]
    assert found["pairs"] == len(pairs) > 0
    for pair in pairs:
        assert pair.keys() >= {"a", "ab", "ae", "b", "bb", "be", "kind", "expected_chance"}
        assert pair["a"] != pair["b"]
        assert pair["kind"] in ("borrowing", "boilerplate")


def test_one_document_can_be_set_against_all_others(folder):
    with desk.open(folder / "case") as case:
        found = case.echoes("cable")
    by = {
        number: {row["document"] for row in found if row["chain"] == number}
        for number in {r["chain"] for r in found}
    }
    assert by
    assert all("cable" in documents for documents in by.values())


def test_the_page_is_whole_and_harmless(folder):
    with desk.open(folder / "case") as case:
        found = case.write_echo_page(folder / "page.html")
    page = (folder / "page.html").read_text("utf-8")
    assert found["chains"] == found["of"] >= 3
    assert "<script" not in page
    assert "A &lt;case&gt;" in page
    assert "begins with the centre" in page
    assert "◆" in page
    assert "−" in page
    assert "leaves out" in page
    names = re.findall(r'id="([^"]+)"', page)
    links = re.findall(r'href="#([^"]+)"', page)
    assert len(names) == len(set(names))
    assert set(links) <= set(names)
    for picture in re.findall(r"<svg.*?</svg>", page, re.DOTALL):
        still(picture, "a chain")


def test_the_table_and_one_chain_are_read_on_the_command_line(folder, rows):
    run = ["--case", str(folder / "case"), "echoes"]
    table = CliRunner().invoke(cli, run)
    assert table.exit_code == 0
    assert "speech (1956-02-25)" in table.stdout
    number = of(rows, "road of the October revolution")[0]["chain"]
    one = CliRunner().invoke(cli, [*run, "--chain", str(number)])
    assert one.exit_code == 0
    assert "leaves out" in one.stdout
    again = CliRunner().invoke(cli, [*run, "--json"])
    assert json.loads(again.stdout)[0].keys() >= {"chain", "document", "n", "start", "end", "date", "text"}


def made(tmp_path, *texts):
    case = desk.init(tmp_path / "case", "T")
    for n, words in enumerate(texts):
        (tmp_path / f"t{n}.txt").write_text(words, "utf-8")
        case.add(tmp_path / f"t{n}.txt")
    return case


def test_a_single_text_gets_a_clear_answer(tmp_path):
    with made(tmp_path, LINE) as case, pytest.raises(BadValue, match="two texts at least; 1 held"):
        case.echoes()


def test_identical_files_are_one_text(tmp_path):
    with made(tmp_path, LINE, LINE) as case, pytest.raises(BadValue, match="two texts at least; 1 held"):
        case.echoes()


def test_texts_without_words_say_nothing(tmp_path):
    with made(tmp_path, LINE, "* * *", "") as case, pytest.raises(BadValue, match="two texts at least"):
        case.echoes()


def test_no_date_at_all_gives_chains_without_order(tmp_path):
    with made(tmp_path, f"{OWN['speech']} {LINE}", f"{OWN['leaflet']} {LINE}") as case:
        found = case.echoes()
        case.write_echo_page(tmp_path / "p.html")
    assert len(found) == 2
    assert all(row["from"] is None and row["lag_days_low"] is None for row in found)
    assert "Undated, and so not drawn" in (tmp_path / "p.html").read_text("utf-8")


def test_near_copies_of_whole_documents_are_told_once(tmp_path):
    words = " ".join([LINE, *OWN.values()])
    with made(tmp_path, words, words.replace("coal, steel", "coal, iron"), OTHER) as case:
        found = case.echoes()
    assert [(row["document"], row["whole"]) for row in found] == [("t0", True), ("t1", True)]


def test_a_line_repeated_over_and_over_ends_and_gives_no_more_than_its_places(tmp_path):
    with made(tmp_path, (LINE + "\n") * 300, f"{OWN['radio']} {LINE}") as case:
        found = case.echoes()
    assert {row["document"] for row in found} <= {"t0", "t1"}


def test_a_page_that_cannot_be_written_says_so(folder):
    with desk.open(folder / "case") as case, pytest.raises(BadValue, match="cannot be written"):
        case.write_echo_page(folder / "nowhere" / "page.html")
