"""Out and in again without loss, byte for byte; wrong rows refused all together."""

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linewatch import desk
from linewatch.errors import Refused
from linewatch.kinds import said
from linewatch.kinds.questions import FINDING, RESTS_ON
from linewatch.kinds.said import SAID, rules
from tests.conftest import SHIPPED

DATES = st.sampled_from(
    ["1956-04-09", "1956-04~", "../1956-06-04", "1955~/..", "1956-03-14/1956-03-17", "195X"]
)
TEXTS = st.text(
    st.one_of(st.characters(exclude_categories=("Cc", "Cs")), st.sampled_from("\n\t\",;'=Ж«»\u2028")),
    min_size=1,
    max_size=20,
)


def value(rule, known):
    """Draw what one column may hold; names only of rows that are there."""
    if rule.refers:
        among = sorted({name for table in rule.refers.split(" or ") for name in known[table]})
        found = st.sampled_from(among)
    elif rule.type == "search":
        found = st.sampled_from(["strik*", '"as one" OR peace', "slow NEAR/4 tempo", "-war peace"])
    elif rule.type == "date":
        found = DATES
    elif rule.type == "whole":
        found = st.integers(
            rule.low if rule.low is not None else -9, rule.high if rule.high is not None else 99
        )
    elif rule.type == "number":
        found = st.floats(rule.low or 0, 9 if rule.high is None else rule.high)
    elif rule.type == "sha256":
        found = st.text("0123456789abcdef", min_size=64, max_size=64)
    elif rule.type == "object":
        found = st.dictionaries(TEXTS, TEXTS, max_size=2).map(json.dumps)
    else:
        found = st.sampled_from(rule.one_of) if rule.one_of else TEXTS
    return found if rule.required else st.none() | found


@st.composite
def ledgers(draw):
    """Draw rows of every table, whole and consistent, as the rows of an export."""
    ids = {kind.table: draw(st.lists(TEXTS, min_size=1, max_size=4, unique=True)) for kind in SAID}
    rows = {}
    for kind in SAID:
        made = {}
        for ident in ids[kind.table]:
            row = {name: draw(value(rule, ids)) for name, rule in rules(kind).items()}
            if len(kind.identity) == 1:
                row[kind.identity[0]] = ident
            if "parent" in row:
                row["parent"] = None  # a tree of one level: loops are tested apart
            if row.get("publishes") == ident:
                row["publishes"] = None
            if "p_end" in row and row["p_end"] is not None:
                row["p_end"] += row["p_start"] or 0
            made[tuple(row[name] for name in kind.identity)] = row
        rows[kind.table] = list(made.values())
    explain(draw, rows)
    for row in rows["citations"]:
        row["id"], row["locator"], row["exact"] = draw(st.sampled_from(ids[row["of"]])), "1", "a few words"
    for table in (*said.MUST_CITE, "evidence"):
        rows["citations"] += [
            dict.fromkeys(rules(said.CitationRow)) | {"of": table, "id": row["id"], "document": ids["documents"][0],
                                                      "locator": draw(TEXTS)}
            for row in rows[table]
        ]  # fmt: skip
    return rows


def explain(draw, rows):
    """Make the rows of questions fit among themselves."""
    for row in (*rows["evidence"], *rows["judgements"], *rows["opinions"], *rows["forecasts"]):
        for low in [name for name in row if name.endswith("low")]:
            ends = [row[low], row[low.replace("low", "high")]]
            row[low], row[low.replace("low", "high")] = [None, None] if None in ends else sorted(ends)
    asked, extra = rows["questions"][0]["id"], []
    for row in (*rows["hypotheses"], *rows["evidence_groups"], *rows["evidence"]):
        row["question"] = asked
    for number, row in enumerate(rows["hypotheses"]):
        row["prior"], row["role"] = row["prior"] and row["prior"] / 9, None if number else "rest"
    for row in rows["questions"][1:]:
        # Of another question's hypotheses no name is drawn, so that no row of the first refers to one.
        extra.append(rows["hypotheses"][0] | {"id": f"rest of {row['id']}", "question": row["id"]})
    rows["hypotheses"] += extra
    for row in rows["evidence"]:
        table = RESTS_ON.get(row["kind"])
        row["rests_on"] = rows[table][0]["id"] if table else "0f" * 32 if row["kind"] == FINDING else None


def write(folder, rows):
    """Write rows as a person's spreadsheet might: every field quoted, CRLF line ends, any order."""
    folder.mkdir()
    for kind in SAID:
        lines = [",".join(rules(kind))]
        for row in rows[kind.table]:
            texts = ("" if row[name] is None else str(row[name]) for name in rules(kind))
            lines.append(",".join('"' + text.replace('"', '""') + '"' for text in texts))
        (folder / f"{kind.table}.csv").write_bytes("\r\n".join(lines).encode())


