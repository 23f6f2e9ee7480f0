"""The model's description is made from the model: all of it stands there, and it changes when the model does."""

import dataclasses
import json
import re
import shutil

import pytest
from click.testing import CliRunner

from linewatch.cli.main import cli
from linewatch.desk.mapping import describing, formulas
from linewatch.desk.mapping.odd_page import tell_odd
from linewatch.desk.simulating.asked import movement_of
from linewatch.errors import BadValue
from linewatch.scenarios import odd
from linewatch.scenarios.mechanisms import MECHANISMS
from linewatch.scenarios.outcomes import OUTCOMES
from linewatch.scenarios.parameters import ATTRIBUTES, PARAMETERS
from tests.conftest import SHIPPED


@pytest.fixture(scope="module")
def moving(held_case):
    if not (held_case.folder / "movement").is_dir():
        shutil.copytree(SHIPPED / "movement", held_case.folder / "movement")
    return held_case


@pytest.fixture(scope="module")
def found(moving):
    return moving.odd()


@pytest.fixture(scope="module")
def told(moving, found):
    return tell_odd(moving.file, found).replace("\\", "")


def test_the_seven_elements_stand_in_their_order(found, told):
    assert list(found) == [*describing.ELEMENTS, "version"]
    heads = re.findall(r"^## (\d)\. (.+)$", told, re.M)
    assert [int(number) for number, _ in heads] == list(range(1, 8))
    assert [name for _, name in heads][3:5] == ["Design concepts", "Initialization"]


def test_every_mechanism_stands_with_its_warrant_and_what_it_assumes(found, told):
    assert [row["id"] for row in found["submodels"]] == [m.id for m in MECHANISMS]
    for mechanism, row in zip(MECHANISMS, found["submodels"], strict=True):
        assert f"### {mechanism.id}. {mechanism.does}" in told
        assert row["warrant"]["ground"] in ("said", "assumed")
        assert row["cites"] or row["warrant"]["ground"] == "assumed"
        for part in mechanism.parts:
            assert part.name in told
            assert part.source == "own" or part.source in told


def test_every_number_rule_event_channel_and_outcome_stands_in_it(moving, told):
    movement = movement_of(moving.file).movement
    for name, parameter in PARAMETERS.items():
        assert f"| {name.replace('_', ' ')} | {parameter.means}" in told
    for name, attribute in ATTRIBUTES.items():
        assert f"| {name} | {attribute.means}" in told
    for name, rule in formulas.rules().items():
        assert f"{name.replace('_', ' ')}: {rule.does}" in told
        assert f"`{rule.formula}`" in told
    for each in (*movement.events, *movement.channels):
        assert f"| {each.id.replace('_', ' ')} |" in told
    assert all(means in told for means in OUTCOMES.values())


def test_a_number_that_the_case_gives_stands_in_place_of_the_models_own(moving, found):
    given = movement_of(moving.file).movement.parameters
    numbers = [n for row in found["submodels"] for n in row["numbers"]] + found["initialization"]["initial"]
    assert {n["name"] for n in numbers} == set(PARAMETERS)
    assert {n["name"] for n in numbers if n["of_case"]} == set(given)


def test_the_description_changes_with_the_model(moving, monkeypatch):
    read = movement_of(moving.file)
    changed = (dataclasses.replace(MECHANISMS[0], does="It does something else."), *MECHANISMS[1:])
    monkeypatch.setattr(odd, "MECHANISMS", changed)
    assert describing.odd_of(read).submodels[0].mechanism.does == "It does something else."
    monkeypatch.setattr(odd, "PARAMETERS", {})
    assert describing.odd_of(read).submodels[0].numbers == ()


def test_a_formula_is_the_functions_own_statements():
    def doubled(a, b):
        """Return twice a share."""
        c = int(a + b)
        return int(int(c) * 2)

    assert formulas.formula(doubled) == "c = a + b; return c * 2"
    assert formulas.rules()["shaken"].formula == "max(trust - times(shock, load), 0)"
    assert formulas.rules()["shaken"].does.startswith("A trust after a shock")


def test_a_mechanism_whose_function_is_not_there_is_not_described(monkeypatch):
    formulas.rules.cache_clear()
    monkeypatch.setattr(formulas, "MECHANISMS", (dataclasses.replace(MECHANISMS[0], rules=("nowhere",)),))
    with pytest.raises(KeyError, match="nowhere"):
        formulas.rules()
    formulas.rules.cache_clear()


def test_attributes_are_read_from_docstrings():
    class Thing:
        """A thing.

        Attributes:
            one: The first,
                told in two lines.
            two: The second.
        """

    assert odd.documented(Thing) == {"one": "The first, told in two lines.", "two": "The second."}
    assert odd.documented(int) == {}


def test_the_verb_writes_both_forms_and_the_same_json_again(moving, tmp_path):
    args = ["--case", str(moving.folder), "odd"]
    first, second = (CliRunner().invoke(cli, [*args, "--json"]).output for _ in range(2))
    assert first == second
    assert json.loads(first)["process"]["steps"][-1]["name"] == "lived"
    for name in ("model.md", "model.html"):
        assert CliRunner().invoke(cli, [*args, "--out", str(tmp_path / name)]).exit_code == 0
    page = (tmp_path / "model.html").read_text("utf-8")
    assert page.count('role="doc-footnote"') >= 24
    assert "<script" not in page
    with pytest.raises(BadValue, match="cannot be written"):
        moving.write_odd({}, tmp_path / "model.pdf")
