import pytest

from linewatch.brief.outline import FigureBlock, OutsideDate, Remark, Sentence
from linewatch.brief.phrases import Phrases
from linewatch.errors import BadValue, BrokenCitation, Uncited
from linewatch.kinds.citations import Citation

SVG = '<svg xmlns="http://www.w3.org/2000/svg"><text>{}</text></svg>'
CITED = (Citation("paper"),)


def test_a_sentence_without_a_citation_cannot_be_built():
    with pytest.raises(Uncited, match="The party split"):
        Sentence("The party split.", ())


def test_a_broken_citation_cannot_be_printed():
    with pytest.raises(BrokenCitation, match="no such words"):
        Sentence("The party split.", (Citation("paper", standing="broken", why="no such words"),))


def test_a_figure_without_a_citation_cannot_be_built():
    with pytest.raises(Uncited):
        FigureBlock(svg=SVG, title="Timeline", description="", citations=())


def test_an_outside_date_without_a_source_cannot_be_built():
    with pytest.raises(Uncited):
        OutsideDate("4 June 1956", " ")


def test_a_remark_says_only_what_the_phrase_table_says(words):
    assert Remark(words, "answered", {"count": 1}).text == "One is on record."
    assert Remark(words, "answered", {"count": 3}).text.startswith("On record: 3.")
    with pytest.raises(BadValue):
        Remark(words, "The party split in March.")


@pytest.mark.parametrize("smuggled", ["x" * 121, "one\ntwo"])
def test_a_remark_takes_names_but_no_sentences(smuggled, words):
    with pytest.raises(BadValue):
        Remark(words, "silent", {"count": 1}, {"names": (smuggled,)})


@pytest.mark.parametrize(
    "inside",
    [
        "<script>1</script>",
        '<g onclick="1"/>',
        '<a href="x"/>',
        '<image href="x"/>',
        "<style>*{}</style>",
        '<path style="fill:url(x)"/>',
        "<unclosed>",
        "<!-- -->",
    ],
)
def test_a_figure_that_could_run_or_load_something_is_refused(inside):
    svg = SVG.replace("<text>{}</text>", inside)
    with pytest.raises(BadValue):
        FigureBlock(svg=svg, title="Timeline", description="", citations=CITED)


def test_words_in_a_figure_are_only_words():
    svg = SVG.format("&lt;script&gt; onload=x href=http: url(x)")
    assert FigureBlock(svg=svg, title="Timeline", description="", citations=CITED).svg == svg


def test_a_phrase_that_is_missing_or_cannot_be_filled_is_named():
    words = Phrases.of({"language": "en", "a": {"b": "{x}", "c": ["one", "two"]}})
    assert words.format("a.b", x="{y}") == "{y}"
    assert words.get("a.c.2") == "two"
    with pytest.raises(BadValue, match=r"a\.d"):
        words.get("a.d")
    with pytest.raises(BadValue, match=r"a\.b"):
        words.format("a.b", y=1)
    with pytest.raises(BadValue, match="not text"):
        Phrases.of({"language": "en", "a": 1})
    with pytest.raises(BadValue, match="language"):
        Phrases.of({})
