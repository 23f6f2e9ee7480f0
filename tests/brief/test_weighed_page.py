"""The page of a question: what it says first, what it says of each explanation, and that hostile words do no harm."""

import re

import pytest
from lxml import html

from linewatch import desk
from linewatch.brief.phrases import Phrases
from linewatch.brief.weighed_page import weighed_page
from linewatch.brief.weighed_told import phrase
from linewatch.brief.weighed_values import Ends
from linewatch.desk.common.wording import lexicon, phrases
from linewatch.desk.texts.estimating import lint_text
from linewatch.desk.weighing.weighed_page import write_weighed
from linewatch.desk.weighing.weighed_values import weighed_of
from linewatch.errors import BadValue
from tests.brief.weighed import LIMITS, cite, found, item, rival

SAY = Phrases.of(lexicon("brief.en") | lexicon("weighing_page.en"), phrases().scale)
HOSTILE = "\"'><script>alert('&')</script><img src=x onerror=alert(1)> \u202eevil\u2066 \x00 </style></title>"


def made(**more):
    """Return a page without its figures, which take most of the time."""
    pictures = ("posteriors_picture", "matrix_picture", "tornado_picture")
    with pytest.MonkeyPatch.context() as patch:
        for one in pictures if more else ():
            patch.setattr(f"linewatch.brief.weighed_page.{one}", lambda *_: None)
        return weighed_page(weighed_of(found(**more)), "A case", "SECRET", SAY)


@pytest.fixture
def empty(tmp_path):
    with desk.init(tmp_path / "case", "A case") as one:
        yield one


@pytest.fixture(scope="module")
def whole():
    return made()


def words(page):
    """Return what a page says without its figures and style."""
    tree = html.fromstring(page)
    for one in tree.xpath("//*[local-name()='svg'] | //style"):
        one.drop_tree()
    return " ".join(tree.text_content().replace("\xa0", " ").split())


def test_what_cannot_be_answered_stands_before_any_number():
    told = words(made(question=found()["question"] | {"name": "Why?", "asked_on": None}))
    assert LIMITS in told
    assert not re.search(r"\d", told[: told.index(LIMITS)])


def test_each_explanation_has_a_phrase_its_range_and_ours_and_what_was_held_before(whole):
    told = words(whole)
    assert (
        "It was planned: likely (55 to 80 %; here 56 to 79 %), 68 % on average; first in 75 % of the draws; "
        "33 % before the evidence." in told
    )
    assert (
        "It came about by chance: from very unlikely to unlikely (5 to 45 %; here 12 to 44 %), 30 %" in told
    )
    assert "Something else: not weighed: nobody judged an item under it; needed: one judgement." in told
    assert "The order is not settled: “It was planned” stands first in 75 % of the draws" in told


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (0.55, 0.8, "likely (55 to 80 %)"),
        (0.562, 0.788, "likely (55 to 80 %; here 56 to 79 %)"),
        (0.004, 0.12, "from almost no chance to very unlikely (1 to 20 %; here 0 to 12 %)"),
        (0.0, 0.018, "0 to 2 %"),
        (0.0, 0.004, "0 to 1 %"),
        (0.992, 1.0, "99 to 100 %"),
        (0.3, 0.97, "from unlikely to almost certain (20 to 99 %; here 30 to 97 %)"),
    ],
)
def test_a_range_is_told_in_words_with_both_ranges_and_the_linter_takes_it(low, high, told):
    said = phrase(Ends(low, high), SAY)
    assert said.replace("\xa0", " ") == told
    assert lint_text(f"It is {said}.") == []


def test_the_whole_page_holds_to_the_rule_of_the_brief(whole):
    tree = html.fromstring(whole)
    for one in tree.xpath("//*[local-name()='svg'] | //style"):
        one.drop_tree()
    said = tree.xpath("//li | //p | //h1 | //h2 | //h3 | //td | //th | //*[@role='doc-footnote']")
    plain = "\n\n".join(one.text_content() for one in said)
    assert [(row["phrase"], row["sentence"]) for row in lint_text(plain)] == []


def test_no_phrase_of_the_page_says_a_likelihood_without_its_range():
    table = Phrases.of(lexicon("weighing_page.en")).table
    assert [(key, row["phrase"]) for key, told in table.items() for row in lint_text(told)] == []


