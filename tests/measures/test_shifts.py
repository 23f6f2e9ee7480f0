"""Two texts side by side: what became of each clause, worked by hand; nothing lost; the mirror image."""

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linewatch.measures.shifts import lexicon, shifts
from linewatch.measures.shifts.clauses import sentences, tokens
from linewatch.measures.shifts.order import staying

WORDS = lexicon(tomllib.loads(files("linewatch").joinpath("lexicons", "shifts.en.toml").read_text("utf-8")))
MIRROR = {"softened": "hardened", "hardened": "softened", "dropped": "added", "added": "dropped"}
SENTENCES = (
    "The Central Committee met in the capital on Tuesday.",
    "It is clear that the leaders committed grave errors, although nobody spoke of them.",
    "It seems that the leaders committed some errors, although nobody spoke of them.",
    "The delegates did not accept the proposal, which had been drafted in March.",
    "The delegates accepted the proposal, which had been drafted in March.",
    "Workers in the northern districts asked for higher wages and shorter hours.",
    "Workers in the northern districts demanded higher wages and shorter hours.",
    "He said that the harvest was poor.",
    "The report was read by the first secretary.",
    "The report was read.",
    "We must always tell the truth; we may sometimes be wrong.",
    "No.",
)


def changed(a, b):
    """Return the kinds of two texts, with the words that show them."""
    return [
        (
            row.kind,
            [(cue.a and a[slice(*cue.a)], cue.b and b[slice(*cue.b)]) for cue in row.cues],
        )
        for row in shifts(a, b, WORDS)
    ]


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        ("The leaders made a grave error at home.", "The leaders made a slight error at home.", "softened"),
        ("The party may join the talks in June.", "The party will join the talks in June.", "hardened"),
        (
            "The union asked that prices be cut soon.",
            "The union demanded that prices be cut soon.",
            "hardened",
        ),
        ("The plan is acceptable to all of us.", "The plan is unacceptable to all of us.", "reversed"),
        ("The party will join the talks in June.", "The party will not join the talks in June.", "reversed"),
        ("We support the plan of the ministers.", "We oppose the plan of the ministers.", "reversed"),
        (
            "We never agreed to the plan of the ministers.",
            "We agreed to the plan of the ministers.",
            "reversed",
        ),
        ("The village was burned by the soldiers.", "The village was burned.", "softened"),
        ("He is solely responsible for the defeat.", "He is partly responsible for the defeat.", "softened"),
        ("The talks often failed in the spring.", "The talks always failed in the spring.", "hardened"),
        ("The meeting began in the old hall.", "The meeting commenced in the old hall.", "reworded"),
        ("The soldiers burned the whole village.", "The village was burned.", "softened"),
    ],
)
def test_a_change_is_told_by_its_cue(a, b, kind):
    assert [row.kind for row in shifts(a, b, WORDS)] == [kind]


def test_the_cue_is_shown_on_both_sides():
    found = changed("The leaders made a grave error at home.", "The leaders made a slight error at home.")
    assert found == [("softened", [("grave", "slight")])]


def test_under_a_negation_that_both_have_the_stronger_word_softens():
    a, b = "This was not a grave error of the leaders.", "This was not a slight error of the leaders."
    assert [row.kind for row in shifts(a, b, WORDS)] == ["hardened"]


def test_what_says_the_contrary_twice_is_not_turned_round():
    a, b = "The talks were not possible in the spring.", "The talks were impossible in the spring."
    assert [row.kind for row in shifts(a, b, WORDS)] == ["reworded"]


def test_not_only_denies_nothing():
    a, b = "He spoke of peace and of trade.", "He spoke not only of peace but also of trade."
    assert "reversed" not in [row.kind for row in shifts(a, b, WORDS)]


def test_contrary_cues_of_one_weight_cannot_be_told():
    a = "The leaders certainly made some mistakes there."
    b = "The leaders perhaps made all the mistakes there."
    assert [row.kind for row in shifts(a, b, WORDS)] == ["cannot_tell"]


