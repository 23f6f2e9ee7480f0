"""Set phrases: worked by hand on small texts, then what must hold of any."""

import tomllib
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linewatch.kinds.dates import PartialDate
from linewatch.measures.formulas.chance import candidates, shuffled
from linewatch.measures.formulas.glosses import glosses, patterns
from linewatch.measures.formulas.grams import levels
from linewatch.measures.formulas.life import deaths, gone_over, heat, silence
from linewatch.measures.formulas.living import lives_on
from linewatch.measures.formulas.mining import mined, unmined
from linewatch.measures.formulas.reading import BREAK, row
from linewatch.measures.formulas.reprinted import reprinted
from linewatch.measures.formulas.telling import Teller, Told
from linewatch.measures.formulas.values import Text, Words
from linewatch.measures.formulas.variants import Finder, by_spelling, numbers, spelt, written
from linewatch.measures.multiple import holm
from linewatch.measures.words import tokens

STOP = "the a an of to and or in on is was for by it we that this with as not are be at from"
WORDS = Words(frozenset(STOP.split()), names=True)
NOUNS = [
    f"{a}{b}"
    for a in ("har", "mi", "ro", "tes", "vol", "gan", "per", "lu")
    for b in ("vest", "ner", "ling", "dor", "mat", "sip", "tun", "gel")
]


def filler(draw, count):
    """Sentences of small words and nouns in no fixed company."""
    small = STOP.split()
    return " ".join(
        f"{' '.join(draw.choice(NOUNS if draw.random() < 0.6 else small) for _ in range(12)).capitalize()}."
        for _ in range(count)
    )


def texts(*planted, count=12, seed=5):
    """Made-up texts; each planted phrase stands in the texts whose numbers are given."""
    draw = np.random.default_rng(seed)
    made = []
    for n in range(count):
        parts = [filler(draw, 12)]
        for phrase, where in planted:
            if n in where:
                parts += [f"{filler(draw, 1)[:-1]} {phrase} {filler(draw, 1).lower()}", filler(draw, 4)]
        made.append(" ".join(parts))
    return [Text([(1, True, one)]) for one in made]


def forms(found, kind="formula"):
    return [spelt(found.row, int(one.found.at[0]), len(one.words)) for one in found.forms if one.kind == kind]


# What recurs


def test_a_phrase_is_found_whole_without_a_list():
    found = mined(texts(("the steady building of new socialism", range(0, 12, 2))), WORDS, 1)
    assert forms(found) == ["steady building of new socialism"]


def test_two_texts_are_not_enough():
    assert forms(mined(texts(("steady building of socialism", [1, 5])), WORDS, 1)) == []


def test_a_part_is_a_form_only_where_it_recurs_by_itself():
    both = [("policy of peaceful coexistence", [0, 1, 2, 3]), ("peaceful coexistence", [6, 7, 8, 9])]
    assert sorted(forms(mined(texts(*both), WORDS, 1))) == [
        "peaceful coexistence",
        "policy of peaceful coexistence",
    ]
    assert forms(mined(texts(both[0]), WORDS, 1)) == ["policy of peaceful coexistence"]


def test_names_and_boilerplate_stand_apart():
    made = texts(("Northern Treaty Council", range(6)), ("collective leadership", range(5, 11)))
    made = [Text([(1, False, "Record of today's hearing"), *one.passages]) for one in made]
    made = [Text([(n, runs, text) for n, (_, runs, text) in enumerate(one.passages, 1)]) for one in made]
    found = mined(made, WORDS, 1)
    assert forms(found) == ["collective leadership"]
    assert "record of today's hearing" in forms(found, "boilerplate")
    # Made of capitals alone it is no formula at all.
    assert "northern treaty council" not in forms(found)


def test_a_stretch_taken_over_whole_counts_once():
    long = " ".join(f"word{chr(97 + n)} of the" for n in range(8)) + " end."
    made = [Text([(1, True, f"{part} {long}")]) for part in ("Aaa bbb.", "Ccc ddd.", "Eee fff.")]
    read = row(made, WORDS)
    again = reprinted(read.word, read.text)
    assert not again[read.text == 0].any()
    assert again[(read.text == 1) & (read.word >= 0)].sum() == 25
    more = row([*made, Text([(1, True, f"Ggg hhh. {long}")])], WORDS)
    assert not reprinted(more.word, more.text).any()  # in many texts it is a rite


def test_nothing_one_text_and_one_repeated_line():
    for made in ([], [Text([])], [Text([(1, True, "")])] * 4, [Text([(1, True, "the big line. " * 50)])]):
        assert mined(made, WORDS, 1).forms == []
    same = mined([Text([(n, True, "the big grey line") for n in range(40)])] * 6, WORDS, 1)
    assert len(same.forms) <= 1


