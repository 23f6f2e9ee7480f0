"""Forecasts recorded, resolved and scored at the desk and by their verbs."""

import json

import pytest
from click.testing import CliRunner

from linewatch.cli import cli
from linewatch.errors import BadValue, NoSuchRecord, Refused

HEAD = "id,question,probability,made_on,outcome,resolved_on\n"


@pytest.fixture
def run(case):
    """A function that runs a verb on the case and returns its result."""
    return lambda *args: CliRunner().invoke(cli, ["--case", str(case.folder), *map(str, args)])


def two_sided(case, things=24):
    for n in range(things):
        case.forecast(
            {"id": f"f{n}", "name": f"Thing {n}", "made_on": "1956-01-01", "coder": "a"},
            "0.2" if n % 2 else "0.8",
        )
        case.resolve(f"f{n}", "yes" if n % 8 in (0, 2, 4, 7) else "no", "1956-03-01")


def test_a_forecast_in_words_keeps_the_range_of_its_scale(case):
    row = case.forecast({"name": "They meet", "made_on": "1956-07-01"}, "Likely")
    assert (row["id"], row["low"], row["high"], row["note"]) == (
        "f1",
        0.55,
        0.8,
        "said as 'likely' (ICD 203)",
    )
    assert (
        case.forecast({"name": "They part", "made_on": "1956-07-01"}, "probable", scale="kent")["low"] == 0.63
    )


def test_a_resolved_forecast_is_scored_by_the_middle_of_its_range(case):
    case.forecast({"name": "They meet", "made_on": "1956-07-01"}, "0.6..0.8")
    case.resolve("f1", "yes", "1956-12-08")
    found = case.forecasts()
    (row,) = found["forecasts"]
    assert (row["brier"], row["days_low"], row["days_high"]) == (pytest.approx(0.09), 160, 160)
    assert found["brier"] == pytest.approx(0.09)
    assert found["brier_over"] == pytest.approx({"low": 0.04, "high": 0.16})
    assert found["brier_low"] is None
    assert found["calibration"]["refused"]["why"] == "only 1 thing is resolved"


def test_what_is_open_or_void_is_not_scored_and_says_so(case):
    for name in ("They meet", "They part"):
        case.forecast({"name": name}, "0.7")
    case.resolve("f2", "void", "1956")
    found = case.forecasts()
    assert [row["refused"]["why"] for row in found["forecasts"]] == [
        "it is not resolved",
        "it was found that it cannot be told",
    ]
    assert (found["brier"], found["open"], found["void"]) == (None, 1, 1)
    assert found["refused"] is not None


def test_what_was_known_before_cannot_be_forecast(case):
    case.forecast({"name": "They meet", "made_on": "1956-07-15"}, "0.7")
    with pytest.raises(BadValue, match="known already on 1956-06"):
        case.resolve("f1", "yes", "1956-06")
    assert case.resolve("f1", "yes", "1956-07")["change"] == "changed"
    assert case.forecasts()["forecasts"][0]["remarks"] == [
        "by its dates it may have been made when it was known"
    ]


@pytest.mark.parametrize(
    ("values", "chance", "told"),
    [
        ({"name": "They meet"}, None, "--chance"),
        ({}, "0.7", "--name"),
        ({"name": "They meet"}, "0.8..0.6", "upside down"),
        ({"name": "They meet"}, "70 %%", "no range of shares"),
        ({"name": "They meet"}, "perhaps", "no phrase of the scale"),
        ({"name": "They meet", "made_on": "1956-07-01", "due": "1956-05"}, "0.7", "before it was made"),
        ({"name": "They meet", "made_on": "July"}, "0.7", "made_on"),
        ({"name": "They meet", "hypothesis": "none"}, "0.7", "No hypothesis"),
        ({"name": "They meet", "resolved_on": "1956"}, "0.7", "date 1956 of an outcome, and none"),
    ],
)
def test_what_is_no_forecast_is_refused_and_nothing_kept(case, values, chance, told):
    with pytest.raises(BadValue, match=told):
        case.forecast(values, chance)
    assert case.forecasts()["forecasts"] == []


def test_a_resolved_forecast_is_not_changed_and_an_open_one_not_in_silence(case):
    case.forecast({"name": "They meet", "made_on": "1956-07-01"}, "0.7")
    assert "Its chance was changed" in case.forecast({"id": "f1"}, "0.9")["remarks"][0]
    case.resolve("f1", "yes", "1956-12-08")
    with pytest.raises(BadValue, match="is resolved"):
        case.forecast({"id": "f1"}, "1")
    assert case.forecast({"id": "f1", "note": "They did."})["change"] == "changed"


