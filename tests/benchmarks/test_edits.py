"""The generator of edited pairs and its score, on rows made by hand and on labellers known to be bad."""

from __future__ import annotations

import json
import random
import tarfile
from dataclasses import asdict
from itertools import pairwise

import pytest

from benchmarks.edits import (
    agents,
    clauses,
    common,
    corpus,
    cues,
    gold,
    negating,
    pairs,
    reshaping,
    scoring,
    swaps,
    wordings,
)
from benchmarks.edits.corpus import Source
from benchmarks.edits.cues import Insertion, Wording
from benchmarks.edits.gold import Row
from benchmarks.edits.swaps import Made, Swap

SUBJECTS = (
    "The delegation",
    "The Government",
    "The Committee",
    "Our Assembly",
    "The Minister",
    "The Council",
)
VERBS = (
    "has always defended",
    "must be given",
    "will become part of",
    "should remain near",
    "has received",
    "saw in",
)
OBJECTS = (
    "the serious work of peace",
    "a good part of the task",
    "the growth of trade in the region",
)
ENDS = (
    "during the past year",
    "for the nations of the south",
    "and it is a matter that concerns the old powers",
)


def told(n: int, name: str = "one") -> str:
    """Return a sentence that no other n gives; few of its words are cues."""
    subject, verb, thing = SUBJECTS[n % 6], VERBS[n // 6 % 6], OBJECTS[n // 36 % 3]
    return f"{subject} {verb} {thing} {ENDS[n % 3]} {name} {'abcdefghijklmnopqrstuvwxyz'[n % 26]}{n // 26}q."


@pytest.fixture(scope="module")
def sources() -> list[Source]:
    return [Source(f"ungdc/X{k}", "ungdc", tuple(told(n, f"doc{k}") for n in range(100))) for k in range(8)]


@pytest.fixture(scope="module")
def some(sources):
    splits = {one.split for one in sources}
    assert splits == {"development", "reporting"}
    return list(pairs.pairs("reporting", 24, 3, sources=sources))


def found(row: Row, **other):
    """Return a gold row as a labeller would have found it."""
    keys = ("kind", "a_start", "a_end", "b_start", "b_end")
    return {**{key: getattr(row, key) for key in keys}, **other}


def both(kind: str, a: tuple[int, int], b: tuple[int, int] | None = None, **more) -> Row:
    b = b or a
    return Row(kind, *a, *b, sentence_a=more.pop("sentence", a), sentence_b=more.pop("sentence_b", b), **more)


def kinds(gold, rows):
    return [one.found for one in scoring.outcomes(gold, rows)]


# --- the texts


def test_a_paragraph_falls_into_sentences_but_not_at_an_abbreviation():
    text = "Mr. Dulles spoke first. He asked Gen. Taylor about the U. S. plan. “It is late.” They left."
    assert list(corpus.sentences(text)) == [
        "Mr. Dulles spoke first.",
        "He asked Gen. Taylor about the U. S. plan.",
        "“It is late.”",
        "They left.",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Too short to be of use.",
        "Then made detailed statement pointing out none of remaining nineteen yet released from Chinese prisons.",
        "The text is printed in full in the volume cited above, infra, and in a note to it.",
        "He said that “it was the first of the things that were to be done.",
    ],
)
def test_what_is_no_prose_is_not_fit(sentence):
    assert not corpus.fit(sentence)


def test_clauses_are_cut_at_stops_and_conjunctions_and_tile_the_sentence():
    text = "The Government must have known, because it had been told, that the line was wrong."
    parts = [text[a:b] for a, b in clauses.clauses(text)]
    assert parts == [
        "The Government must have known,",
        "because it had been told,",
        "that the line was wrong.",
    ]
    assert " ".join(parts) == text


