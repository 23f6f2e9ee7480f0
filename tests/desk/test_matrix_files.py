"""Matrices as files: there and back without loss, and those of other programs taken in."""

import csv
import json
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linewatch import desk
from linewatch.desk.weighing.matrices import matrix_of
from linewatch.errors import BadValue, LinewatchError, Refused
from linewatch.kinds.questions import EvidenceStates

NAMES = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=12).filter(
    str.strip
)
SPANS = st.tuples(st.floats(0, 1), st.floats(0, 1)).map(sorted).map(lambda ends: f"{ends[0]!r}..{ends[1]!r}")
WORDS = st.sampled_from(["likely", "very unlikely", "probable"])
PARTS = ("hypotheses", "groups", "evidence", "judgements", "opinions")


@st.composite
def questions(draw):
    """Draw what is entered for a question, as calls on a case."""
    calls = [("ask", "q", {"name": draw(NAMES), "kind": draw(st.sampled_from(["one", "several"]))})]
    several = draw(st.integers(1, 3))
    for _ in range(several):
        told = {
            "name": draw(NAMES),
            "note": draw(st.none() | NAMES),
            "prior": draw(st.none() | st.floats(0, 0.3)),
        }
        calls.append(("explain", "q", "hypotheses", told))
    items = draw(st.integers(0, 3))
    for _ in range(items):
        told = {"name": draw(NAMES), "kind": draw(st.sampled_from(["argument", "assumption"])),
                "state": draw(st.none() | st.sampled_from(EvidenceStates)), "source": draw(st.none() | NAMES),
                "cost": draw(st.none() | st.floats(0, 9)), "note": draw(st.none() | NAMES),
                "date": draw(st.sampled_from([None, "1956-04~", "../1956-06-04"]))}  # fmt: skip
        told |= {name: draw(SPANS) for name in ("reliability", "holds", "seen") if draw(st.booleans())}
        calls.append(("explain", "q", "evidence", told))
    if items:
        held = [f"q_e{number}" for number in range(1, draw(st.integers(0, items)) + 1)]
        calls.append(
            ("group", "q", {"id": "q_g", "name": draw(NAMES), "dependence": draw(st.floats(0, 1))}, held)
        )
    for number in range(1, items + 1):
        for who in draw(st.sets(st.sampled_from(["ann", "bob"]))):
            cells = {f"h{at}": draw(WORDS | SPANS) for at in range(1, several + 1) if draw(st.booleans())}
            calls += [("judge", f"q_e{number}", cells, who, draw(st.none() | NAMES))] if cells else []
    calls.append(("opine", {"q_h1": draw(SPANS)}, "bob", "1956-10", draw(st.none() | NAMES)))
    return calls


def rows(case, question):
    """What a question holds, without what is told about it."""
    found = case.question(question)
    return {part: found[part] for part in PARTS}


@pytest.fixture(scope="module")
def cases(tmp_path_factory):
    """A case to enter questions in and two to take them in, and a new id for each question."""
    base = tmp_path_factory.mktemp("matrices")
    with (
        desk.init(base / "a", "A") as first,
        desk.init(base / "b", "B") as csv,
        desk.init(base / "c", "C") as json_,
    ):
        # Power cuts are tested elsewhere; here each write would wait for the disk.
        for one in (first, csv, json_):
            one.file.con.execute("PRAGMA synchronous = OFF")
        yield first, {"csv": csv, "json": json_}, (f"q{number}" for number in count())


def named(value, question):
    """Put a question's own id in the place of q."""
    if isinstance(value, dict):
        return {named(key, question): named(inner, question) for key, inner in value.items()}
    if isinstance(value, list):
        return [named(inner, question) for inner in value]
    return f"{question}{value[1:]}" if value == "q" or str(value).startswith("q_") else value


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(calls=questions())
def test_a_matrix_is_the_same_after_there_and_back(cases, calls):
    case, others, ids = cases
    question = next(ids)
    for verb, *told in named(list(map(list, calls)), question):
        getattr(case, verb)(*told)
    for ending, other in others.items():
        path, copy = case.folder / f"q.{ending}", case.folder / f"copy.{ending}"
        case.write_matrix(question, path)
        again = case.read_matrix(question, path)
        assert not any(again[part][change] for part in PARTS for change in ("added", "changed"))
        other.read_matrix(question, path)
        assert rows(other, question) == rows(case, question)
        assert matrix_of(other.file, question) == matrix_of(case.file, question)
        other.write_matrix(question, copy)
        assert copy.read_bytes() == path.read_bytes()