def files(folder):
    found = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(found)}


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(ledgers(), TEXTS, TEXTS)
def test_any_case_is_the_same_byte_for_byte_on_the_next_export(rows, title, about):
    with tempfile.TemporaryDirectory() as made:
        base = Path(made)
        write(base / "drawn", rows)
        with desk.init(base / "first", title) as first:
            first.import_(base / "drawn")
            first.file.con.execute("INSERT INTO facts VALUES ('about', ?)", (about,))
            first.export(base / "one")
        with desk.init(base / "second", "another") as second:
            second.import_(base / "one")
            second.export(base / "two")
            assert second.title == title
            again = second.import_(base / "one")
        assert files(base / "one") == files(base / "two")
        assert not any(counts.get("added") or counts.get("changed") for counts in again.values())
        for kind in SAID:
            if kind is not said.CitationRow:
                assert len(rows[kind.table]) == sum(again[kind.table].values())


def test_the_shipped_case_is_exactly_what_an_export_writes(case, tmp_path):
    case.import_(SHIPPED)
    case.export(tmp_path / "out")
    assert files(tmp_path / "out") == files(SHIPPED)


@pytest.fixture
def folder(case, tmp_path):
    case.import_(SHIPPED)
    case.export(tmp_path / "out")
    return tmp_path / "out"


def refusal(tmp_path, folder):
    with desk.init(tmp_path / "new", "new") as new:
        with pytest.raises(Refused) as refused:
            new.import_(folder)
        assert not any(new.rows(table) for table in said.CITED), "something was taken in"
        assert new.title == "new"
    return refused.value.problems


def replace_in(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_wrong_rows_are_refused_together_with_file_line_field_and_mend(tmp_path, folder):
    replace_in(folder / "statements.csv", ",togliatti,", ",togliati,")
    replace_in(folder / "events.csv", ",1956-02-25,", ",25 February 1956,")
    replace_in(folder / "deeds.csv", ",done,", ",doen,")
    problems = refusal(tmp_path, folder)
    assert len(problems) == 3
    by_file = {problem.split(":")[0]: problem for problem in problems}
    assert "Did you mean 'togliatti'?" in by_file["statements.csv"]
    assert by_file["events.csv"].split(":")[2].strip() == "date"
    assert "Did you mean 'done'?" in by_file["deeds.csv"]
    assert all(problem.split(":")[1].isdigit() for problem in problems)


def test_a_line_is_counted_as_an_editor_counts_it(tmp_path, folder):
    lines = (folder / "actors.csv").read_text("utf-8").splitlines(keepends=True)
    lines[1:1] = ['zz1,"two\nlines",,,\n', "zz2,bad parent,,nobody,\n"]
    (folder / "actors.csv").write_text("".join(lines), "utf-8")
    (problem,) = refusal(tmp_path, folder)
    assert problem.startswith("actors.csv:4: parent: No actor 'nobody'.")


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        ("actors.csv", "id,nam\nx,y\n", "unknown columns 'nam'"),
        ("actors.csv", "id,name\nx,y,z\n", "3 fields where the header has 2"),
        ("actors.csv", "id,name\nx,y\nx,z\n", "stands already in line 2"),
        ("actors.csv", "id,name,parent\nx,y,z\nz,w,x\n", "own ancestor"),
        ("deeds.csv", "id,actor,type\nd1,cpsu,visit\n", "cites nothing"),
        ("actors.csv", b"id,name\nx,\xff\n", "not UTF-8"),
        ("case.toml", "title = 3\n", "title"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(tmp_path, file, text, says):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / file).write_bytes(text if isinstance(text, bytes) else text.encode())
    if file == "deeds.csv":
        (folder / "actors.csv").write_text("id,name\ncpsu,CPSU\n")
    assert any(says in problem for problem in refusal(tmp_path, folder))


def test_a_case_takes_its_own_word_lists_along(case, tmp_path):
    (case.folder / "lexicons").mkdir()
    (case.folder / "lexicons" / "mine.toml").write_text("rules = []\n")
    (case.folder / "deeds.toml").write_text('[reactions]\nrebuked = ["scold"]\n')
    case.export(tmp_path / "files")
    with desk.init(tmp_path / "other", "Another") as other:
        other.import_(tmp_path / "files")
        assert (other.folder / "deeds.toml").read_text() == '[reactions]\nrebuked = ["scold"]\n'
        assert (other.folder / "lexicons" / "mine.toml").read_text() == "rules = []\n"
