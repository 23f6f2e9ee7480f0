"""The verb `simulate`: what a person and a program get, and how it refuses."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from linewatch.cli import cli
from tests.desk.small_movement import write_case


@pytest.fixture(scope="module")
def lighthouses(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_case(tmp_path_factory.mktemp("verb") / "case")


def called(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["--case", str(folder), "simulate", *words])


def as_json(folder: Path, *words: str) -> dict[str, Any]:
    result = called(folder, *words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_json_holds_the_contract(lighthouses: Path):
    found = as_json(lighthouses, "printed", "--against", "quiet", "--runs", "2", "--threads", "1")
    assert {
        "runs",
        "seed",
        "hash",
        "outcomes",
        "differences",
        "widths",
        "limits",
        "thinning",
        "patterns",
    } <= set(found)
    assert (found["runs"], found["seed"]) == (2, 1)
    assert {row["day"] for row in found["differences"]} == {"2001-01-31", "2001-02-28", "2001-03-10"}


def test_what_a_run_needs_and_how_far_it_is_stand_beside_the_result(lighthouses: Path):
    result = called(lighthouses, "printed", "--runs", "2", "--seed", "5", "--json")
    assert "bytes a member" in result.stderr
    assert "2 of 2 runs done" in result.stderr
    assert json.loads(result.stdout)["seed"] == 5


def test_the_same_bytes_again(lighthouses: Path):
    words = ("printed", "--against", "quiet", "--runs", "2", "--json")
    assert called(lighthouses, *words).stdout == called(lighthouses, *words, "--threads", "2").stdout


def test_a_person_reads_differences_widths_and_limits(lighthouses: Path):
    told = called(lighthouses, "printed", "--against", "quiet", "--runs", "2").stdout
    for words in (
        "Printed: As it was.",
        "Difference: the mean of all runs",
        "Members who speak, in 100 of those in",
        "the whole movement",
        "How wide, for the whole movement",
        "What this cannot say",
        "- All 6 parties are made up",
    ):
        assert words in told


def test_without_a_scenario_they_are_listed(lighthouses: Path):
    rows = json.loads(called(lighthouses, "--json").stdout)
    assert [row["name"] for row in rows] == ["printed", "quiet"]


def test_tables_as_csv(lighthouses: Path, tmp_path: Path):
    called(
        lighthouses,
        "printed",
        "--against",
        "quiet",
        "--runs",
        "2",
        "--every-day",
        "--out",
        str(tmp_path / "out"),
    )
    rows = list(csv.DictReader((tmp_path / "out/differences.csv").read_text().splitlines()))
    assert len(rows) == 7 * 4 * 4 * 69
    assert json.loads((tmp_path / "out/simulation.json").read_text())["limits"]


def test_a_parquet_table(lighthouses: Path, tmp_path: Path):
    polars = pytest.importorskip("polars", exc_type=ImportError)
    called(
        lighthouses,
        "printed",
        "--against",
        "quiet",
        "--runs",
        "2",
        "--parquet",
        str(tmp_path / "runs.parquet"),
    )
    frame = polars.read_parquet(tmp_path / "runs.parquet")
    assert set(frame["of"]) == {"outcomes", "differences"}
    assert str(frame.schema["day"]) == "Date"


def test_without_polars_parquet_is_refused_before_anything_runs(
    lighthouses: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("linewatch.desk.simulating.writing.find_spec", lambda _name: None)
    result = called(lighthouses, "printed", "--seed", "9", "--parquet", str(tmp_path / "runs.parquet"))
    assert result.exit_code == 1
    assert result.stderr == (
        "Error: Parquet is written with Polars, which is not installed.\n"
        "Install it with: pip install polars. Or write CSV, which needs nothing: --out DIR\n"
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("prnted",), "Did you mean 'printed'?"),
        (("printed", "--structure", "net"), "No structure is named 'net'"),
        (("printed", "--thin", "reff=10"), "Did you mean 'reef'?"),
        (("elsewhere.toml",), "Cannot read elsewhere.toml"),
    ],
)
def test_what_is_refused_ends_with_1_and_two_lines(lighthouses: Path, words: tuple[str, ...], told: str):
    result = called(lighthouses, *words)
    assert (result.exit_code, told in result.stderr) == (1, True)
    assert len(result.stderr.splitlines()) == 2


def test_a_thinning_that_is_no_number_is_a_wrong_call(lighthouses: Path):
    assert called(lighthouses, "printed", "--thin", "reef=few").exit_code == 2


def test_help_does_not_wait_for_the_model():
    code = (
        "import sys; from linewatch.cli import cli; cli(['--help'], standalone_mode=False);"
        "print([m for m in ('numpy', 'numba', 'linewatch.scenarios') if m in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told.splitlines()[-1] == "[]"
    assert "Run the movement" in told
