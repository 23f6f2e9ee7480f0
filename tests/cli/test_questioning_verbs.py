"""What a person reads of the verbs for rival explanations, and the keys on which programs rely."""

import json

import pytest
from click.testing import CliRunner

from linewatch.cli import cli


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A case with a question that was entered through the command line."""
    base = tmp_path_factory.mktemp("verbs")
    (base / "note.txt").write_text("They asked for more.\n\nAnd again he denied it.")
    run(base / "case", "init", "", "--title", "T")
    run(base / "case", "add", str(base / "note.txt"))
    for line in (
        ["question", "leak", "--name", "Was it planned?", "--limits", "Motives leave no trace here."],
        ["hypothesis", "leak", "--name", "A plot", "--prior", "0.2"],
        ["hypothesis", "leak", "--name", "A slip"],
        [
            "evidence",
            "leak",
            "--name",
            "He denied it",
            "--cite",
            "note:2",
            "--words",
            "denied it",
            "--source",
            "him",
        ],
        ["evidence", "leak", "--name", "It helped him", "--kind", "argument", "--reliability", "0.3..0.6"],
        ["group", "leak_g", "e1", "--question", "leak", "--name", "His word", "--dependence", "0.8"],
        ["judge", "leak_e1", "h1=likely", "leak_h2=very unlikely", "rest=0.4..0.5", "--coder", "ann"],
        ["judge", "leak_e1", "h1=unlikely", "--coder", "bob", "--note", "he always does"],
        ["judge", "--opinion", "leak_h1=0.3..0.5", "--coder", "ann"],
    ):
        assert run(base / "case", *line).exit_code == 0
    return base / "case"


def run(folder, verb, *words):
    told = ["init", str(folder), *words[1:]] if verb == "init" else ["--case", str(folder), verb, *words]
    return CliRunner().invoke(cli, told, prog_name="linewatch")


def table(result):
    assert result.exit_code == 0, result.stderr
    return [
        " ".join(line.split()) for line in result.stdout.splitlines() if line.strip() and "───" not in line
    ]


def test_a_matrix_has_hypotheses_as_rows_and_items_as_columns(folder):
    assert table(run(folder, "matrix", "leak")) == [
        "Was it planned?",
        "analyst e1 e2",
        "h1 ann likely",
        "h1 bob unlikely",
        "h2 ann very unlikely",
        "h2 bob",
        "rest ann 0.4..0.5",
        "rest bob",
        "leak_h1: A plot",
        "leak_h2: A slip",
        "leak_rest: Something else",
        "item state kind what is seen group cites",
        "leak_e1 seen passage He denied it leak_g note 2",
        "leak_e2 seen argument It helped him",
    ]
    assert "very unlikely" not in run(folder, "matrix", "leak", "--coder", "bob").stdout


def test_many_items_are_shown_in_runs(folder, tmp_path):
    items = "".join(f"E{number} something,C,II,CC\n" for number in range(1, 31))
    (tmp_path / "many.csv").write_text("Evidence,H1 a,H2 b,H3 c\n" + items)
    taken = run(folder, "matrix", "many", "--from", str(tmp_path / "many.csv"), "--name", "Many?")
    assert "hypotheses  3 added\n" in taken.stdout
    assert "30 items are without a page, and marked as argument or assumption." in taken.stderr
    lines = run(folder, "matrix", "many").stdout.splitlines()
    assert max(map(len, lines)) <= 160
    items = [
        line.split()[0] for line in lines[lines.index("many_rest: Something else") :] if "something" in line
    ]
    assert items == [f"many_e{number}" for number in range(1, 31)]
    assert sum(line.split()[:1] == ["h1"] for line in lines) == 4


def test_a_question_and_its_parts(folder):
    assert table(run(folder, "question", "leak")) == [
        "id leak", "name Was it planned?", "kind one", "limits Motives leave no trace here.",
        "id hypothesis prior role judged statement cites",
        "leak_h1 A plot 0.2 2", "leak_h2 A slip 1", "leak_rest Something else rest 1",
        "2 items of evidence; 4 judgements; analysts: ann, bob. See: linewatch matrix leak",
    ]  # fmt: skip
    assert table(run(folder, "question"))[1].startswith("leak one Was it planned? 3 2 4 ann, bob")
    assert table(run(folder, "evidence", "leak"))[1:] == [
        "leak_e1 seen passage He denied it him leak_g note 2",
        "leak_e2 seen argument It helped him 0.3..0.6",
    ]
    assert table(run(folder, "group"))[1] == "leak_g leak His word 0.8 leak_e1"
    assert table(run(folder, "judge", "leak_e1"))[2:4] == [
        "leak_h1 A plot ann likely 0.55..0.8", "leak_h1 A plot bob unlikely 0.2..0.45 he always does",
    ]  # fmt: skip


def test_the_keys_of_json(folder):
    def value(*words):
        return json.loads(run(folder, *words, "--json").stdout)

    whole = value("question", "leak")
    assert whole.keys() >= {
        "question",
        "hypotheses",
        "groups",
        "evidence",
        "judgements",
        "opinions",
        "problems",
    }
    assert whole["evidence"][0].keys() >= {
        "id",
        "name",
        "kind",
        "state",
        "reliability_low",
        "citations",
        "cites",
    }
    assert value("matrix", "leak").keys() >= whole.keys() | {"rows", "scale", "unstated"}
    assert value("matrix", "leak")["rows"][0]["cells"]["leak_e1"] == {
        "word": "likely",
        "low": 0.55,
        "high": 0.8,
    }
    assert {row["id"] for row in value("question")} >= {"leak"}
    assert [row["id"] for row in value("hypothesis", "leak")] == ["leak_h1", "leak_h2", "leak_rest"]
    assert [row["id"] for row in value("evidence", "leak")] == ["leak_e1", "leak_e2"]
    assert value("judge", "leak_e1")["judgements"][0]["word"] == "likely"
    assert value("findings") == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["judge", "leak_e1", "h1=likely"], "Say who judges: --coder NAME."),
        (["judge", "leak_e1", "likely", "--coder", "a"], "'likely' is no judgement."),
        (["judge", "leak_e1", "h1=likely", "h1=unlikely", "--coder", "a"], "The hypothesis 'h1' stands twice."),
        (["judge", "leak_e1", "h3=likely", "--coder", "a"], "No hypothesis named 'h3' in this case."),
        (["judge", "leak_e1", "--held-on", "1956"], "--held-on is for an --opinion."),
        (["judge", "leak_e2", "h1=none", "--coder", "ann"], "ann judged nothing of leak_e2 against leak_h1."),
        (["question", "--name", "Why?"], "Give the question an id before its options: question leak --name …"),
        (["matrix", "leak", "--name", "x"], "--name goes with --from."),
        (["matrix", "leak", "--out", "a.csv", "--from", "b.csv"], "--out and --from exclude each other."),
        (["group", "new", "leak_e1"], "The group 'new' is new."),
        (["group", "new", "--question", "leak", "--dependence", "1.5"], "1.5 is not in the range 0<=x<=1."),
    ],
)  # fmt: skip
def test_a_wrong_call_says_what_is_wrong(folder, words, says):
    result = run(folder, *words)
    assert result.exit_code in (1, 2)
    assert says in result.stderr


def test_an_empty_case_says_how_to_begin(tmp_path):
    run(tmp_path, "init", "", "--title", "T")
    assert (
        run(tmp_path, "question").stdout
        == 'No questions yet. Enter one with: linewatch question ID --name "…"\n'
    )
    assert run(tmp_path, "group").stdout == "No groups yet. Enter one: linewatch group --help\n"