def test_an_omission_within_a_sentence_is_a_row_with_its_boundaries():
    a = "The report, which nobody had expected to hear, was read on Friday at noon."
    b = "The report was read on Friday at noon."
    dropped = next(row for row in shifts(a, b, WORDS) if row.kind == "dropped")
    assert a[slice(*dropped.a)] == "which nobody had expected to hear"


def test_a_block_that_went_elsewhere_is_moved_and_the_rest_stays():
    a = " ".join(SENTENCES[:1] + SENTENCES[5:6] + SENTENCES[3:4] + SENTENCES[7:8])
    b = " ".join(SENTENCES[7:8] + SENTENCES[:1] + SENTENCES[5:6] + SENTENCES[3:4])
    found = {a[slice(*row.a)][:11]: row.kind for row in shifts(a, b, WORDS)}
    assert (found["He said tha"], found["The Central"]) == ("moved", "kept")


def test_a_sentence_cut_in_two_is_kept():
    a = "The talks failed in March; the armies marched to the border."
    b = "The talks failed in March. The armies marched to the border."
    assert {row.kind for row in shifts(a, b, WORDS)} == {"kept"}


def test_line_breaks_hyphens_quotes_and_dashes_change_nothing():
    a = "He called it a “great mistake” of the nineteen-fifties — and left the conference."
    b = 'He called it a "great mis-\ntake" of the\nnineteen-fifties -- and left the confer-\nence.'
    assert {row.kind for row in shifts(a, b, WORDS)} == {"kept"}


def test_an_empty_text_gives_rows_of_the_other_alone():
    assert shifts("", "", WORDS) == []
    assert {row.kind for row in shifts("", SENTENCES[1], WORDS)} == {"added"}
    assert {row.kind for row in shifts(SENTENCES[1], " \n", WORDS)} == {"dropped"}


def test_without_words_of_a_language_nothing_is_softened_or_turned_round():
    a, b = "Партия не примет решения съезда в марте.", "Партия примет решения съезда в марте."
    assert {row.kind for row in shifts(a, b, lexicon({"language": "und"}))} == {"reworded"}


def test_the_heaviest_run_in_order_stays():
    assert staying([(0, 30, 1.0), (10, 0, 5.0), (20, 10, 5.0)]) == {1, 2}
    assert staying([]) == set()


def test_a_stop_after_an_abbreviation_ends_no_sentence():
    text = "Mr. Dulles spoke on Jan. 5 in the U.S. Senate. He left."
    assert [text[s.start : s.end] for s in sentences(text, WORDS.cutting)] == [
        "Mr. Dulles spoke on Jan. 5 in the U.S. Senate.",
        "He left.",
    ]


texts = st.lists(st.sampled_from(SENTENCES), max_size=7).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(texts, texts)
def test_the_texts_exchanged_give_the_mirror_image(a, b):
    there = [(row.kind, row.a, row.b, row.score) for row in shifts(a, b, WORDS)]
    back = [(MIRROR.get(row.kind, row.kind), row.b, row.a, row.score) for row in shifts(b, a, WORDS)]
    assert sorted(map(str, there)) == sorted(map(str, back))


@settings(max_examples=60, deadline=None)
@given(texts)
def test_a_text_beside_itself_is_kept(text):
    assert {row.kind for row in shifts(text, text, WORDS)} <= {"kept"}


@settings(max_examples=60, deadline=None)
@given(texts, texts)
def test_every_word_of_both_texts_is_in_exactly_one_row(a, b):
    rows = shifts(a, b, WORDS)
    for text, spans in ((a, [row.a for row in rows if row.a]), (b, [row.b for row in rows if row.b])):
        for word in tokens(text):
            assert sum(s.start <= word.start and word.end <= s.end for s in spans) == 1
