"""Pages of texts side by side: what is told in words, what is marked, and that hostile words do no harm."""

import re
from dataclasses import replace

import pytest
from lxml import html

from linewatch.brief.side_by_side import page
from linewatch.brief.side_by_side_parts import SIGNS, Column
from linewatch.brief.side_by_side_run import run_page
from linewatch.brief.side_by_side_told import plain_summary, summary
from linewatch.desk.common.pages import page_phrases

SAY = page_phrases()

HOSTILE = (
    "\"'><script>alert('&')</script><img src=x onerror=alert(1)> \u202eevil\u2066 \u05e9\u05dc\u05d5\u05dd \x00 "
    "</style></title>"
)


def row(kind, a=None, b=None, cues=(), issues=(), at=(0, 0)):
    """A row as the desk gives it; clauses stand in passage 1 at the places told."""
    told = {"kind": kind, "cues": [], "issues": list(issues), "cites": [], "score": 1.0}
    for side, words, start in (("a", a, at[0]), ("b", b, at[1])):
        told |= {f"{side}_text": words, f"{side}_n": None if words is None else 1, f"{side}_p_start": start,
                 f"{side}_p_end": start + len(words or ""), f"cue_{side}": None}  # fmt: skip
        if words is not None:
            told["cites"].append({"document": side.upper(), "n": 1, "page": "7", "locator": None})
    for family, effect, one, other in cues:
        places = {f"{side}_at": (words.index(cue), words.index(cue) + len(cue)) if cue else None
                  for side, words, cue in (("a", a or "", one), ("b", b or "", other))}  # fmt: skip
        told["cues"].append({"family": family, "effect": effect, "a": one, "b": other, **places})
        told |= {"cue_a": one, "cue_b": other}
    return told


def column(name, words):
    return Column(name, f"Text {name}", {1: ("7", words)})


def made(rows, issues=None, a="A text", b="B text"):
    return html.fromstring(page(column("A", a), column("B", b), rows, issues or {}, SAY))


GRAVE = row(
    "softened",
    "They committed grave errors.",
    "They committed some errors.",
    [("degree", -0.5, "grave", "some")],
)


def test_a_label_has_a_sign_a_word_and_its_cues_on_both_sides():
    (found,) = made([GRAVE]).xpath("//tr[@id='r1']")
    assert [mark.text for mark in found.iter("mark")] == ["grave", "some"]
    (label,) = found.iter("th")
    assert " ".join(label.text_content().split()) == "▼ softened 1▼ degree: grave → some"


def test_words_that_differ_are_dotted_and_what_was_kept_bears_no_mark():
    found = made(
        [row("reworded", "The mines gave coal.", "The mines gave iron."), row("kept", "Yes.", "Yes.")]
    )
    assert [one.text for one in found.xpath("//table//i")] == ["coal", "iron"]
    assert not found.xpath("//tr[@class='kept']//i | //mark[ancestor::table]")


def test_clauses_that_share_little_are_not_dotted_all_over():
    found = made([row("moved", "The mines gave coal.", "Nobody spoke of any iron whatever.")])
    assert not found.xpath("//table//i")


@pytest.mark.parametrize("kind", SIGNS)
def test_every_kind_is_named_in_words_and_has_a_border_of_its_own(kind):
    one = row(kind, None if kind == "added" else "One.", None if kind == "dropped" else "Two.")
    found = made([one], a="One.", b="Two.")
    assert SIGNS[kind] in found.xpath("//*[@id='r1']")[0].text_content()
    assert kind.replace("_", " ") in found.xpath("//*[@id='r1']")[0].text_content()
    edges = re.findall(r"\.\w+ \{[^}]*--edge: ([^;]+);", found.xpath("//style")[0].text)
    assert len(edges) == len(set(edges)) == len(SIGNS)


def test_every_row_stands_once_and_every_link_leads_somewhere():
    rows = [
        GRAVE,
        row("dropped", "Gone.", at=(40, 0)),
        row("added", b="New.", at=(0, 40)),
        row("kept", "Yes.", "Yes.", at=(60, 60)),
    ]
    words = "They committed grave errors.".ljust(40) + "Gone.".ljust(20) + "Yes."
    other = "They committed some errors.".ljust(40) + "New.".ljust(20) + "Yes."
    found = made(rows, a=words, b=other)
    ids = found.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in found.xpath("//a/@href")} <= set(ids)
    for n, one in enumerate(rows, start=1):
        for side in "ab":
            at = found.xpath(f"//*[@id='r{n}{side}']")
            assert [part.text_content().split(str(n), 1)[1] for part in at] == (
                [] if one[f"{side}_text"] is None else [one[f"{side}_text"]]
            )