def test_the_corpus_is_read_from_tei_and_from_the_packed_speeches(tmp_path):
    (tmp_path / "frus").mkdir()
    (tmp_path / "ungdc").mkdir()
    body = "".join(f"<p>{told(n)}<note><p>{told(n + 50)}</p></note></p>" for n in range(3))
    volume = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><div type="document" xml:id="d1">{body}</div></TEI>'
    (tmp_path / "frus/frus1.xml").write_text(volume)
    speech = tmp_path / "POL_01_1946.txt"
    speech.write_text("\n".join(f"{n}.\t{told(n)}" for n in range(4)))
    with tarfile.open(tmp_path / "ungdc/speeches.tar.gz", "w:gz") as packed:
        packed.add(speech, "ungdc/1946/POL_01_1946.txt")
    read = corpus.corpus(tmp_path, least=3)
    assert [(one.id, len(one.sentences)) for one in read] == [("frus1/d1", 3), ("ungdc/POL_01_1946", 4)]
    assert read[0].sentences[0] == told(0)


# --- the cues


def test_the_halves_share_no_cue():
    halves = {}
    for half in ("open", "sealed"):
        table = cues.load_cues(half)
        own = [one for all_ in table.wordings.values() for one in all_ if one.edit != "synonym"]
        assert all(one.sealed == (half == "sealed") for one in own)
        halves[half] = {one.words for one in own} | {one.text for one in table.insertions}
    assert not halves["open"] & halves["sealed"]


def test_there_are_cues_enough_and_as_many_sealed_as_open():
    tables = {half: cues.load_cues(half) for half in ("open", "sealed")}
    ordered, opposite, synonyms = {}, {}, {}
    for half, table in tables.items():
        every = [one for all_ in table.wordings.values() for one in all_]
        ordered[half] = len({one.pair for one in every if one.kind in ("softened", "hardened")})
        opposite[half] = len({one.pair for one in every if one.kind == "reversed"})
        synonyms[half] = len({one.pair for one in every if one.kind == "reworded"})
    assert sum(ordered.values()) >= 160
    assert sum(opposite.values()) >= 60
    assert min(synonyms.values()) >= 100
    assert abs(ordered["open"] - ordered["sealed"]) <= 5
    assert abs(opposite["open"] - opposite["sealed"]) <= 5


def open_cues(*wordings: Wording, insertions: tuple[Insertion, ...] = ()) -> cues.Cues:
    table = {}
    for one in wordings:
        table.setdefault(one.words.split()[0], []).append(one)
    return cues.Cues("open", table, insertions)


GRAVE = Wording("grave", "awkward", "softened", "degree", "adj", (), False, 0)
AWKWARD = Wording("awkward", "grave", "hardened", "degree", "adj", (), False, 0)


def test_an_exchange_sets_the_article_right():
    [(wording, swap)] = wordings.wordings_in(
        "It was a grave error of the leaders.", open_cues(GRAVE, AWKWARD)
    )
    assert (wording, swap) == (GRAVE, Swap(7, 14, "an awkward"))
    [(_, back)] = wordings.wordings_in("An awkward error it was of the leaders.", open_cues(GRAVE, AWKWARD))
    assert back == Swap(0, 10, "A grave")


@pytest.mark.parametrize(
    "sentence",
    [
        "It was not a grave error of the leaders.",
        "If it was a grave error, they will say so.",
        "Was it a grave error of the leaders?",
        "It was a very grave error of the leaders.",
        "It was a less grave error than others.",
        "The error was grave and the price high.",
    ],
)
def test_no_cue_is_exchanged_where_its_direction_is_not_sure(sentence):
    assert wordings.wordings_in(sentence, open_cues(GRAVE)) == []


def test_a_negation_goes_in_and_comes_out():
    [plain, *_] = negating.reversals_in("The line was right in the years of war.")
    assert (
        swaps.apply("The line was right in the years of war.", plain.swaps)
        == "The line was not right in the years of war."
    )
    [out] = negating.reversals_in("The centre does not support the line.")
    assert (
        swaps.apply("The centre does not support the line.", out.swaps) == "The centre does support the line."
    )


def test_the_agent_is_left_out():
    text = "The plan was rejected by the Soviet Government in the spring."
    [made] = agents.unnamed(text)
    assert swaps.apply(text, made.swaps) == "The plan was rejected in the spring."
    assert (
        agents.agentless("The Council approved the plans of the group.")
        == "The plans of the group were approved."
    )


