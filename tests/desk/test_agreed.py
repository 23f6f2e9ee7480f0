"""What coders agreed on is what measures read; one coder's reading alone moves nothing."""

import pytest

from linewatch.kinds.said import Coding
from linewatch.record.said import Ledger
from tests.conftest import SHIPPED


@pytest.fixture
def shipped(case):
    case.import_(SHIPPED)
    return case


MEASURES = {
    "networks": (lambda case: case.networks()["ties"], "togliatti_system", {"stance": -2}),
    "factions": (lambda case: case.networks()["factions"]["rows"], "khrushchev_attack", {"stance": -2}),
    "leads": (lambda case: case.leads(), "togliatti_system", {"stance": -2}),
    "boundary": (lambda case: case.boundary(), "togliatti_system", {"stance": -2}),
    "boundary by act": (
        lambda case: case.boundary_shares()["shares"],
        "togliatti_system",
        {"stance": 2, "act": "asks"},
    ),
    "deeds": (lambda case: case.deeds_against_words(), "cpsu_congress_roads", {"stance": -1}),
    "personnel": (lambda case: case.personnel()["exits"], "parties_dissolution", {"stance": None}),
    "differences": (
        lambda case: case.differences(on="parent", of="criticised", rest=True)["rows"],
        "cpusa_co_responsibility",
        {"stance": 2, "act": "explains"},
    ),
}


@pytest.mark.parametrize("name", MEASURES)
def test_after_agreeing_the_result_moves(shipped, name):
    measured, statement, agreed = MEASURES[name]
    before = measured(shipped)
    other = Coding(statement=statement, coder="third", stance=0, act="reports")
    with shipped.file.writing() as con:
        Ledger(con).put(other)
    assert measured(shipped) == before, "one more reading is no agreement"
    shipped.agree(statement, **agreed)
    after = measured(shipped)
    assert after != before
    shipped.undo()
    assert measured(shipped) == before