def test_what_turns_the_order_is_told_with_both_judgements(whole):
    told = words(whole)
    assert (
        "“Copies went out early” under “It was planned” judged unlikely (20 to 45 %) in place of likely (55 to 80 %) "
        "(analyst: one): then “It came about by chance” stands first." in told
    )
    assert (
        "“It came about by chance” stands first without any one of these: the item “Copies went out early”."
        in told
    )
    assert "witness" not in told, "what leaves out the same items is told once"
    pair = found()["flips"]
    assert "together with “An order to publish”" in words(made(flips=[], flips_by_two=pair))
    assert "No change of one judgement, or of two together" in words(made(flips=[]))


def test_what_counts_by_a_day_or_by_one_analyst_is_told():
    told = words(
        made(
            settings={"as_of": "1956-04-09", "coder": "one"}, left_out={"later": ["a", "b"], "undated": ["c"]}
        )
    )
    assert "by 9 April 1956: items reported later, which do not count: 2;" in told
    assert "which do: 1. By the judgements of “one” alone." in told


def test_every_item_has_its_number_its_pages_and_what_is_known_of_it(whole):
    tree = html.fromstring(whole)
    items = tree.xpath("//ol[@class='items']/li")
    assert [one.get("value") for one in items] == ["1", "2", "3", "4"]
    facts = [" ".join(one.text_content().split()) for one in tree.xpath("//li/span[@class='facts'][1]")]
    assert facts[0] == "statement; happened March 1956; with: The talks"
    assert (
        facts[1].replace("\xa0", " ") == "statement; looked for, not found; would have been seen 40 to 70 %"
    )
    assert facts[2] == "argument; separates nothing"
    assert "not yet looked for" in facts[3]
    assert "cost 2; look for: letter" in facts[3]
    assert items[0].xpath(".//a[@role='doc-noteref']")
    assert not items[2].xpath(".//a[@role='doc-noteref']")


def test_each_citation_is_a_note_of_its_own_and_every_link_has_its_end(whole):
    tree = html.fromstring(whole)
    notes = tree.xpath("//*[@role='doc-footnote']")
    refs = tree.xpath("//a[@role='doc-noteref']")
    assert len(notes) == len(refs) == 4, "the statement twice, here and beside its own words, and two items"
    ends = {f"#{one}" for one in tree.xpath("//@id")}
    assert set(tree.xpath("//a/@href")) <= ends
    assert len(ends) == len(tree.xpath("//@id"))
    assert "A Paper on the Line" in notes[0].text_content()


def test_what_counts_together_analysts_counts_problems_and_the_search_are_told(whole):
    told = words(whole)
    for part in (
        "“The talks”, dependence 0.4: items 1, 2.",
        "Nobody judged it. Judge it.",
        "50 % (44 %)",
        "one: very unlikely (5 to 20 %), two: unlikely (20 to 45 %)",
        "−2.83",
        "PARC: counts contradictions.",
        "because finding it would put “It was planned” first and not finding it “It came about by chance”.",
        "It is expected to tell 0.41 bits (0.30 to 0.50); chance of seeing it 30 %; cost 2.",
        "Settings: draws 10,000, seed 1956, dependence of items of one source 1.0.",
    ):
        assert part in told
    orders = [one.text for one in html.fromstring(whole).xpath("//tfoot//td")]
    assert orders == ["Order", "as above", "another"]


def test_what_to_look_for_is_told_as_the_list_has_it_where_it_has_words():
    (row,) = found()["next"]
    told = words(
        made(next=[row | {"told": "a letter, because it would be seen more often if it was planned"}])
    )
    assert (
        "Look for: a letter, because it would be seen more often if it was planned. It is expected to tell"
        in told
    )
    assert "It is expected" not in words(made(next=[row | {"information_bits": None}]))
    firm = words(made(next=[row | {"top_if_not": "planned", "low": None, "chance_seen": None, "cost": None}]))
    assert "though “It was planned” stays first either way. It is expected to tell 0.41 bits." in firm


def test_a_documents_own_words_stand_beside_what_was_weighed(whole):
    told = words(whole)
    assert 'It was planned: The paper: "far-fetched" (M14).' in told
    assert "Weighed: likely (55 to 80 %; here 56 to 79 %)" in told
    rivals = found()["hypotheses"]
    rivals[1] |= {"note": 'The paper: "almost certainly not" (M14).'}
    assert (
        "which stands for 2 to 12 %. Weighed: likely (55 to 80 %; here 56 to 79 %): we put it higher"
        in words(made(hypotheses=rivals))
    )


def test_the_page_has_its_figures_in_two_widths_runs_nothing_and_loads_nothing(whole):
    page = whole
    tree = html.fromstring(page)
    assert len(tree.xpath("//figure")) == 3
    assert len(tree.xpath("//*[local-name()='svg']")) == 6
    assert "default-src 'none'" in page
    assert not tree.xpath("//script | //link | //img | //iframe")
    assert not re.search(r"(?:src|xlink:href)=|url\(|@import", page)
    assert len(tree.xpath("//*[contains(@class, 'marking')]")) == 2
    assert page == whole