def test_an_opening_date_goes_last_and_a_closing_one_first():
    first = reshaping.fronted("In 1953, the Government proposed a treaty of peace.")
    assert first == "The Government proposed a treaty of peace in 1953."
    assert reshaping.fronted(first) == "In 1953, the Government proposed a treaty of peace."


def test_an_omission_is_gold_to_the_character_and_the_rest_kept():
    text = "The treaty, which was signed in the month of May, provides for a long and lasting peace."
    [made] = reshaping.omissions_in(text)
    other, rows = gold.aligned(text, [made])
    assert other == "The treaty provides for a long and lasting peace."
    assert [(row.kind, text[row.a_start : row.a_end]) for row in rows] == [
        ("kept", "The treaty"),
        ("dropped", "which was signed in the month of May"),
        ("kept", "provides for a long and lasting peace."),
    ]


def test_a_split_keeps_both_clauses():
    text = "The first of the tasks is peace; it is also the hardest of them."
    [made] = reshaping.splits_in(text)
    other, rows = gold.aligned(text, [made])
    assert other == "The first of the tasks is peace. It is also the hardest of them."
    assert [(row.kind, row.flags, other[row.b_start : row.b_end]) for row in rows] == [
        ("kept", ("split",), "The first of the tasks is peace."),
        ("kept", ("split",), "It is also the hardest of them."),
    ]


def test_two_edits_in_one_clause_count_under_the_heavier():
    text = "It was a grave error of the leaders, and they began to see it."
    made = [
        Made("softened", "degree", (Swap(7, 14, "an awkward"),)),
        Made("reworded", "synonym", (Swap(28, 35, "chiefs"),)),
    ]
    _, rows = gold.aligned(text, made)
    assert [(row.kind, row.beside) for row in rows] == [("softened", ""), ("kept", "softened")]


# --- the pairs


def test_the_same_seed_gives_the_same_pairs(sources, some):
    assert list(pairs.pairs("reporting", 24, 3, sources=sources)) == some
    assert [one.id for one in pairs.pairs("reporting", 24, 4, sources=sources)] != [one.id for one in some]


def test_every_word_of_both_texts_is_in_exactly_one_row(some):
    for pair in some:
        for text, side in ((pair.a, "a"), (pair.b, "b")):
            spans = sorted(
                (getattr(row, f"{side}_start"), getattr(row, f"{side}_end"))
                for row in pair.gold
                if getattr(row, f"{side}_start") is not None
            )
            assert all(one[1] <= two[0] for one, two in pairwise(spans))
            covered = set().union(*(range(*span) for span in spans))
            assert not [text[n] for n in range(len(text)) if n not in covered and text[n].isalpha()]


def test_kept_words_are_the_same_and_cues_stand_where_they_are_said_to(some):
    for pair in some:
        for row in pair.gold:
            if row.kind == "kept" and not row.flags and "hyphens" not in pair.modes:
                a, b = pair.a[row.a_start : row.a_end], pair.b[row.b_start : row.b_end]
                assert scoring._same_words(a, b)
            for text, spans, cue in ((pair.a, row.cues_a, row.cue_a), (pair.b, row.cues_b, row.cue_b)):
                words = " … ".join(text[slice(*span)].strip() for span in spans)
                assert words.split() == cue.split()


def test_pairs_without_an_edit_hold_the_same_letters(some):
    untouched = [pair for pair in some if pair.shape == "untouched"]
    assert untouched
    for pair in untouched:
        assert scoring._same_words(pair.a, pair.b)
        assert {row.kind for row in pair.gold} == {"kept"}


def test_a_sentence_put_in_is_not_in_a_and_a_moved_one_is_five_sentences_away(some):
    for pair in some:
        if pair.modes:
            continue
        for row in pair.gold:
            if row.kind == "added" and row.edit == "add":
                assert pair.b[slice(*row.sentence_b)] not in pair.a
    assert any(row.kind == "moved" for pair in some for row in pair.gold)


def test_the_mirror_of_a_mirror_is_the_row(some):
    for row in some[0].gold:
        assert row.mirrored().mirrored() == row


