"""A few speeches of the UN General Debate, their speakers under codes: the script's readers stand nearer."""

import tarfile

import pytest

from linewatch import desk

# Eight states in four years, each under a code: the measure sees no name.
CODES = {
    "RUS": "aa",
    "BLR": "ab",
    "UKR": "ac",
    "CSK": "ad",
    "USA": "ae",
    "CAN": "af",
    "FRA": "ag",
    "BRA": "ah",
}
YEARS = ("1949", "1951", "1953", "1955")


@pytest.fixture(scope="module")
def rows(shared, tmp_path_factory):
    folder = tmp_path_factory.mktemp("ungdc")
    (folder / "texts").mkdir()
    with tarfile.open(shared / "corpus/ungdc/ungdc_1946_1967.tar.gz") as archive:
        for member in archive:
            state, _, year = member.name.rpartition("/")[2].removesuffix(".txt").partition("_")
            year = year.rpartition("_")[2]
            if member.isfile() and state in CODES and year in YEARS:
                file = archive.extractfile(member)
                assert file is not None
                (folder / "texts" / f"{CODES[state]}_0_{year}.txt").write_bytes(file.read())
    with desk.init(folder / "case", "Coded", "aa") as case:
        case.add(folder / "texts", pattern="{issuer}_{ignore}_{date}.txt")
        yield case.distances(by="year")


def test_those_who_read_the_script_stand_nearer(rows):
    told = [row for row in rows if not row["refused"]]
    assert len(told) >= 14, "hardly any is too short"
    near = [row["distance"] for row in told if row["actor"] in ("ab", "ac", "ad")]
    far = [row["distance"] for row in told if row["actor"] in ("ae", "af", "ag", "ah")]
    # Eight speakers in four years teach little, and the intervals say so: only the two groups are told apart here.
    assert sum(near) / len(near) < sum(far) / len(far) - 0.3


def test_near_copies_are_found_by_their_wording(rows):
    """Two of those who read the script echo it word for word in several years; nobody else does."""
    copies = [row["actor"] for row in rows if row["near_copy"]]
    assert set(copies) == {"ab", "ac"}
    assert len(copies) >= 4


def test_every_row_leads_to_pages(rows):
    assert all(row["cites"] for row in rows if not row["refused"])