def test_hostile_words_are_shown_and_not_obeyed():
    rivals = [rival("a", HOSTILE, 0.1, 0.3, 0.5, 0.4, cites=[cite("7", HOSTILE[:20])]),
              rival("b", f"{HOSTILE} b", 0.4, 0.7, 0.9, 0.6)]  # fmt: skip
    judged = {"hypothesis": "a", "analyst": HOSTILE, "word": HOSTILE, "low": 0.1, "high": 0.2}
    page = made(
        question={"id": HOSTILE, "name": HOSTILE, "kind": "several", "limits": HOSTILE},
        hypotheses=rivals,
        evidence=[item("i", HOSTILE, source=HOSTILE, group=HOSTILE, look_for=HOSTILE, state="open", cells=[judged])],
        groups=[{"id": "g", "name": HOSTILE, "dependence": 0.5, "items": ["i", HOSTILE]}],
        sensitivity=[{"kind": "source", "id": HOSTILE, "items": ["i"], "lead": -0.1, "shift": 0, "top": "a"}],
        problems=[{"kind": HOSTILE, "about": [], "what": HOSTILE, "mend": HOSTILE}],
        classic=[{"name": HOSTILE, "scores": {"a": 1}, "order": ["a"], "defect": HOSTILE}],
        analysts=[{"analyst": HOSTILE, "mids": {"a": 0.1}}, {"analyst": "b", "mids": {"b": 0.1}}],
        flips=[], differ=[], separates_nothing=["i"], next=[], settings={HOSTILE: HOSTILE},
    )  # fmt: skip
    tree = html.fromstring(page)
    assert not tree.xpath("//script | //img | //@onerror")
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00]", page)
    assert "[U+202E]" in page
    assert len(tree.xpath("//style")) == len(tree.xpath("//title[not(ancestor::*[local-name()='svg'])]")) == 1


def test_a_page_goes_to_a_file_and_figures_to_several(empty, tmp_path):
    page = write_weighed(empty.file, found(), tmp_path / "leak.html")
    assert page["files"] == [str(tmp_path / "leak.html")]
    assert "Was the leak planned?" in (tmp_path / "leak.html").read_text("utf-8")
    figures = write_weighed(empty.file, found(), tmp_path / "leak.svg")
    assert figures["out"] == str(tmp_path / "leak.svg")
    assert [name.rpartition("/")[2] for name in figures["files"]] == [
        "leak.svg",
        "leak_matrix.svg",
        "leak_lead.svg",
    ]
    assert all((tmp_path / name).read_text("utf-8").startswith("<svg") for name in figures["files"])
    with pytest.raises(BadValue, match=r"leak\.pdf"):
        write_weighed(empty.file, found(), tmp_path / "leak.pdf")
    with pytest.raises(BadValue, match="cannot be written"):
        write_weighed(empty.file, found(), tmp_path / "none" / "leak.html")


def test_no_lead_is_told_where_an_explanation_nobody_examined_stands_before_it():
    told = words(made(unexamined={"share": 0.9, "most": 0.9}))
    assert "No lead: 90 % lies with explanations that nobody examined" in told
    assert "The lead of" not in told
    assert "; 5 % lies with explanations that nobody examined." in words(
        made(unexamined={"share": 0.05, "most": 0.05})
    )


def test_slips_are_told_near_the_top():
    assert "a slip of 1.5 in log odds (as from 50 to 82 in a hundred)" in words(made(settings={"slip": 1.5}))
    assert "no slips of the analysts are allowed for" in words(made(settings={"slip": 0.0}))


def test_where_nothing_was_weighed_the_page_says_so_and_has_no_figure_of_what_holds(empty, tmp_path):
    none = {"low": None, "mid": None, "high": None, "rank_probability": None}
    refused = {"refused": {"why": "not judged", "needed": "a judgement"}}
    rows = [row | none | refused for row in found()["hypotheses"]]
    bare = found(hypotheses=rows, evidence=[], groups=[], analysts=[], differ=[], sensitivity=[], flips=[], next=[],
                 separates_nothing=[], classic=[])  # fmt: skip
    told = words(weighed_page(weighed_of(bare), "", "", SAY))
    assert "No explanation was weighed." in told
    assert "Figure" not in told
    with pytest.raises(BadValue, match="Nothing was weighed"):
        write_weighed(empty.file, bare, tmp_path / "leak.svg")