@pytest.fixture
def leak(case, tmp_path):
    """A case with a small question, its rows on pages."""
    (tmp_path / "note.txt").write_text("They asked for more.\n\nAnd again he denied it.")
    case.add(tmp_path / "note.txt")
    case.ask("leak", {"name": "Was it planned?", "scale": "phia"})
    case.explain("leak", "hypotheses", {"name": "A plot"})
    case.explain("leak", "evidence", {"name": "He denied it"}, ["note:2"], ["denied it"])
    case.judge("leak_e1", {"h1": "likely", "rest": "0.1..0.3"}, "ann")
    return case


def test_a_question_is_taken_in_under_another_id_beside_the_first(leak, tmp_path):
    leak.write_matrix("leak", tmp_path / "m.json")
    leak.read_matrix("again", tmp_path / "m.json", "Once more?")
    found = leak.question("again")
    assert found["question"]["name"] == "Once more?"
    assert [row["id"] for row in found["hypotheses"]] == ["again_h1", "again_rest"]
    assert found["evidence"][0]["citations"][0]["exact"] == "denied it"
    assert [(c["evidence"], c["hypothesis"], c["word"]) for c in found["judgements"]] == [
        ("again_e1", "again_h1", "likely"), ("again_e1", "again_rest", None),
    ]  # fmt: skip
    leak.undo()
    assert [row["id"] for row in leak.questions()] == ["leak"]


def test_an_item_whose_page_is_not_known_here_is_marked(leak, tmp_path):
    leak.write_matrix("leak", tmp_path / "m.json")
    with desk.init(tmp_path / "other", "B") as other:
        found = other.read_matrix("leak", tmp_path / "m.json")
        assert (found["marked"], found["citations_left_out"]) == (["leak_e1"], 1)
        assert found["remarks"] == [
            "1 item is without a page, and marked as argument or assumption. Cite one:"
            " linewatch evidence leak --id ITEM --kind passage --cite DOC:N",
            "1 citation of a document that this case does not know is left out.",
        ]
        (item,) = other.explanations("leak", "evidence")
        assert (item["kind"], item["note"]) == ("argument", "taken in without a page; was of kind passage")
        assert other.check()["ok"]


def test_a_word_whose_range_was_another_keeps_both(leak, tmp_path):
    leak.ask("leak", {"scale": "icd203"})
    leak.write_matrix("leak", tmp_path / "m.csv")
    assert "likely = 0.55..0.75" in (tmp_path / "m.csv").read_text()
    leak.read_matrix("new", tmp_path / "m.csv")
    cell = leak.question("new")["judgements"][0]
    assert (cell["word"], cell["low"], cell["high"]) == ("likely", 0.55, 0.75)


def test_one_analyst_is_written_alone(leak, tmp_path):
    leak.judge("leak_e1", {"h1": "unlikely"}, "bob")
    assert leak.write_matrix("leak", tmp_path / "m.csv", "bob")["judgements"] == 1
    assert ",ann," not in (tmp_path / "m.csv").read_text()


def test_the_matrix_of_heuer_is_taken_in(case, shared):
    found = case.read_matrix("iraq", shared / "corpus/scaling/reference/ach_heuer_iraq.json", coder="heuer")
    assert (found["hypotheses"]["added"], found["evidence"]["added"], found["judgements"]["added"]) == (
        3,
        6,
        18,
    )
    kinds = {row["id"]: row["kind"] for row in case.explanations("iraq", "evidence")}
    assert [ident for ident, kind in kinds.items() if kind == "assumption"] == ["iraq_e3", "iraq_e6"]
    words = {(c["evidence"], c["hypothesis"]): c["word"] for c in case.question("iraq")["judgements"]}
    assert words["iraq_e4", "iraq_h1"] == "unlikely"
    assert words["iraq_e4", "iraq_h2"] == "likely"
    assert case.check()["ok"]