def test_harmless_changes_move_the_rows_along():
    text = "He said: “It’s late” — and left the long meeting of the committee early."
    rows = [both("kept", (0, 8)), both("kept", (9, len(text)))]
    other, moved = pairs.roughened(text, rows, common.MODES, random.Random(1))
    assert other != text
    assert [other[row.b_start : row.b_end][:8] for row in moved] == ["He said:", "\"It's la"]
    assert moved[1].b_end == len(other)


def test_development_never_sees_the_sealed_half(sources):
    assert {pair.half for pair in pairs.pairs("development", 6, 1, sources=sources)} == {"open"}
    assert not [
        r for pair in pairs.pairs("development", 6, 1, sources=sources) for r in pair.gold if r.sealed
    ]
    with pytest.raises(ValueError, match="reporting"):
        list(pairs.pairs("development", 1, 1, ["sealed"], sources))


def test_a_pair_survives_json(some):
    for pair in some[:5]:
        assert pairs.from_record(json.loads(json.dumps(pairs.as_record(pair)))) == pair
    assert asdict(some[0])["half"] == some[0].half


# --- the score


def test_the_gold_rows_found_again_score_one(some):
    result = scoring.score_all((pair, [found(row) for row in pair.gold]) for pair in some)
    for half in ("all", "open", "sealed"):
        assert {figure["f1"] for figure in result[half]["kinds"].values()} <= {1.0, None}
    assert result["untouched"]["all"]["false_alarms"] == 0
    assert result["boundary_error"] == 0


def test_a_labeller_to_whom_all_is_kept_finds_no_edit(some):
    result = scoring.score_all((pair, [found(row, kind="kept") for row in pair.gold]) for pair in some)
    figures = result["all"]["kinds"]
    assert figures["kept"]["recall"] == 1
    assert figures["kept"]["precision"] < 1
    assert all(figures[kind]["right"] == 0 for kind in common.HEAVIEST if kind != "kept")
    assert result["untouched"]["all"]["false_alarms"] == 0


def test_one_row_over_everything_finds_nothing(some):
    """Length is bounded: a row as long as the text covers every clause and must not count for any."""
    pair = next(one for one in some if one.shape == "edited")
    for kind in common.TWO_SIDED:
        row = {"kind": kind, "a_start": 0, "a_end": len(pair.a), "b_start": 0, "b_end": len(pair.b)}
        assert set(kinds(pair.gold, [row])) == {"unmatched"}


def test_a_labeller_to_whom_all_was_dropped_and_added_is_right_of_those_alone(some):
    result = scoring.score_all(
        (
            pair,
            [
                {"kind": "dropped", "a_start": r.a_start, "a_end": r.a_end}
                for r in pair.gold
                if r.a_start is not None
            ]
            + [
                {"kind": "added", "b_start": r.b_start, "b_end": r.b_end}
                for r in pair.gold
                if r.b_start is not None
            ],
        )
        for pair in some
    )
    figures = result["all"]["kinds"]
    assert figures["dropped"]["recall"] == figures["added"]["recall"] == 1
    assert figures["dropped"]["precision"] < 0.8
    assert figures["kept"]["right"] == figures["softened"]["right"] == 0
    assert result["untouched"]["all"]["false_alarms"] == 1


def test_eight_tenths_of_a_clause_are_enough_and_less_are_not():
    gold = [both("kept", (0, 100))]
    assert kinds(gold, [found(both("kept", (0, 80)))]) == ["kept"]
    assert kinds(gold, [found(both("kept", (0, 79)))]) == ["unmatched"]
    assert kinds(gold, [found(both("kept", (0, 80), (0, 79)))]) == ["unmatched"]


def test_a_row_may_be_half_as_long_again_as_the_sentence_and_no_more():
    gold = [both("kept", (0, 100))]
    assert kinds(gold, [found(both("kept", (0, 150)))]) == ["kept"]
    assert kinds(gold, [found(both("kept", (0, 151)))]) == ["unmatched"]


def test_a_partner_elsewhere_is_no_partner():
    gold = [both("kept", (0, 100)), both("kept", (101, 200))]
    assert kinds(gold, [found(both("kept", (0, 100), (101, 200)))]) == ["unmatched", "unmatched"]


def test_clauses_cut_finer_are_put_together():
    gold = [both("moved", (0, 100), (300, 400))]
    rows = [found(both("moved", (0, 40), (300, 340))), found(both("moved", (41, 100), (341, 400)))]
    assert kinds(gold, rows) == ["moved"]


