"""The sample of Discourse Network Analyzer, taken into a case: its figures, and the split that it should prefer."""

import csv
import json

import pytest

from linewatch import desk

NAMES = ("once_per", "congruence", "conflict")


@pytest.fixture(scope="module")
def sample(shared, tmp_path_factory):
    """A case of the 40 statements, each citing its testimony by the place where it stands."""
    rows = json.loads((shared / "corpus/scaling/reference/dna_sample_statements.json").read_text("utf-8"))
    folder = tmp_path_factory.mktemp("dna") / "plain"
    folder.mkdir()
    (folder / "case.toml").write_text('title = "Climate testimonies"\n', "utf-8")

    def write(table, heads, lines):
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows([heads, *lines])

    said = rows["statements"]
    actors = sorted({row["organization"] for row in said})
    concepts = sorted({row["concept"] for row in said})
    documents = sorted({(f"testimony{row['doc']}", row["date"]) for row in said})
    write("actors", ["id", "name"], [[name, name] for name in actors])
    write("issues", ["id", "name"], [[f"c{n}", name] for n, name in enumerate(concepts)])
    write("documents", ["key", "date"], documents)
    write(
        "statements",
        ["id", "actor", "issue", "stance", "said_on"],
        [
            [
                row["id"],
                row["organization"],
                f"c{concepts.index(row['concept'])}",
                2 * row["agreement"] - 1,
                row["date"],
            ]
            for row in said
        ],
    )
    write(
        "citations",
        ["of", "id", "document", "locator"],
        [
            ["statements", row["id"], f"testimony{row['doc']}", f"{row['start']}-{row['stop']}"]
            for row in said
        ],
    )
    with desk.init(tmp_path_factory.mktemp("case") / "dna", "Climate") as case:
        case.import_(folder)
        yield case


def total(case, key, **wanted):
    return 2 * sum(row[key] for row in case.networks(**wanted)["ties"])


def test_the_reference_figures(sample, shared):
    expected = json.loads((shared / "corpus/scaling/reference/dna_sample_expected.json").read_text("utf-8"))
    assert total(sample, "value", kind="congruence") == expected["congruence_sum"] == 160
    assert total(sample, "value", kind="conflict") == expected["conflict_sum"] == 116
    assert total(sample, "value", kind="subtract") == expected["subtract_sum"] == 44
    assert total(sample, "congruence") + total(sample, "conflict") == expected["one_mode_sum_ignore"] == 276
    counted = sum(row["statements"] for row in sample.networks()["nodes"])
    assert counted == expected["two_mode_sum_ignore"] == 40


def test_after_each_document_counts_once(sample):
    once = {"once_per": "document"}
    assert sum(row["statements"] for row in sample.networks(**once)["nodes"]) == 23
    assert (total(sample, "congruence", **once), total(sample, "conflict", **once)) == (48, 38)


def test_the_split_with_least_conflict_within_and_congruence_between(sample):
    found = sample.networks()["wings"]
    assert found["value"] == pytest.approx(0.3591, abs=5e-5)
    assert found["exact"]
    assert [sorted(name.split()[0] for name in camp) for camp in found["camps"]] == [
        ["Alliance", "Environmental", "Sierra", "U.S."],
        ["Energy", "National", "Senate"],
    ]


def test_each_actor_speaks_in_one_testimony_so_that_no_tie_has_an_interval(sample):
    """The agency's ten repeats are one source; the draws tell that its camp and the Senate's are not sure."""
    found = sample.networks()
    assert all(row["low"] is None and "only 1 source" in row["refused"]["why"] for row in found["ties"])
    unsure = {row["actor"].split()[0] for row in found["nodes"] if not row["sure"]}
    assert {"Environmental", "Senate"} <= unsure
    low, high = (found["centralization"][end] for end in ("low", "high"))
    assert low <= found["centralization"]["value"] <= high


def test_leads_of_the_sample_are_of_days(sample):
    rows = sample.leads()
    assert rows
    assert all(row["p_value"] > 0.05 for row in rows), "seven days of hearings prove no leader"
