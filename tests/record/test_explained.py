"""Rows of questions in a folder: each thing that does not fit, with its line, its field and the mend."""

import pytest

from linewatch import desk
from linewatch.errors import Refused

SOUND = {
    "questions.csv": "id,name,kind\nq,Why?,one\nr,When?,several\n",
    "hypotheses.csv": "id,question,name,prior,role\nh1,q,A,0.6,\nq_rest,q,Else,,rest\nr_rest,r,None,,rest\n",
    "evidence_groups.csv": "id,question,name,dependence\ng,r,one cause,0.5\n",
    "evidence.csv": "id,question,name,kind,state,rests_on,seen_low,seen_high,group\ne1,q,x,argument,,,,,\n",
    "judgements.csv": "evidence,hypothesis,coder,low,high\ne1,h1,ann,0.2,0.4\n",
    "opinions.csv": "hypothesis,coder,low,high\nh1,ann,0.2,0.4\n",
}


def problems(tmp_path, changed):
    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in SOUND.items():
        (folder / name).write_text(changed.get(name, text))
    with desk.init(tmp_path / "case", "A") as case:
        try:
            case.import_(folder)
        except Refused as error:
            assert not case.questions()
            return list(error.problems)
        assert case.check()["ok"]
        return []


def test_what_is_sound_is_taken_in(tmp_path):
    assert problems(tmp_path, {}) == []


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("hypotheses.csv", "id,question,name,prior,role\nh1,q,A,,\nr_rest,r,None,,rest\n",
         "questions.csv:2: id: 'q' has no hypothesis for something else. Add one of the role rest to hypotheses.csv."),
        ("hypotheses.csv", SOUND["hypotheses.csv"] + "h2,q,B,,rest\n",
         "hypotheses.csv:5: role: A question has one hypothesis for something else."
         " Leave the role out of all but one of q_rest, h2."),
        ("hypotheses.csv", SOUND["hypotheses.csv"] + "h2,q,B,0.5,\n",
         "hypotheses.csv:5: prior: The priors of 'q' come to 1.1, and one at most is true."
         " Lower some, or leave one out: it takes what is left."),
        ("judgements.csv", "evidence,hypothesis,coder,low,high\ne1,h1,ann,0.8,0.4\n",
         "judgements.csv:2: low: The range 0.8 to 0.4 stands upside down. Change its ends about."),
        ("judgements.csv", "evidence,hypothesis,coder,low,high\ne1,r_rest,ann,0.2,0.4\n",
         "judgements.csv:2: hypothesis: The hypothesis 'r_rest' is of 'r', the item 'e1' of 'q'."
         " Judge items against hypotheses of their own question."),
        ("judgements.csv", "evidence,hypothesis,coder,low,high\ne1,h1,ann,0.2,1.4\n",
         "judgements.csv:2: high: 1.4 is out of range. It goes from 0 to 1."),
        ("judgements.csv", "evidence,hypothesis,coder,low,high\ne1,h1,ann,0.2,0.4\ne1,h1,ann,0.3,0.4\n",
         "judgements.csv:3: evidence: It stands already in line 2. Keep one of the two."),
        ("opinions.csv", "hypothesis,coder,low,high\nh1,ann,0.5,0.4\n",
         "opinions.csv:2: low: The range 0.5 to 0.4 stands upside down. Change its ends about."),
        ("evidence.csv", SOUND["evidence.csv"] + "e2,q,y,argument,absent,,0.5,,\n",
         "evidence.csv:3: seen_high: A range needs both ends. Give it too, or leave seen_low out."),
        ("evidence.csv", SOUND["evidence.csv"] + "e2,q,y,argument,,,,,g\n",
         "evidence.csv:3: group: The group 'g' is of another question, 'r'."
         " Make one of this question, or leave it out."),
        ("evidence.csv", SOUND["evidence.csv"] + "e2,q,y,passage,,,,,\n",
         "evidence.csv:3: id: 'e2' leads to no page."
         " Cite one, say what it rests on, or make it an argument or assumption."),
        ("evidence.csv", SOUND["evidence.csv"] + "e2,q,y,statement,,s1,,,\n",
         "evidence.csv:3: rests_on: No statement 's1'. List them with: linewatch statements"),
        ("evidence.csv", SOUND["evidence.csv"] + "e2,q,y,finding,,0ff,,,\n",
         "evidence.csv:3: rests_on: '0ff' is no key of a finding. Give its 64 figures from 0 to f."),
        ("evidence.csv", SOUND["evidence.csv"] + "e2,q,y,assumption,,s1,,,\n",
         "evidence.csv:3: rests_on: An item of kind assumption rests on no row of the record."
         " Leave it out, or give the kind of what it rests on."),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_with_line_field_and_mend(tmp_path, file, text, told):
    assert problems(tmp_path, {file: text}) == [told]


def test_what_needs_no_page_needs_none_and_a_finding_is_kept_by_its_key(tmp_path):
    rows = f"e2,q,y,passage,open,,,,\ne3,q,z,finding,,{'0f' * 32},,,\ne4,q,z,assumption,absent,,,,\n"
    assert problems(tmp_path, {"evidence.csv": SOUND["evidence.csv"] + rows}) == []


def test_a_file_without_some_columns_keeps_what_stands_in_them_for_the_same_cell(tmp_path):
    with desk.init(tmp_path / "case", "A") as case:
        case.ask("q", {"name": "Why?"})
        case.explain("q", "hypotheses", {"name": "A"})
        case.explain("q", "evidence", {"name": "x", "kind": "argument"})
        case.judge("q_e1", {"h1": "likely"}, "ann", "first")
        case.judge("q_e1", {"h1": "unlikely", "rest": "likely"}, "bob", "second")
        (tmp_path / "in").mkdir()
        text = "evidence,hypothesis,coder,low,high\nq_e1,q_h1,ann,0.1,0.2\nq_e1,q_rest,bob,0.55,0.8\n"
        (tmp_path / "in" / "judgements.csv").write_text(text)
        assert case.import_(tmp_path / "in")["judgements"] == {"added": 0, "changed": 1, "same": 1}
        assert [(c["coder"], c["low"], c["note"]) for c in case.cells("q_e1")["judgements"]] == [
            ("ann", 0.1, "first"), ("bob", 0.2, "second"), ("bob", 0.55, "second"),
        ]  # fmt: skip


def test_a_case_that_was_changed_by_hand_is_found_wrong(case):
    case.ask("q", {"name": "Why?"})
    case.explain("q", "evidence", {"name": "x", "kind": "argument"})
    case.file.con.execute("UPDATE evidence SET kind = 'statement', rests_on = 's9', reliability_low = 0.5")
    case.file.con.execute("DELETE FROM hypotheses")
    assert case.check()["problems"] == [
        "1 of evidence rest on a statement that is not on record, for example 's9'",
        "questions q: id: 'q' has no hypothesis for something else. Add one of the role rest to hypotheses.csv.",
    ]