SOFT = both("softened", (0, 100), cue_a="must", cue_b="may", cues_a=((20, 24),), cues_b=((20, 23),))


def test_what_the_edit_did_not_touch_may_be_called_kept():
    rows = [found(both("softened", (10, 40))), found(both("kept", (0, 10))), found(both("kept", (40, 100)))]
    assert kinds([SOFT], rows) == ["softened"]
    beside_the_cue = [found(both("kept", (0, 50))), found(both("softened", (50, 100)))]
    assert kinds([SOFT], beside_the_cue) == ["unmatched"]


def test_a_sentence_called_softened_as_a_whole_passes_over_the_clauses_beside():
    gold = [
        both("softened", (0, 50), cue_a="must", cues_a=((20, 24),), sentence=(0, 100), sentence_b=(0, 100)),
        both("kept", (51, 100), beside="softened", sentence=(0, 100), sentence_b=(0, 100)),
    ]
    first, second = scoring.outcomes(gold, [found(both("softened", (0, 100)))])
    assert (first.found, first.neutral, second.neutral) == ("softened", False, True)
    figures = scoring.score(gold, [found(both("softened", (0, 100)))])["kinds"]
    assert figures["softened"]["precision"] == figures["softened"]["f1"] == 1
    wrong = scoring.score(gold, [found(both("reversed", (0, 100)))])
    assert wrong["kinds"]["reversed"]["found"] == 2


def test_cannot_tell_is_a_miss_and_its_share_is_told():
    result = scoring.score([SOFT], [found(SOFT, kind="cannot_tell")])
    assert result["cannot_tell_share"] == 1
    assert result["kinds"]["softened"]["recall"] == 0
    assert result["confusion"] == {"softened": {"cannot_tell": 1}}


def test_dropped_and_added_for_softened_is_a_false_row_of_each():
    rows = [{"kind": "dropped", "a_start": 0, "a_end": 100}, {"kind": "added", "b_start": 0, "b_end": 100}]
    figures = scoring.score([SOFT], rows)["kinds"]
    assert figures["dropped"]["precision"] == figures["added"]["precision"] == 0
    assert figures["softened"]["recall"] == 0


def test_a_rewording_that_changes_no_word_is_kept():
    row = found(both("reworded", (0, 100)), a_text="It’s  late.", b_text="It's\nlate.")
    assert kinds([both("kept", (0, 100))], [row]) == ["kept"]


def test_precision_recall_and_confusion_by_hand():
    """Four softened: two found, one kept, one reversed; one kept clause called softened."""
    spans = [(n * 100, n * 100 + 90) for n in range(5)]
    gold = [both("softened", span) for span in spans[:4]] + [both("kept", spans[4])]
    labels = ("softened", "softened", "kept", "reversed", "softened")
    result = scoring.score(gold, [found(row, kind=kind) for row, kind in zip(gold, labels, strict=True)])
    figures = result["kinds"]["softened"]
    assert figures["precision"] == pytest.approx(2 / 3)
    assert figures["recall"] == pytest.approx(1 / 2)
    assert figures["f1"] == pytest.approx(4 / 7)
    assert result["confusion"]["softened"] == {"softened": 2, "kept": 1, "reversed": 1}


def test_sealed_rows_a_lexicon_holds_are_not_unseen():
    rows = [
        both("softened", (0, 50), cue_a="grave", sealed=True),
        both("softened", (60, 99), cue_a="dire", sealed=True),
    ]
    result = scoring.score(rows, [found(rows[1])], known=["grave", "some"])
    assert result["unseen_share"] == 0.5
    assert result["unseen_recall"] == {"softened": {"recall": 1.0, "count": 1}}


def test_the_error_of_a_boundary_is_that_of_its_worse_end():
    gold = [Row("dropped", 100, 200, None, None), Row("dropped", 201, 260, None, None)]
    rows = [{"kind": "dropped", "a_start": 98, "a_end": 255}]
    assert scoring.boundary_errors(gold, rows) == [5]
    assert scoring.boundary_errors(gold, []) == [160]