def test_rows_stand_under_the_issue_of_which_both_texts_speak():
    rows = [
        row("dropped", "Of the system.", issues=["system"]),
        row("added", b="Of the man and the system.", issues=["man", "system"]),
        row("dropped", "Of the weather."),
    ]
    found = made(rows, {"man": "The man", "system": "The <b>system</b>"})
    heads = [one.text_content() for one in found.xpath("//h2[starts-with(@id, 'i')]")]
    assert heads == ["The <b>system</b>", "Tied to no issue"]
    told = plain_summary(rows, SAY, {"man": "The man", "system": "The system"})
    assert "Both have passages tied to “The system”. [A p. 7 1; B p. 7 1]" in told
    assert "Tied in B alone: “The man”. [B p. 7 1]" in told


def test_every_sentence_that_quotes_names_its_rows():
    rows = [GRAVE, row("dropped", "Gone."), row("added", b="New.")]
    for sentence in summary(rows, SAY):
        assert ("“" in sentence.text) == bool(sentence.rows)


def test_of_a_long_text_the_heaviest_are_shown_and_the_rest_is_folded_not_lost():
    rows = [row("dropped", f"Clause {n}.") for n in range(300)] + [row("added", b="New.")]
    found = made(rows)
    shown = found.xpath("//li[starts-with(@id, 'r')][not(ancestor::details)]")
    assert [one.get("id") for one in shown] == [*(f"r{n}" for n in range(1, 11)), "r301"]
    assert len(found.xpath("//li[starts-with(@id, 'r')]")) == 301
    assert "290 lighter clauses dropped" in found.xpath("//details/summary")[0].text_content()


def test_hostile_words_do_no_harm():
    rows = [
        row("softened", HOSTILE, HOSTILE + " now", [("<b>", -1.0, "evil", "now")], issues=["<i>"]),
        row("dropped", HOSTILE),
        row("added", b=HOSTILE),
    ]
    column_ = Column(HOSTILE, HOSTILE, {1: (HOSTILE, HOSTILE * 2)}, HOSTILE)
    text = page(column_, column_, rows, {"<i>": HOSTILE}, SAY)
    found = html.fromstring(text)
    assert not found.xpath("//script | //img | //@onerror | //@src")
    assert len(found.xpath("//style")) == len(found.xpath("//title")) == 1
    assert "default-src 'none'" in found.xpath("//meta/@content")[0]
    assert not set(text) & set("\u202e\u2066\x00")
    assert "[U+202E]evil[U+2066]" in text  # shown, so that the reader sees what the text does
    assert all(cell.get("dir") == "auto" for cell in found.iter("td"))


def test_the_wording_is_data_and_can_be_that_of_another_language():
    told = {
        **SAY.table,
        "kind.softened": "smorzato",
        "part.number": 'n. "',
        "changed.heading": "Che cosa è cambiato",
    }
    words = replace(SAY, language="it", table=told)
    found = html.fromstring(page(column("A", "A"), column("B", "B"), [GRAVE], {}, words))
    assert found.get("lang") == "it"
    assert found.xpath("//h1")[0].text == "Che cosa è cambiato"
    assert "smorzato" in found.xpath("//tr[@id='r1']/th")[0].text_content()
    assert 'content: "n. \\22 "' in found.xpath("//style")[0].text


def test_why_nothing_can_be_told_stands_once_above_the_rows():
    rows = [row("cannot_tell", "One.", "Two.") | {"why": "No <graded> words."} for _ in range(3)]
    assert [one.text for one in made(rows).xpath("//p[@class='aside']")].count("No <graded> words.") == 1


def test_a_run_tells_the_step_of_the_greatest_share_as_its_strip_does():
    kinds = dict.fromkeys(SIGNS, 0)
    steps = [
        {"before": before, "after": after, "before_on": "1956-01", "on": on, "order_sure": True, "rows": [],
         "counts": kinds | {"hardened": hardened}, "clauses": clauses, "new_share": new, "lost_share": None}
        for before, after, on, hardened, clauses, new in (
            ("a", "b", "1956-02", 12, 400, 0.125), ("b", "c", "1956-03", 9, 100, None))
    ]  # fmt: skip
    texts = {name: column(name, "Words.") for name in "abc"}
    found = html.fromstring(run_page(texts, {"rows": steps, "phrases": []}, "<svg></svg>", SAY))
    told = " ".join(found.xpath("//p[@class='summary']")[0].text_content().split())
    assert told == (
        "3 texts, 1956-01 to 1956-03. ▲ Most hardened: 9 of 100 clauses (9.0 %) in 1956-03. "
        "Most that is new: 1956-02, 12 % of its clauses."
    )
