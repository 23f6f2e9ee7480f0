"""Two texts side by side: what became of each clause, worked by hand; nothing lost; the mirror image."""

import random
import tomllib
import unicodedata
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linewatch.measures.shifts import _rows, lexicon, shifts
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
        ("No troops will leave the zone this year.", "All troops will leave the zone this year.", "reversed"),
        ("Every member supports the plan today.", "No member supports the plan today.", "reversed"),
        ("None of the members came to the hall.", "All of the members came to the hall.", "reversed"),
        ("Officials still back the old plan.", "Officials no longer back the old plan.", "reversed"),
        ("The bank lowered its target in June.", "The bank kept its target in June.", "softened"),
        ("The staff raised its forecast in June.", "The staff marked down its forecast in June.", "reversed"),
        ("The market was relatively calm then.", "The market in May was calm then.", "hardened"),
        ("Housing demand was steady in the spring.", "Housing starts were steady in the spring.", "reworded"),
        ("Real spending rose in the spring.", "Consumer spending rose in the spring.", "reworded"),
        ("Overnight credit was scarce in June.", "Foreign credit was scarce in June.", "reworded"),
    ],
)
def test_a_change_is_told_by_its_cue(a, b, kind):
    assert [row.kind for row in shifts(a, b, WORDS)] == [kind]


def test_the_cue_is_shown_on_both_sides():
    found = changed("The leaders made a grave error at home.", "The leaders made a slight error at home.")
    assert found == [("softened", [("grave", "slight")])]


@pytest.mark.parametrize("instead", ["3-3", "May", "July and August", "functioning"])
def test_a_number_or_a_month_is_no_counterpart_of_a_graded_word(instead):
    a, b = "The talks in the capital were very long.", f"The talks in the capital {instead} were long."
    for _, shown in changed(a, b):
        assert all(None in pair for pair in shown)


def test_a_stronger_cue_in_clauses_that_share_more_matters_more():
    def score(a, b):
        return shifts(a, b, WORDS)[0].score

    plan = "We support the plan of the ministers."
    turned, weaker = (
        score(plan, plan.replace("support", "oppose")),
        score(plan, plan.replace("We", "Perhaps we")),
    )
    assert turned > weaker > 0


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


def test_without_graded_words_of_a_language_what_has_other_words_cannot_be_told():
    a, b = "Ona nie popełniła błędu. Zjazd się skończył.", "Ona popełniła błędu. Zjazd się skończył."
    nothing = lexicon({"language": "pl", "abbreviations": ["np"]})
    assert not nothing.grades
    assert [row.kind for row in shifts(a, b, nothing)] == ["cannot_tell", "kept"]
    own = lexicon({"language": "pl", "negation": {"nie": 0.5}})
    assert [row.kind for row in shifts(a, b, own)] == ["reversed", "kept"]


@pytest.mark.parametrize(
    "text",
    [
        "Мы решили войти в новый май и не принять его.",
        "Le café est fermé à cause de l'été, mais l'hôtel était déjà ouvert.",
        "Η Κεντρική Επιτροπή δεν συνήλθε.",
    ],
)
def test_an_accent_written_as_a_sign_of_its_own_changes_nothing(text):
    apart = unicodedata.normalize("NFD", text)
    assert apart != text
    assert {row.kind for row in shifts(text, apart, WORDS)} == {"kept"}
    assert [apart[t.start : t.end] for t in tokens(apart)] == [
        unicodedata.normalize("NFD", text[t.start : t.end]) for t in tokens(text)
    ]


def test_a_very_long_sentence_is_cut_as_a_shorter_one_is():
    draw = random.Random(1)
    words = ["".join(draw.choices("abcdefghijklm", k=6)) for _ in range(3000)]
    clauses = [" ".join(draw.choices(words, k=11)) for _ in range(140)]
    changed = [
        " ".join(word if draw.random() > 0.15 else draw.choice(words) for word in clause.split())
        for clause in clauses
    ]
    rows = shifts("; ".join(clauses) + ".", "; ".join(changed) + ".", WORDS)
    assert len(rows) == 140
    assert {row.kind for row in rows} <= {"kept", "reworded"}


def test_what_denies_on_one_side_and_not_on_the_other_is_told_from_either():
    a, b = "He spoke not of peace but of trade.", "He spoke not only of peace but of trade."
    assert next(row.kind for row in shifts(a, b, WORDS)) == "reversed"
    assert next(row.kind for row in shifts(b, a, WORDS)) == "reversed"


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


def edited(draw):
    """Return two sentences with a few words put in, left out or exchanged."""
    words, found = sorted({token.word for text in SENTENCES for token in tokens(text)}), list[str]()
    for sentence in draw.choices(SENTENCES[:-1], k=2):
        own = sentence.rstrip(".").split()
        for _ in range(draw.randint(0, 4)):
            at = draw.randrange(len(own))
            own[at : at + draw.randint(0, 1)] = draw.choices(words, k=draw.randint(0, 1))
        found.append(" ".join(own) + ".")
    return " ".join(found)


def by_cues(rows):
    """Return the effects of rows' cues and their kinds, by the places of the two clauses and of the cues."""
    return {
        (row.a, row.b, frozenset((cue.a, cue.b) for cue in row.cues)): (
            row.kind,
            sorted((cue.family, cue.effect) for cue in row.cues),
        )
        for row in rows
        if row.cues
    }


def test_a_cue_tells_the_same_whichever_text_is_looked_at_first():
    draw, told, same = random.Random(41), 0, 0
    for _ in range(400):
        a, b = edited(draw), edited(draw)
        # Not by shifts(), which looks at any two texts in one order.
        there, back = by_cues(_rows(a, b, WORDS)), by_cues([row.mirrored() for row in _rows(b, a, WORDS)])
        both = there.keys() & back.keys()
        assert {key: there[key] for key in both} == {key: back[key] for key in both}
        told, same = told + len(there), same + len(both)
    # Of two alignments that are equally good either side may take the other: then other words are cues.
    assert told > 100
    assert same > 0.97 * told


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