def test_an_outcome_put_right_later_changes_the_score_and_stays_in_the_history(case):
    case.forecast({"name": "They meet", "made_on": "1956-07-01"}, "0.7")
    case.resolve("f1", "yes", "1956-12-08")
    assert case.resolve("f1", "no", "1956-12-09")["remarks"] == [
        "It was resolved as yes on 1956-12-08; the history keeps that."
    ]
    (row,) = case.forecasts()["forecasts"]
    assert (row["outcome"], row["outcomes_before"], row["brier"]) == ("no", ["yes"], pytest.approx(0.49))
    case.undo()
    assert case.forecasts()["forecasts"][0]["outcome"] == "yes"


def test_resolving_needs_a_date_and_a_forecast(case):
    with pytest.raises(NoSuchRecord):
        case.resolve("f1", "yes", "1956")
    case.forecast({"name": "They meet"}, "0.7")
    with pytest.raises(BadValue, match="when the outcome was known"):
        case.resolve("f1", "yes")


def test_the_page_that_tells_the_outcome_is_added_to_those_it_rests_on(case, tmp_path):
    (tmp_path / "note.txt").write_text("They may meet.\n\nThey met.")
    case.add(tmp_path / "note.txt")
    case.forecast({"name": "They meet"}, 0.7, (["note:1"], ["may meet"]))
    row = case.resolve("f1", "yes", "1956-12-08", (["note:2"], ["They met"]))
    assert [c["exact"] for c in row["citations"]] == ["may meet", "They met"]
    assert case.resolve("f1", "yes", "1956-12-08", (["note:2"], ["They met"]))["change"] == "same"
    assert [c["exact"] for c in case.forecasts()["forecasts"][0]["cites"]] == ["may meet", "They met"]


def test_two_alike_are_told(case):
    case.forecast({"name": "They meet", "made_on": "1956-07-01"}, "0.7")
    row = case.forecast({"name": "They meet", "made_on": "1956-07-01"}, "0.8")
    assert row["remarks"][0].startswith("f1 is of the same thing")


def test_enough_resolved_have_calibration_by_hand(case):
    """Of twelve at 80 % nine come true, of twelve at 20 % three."""
    two_sided(case)
    found = case.forecasts()
    assert [(b["forecasts"], b["true"]) for b in found["calibration"]["bins"]] == [(12, 3), (12, 9)]
    assert found["brier"] == pytest.approx((18 * 0.04 + 6 * 0.64) / 24)
    parts = found["calibration"]["parts"]
    assert (parts["reliability"], parts["resolution"]) == pytest.approx((0.0025, 0.0625))
    assert [(row["days_low"], row["days_high"], row["resolved"]) for row in found["ageing"]] == [(30, 89, 24)]
    assert [(row["coder"], row["resolved"]) for row in found["by_coder"]] == [("a", 24)]


def test_calibration_may_be_told_by_the_words_of_a_scale(case, run):
    for n in range(24):
        case.forecast({"id": f"f{n}", "name": f"Thing {n}"}, "unlikely" if n % 2 else "likely")
        case.resolve(f"f{n}", "no" if n % 2 else "yes", "1956")
    found = case.forecasts("icd203")
    assert [(b["words"], b["low"], b["high"], b["true"]) for b in found["calibration"]["bins"]] == [
        ("unlikely", 0.2, 0.45, 0),
        ("likely", 0.55, 0.8, 12),
    ]
    assert found["settings"]["scale"] == "icd203"
    assert "20% to 45%: unlikely" in run("forecast", "--scale", "icd203").stdout
    assert [b["words"] for b in case.forecasts()["calibration"]["bins"]] == [None, None]
    assert run("forecast", "--scale", "none").exit_code == 1


def test_rival_hypotheses_are_one_thing_and_scored_as_one(case, run):
    case.ask("why", {"name": "Why?"})
    case.explain("why", "hypotheses", {"id": "fear", "name": "From fear"})
    case.explain("why", "hypotheses", {"id": "plan", "name": "By plan"})
    for name, chance in (("fear", "0.5"), ("plan", "0.3"), ("why_rest", "0.2")):
        case.forecast({"id": name, "name": name, "hypothesis": name, "made_on": "1956-07-01"}, chance)
    (row,) = case.forecasts()["questions"]
    assert row["refused"]["why"] == "it is not resolved"
    for name in ("fear", "plan", "why_rest"):
        case.resolve(name, "yes" if name == "fear" else "no", "1957")
    found = case.forecasts()
    (row,) = found["questions"]
    assert (row["true"], row["brier_many"], row["log_score"]) == (
        "fear",
        pytest.approx(0.38),
        pytest.approx(1.0),
    )
    assert (found["resolved"], found["things"]) == (3, 1)
    told = "why, made on 1956-07-01: over all hypotheses Brier score 0.380 (0 to 2), log score 1.00 bits."
    assert told in run("forecast").stdout
    case.resolve("plan", "yes", "1957")
    assert "2 came true" in case.forecasts()["questions"][0]["refused"]["why"]