def test_in_a_script_without_gaps_each_sign_is_shown_once():
    read = row([Text([(1, True, "我们坚持和平共处。")])], WORDS)
    first = read.vocabulary.index("和平")
    at = int(np.flatnonzero(read.word == first)[0])
    assert spelt(read, at, 3) == "和平共处"


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.sampled_from("abcd"), max_size=12), min_size=1, max_size=6))
def test_levels_count_every_run(made):
    word = np.array([n for one in made for n in [*(ord(c) - 97 for c in one), BREAK]], np.int32)
    text = np.array([n for n, one in enumerate(made) for _ in range(len(one) + 1)], np.int32)
    told = {}
    for level in levels(word, text, least=2):
        for n, count in enumerate(level.texts.tolist()):
            at = level.at[level.first[n] : level.first[n + 1]]
            told[tuple(word[at[0] : at[0] + level.size].tolist())] = (count, len(at))
    every = {}
    for n, one in enumerate(made):
        line = [ord(c) - 97 for c in one]
        for i in range(len(line)):
            for j in range(i + 1, len(line) + 1):
                every.setdefault(tuple(line[i:j]), []).append(n)
    assert told == {run: (len(set(at)), len(at)) for run, at in every.items() if len(set(at)) > 1}


def test_shuffled_texts_keep_their_words_and_lose_their_forms():
    read = row(texts(("steady building of socialism", range(12))), WORDS)
    own = np.ones(len(read.vocabulary), bool)
    made = shuffled(read.word, read.text, own, np.random.default_rng(1))
    for n in range(12):
        assert sorted(made[read.text == n].tolist()) == sorted(read.word[read.text == n].tolist())
    content = ~read.stop
    most = [
        max(
            (one.surprise.max(initial=0.0) for one in candidates(word, read.text, content, content)),
            default=0.0,
        )
        for word in (read.word, made)
    ]
    assert most[0] > 2 * most[1]


def test_the_same_texts_give_the_same_forms():
    made = texts(("steady building of socialism", range(6)))
    assert [one.words for one in mined(made, WORDS, 1).forms] == [
        one.words for one in mined(made, WORDS, 1).forms
    ]


@pytest.mark.parametrize("sign", ["。", "\n", "\t", "(", ".", ": ", "…"])
def test_one_sign_ends_a_stretch(sign):
    read = row([Text([(1, True, f"和平共处{sign}和平" if sign == "。" else f"peace{sign}Then")])], WORDS)
    assert BREAK in read.word[:-1].tolist()


@pytest.mark.parametrize("sign", [" ", "-", "’"])
def test_a_blank_or_a_joint_ends_none(sign):
    assert BREAK not in row([Text([(1, True, f"peace{sign}then")])], WORDS).word[:-1].tolist()


def test_a_header_is_boilerplate_even_of_short_texts():
    draw = np.random.default_rng(2)
    made = [Text([(1, True, f"Central committee bulletin. {filler(draw, 3)}")]) for _ in range(40)]
    found = mined(made, WORDS, 1)
    assert "central committee bulletin" in forms(found, "boilerplate")
    assert "central committee bulletin" not in forms(found)


def test_words_at_random_are_no_formulas():
    told = 0
    for seed in range(4):
        draw = np.random.default_rng(seed)
        letters = [chr(code) for code in range(0x430, 0x450)]
        words = ["".join(draw.choice(letters, 6)) for _ in range(60)]
        lines = [[" ".join(draw.choice(words, 10)) for _ in range(8)] for _ in range(10)]
        told += len(mined([Text([(1, True, ". ".join(one))]) for one in lines], WORDS, 1).forms)
    assert told <= 1


# Wordings


def test_a_hyphen_makes_no_other_formula():
    said = (
        ["the cold-war co-existence"] * 2
        + ["the cold war coexistence"] * 3
        + ["an as-is war", "cold‐war as is"]
    )
    read = unmined([Text([(1, True, one)]) for one in said], WORDS)
    finder = Finder(read.once, read.known)
    for asked in ("cold war co-existence", "cold-war coexistence", "Cold War coexistence"):
        own = finder.wordings(numbers(read.row, asked))[0]
        told = [
            (one.edit, spelt(read.row, int(one.at[0]), 3), len(one.at)) for one in by_spelling(read.row, own)
        ]
        assert told == [("same", "cold war coexistence", 3), ("spelt", "cold-war co-existence", 2)]
    at = int(own.at[0])
    assert (int(read.row.start[at + 1]), int(read.row.end[at + 1])) == (9, 12)
    assert written(read.row, at, 3) == ["cold-war", "co-existence"]
    assert "as-is" in [read.row.vocabulary[n] for n in read.row.word.tolist() if n >= 0]


