"""echoes at the desk, on the command line and as a page: places in the original, clear answers to bad input."""

import json
import re
import shutil

import pytest
from click.testing import CliRunner

from linewatch import desk
from linewatch.brief.pictures import still
from linewatch.cli import cli
from linewatch.errors import BadValue, CaseInUse
from linewatch.record.echo_runs import locked

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
        table = CliRunner().invoke(cli, ["--case", str(tmp_path / "case"), "echoes"]).stdout
    assert len(found) == 2
    assert "no order known" in " ".join(table.split())
    assert "no order known" in (tmp_path / "p.html").read_text("utf-8")
    assert all(row["from"] is None and row["lag_days_low"] is None for row in found)
    assert "Undated, and so not drawn" in (tmp_path / "p.html").read_text("utf-8")


def test_near_copies_of_whole_documents_are_told_once(tmp_path):
    words = " ".join([LINE, *OWN.values()])
    with made(tmp_path, words, words.replace("coal, steel", "coal, iron"), OTHER) as case:
        found = case.echoes()
    assert [(row["document"], row["whole"]) for row in found] == [("t0", True), ("t1", True)]


def test_a_line_repeated_over_and_over_ends_with_a_reason(tmp_path):
    told = []
    with made(tmp_path, (LINE + "\n") * 300, f"{OWN['radio']} {LINE}") as case:
        found = case.echoes(report=told.append)
    # What one text says again and again is beside the other's one line no more than chance; that is told.
    assert found == []
    assert any("again and again within 1 of 2 texts (t0)" in one for one in told)


def test_a_page_that_cannot_be_written_says_so(folder):
    told = []
    with desk.open(folder / "case") as case:
        for write in (case.write_echo_page, case.write_echo_pairs):
            with pytest.raises(BadValue, match="cannot be written"):
                write(folder / "nowhere" / "page.html", report=told.append)
    assert not told  # no work was done before


def test_pairs_are_of_the_kind_that_their_chain_is_of(tmp_path):
    head = "THE CENTRAL COMMITTEE OF THE UNITED PARTY, FIFTH DEPARTMENT, NUMBER 17, DISTRIBUTION LIST B"
    words = " ".join([LINE, *OWN.values()])
    texts = [f"{head}\n\n{own} {LINE if n % 2 else ''}" for n, own in enumerate(OWN.values())]
    with made(tmp_path, words, words.replace("coal, steel", "coal, iron"), *texts) as case:
        found = case.echoes()
        case.write_echo_pairs(tmp_path / "pairs.jsonl")
    pairs = [json.loads(line) for line in (tmp_path / "pairs.jsonl").read_text("utf-8").splitlines()]
    kinds = {(row["document"], row["start"], row["end"]): row["kind"] for row in found}
    met = 0
    for pair in pairs:
        one, other = (pair["a"], pair["ab"], pair["ae"]), (pair["b"], pair["bb"], pair["be"])
        if one in kinds and other in kinds and not {pair["a"], pair["b"]} <= {"t0", "t1"}:
            assert pair["kind"] == kinds[one] == kinds[other]
            met += 1
        elif {pair["a"], pair["b"]} == {"t0", "t1"}:
            assert pair["kind"] == "borrowing"
    assert met


def test_releases_of_one_paper_do_not_follow_one_another_and_are_one_witness(tmp_path):
    paper = " ".join([*OWN.values(), LINE])
    with made(tmp_path, paper, f"{paper} Declassified in part.", f"{ACCENTS} {LINE}") as case:
        for name, on in (("t0", "1956-02-01"), ("t1", "1956-03-01"), ("t2", "1956-04-01")):
            case.correct(name, date=on)
        found = case.echoes()
    by = {row["document"]: row for row in found if not row["whole"]}
    assert by["t0"]["paper"] == by["t1"]["paper"] != by["t2"]["paper"]
    assert by["t1"]["from"] is None
    assert by["t2"]["from"] in {"t0", "t1"}
    whole = [row for row in found if row["whole"]]
    assert all(row["from"] is None for row in whole)
    pairs = max(row["weight"] for row in found if not row["whole"])
    assert pairs > 0


def test_citations_quote_the_words_that_begin_a_place(rows):
    for row in rows:
        (cite,) = row["cites"]
        assert cite["verified"]
        assert cite["exact"]
        assert (
            " ".join(cite["exact"].split()[:3]) in " ".join(row["text"].split())
            or cite["exact"] in row["text"]
        )


def test_every_row_tells_its_setting_and_what_the_rate_is_of(rows):
    (settings,) = {json.dumps(row["settings"], sort_keys=True) for row in rows}
    told = json.loads(settings)
    assert told["false_share_of"] == "pairs"
    assert told.keys() >= {"seed", "level_nats", "false_share", "letters", "pairs"}


def test_a_document_outside_the_days_asked_for_is_refused(folder):
    with desk.open(folder / "case") as case, pytest.raises(BadValue, match="not in the days asked for"):
        case.echoes("speech", since="1956-03-05")


def test_of_others_than_the_named_it_is_told_that_only_these_are_known(folder):
    with desk.open(folder / "case") as case:
        found = case.echoes("radio")
    assert {row["from_among"] for row in found if row["document"] == "radio"} == {"all"}
    assert {row["from_among"] for row in found if row["document"] != "radio"} == {"named"}
    assert {row["from"] for row in found if row["document"] != "radio"} <= {"radio", None}
    table = CliRunner().invoke(cli, ["--case", str(folder / "case"), "echoes", "radio"])
    assert "Only what radio shares" in table.stdout


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["--limit", "0"], "0 is not in the range"),
        (["--chain", "9999"], "they go from 1 to"),
        (["--chain", "1", "--html", "x.html"], "leave --pairs and --html out"),
    ],
)
def test_what_cannot_be_shown_says_so(folder, args, told):
    run = CliRunner().invoke(cli, ["--case", str(folder / "case"), "echoes", *args])
    assert told in " ".join(run.output.split())


def test_one_line_over_and_over_in_all_texts_is_told_of(tmp_path):
    with made(tmp_path, *(f"{LINE}\n\n" * n for n in (2, 3, 4, 5))) as case:
        told = []
        found = case.echoes(report=told.append)
    assert found or any("stands in 4 of 4 texts" in one for one in told)


def test_a_store_that_is_there_is_used_and_finds_the_same(folder, rows, tmp_path):
    shutil.copytree(folder / "case", tmp_path / "case")
    (tmp_path / "case" / "echoes").mkdir()
    with desk.open(tmp_path / "case") as case:
        found = case.echoes()
        told = []
        assert case.echoes(report=told.append) == found
    assert found == rows
    assert told == ["finding the pages"]
    with locked(tmp_path / "case" / "echoes"), desk.open(tmp_path / "case") as case, pytest.raises(CaseInUse):
        case.echoes()
