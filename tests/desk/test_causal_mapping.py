"""The shipped causal map: every arrow leads to words that stand there, and the telegram's loops come out."""

import json
import shutil

import pytest
from click.testing import CliRunner

from linewatch.cli.main import cli
from linewatch.desk.mapping.causal import case_map, map_standing
from linewatch.errors import BadMovement
from linewatch.scenarios.mechanisms import BY_ID
from tests.conftest import SHIPPED


@pytest.fixture(scope="module")
def mapped_case(held_case):
    if not (held_case.folder / "movement").is_dir():
        shutil.copytree(SHIPPED / "movement", held_case.folder / "movement")
    return held_case


def test_every_citation_of_the_map_is_verified(mapped_case):
    cited, wrong = map_standing(mapped_case.file)
    assert not wrong
    assert {one.standing for each in cited.values() for one in each} == {"verified"}
    assert sum(map(len, cited.values())) > 100


def test_check_counts_the_citations_of_the_map(mapped_case):
    of_map = sum(map(len, map_standing(mapped_case.file)[0].values()))
    told = mapped_case.check()
    assert (told["broken"], told["problems"]) == (0, [])
    assert told["verified"] >= of_map + 400


def test_initiative_against_discipline_comes_out_as_a_loop_that_balances(mapped_case):
    loops = {loop["id"]: loop for loop in mapped_case.map()["loops"]}
    assert (loops["initiative_discipline"]["kind"], loops["initiative_discipline"]["mechanisms"]) == (
        "balancing",
        ["K19"],
    )
    assert {cite["locator"] for cite in loops["initiative_discipline"]["cites"]} == {"T.V", "T.sum"}
    assert loops["tested_steps"]["kind"] == "balancing"
    assert loops["called_off"]["kind"] == "balancing"
    assert loops["feeds"]["kind"] == "reinforcing"


def test_what_nothing_carries_is_listed(mapped_case):
    found = mapped_case.map()
    assert found["mechanisms_without_arrow"] == ["K22"]
    assert {"from": "defensive", "to": "call_off", "sign": "+"} in found["arrows_without_mechanism"]
    carried = {m for arrow in found["arrows"] for m in arrow["mechanisms"]}
    assert carried | {"K22"} == set(BY_ID)


def test_the_end_of_the_debate_both_lowers_and_raises_it(mapped_case):
    ways = mapped_case.map(("call_off", "debate"))["ways"]
    assert ways["sign"] == "mixed"
    assert {"nodes": ["call_off", "debate"], "sign": "-"} in ways["ways"]


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (
            "map.csv",
            "yields,shift,+,",
            "yields,shift,,",
            "map.csv, line 2: the arrow from yields to shift has no sign.",
        ),
        ("map.csv", "yields,shift,+,", "yields,shft,+,", "No node is named 'shft'"),
        ("map.csv", ",K20,", ",K200,", "names the mechanism 'K200'"),
        ("map.csv", "telegram,89", "telegraph,89", "document is 'telegraph', which is not known"),
        ("map_nodes.csv", ",compulsion,", ",compulson,", "kind is 'compulson'"),
        ("map_loops.csv", "fear_abroad coexistence", "fear_abroad war_risk", "is not in the map"),
    ],
)
def test_a_map_that_does_not_fit_is_refused_and_check_tells_it(case, tmp_path, file, old, new, told):
    case.import_(SHIPPED)
    shutil.rmtree(case.folder / "movement", ignore_errors=True)
    shutil.copytree(SHIPPED / "movement", case.folder / "movement")
    path = case.folder / "movement" / file
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(BadMovement) as error:
        case_map(case.file)
    assert told in error.value.what
    assert any(told in problem for problem in case.check()["problems"])


def test_a_case_without_a_map_says_what_to_write(case):
    with pytest.raises(BadMovement, match="no causal map") as error:
        case.map()
    assert "map.csv" in error.value.next_step
    assert map_standing(case.file) == ({}, [])


def test_the_page_and_the_figures_are_written(mapped_case, tmp_path):
    found = mapped_case.map()
    page = tmp_path / "map.html"
    mapped_case.write_map(found, page)
    text = page.read_text("utf-8")
    assert '<b class="head">B5, Initiative against discipline.</b>' in text
    assert text.count('role="doc-footnote"') > 150
    assert "<script" not in text
    files = mapped_case.write_map(found, tmp_path / "map.svg")["files"]
    assert [file.rpartition("/")[2] for file in files] == ["map.svg", "map_2.svg"]


def test_the_verb_prints_one_json_value_and_the_same_bytes_again(mapped_case):
    args = ["--case", str(mapped_case.folder), "map", "--json"]
    first, second = (CliRunner().invoke(cli, args) for _ in range(2))
    assert first.exit_code == 0
    assert first.output == second.output
    assert json.loads(first.output)["settings"] == {"most_loops": 1000, "all_loops": True}


def test_the_verb_tells_loops_and_ways(mapped_case):
    args = ["--case", str(mapped_case.folder), "map"]
    told = CliRunner().invoke(cli, [*args, "--loops"]).output
    assert "Initiative against discipline" in told
    told = CliRunner().invoke(cli, [*args, "--way", "call_off", "debate"]).output
    assert "Some raise it and some lower it." in told
    assert CliRunner().invoke(cli, [*args, "--way", "call_of", "debate"]).output == (
        "Error: No node is named 'call_of', which a way names.\nDid you mean 'call_off'?\n"
    )