def found_wordings(phrase, *said, shared=2):
    read = unmined([Text([(1, True, one)]) for one in said], WORDS)
    finder = Finder(read.once, read.known)
    words = numbers(read.row, phrase)
    return {
        spelt(read.row, int(one.at[0]), len(one.words)): (one.edit, len(one.at))
        for one in finder.wordings(words, shared)
    }


def test_each_small_rewording_is_told():
    said = [
        "it is peace and lasting security for all", "it is peace or lasting security", "it is peace lasting security",
        "it is lasting and peace security", "it is peace and very lasting security", "it is peace and lasting order",
    ]  # fmt: skip
    # The rarest word of a phrase stays: peace and lasting order is another phrase.
    assert found_wordings("peace and lasting security", *said) == {
        "peace and lasting security": ("same", 1),
        "peace or lasting security": ("changed", 1),
        "peace lasting security": ("dropped", 1),
        "lasting and peace security": ("swapped", 1),
        "peace and very lasting security": ("put in", 1),
    }


def test_a_name_for_a_name_but_no_small_word_for_a_great_one():
    told = found_wordings(
        "withdrawal of foreign troops", "the withdrawal of foreign troops", "withdrawal of foreign and"
    )
    assert set(told) == {"withdrawal of foreign troops"}


def test_wordings_do_not_overlap():
    told = found_wordings(
        "new economic policy", "the new economic policy", "new economic new economic policy"
    )
    assert told == {"new economic policy": ("same", 2)}


# Life


def test_heat_has_a_scale_and_an_exact_interval():
    told = heat(3, 10_000)
    assert (told.rate, told.level) == (3.0, "hot")
    assert (told.low, told.high) == (pytest.approx(0.8177, abs=1e-4), pytest.approx(7.7537, abs=1e-4))
    assert heat(0, 10_000)[::3] == (0.0, "cold")
    assert heat(0, 0) == (None, None, None, None)


def test_a_silence_as_long_as_the_life_before_it():
    assert silence(5, 1000, 1000, 3).p_value == pytest.approx(1 / 16)
    assert silence(3, 1000, 9000, 3).refused.why == "too few texts use it"
    assert silence(5, 1000, 0, 0).refused.why == "nothing later is held"


def test_a_wording_that_gives_way():
    assert gone_over([1, 2, 3], [4, 5, 6]) == pytest.approx(1 / 20)
    assert gone_over([4, 5, 6], [1, 2, 3]) == 1.0
    assert gone_over([1, 1, 1], [1, 1, 1]) == 1.0
    assert gone_over(range(40), range(40, 80)) < 1e-9


@given(st.lists(st.floats(0, 1), max_size=8))
def test_holm_never_makes_a_p_smaller(values):
    assert all(a <= b + 1e-12 for a, b in zip(values, holm(values), strict=True))


def dated(said, dates):
    read = unmined([Text([(1, True, one)]) for one in said], WORDS)
    told = [
        Told(PartialDate.parse(one) if one else None, actor, one[:4] if one else None) for one, actor in dates
    ]
    finder = Finder(read.once, read.known)
    wordings = finder.wordings(numbers(read.row, "peace and lasting order"))
    return Teller(read, told).life(wordings, len(wordings[0].at))


def test_a_life_with_first_use_actors_and_a_wording_that_gives_way():
    said = (
        ["we want peace and lasting order"] * 5
        + ["we want peace or lasting order"] * 5
        + ["peace and lasting order"]
    )
    dates = [(f"195{n}-01-0{1 + n % 9}", "abba"[n % 4]) for n in range(10)]
    life = dated(said, [*dates, (None, "c")])
    assert [one.edit for one in life.wordings] == ["same", "changed"]
    assert (life.span.uses, life.span.texts, life.span.undated) == (11, 11, 1)
    assert (life.span.first.text, life.span.last.text, life.span.first_sure) == (0, 9, True)
    change = life.rewordings[0]
    assert (change.over, change.use.text) == (True, 5)
    assert change.p_value == pytest.approx(1 / 252)
    assert {actor: span.uses for actor, span in life.actors.items()} == {"a": 5, "b": 5, "c": 1}
    assert [(one.period, one.uses) for one in life.periods][:2] == [("1950", 1), ("1951", 1)]


