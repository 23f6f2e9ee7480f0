"""Words are found however their letters are written, and shown as they stand in the passage."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch.kinds.documents import Document, Passage
from linewatch.record import holdings
from linewatch.record.marking import MARK_CLOSE, MARK_OPEN, snippets
from linewatch.record.queries import fts_query
from linewatch.record.spelling import spelled, spelled_with_places


def hold_as_it_is(case, text):
    """One document of one passage, past the readers, who mend some letters themselves."""
    passage = Passage(n=1, kind="paragraph", text=text, start=0, end=len(text))
    with case.file.writing() as con:
        holdings.begin_file(con, "f", "f", 1)
        holdings.hold(con, Document("d", text, (passage,), "test"), holdings.Provenance("f", 1, 0, "f"))


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("Władysław Gomułka spoke", "gomulka", "Władysław [Gomułka] spoke"),
        ("Wladyslaw Gomulka spoke", "Gomułka", "Wladyslaw [Gomulka] spoke"),
        ("in der Straße", "strasse", "in der [Straße]"),
        ("IN DER STRASSE", '"der straße"', "IN [DER STRASSE]"),
        ("i Tromsø og Ærø", "tromso aero", "i [Tromsø] og [Ærø]"),
        ("o Đilasu", "dilas*", "o [Đilasu]"),
        ("İstanbul, Iğdır ve ısrar", "istanbul igdir israr", "[İstanbul], [Iğdır] ve [ısrar]"),
        ("Đổi mới", "doi moi", "[Đổi] [mới]"),
        ("Ο σοφός Άνθρωπος", "σοφος ΑΝΘΡΩΠΟΣ", "Ο [σοφός] [Άνθρωπος]"),
        ("ещё ёлка", "елка", "ещё [ёлка]"),
        ("e\u0301te\u0301 и\u0306од", "été йод", "[e\u0301te\u0301] [и\u0306од]"),
        ("ﬁne Ａｂｃ per\u00adson", "fine abc person", "[ﬁne] [Ａｂｃ] [per\u00adson]"),
        ("مُحَمَّد", "محمد", "[مُحَمَّد]"),
        ("毛泽东同志的讲话", "毛泽东 讲话", "[毛泽东]同志的[讲话]"),
        ("スターリン批判について", "批判", "スターリン[批判]について"),
        ("ﾃﾞﾓ", "デモ", "[ﾃﾞﾓ]"),
        ("พรรคคอมมิวนิสต์จีน", "คอมมิวนิสต์", "พรรค[คอมมิวนิสต์]จีน"),
        ("हिन्दी भाषा", "हिन्दी", "[हिन्दी] भाषा"),
        ("조선로동당은 결정하였다", "조선로동당*", "[조선로동당은] 결정하였다"),
    ],
)
def test_letters_are_found_however_they_are_written(case, text, words, marked):
    hold_as_it_is(case, text)
    assert [hit["snippet"] for hit in case.search(words)["hits"]] == [marked]
    sound = "INSERT INTO passage_words (passage_words, rank) VALUES ('integrity-check', 1)"
    case.file.con.execute(sound)
    case.remove("d")
    assert case.search(words)["hits"] == []
    case.file.con.execute(sound)


@pytest.mark.parametrize(("text", "words"), [("мой", "мои"), ("їх", "іх"), ("泽毛", "毛泽"), ("คอ", "คา")])
def test_other_letters_and_other_orders_are_other_words(case, text, words):
    hold_as_it_is(case, text)
    assert case.search(words)["hits"] == []


@given(st.text())
def test_a_spelling_keeps_the_places_of_its_letters(text):
    put, starts, ends = spelled_with_places(text)
    assert put == spelled(text)
    assert len(put) == len(starts) == len(ends)
    assert starts == sorted(starts)
    assert all(0 <= a < b <= len(text) for a, b in zip(starts, ends, strict=True))


@given(st.lists(st.sampled_from(["Gomułka", "毛", "straße", "e\u0301", "x", "ก็", " "]), max_size=60))
def test_a_snippet_is_a_stretch_of_its_passage(parts):
    text = "".join([*parts, " gomulka ", *reversed(parts)])
    (snippet,) = snippets([text], fts_query("Gomułka"))
    plain = snippet.removeprefix("…").removesuffix("…").replace(MARK_OPEN, "").replace(MARK_CLOSE, "")
    assert plain in text
    assert f"{MARK_OPEN}gomulka{MARK_CLOSE}" in snippet or f"{MARK_OPEN}Gomułka{MARK_CLOSE}" in snippet
    assert len(plain) <= 200


def test_a_snippet_shows_where_most_is_found(case):
    hold_as_it_is(case, f"peace {'padding ' * 60}peace and war, {'padding ' * 60}end")
    (hit,) = case.search("peace war")["hits"]
    assert "padding [peace] and [war], padding" in hit["snippet"]
    assert (hit["snippet"][0], hit["snippet"][-1]) == ("…", "…")
