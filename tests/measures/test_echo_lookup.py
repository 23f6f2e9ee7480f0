"""The exact wording of a passage looked up in all texts."""

from hypothesis import given
from hypothesis import strategies as st

from linewatch.measures.echoes.families import Family, Place
from linewatch.measures.echoes.folding import fold
from linewatch.measures.echoes.lookup import verbatim_places

SAID = "the duty of the United Nations"


def place(texts, document, said=SAID):
    start = texts[document].index(said)
    return Place(document, start, start + len(said))


def test_a_text_that_has_the_wording_and_is_not_in_the_family_is_found():
    texts = [
        f"It is {SAID} to help.",
        f"They spoke of {SAID}.",
        "It is THE DUTY\nof the “United” Nations, he said; the duty of the United Nationals.",
        "Nothing here.",
    ]
    family = Family((place(texts, 0), place(texts, 1)), ((0, 1, 0),))
    ((found,),) = verbatim_places([family], [place(texts, 0)], fold(texts))
    assert found.document == 2
    assert texts[2][found.start : found.end] == "THE DUTY\nof the “United” Nations"


def test_the_family_of_whole_documents_a_long_and_a_short_wording_are_not_looked_up():
    texts = [SAID, SAID, SAID, "of it", "of it"]
    whole = Family((Place(0, 0, 30), Place(1, 0, 30)), ((0, 1, 0),), whole=True)
    passage = Family((Place(0, 0, 30), Place(1, 0, 30)), ((0, 1, 0),))
    short = Family((Place(3, 0, 5),), ())
    asked = [whole, passage, short], [Place(0, 0, 30), Place(0, 0, 30), Place(3, 0, 5)]
    assert verbatim_places(*asked, fold(texts)) == [[], [Place(2, 0, 30)], []]
    assert verbatim_places(*asked, fold(texts), words=3) == [[], [], []]


def test_scripts_without_gaps_and_no_texts():
    said = "联合国的责任是维护和平"
    texts = [f"我们说{said}。", f"{said}！", f"又一次：{said}，"]
    family = Family((Place(0, 3, 14), Place(1, 0, 11)), ((0, 1, 0),))
    assert verbatim_places([family], [Place(0, 3, 14)], fold(texts)) == [[Place(2, 4, 15)]]
    assert verbatim_places([], [], fold([])) == []


@given(st.lists(st.lists(st.sampled_from(["ab", "peaceful", "co", "existence"]), max_size=12), max_size=5))
def test_every_place_is_found_and_no_other(lists):
    said = "peaceful co existence"
    texts = [said, *(" ".join(words) for words in lists)]
    family = Family((Place(0, 0, len(said)),), ())
    (found,) = verbatim_places([family], [Place(0, 0, len(said))], fold(texts))
    assert [texts[one.document][one.start : one.end] for one in found] == [said] * len(found)
    assert len(found) == sum(f"{text} ".count(f"{said} ") for text in texts[1:])