def test_what_weighing_gives_is_recorded_at_once_with_its_date(case, run):
    case.ask("why", {"name": "Why?"})
    case.explain("why", "hypotheses", {"id": "fear", "name": "From fear"})
    case.explain(
        "why", "evidence", {"id": "seen", "name": "They hid", "kind": "argument", "reported_on": "1956-05"}
    )
    case.explain(
        "why", "evidence", {"id": "late", "name": "They fled", "kind": "argument", "reported_on": "1957"}
    )
    for item in ("seen", "late"):
        case.judge(item, {"fear": "0.8..0.9", "why_rest": "0.1..0.3"}, "a")
    made = json.loads(run("forecast", "--of", "why", "--made-on", "1956-07-01", "--json").stdout)["weighed"]
    weighed = {row["id"]: row for row in case.weigh("why", as_of="1956-07-01")["hypotheses"]}
    assert made["later"] == ["late"]
    assert sum(row["mid"] for row in made["rows"]) == pytest.approx(1.0)
    for row in made["rows"]:
        assert (row["low"], row["mid"], row["high"]) == pytest.approx(
            tuple(weighed[row["hypothesis"]][end] for end in ("low", "mid", "high"))
        )
    with pytest.raises(BadValue, match="of that date already"):
        case.forecasts_of("why", "1956-07-01")
    case.resolve(made["rows"][0]["id"], "yes", "1957")
    scored = next(row for row in case.forecasts()["forecasts"] if row["brier"] is not None)
    assert scored["brier"] == pytest.approx((1 - scored["mid"]) ** 2)


def test_a_table_is_taken_in_by_its_headings(case, tmp_path):
    path = tmp_path / "crowd.csv"
    path.write_text(
        "id,Question,asked,crowd_probability,Resolution,resolution date,url\n"
        'a,"One, or two?",2025-10-16T00:00:00+00:00,0.3,0,2026-01-01,x\n'
        "b,Three?,2025-10-16 12:00,likely,1,2026-01,x\n"
        ",Four?,2025,0.2..0.4,,,x\n"
    )
    told = case.forecasts_from(path, {"made_on": "asked"}, coder="crowd")
    assert (told["added"], told["unused"], told["taken"]["made_on"]) == (3, ["url"], "asked")
    rows = {row["id"]: row for row in case.forecasts()["forecasts"]}
    assert [(r["made_on"], r["chance"], r["outcome"], r["coder"]) for r in rows.values()] == [
        ("2025-10-16", pytest.approx(0.3), "no", "crowd"),
        ("2025-10-16", pytest.approx(0.675), "yes", "crowd"),
        ("2025", pytest.approx(0.3), None, "crowd"),
    ]
    assert (
        case.forecasts_from(path, {"made_on": "asked"}, coder="crowd")["same"] == 3
    )  # the one without an id, too


def test_every_wrong_line_is_named_with_its_mend_and_nothing_is_taken_in(case, tmp_path):
    path = tmp_path / "f.csv"
    path.write_text(
        f"{HEAD}a,One?,0.3,2025-01-01,maybe,2026-01-01\nb,Two?,130,2025-01-01,no,2026-01-01\n"
        "c,Three?,0.4,2025-01-01,no,2024-12-31\nd,Four?,0.4,tomorrow,no,2026\nd,Five?,0.4,2025,no,2026\ne,,,2025,,\n"
        "g,Good?,0.4,2025,yes,2026\n"
    )
    with pytest.raises(Refused) as told:
        case.forecasts_from(path)
    lines = told.value.problems
    assert [line.split(": ")[0:2] for line in lines] == [
        ["f.csv:2", "outcome"],
        ["f.csv:3", "chance"],
        ["f.csv:4", "dates"],
        ["f.csv:5", "made_on"],
        ["f.csv:6", "id"],
        ["f.csv:7", "chance"],
    ]
    assert "what is known cannot be forecast" in lines[2]
    assert case.forecasts()["forecasts"] == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"", "No heading tells what is forecast"),
        (b"question,when\nOne?,2025\n", "No heading tells the chance"),
        (HEAD.encode(), "holds no forecasts"),
        (b"question,chance\n\xff,0.1\n", "not UTF-8"),
        (b"question,chance\nOne, or two?,0.1\n", "3 fields where the first line has 2"),
        (b'question,chance\n"One?,0.1\n', "unexpected end of data"),
    ],
)
def test_a_table_that_cannot_be_read_says_why(case, tmp_path, text, told):
    (tmp_path / "f.csv").write_bytes(text)
    with pytest.raises(BadValue, match=told):
        case.forecasts_from(tmp_path / "f.csv")


