from linewatch.kinds.said import Event
from linewatch.measures.personnel.measure import personnel
from linewatch.measures.personnel.record import Rows
from tests.measures.movements import EVENTS, MOVEMENT, WORDS, done, said

FALL = Event(id="fall", name="Fall", outside_date="1956-07-18")
PLAN = done("plan", "centre", "leaders", "replace", status="planned", date="1956-02/..")


def found(*deeds, statements=(), dissolution=("other",)):
    return personnel(
        Rows(
            movement=MOVEMENT,
            words=WORDS,
            events={**EVENTS, "fall": FALL},
            statements=statements,
            deeds=deeds,
            dissolution=frozenset(dissolution),
        )
    )


def fits(*deeds):
    return {row.deed.id: (row.kind, row.plan, row.fit) for row in found(*deeds).changes}


def test_a_leader_who_was_to_go_and_was_kept_is_against_the_plan():
    assert fits(PLAN, done("d", "centre", "chief", "keep"))["d"] == ("kept", "plan", "against the plan")


def test_who_carried_it_out_is_told():
    by_centre = done("d1", "board", "chief", "oust", date="1956-05")
    by_party = done("d2", "west", "deputy", "oust", date="1956-05")
    told = fits(PLAN, by_centre, by_party)
    assert told["d1"][2] == "as planned"
    assert told["d2"][2] == "by another hand"
    assert told["plan"][2] == "a plan"


def test_what_came_before_the_plan_does_not_fulfil_it():
    assert fits(PLAN, done("d", "centre", "chief", "oust", date="1955"))["d"][2] == "before the plan"


def test_without_a_plan_that_takes_him_in_there_is_none():
    narrow = done("plan", "centre", "south", "replace", status="planned")
    assert fits(narrow, done("d", "centre", "chief", "keep"))["d"] == ("kept", None, "no plan on record")


def test_the_plan_aimed_nearest_counts():
    near = done("near", "centre", "chief", "keep", status="planned")
    assert fits(PLAN, near, done("d", "centre", "chief", "keep"))["d"] == ("kept", "near", "as planned")


def test_who_follows_is_told_and_a_date_from_outside_is_marked():
    out = done("out", "west", "chief", "replace", event="fall")
    into = done("in", "centre", "deputy", "promote", event="fall")
    changes = {row.deed.id: row for row in found(out, into).changes}
    assert changes["out"].followed_by == ("deputy",)
    assert (changes["out"].when.on, changes["out"].when.outside) == ("1956-07-18", True)
    assert changes["out"].party == "west"


def test_those_outside_the_movement_are_left_out_and_listed():
    told = found(done("d", "centre", "service", "replace"))
    assert (told.changes, [row.row for row in told.left_out]) == ((), ["d"])


def test_exits_and_talk_stand_together_and_denial_is_no_talk():
    talk = said("t", "south", issue="other", stance=1, said_on="1956-05")
    denial = said("n", "west", issue="other", stance=-2)
    told = found(
        done("r", "chief", "west", "resign", date="1956-06"),
        done("s", "wing", "west", "split"),
        statements=(talk, denial),
    )
    assert [(row.kind, row.row, row.when.on) for row in told.exits] == [
        ("resigned", "r", "1956-06"),
        ("split", "s", None),
        ("talk", "t", "1956-05"),
    ]


def test_a_share_only_where_it_is_known_of_how_many():
    named = [done(f"p{at}", "centre", who, "replace", status="planned") for at, who in
             enumerate(("chief", "deputy"))]  # fmt: skip
    told = found(*named, done("d", "centre", "chief", "oust"), done("k", "centre", "deputy", "keep"))
    counts = {row.kind: row.share for row in told.counts}
    plans = counts["plans carried out"]
    assert (plans.cases, plans.of, plans.why) == (1, 2, None)
    assert plans.low < 0.5 < plans.high
    assert (counts["kept"].cases, counts["kept"].share) == (1, None)
    assert counts["kept"].why


def test_wings_are_named_with_what_is_on_record():
    told = found(done("s", "wing", "west", "split"), statements=(said("w", "wing", issue="other"),))
    wings = {row.actor: row for row in told.wings}
    assert wings["wing"].statements == ("w",)
    assert wings["wing"].deeds == ("s",)
    assert wings["rebels"].party == "centre"


def test_nothing_on_record_is_nothing_told():
    told = found()
    assert (told.changes, told.exits) == ((), ())
    (plans,) = told.counts
    assert plans.share.share is None


def test_what_others_judge_of_dissolution_is_no_talk_of_it_and_is_listed():
    told = found(
        statements=(
            said("t", "south", issue="other", stance=1),
            said("g", "south", issue="other", stance=1, act="judges"),
            said("h", "south", issue="roads", act="explains"),
            said("o", "service", issue="other", stance=2, act="judges"),
        ),
    )
    assert [row.row for row in told.exits] == ["t"]
    assert {row.row: row.table for row in told.left_out} == {"g": "statements", "o": "statements"}
    assert all(row.why for row in told.left_out)


def test_an_exit_that_is_only_planned_is_listed_as_such():
    told = found(done("s", "wing", "west", "split", status="planned"))
    assert told.exits == ()
    ((table, row, why),) = told.left_out
    assert (table, row) == ("deeds", "s")
    assert "planned" in why