PARC = """Evidence;Type;Credibility;Date;H1 no;H2 yes
E1 a denial;Speech;Low;1956-04~;II;NA
E2 habit;Assumption;;May;C;CC
"""


def test_a_table_of_another_program_is_taken_in(case, tmp_path):
    (tmp_path / "parc.csv").write_text(PARC)
    found = case.read_matrix("q", tmp_path / "parc.csv", "Will he?")
    assert found["form"] == "table"
    assert found["marked"] == ["q_e1", "q_e2"]
    one, two = case.explanations("q", "evidence")
    assert (one["kind"], one["reliability_low"], one["reliability_high"], one["date"]) == (
        "argument",
        0.2,
        0.5,
        "1956-04~",
    )
    assert (two["kind"], two["date"], two["note"]) == ("assumption", None, "dated May")
    assert [(c["evidence"], c["hypothesis"], c["coder"], c["word"]) for c in case.question("q")["judgements"]] == [
        ("q_e1", "q_h1", "parc", "very unlikely"), ("q_e2", "q_h1", "parc", "likely"),
        ("q_e2", "q_h2", "parc", "very likely"),
    ]  # fmt: skip
    assert [row["role"] for row in case.explanations("q", "hypotheses")] == [None, None, "rest"]


def test_codes_become_words_of_the_scale_that_the_question_has(case, tmp_path):
    (tmp_path / "parc.csv").write_text(PARC)
    case.ask("q", {"name": "Will he?", "scale": "phia"})
    case.read_matrix("q", tmp_path / "parc.csv")
    assert {c["word"] for c in case.question("q")["judgements"]} == {
        "highly unlikely",
        "likely",
        "highly likely",
    }


OWN = "row,id,name,share,role,analyst,q_e1\nquestion,q,Why?\n"


@pytest.mark.parametrize(
    ("file", "text", "what", "mend"),
    [
        ("m.csv", PARC, "The file does not say what is asked.", "Give it with --name."),
        ("m.csv", "", "The file is empty.", "It should hold a matrix."),
        ("m.csv", "Evidence,Source\nx,y\n", "It holds no matrix: no hypotheses, or no items.",
         "It has a row for each item, a column for each hypothesis, and codes such as I, II, C, CC, N, NA, or 1 to 5."),
        ("m.csv", b"\xff", "'m.csv' is not UTF-8 at byte 0.", "Save it in UTF-8."),
        ("m.json", "{", "It is not JSON", "Write it with: linewatch matrix QUESTION --out FILE.json"),
        ("m.json", "[]", "It is JSON, but no matrix.", "It should hold question, hypotheses and evidence."),
        ("m.json", '{"question":{},"hypotheses":[3],"evidence":[]}', "It is JSON, but no matrix.",
         "It should hold question, and rows of hypotheses and evidence."),
        ("m.json", '{"question":{},"hypotheses":[{"citations":3}],"evidence":[]}', "It is JSON, but no matrix.",
         "It should hold question, and rows of hypotheses and evidence."),
        ("m.json", '{"question":"Why?","hypotheses":3,"evidence":{"x":"+"}}', "It is JSON, but no matrix.",
         "It should hold question, and rows of hypotheses and evidence."),
        ("m.csv", OWN.replace("Why?", "") + "question scale,,kant\n", "There is no scale named 'kant'.",
         "There are: kent, icd203, phia, survey."),
        ("none.csv", None, "'none.csv' cannot be read: No such file or directory.", "Name a CSV or JSON file."),
    ],
)  # fmt: skip
def test_what_is_no_matrix_is_told(case, tmp_path, monkeypatch, file, text, what, mend):
    monkeypatch.chdir(tmp_path)
    if text is not None:
        Path(file).write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(LinewatchError) as error:
        case.read_matrix("q", file)
    assert error.value.what.startswith(what)
    assert error.value.next_step == mend
    assert case.questions() == []


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (OWN + "item name,,,,,,x\nitem kind,,,,,,argument\nhypothesis,q_h1,A,,,ann,0.9..0.1\n",
         ["row 5: The range 0.9..0.1 stands upside down. Write the lower end first: 0.1..0.9"]),
        (OWN + "hypotesis,q_h1,A\n",
         ["row 3: 'hypotesis' is no row of a matrix. The first column says what a row is."]),
        (OWN + "item name,,,,,,x\nitem kind,,,,,,rumour\nhypothesis,q_h1,A,1.5,,ann,likely\n",
         ["hypotheses q_h1: prior: 1.5 is out of range. It goes from 0 to 1.",
          "evidence q_e1: kind: It is 'rumour', not one of: statement, event, deed, access, finding, passage, argument,"
          " assumption. Check the spelling."]),
    ],
)  # fmt: skip
def test_rows_that_do_not_fit_are_refused_together(case, tmp_path, text, problems):
    (tmp_path / "m.csv").write_text(text)
    with pytest.raises(Refused) as refused:
        case.read_matrix("q", tmp_path / "m.csv")
    assert [told for told in refused.value.problems if told in problems] == problems
    assert case.questions() == []