def test_a_heading_that_is_not_there_is_told(case, tmp_path):
    (tmp_path / "f.csv").write_text(f"{HEAD}a,One?,0.3,2025,no,2026\n")
    with pytest.raises(BadValue, match="no heading 'when'"):
        case.forecasts_from(tmp_path / "f.csv", {"made_on": "when"})
    with pytest.raises(BadValue, match="no column 'mad_on'"):
        case.forecasts_from(tmp_path / "f.csv", {"mad_on": "made_on"})


def test_a_row_that_came_in_wrong_is_listed_and_not_scored(case, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/forecasts.csv").write_text(
        "id,name,low,high,made_on,outcome,resolved_on\nf1,They meet,0.9,0.9,1957,yes,1956\n"
    )
    case.import_(tmp_path / "in")
    found = case.forecasts()
    assert found["brier"] is None
    assert "known already" in found["forecasts"][0]["refused"]["why"]


def test_the_verbs_keep_their_contract(case, run):
    row = json.loads(run("forecast", "--name", "They meet", "--chance", "0.7", "--json").stdout)
    assert row.keys() >= {"forecast", "brier", "log_score", "calibration"}
    told = json.loads(run("resolve", "f1", "yes", "--on", "1956", "--json").stdout)
    assert told.keys() >= {"forecast", "brier", "log_score", "calibration"}
    assert told["forecast"]["brier"] == pytest.approx(0.09)
    assert json.loads(run("forecast", "--json").stdout).keys() >= {
        "forecasts",
        "brier",
        "log_score",
        "calibration",
    }


def test_a_sure_miss_is_told_as_without_end_in_valid_json(run):
    run("forecast", "--name", "They meet", "--chance", "0", "--made-on", "1956")
    run("resolve", "f1", "yes", "--on", "1957")
    told = json.loads(run("forecast", "--json").stdout)
    assert (told["log_score"], told["infinite"], told["forecasts"][0]["infinite"]) == (None, ["f1"], True)
    assert told["log_score_clipped"] == pytest.approx(9.96578428)
    assert "f1" in told["log_score_refused"]["why"]
    assert "costs without end: f1" in run("forecast").stdout


def test_a_person_reads_the_scores_in_sentences(case, run):
    two_sided(case)
    lines = run("forecast").stdout.splitlines()
    assert "24 resolved, of 24 different things." in lines
    assert any(line.startswith("Brier score 0.190 (90 % interval 0.") for line in lines)
    assert "50% came true; skill against saying that each time: 0.24 (0 none, 1 perfect)." in lines
    told = "Chances that mean what they say would have scored about 0.160; this score is in keeping with that (z +0.61"
    assert lines[-1].startswith(told)


def test_the_chart_is_written_and_told_in_words(case, run, tmp_path):
    refused = run("forecast", "--figure", tmp_path / "c.svg")
    assert (refused.exit_code, (tmp_path / "c.svg").exists()) == (1, False)
    two_sided(case)
    told = run("forecast", "--figure", tmp_path / "c.svg").stderr
    assert "24 forecasts of 24 things. 20 % to 30 %: 12 forecasts, mean chance 20 %, came true 25 %" in told
    assert (tmp_path / "c.svg").read_text().startswith("<svg")


@pytest.mark.parametrize(
    "args",
    [
        ("--of", "q"),
        ("--name", "x", "--of", "q"),
        ("--column", "a=b"),
        ("--from", "f.csv", "--column", "ab"),
        ("--cite", "a:1"),
        ("--from", "f.csv", "--made-on", "2020-01-01"),
        ("--of", "q", "--made-on", "2020-01-01", "--chance", "0.5"),
        ("--name", "x", "--chance", "0.5", "--figure", "c.svg"),
    ],
)
def test_a_call_that_makes_no_sense_is_a_wrong_call(run, args):
    assert run("forecast", *args).exit_code == 2