def test_of_one_year_s_texts_none_is_surely_first_nor_silent():
    life = dated(["peace and lasting order"] * 4 + ["nothing"], [("1956", "a")] * 5)
    assert life.span.first_sure is False
    assert life.silence.refused.why == "nothing later is held"
    assert life.rewordings == []


def test_death_is_told_of_all_that_are_told_together():
    silent = silence(5, 1000, 1500, 3)  # (1000 / 2500) ** 4 = .0256
    assert deaths([silent])[0] == (pytest.approx(0.0256), True)
    assert [one.sure for one in deaths([silent, silent, None, silence(2, 1, 1, 1)])] == [
        False,
        False,
        False,
        False,
    ]


def test_a_formula_lives_on_in_another_ending_or_a_part():
    said = [
        "we want nuclear tests of peace",
        "now the nuclear test ban",
        "nuclear tents and atoms",
        "nuclear testament",
    ]
    read = unmined([Text([(1, True, one)]) for one in said], WORDS)
    told = lives_on(read, numbers(read.row, "nuclear tests"), [1, 2, 3])
    assert [(spelt(read.row, one.at, one.size), one.texts) for one in told] == [("nuclear test", 1)]
    assert lives_on(read, numbers(read.row, "nuclear tests"), []) == []


def test_only_wordings_of_enough_texts_are_paired():
    said = ["peace and lasting order"] * 4
    said += [
        f"peace and {word} order; lasting lasting"
        for word in ["brave", "calm", "grand", "sweet", "quiet", "small"]
        for _ in range(2)
    ]
    life = dated(said, [(f"19{10 + n}", "a") for n in range(len(said))])
    assert (len(life.wordings), life.rewordings, life.too_few) == (1 + 6, [], 6)


# Explanations


@pytest.mark.parametrize(
    ("language", "phrase", "passage", "kind"),
    [
        ("en", "peaceful coexistence", "By peaceful coexistence we mean an end to war.", "means"),
        ("en", "peaceful coexistence", "Peaceful coexistence does not mean peace of mind.", "not"),
        ("en", "peaceful coexistence", "We stand for peaceful coexistence, i.e. for trade.", "restated"),
        ("en", "peaceful coexistence", "We want peaceful coexistence. By this we mean trade.", "restated"),
        ("en", "peaceful coexistence", "What does “peaceful coexistence” mean?", "asked"),
        ("ru", "мирное сосуществование", "Мирное сосуществование означает отказ от войны.", "means"),
        ("de", "friedliche koexistenz", "Friedliche Koexistenz bedeutet nicht Frieden um jeden Preis.", "not"),
        ("fr", "coexistence pacifique", "La coexistence pacifique signifie la paix.", "means"),
        ("it", "coesistenza pacifica", "La coesistenza pacifica significa rinuncia alla guerra.", "means"),
    ],
)  # fmt: skip
def test_an_explanation_is_told_by_its_words(language, phrase, passage, kind):
    ways = patterns(
        tomllib.loads(files("linewatch").joinpath(f"lexicons/glosses.{language}.toml").read_text("utf-8"))
    )
    found = glosses(passage, [[token.word for token in tokens(phrase)]], ways)
    assert [one.kind for one in found] == [kind]
    assert passage[found[0].start : found[0].end].startswith(passage[:5])


@pytest.mark.parametrize(
    "passage",
    [
        "The congress praised peaceful coexistence. It then rose.",
        "The so-called peaceful coexistence is not in danger, namely here.",
        "The end of peaceful coexistence means war.",
    ],
)
def test_a_sentence_that_only_uses_a_phrase_explains_nothing(passage):
    ways = patterns(tomllib.loads(files("linewatch").joinpath("lexicons/glosses.en.toml").read_text("utf-8")))
    assert glosses(passage, [["peaceful", "coexistence"]], ways) == []


def test_the_interval_of_the_heat_is_wider_where_uses_come_in_clumps():
    draw = np.random.default_rng(3)
    use, dates = "we want peace and lasting order.", [("1950-01-01", "a")] * 40
    one_each = [f"{filler(draw, 11)} {use}" for _ in range(40)]
    few = [
        " ".join(f"{filler(draw, 1)} {use}" for _ in range(10)) if n < 4 else filler(draw, 12)
        for n in range(40)
    ]
    alone, clumped = (dated(said, dates).periods[0] for said in (one_each, few))
    assert alone.uses == clumped.uses == 40
    assert (clumped.heat.high - clumped.heat.low) / clumped.heat.rate > 2 * (
        alone.heat.high - alone.heat.low
    ) / alone.heat.rate
