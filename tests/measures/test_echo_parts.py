"""A search in parts finds what the search in one piece finds, wherever it was ended and whatever was added."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linewatch.measures.echoes.adding import add, all_shared
from linewatch.measures.echoes.keeping import Arrays, Held
from linewatch.measures.echoes.partitions import Sizes, search_parts
from linewatch.measures.echoes.results import merged, renumbered
from linewatch.measures.echoes.searching import Shared, search
from linewatch.measures.echoes.settings import Settings
from linewatch.measures.echoes.significance import Extent
from linewatch.measures.echoes.spreading import threads
from tests.measures.echo_texts import texts

SETTINGS = Settings(least_decoys=3000)
SMALL = Sizes(characters=5000, seeds=1500)
COLUMNS = ("documents", "places", "score", "expected", "parts", "stretches", "level")
MADE = texts(60)


def same(one: Shared, other: Shared) -> bool:
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in COLUMNS)


def parted(some: list[str], only: int = 0, sizes: Sizes = SMALL, keeper: Held | None = None) -> Shared:
    return search_parts(keeper or Held(), lambda first: some[first:], SETTINGS, only, sizes)


def pairs(shared: Shared) -> set[tuple[int, ...]]:
    return {tuple(row) for row in np.column_stack([shared.documents, shared.places]).tolist()}


def test_a_passage_in_two_texts_is_found_in_parts_where_it_stands():
    said = "The meeting noted that grave errors had been made by the former leader and must be put right"
    some = [f"Rome. {said}.", "Nothing of it stands here, nor there.", f"Paris, by post: {said}!"]
    found = parted(some, sizes=Sizes(characters=30, seeds=8))
    (row,) = found.places.tolist()
    assert found.documents.tolist() == [[0, 2]]
    assert (some[0][row[0] : row[1]], some[2][row[2] : row[3]]) == (said, said)


@given(st.integers(200, 20_000), st.integers(100, 20_000), st.integers(0, 9))
@settings(max_examples=12, deadline=None)
def test_how_texts_are_parted_tells_nothing_in_what_is_found(characters, seeds, seed):
    some = texts(25, seed)
    assert same(parted(some, sizes=Sizes(characters, seeds)), search(some, SETTINGS))


def test_how_many_threads_there_are_tells_nothing_in_what_is_found():
    with threads(1):
        one = search(MADE, SETTINGS)
    with threads(3):
        assert same(one, search(MADE, SETTINGS))
        assert same(one, parted(MADE))


def test_the_texts_of_a_centre_alone_are_set_against_all():
    found = parted(MADE, only=6)
    assert same(found, search(MADE, SETTINGS, 6))
    assert len(found.score)
    assert (found.documents[:, 0] < 6).all()


def test_the_scale_of_chance_counts_the_pairs_of_real_places_that_were_searched():
    # 100 words, 50 made up: 100 * 100 / 2 pairs of real places for 100 * 50 with a made-up one.
    assert Extent(10, 100, 50, 100).scale == 1.0
    # The first 20 against all: 20 * 80 + 20 * 20 / 2 for 20 * 50.
    assert Extent(10, 100, 50, 20).scale == 1.8
    assert Extent(0, 0, 0, 0).scale == 0.0


def test_a_centre_query_takes_the_words_of_its_first_texts_for_the_scale():
    made_up = search(MADE, SETTINGS).chance.scale
    few = search(MADE, SETTINGS, 6).chance.scale
    assert 1.8 * made_up < few < 2 * made_up
    assert search(MADE, SETTINGS, len(MADE)).chance.scale == made_up


class Ended(Exception):
    """A run was killed."""


class Fragile(Held):
    """Keeps so many things, and ends the run at the next."""

    def __init__(self) -> None:
        super().__init__()
        self.left = 0
        self.kept = list[str]()

    def keep(self, name: str, arrays: Arrays) -> None:
        if not self.left:
            raise Ended
        self.left -= 1
        self.kept.append(name)
        super().keep(name, arrays)


def test_a_run_that_is_ended_after_each_part_comes_to_the_same_end():
    keeper = Fragile()
    with threads(1):
        for _ in range(200):
            keeper.left = 1
            try:
                found = parted(MADE, keeper=keeper)
                break
            except Ended:
                continue
    assert same(found, search(MADE, SETTINGS))
    # Nothing that was finished was made again.
    assert len(keeper.kept) == len(set(keeper.kept)) > 20


def test_texts_that_were_folded_are_not_asked_for_again():
    asked = list[int]()

    def some(first: int) -> Iterator[str]:
        asked.append(first)
        yield from MADE[first:]

    keeper = Fragile()
    for keeper.left in (2, 1000):
        try:
            search_parts(keeper, some, SETTINGS, 0, SMALL)
        except Ended:
            continue
    assert asked[0] == 0
    assert asked[1] > 5


def test_what_is_added_shares_what_it_would_share_in_a_whole_search():
    keeper = Held()
    whole = parted(MADE[:44], keeper=keeper)
    new = add(keeper, MADE[44:], SETTINGS)
    everything = search(MADE, SETTINGS)
    expected = {row for row in pairs(everything) if row[1] >= 44}
    assert len(expected) > 5
    assert (new.documents[:, 1] >= 44).all()
    found = pairs(new)
    assert len(expected & found) >= 0.9 * len(expected)
    assert pairs(all_shared(keeper)) == pairs(whole) | found


def test_what_is_added_twice_meets_what_was_added_first():
    keeper = Held()
    parted(MADE[:40], keeper=keeper)
    first = add(keeper, MADE[40:50], SETTINGS)
    second = add(keeper, MADE[50:], SETTINGS)
    met = {row[:2] for row in pairs(second)}
    assert any(40 <= one < 50 for one, _ in met)
    at_once = Held()
    parted(MADE[:40], keeper=at_once)
    both = {row[:2] for row in pairs(add(at_once, MADE[40:], SETTINGS))}
    apart = met | {row[:2] for row in pairs(first)}
    # A pair at the level may be on either side of it.
    assert len(apart & both) >= 0.8 * len(apart | both)


def test_an_addition_that_was_ended_is_made_anew():
    keeper = Fragile()
    keeper.left = 1000
    parted(MADE[:44], keeper=keeper)
    for keeper.left in (1, 2, 3):
        with pytest.raises(Ended):
            add(keeper, MADE[44:], SETTINGS)
    keeper.left = 1000
    plain = Held()
    parted(MADE[:44], keeper=plain)
    assert same(add(keeper, MADE[44:], SETTINGS), add(plain, MADE[44:], SETTINGS))


def test_new_numbers_of_documents_turn_pairs_round_and_back():
    found = search(MADE, SETTINGS)
    order = np.random.default_rng(1).permutation(len(MADE))
    turned = renumbered(found, order.tolist())
    assert (turned.documents[:, 0] < turned.documents[:, 1]).all()
    back = renumbered(turned, np.argsort(order).tolist())
    assert same(back, merged([found]))


@pytest.mark.parametrize(
    "some",
    [
        [],
        [""],
        ["", "", " \n"],
        ["One text stands alone here with its words."],
        ["…", "!!", "— —"],
        ["the same line. " * 400],
        ["the same line. " * 400] * 3,
        ["To the files of the ministry"] * 500,
    ],
    ids=["none", "empty", "blank", "one", "no words", "one line", "one line thrice", "headers"],
)
def test_texts_that_say_little_have_a_clear_answer_in_parts_as_in_one_piece(some):
    whole = search(some, SETTINGS)
    assert same(parted(some), whole)
    if len(some) < 2:
        assert not len(whole.score)


@pytest.mark.parametrize("added", [[], [""], ["!!"], [MADE[0]], ["To the files"] * 50])
def test_little_may_be_added(added):
    keeper = Held()
    parted(MADE[:20], keeper=keeper)
    found = add(keeper, added, SETTINGS)
    assert (found.documents[:, 1] >= 20).all()
    if added == [MADE[0]]:
        assert [0, 20] in found.documents.tolist()


def test_texts_may_be_added_to_none():
    keeper = Held()
    parted([], keeper=keeper)
    assert not len(add(keeper, MADE[:2], SETTINGS).score)