def test_a_foreign_file_is_not_mixed_into_a_question_with_evidence(leak, tmp_path):
    (tmp_path / "parc.csv").write_text(PARC)
    with pytest.raises(BadValue, match="holds evidence already, and the file is of another"):
        leak.read_matrix("leak", tmp_path / "parc.csv")


def test_ids_of_another_question_are_not_taken(leak, tmp_path):
    leak.write_matrix("leak", tmp_path / "m.json")
    told = json.loads((tmp_path / "m.json").read_text())
    told["question"]["id"] = "new"
    (tmp_path / "m.json").write_text(json.dumps(told))
    with pytest.raises(Refused) as refused:
        leak.read_matrix("new", tmp_path / "m.json")
    assert refused.value.problems[0] == (
        "hypotheses leak_h1: Another question holds that id. Take it in under another id."
    )


def test_a_matrix_is_written_as_csv_or_json_alone(leak, tmp_path):
    with pytest.raises(BadValue, match="is neither CSV nor JSON"):
        leak.write_matrix("leak", tmp_path / "m.html")
    with pytest.raises(BadValue, match="Cannot write"):
        leak.write_matrix("leak", tmp_path / "no" / "m.csv")


def test_a_column_without_an_id_shifts_no_judgement(leak, tmp_path):
    leak.write_matrix("leak", tmp_path / "leak.csv")
    lines = list(csv.reader((tmp_path / "leak.csv").read_text().splitlines()))
    with (tmp_path / "wide.csv").open("w", newline="") as wide:
        csv.writer(wide).writerows([*line[:6], "", *line[6:]] for line in lines)
    leak.read_matrix("again", tmp_path / "leak.csv")
    leak.read_matrix("wide", tmp_path / "wide.csv")
    of = {name: sorted((c["evidence"].removeprefix(f"{name}_"), c["low"]) for c in leak.question(name)["judgements"])
          for name in ("again", "wide")}  # fmt: skip
    assert of["wide"] == of["again"]


def test_a_row_that_is_unknown_or_stands_twice_is_refused(leak, tmp_path):
    leak.write_matrix("leak", tmp_path / "leak.csv")
    lines = (tmp_path / "leak.csv").read_text().splitlines()
    rival = next(line for line in lines if line.startswith("hypothesis,") and "0." not in line.split(",")[3])
    for more, told in (
        ("item colour,,,,,,red", "'item colour' is no row of a matrix"),
        (rival, "It stands twice"),
    ):
        (tmp_path / "bad.csv").write_text("\n".join([*lines, more]) + "\n")
        with pytest.raises(Refused) as refused:
            leak.read_matrix("other", tmp_path / "bad.csv")
        assert told in refused.value.problems[0]
