"""A search that is kept beside the case: what is done is not done again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from linewatch.desk.following.echo_store import kept_search
from linewatch.measures.echoes.searching import Shared, search
from linewatch.measures.echoes.settings import Settings
from linewatch.record.echo_runs import EchoRuns
from tests.measures.echo_texts import texts

SETTINGS = Settings(least_decoys=3000)
MADE = texts(66)


class Archive:
    """Texts by their stamp, and which of them were read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.read = list[int]()
        self.told = list[str]()

    def search(self, numbers: list[int], settings: Settings = SETTINGS) -> Shared:
        self.read.clear()
        self.told.clear()

        def text(at: int) -> str:
            self.read.append(numbers[at])
            return MADE[numbers[at]]

        return kept_search(self.folder, [f"text {n}" for n in numbers], text, settings, self.told.append)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "echoes")


def of(shared: Shared, numbers: list[int]) -> set[tuple[int, int]]:
    return {(numbers[one], numbers[other]) for one, other in shared.documents.tolist()}


def test_the_same_texts_are_searched_once(archive: Archive):
    numbers = list(range(60))
    first = archive.search(numbers)
    assert archive.told == ["searching 60 texts"]
    again = archive.search(numbers)
    assert archive.read == []
    assert archive.told == []
    assert np.array_equal(first.places, again.places)
    assert np.array_equal(first.places, search(MADE[:60], SETTINGS).places)


def test_new_texts_are_added_wherever_they_stand_in_order(archive: Archive):
    numbers = [n for n in range(63) if n not in (5, 61)]
    before = archive.search(numbers)
    found = archive.search(list(range(63)))
    assert archive.told == ["adding 2 texts to 61"]
    assert sorted(archive.read) == [5, 61]
    assert (found.documents[:, 0] < found.documents[:, 1]).all()
    pairs = of(found, list(range(63)))
    assert {(5, 20), (5, 35)} <= pairs
    assert of(before, numbers) <= pairs


def test_a_tenth_more_makes_the_whole_be_searched_anew_without_folding_it_anew(archive: Archive):
    archive.search(list(range(50)))
    found = archive.search(list(range(66)))
    assert archive.told == ["searching 66 texts"]
    assert archive.read == list(range(50, 66))
    assert np.array_equal(found.places, search(MADE, SETTINGS).places)


def test_a_text_that_went_and_another_setting_make_all_new(archive: Archive):
    archive.search(list(range(20)))
    archive.search(list(range(1, 20)))
    assert archive.read == list(range(1, 20))
    archive.search(list(range(1, 20)), Settings(least_decoys=4000))
    assert archive.read == list(range(1, 20))


def test_damage_to_a_search_that_was_ended_is_mended(archive: Archive):
    numbers = list(range(30))
    whole = archive.search(numbers)
    runs = EchoRuns(archive.folder)
    runs.drop("shared/00000")
    key = archive.folder / "block-00000" / "key.npy"
    key.write_bytes(key.read_bytes()[:-2])
    found = archive.search(numbers)
    assert archive.told == ["searching 30 texts", "made anew: block-00000"]
    assert np.array_equal(found.places, whole.places)


def test_no_texts_share_nothing_and_may_be_followed_by_some(archive: Archive):
    assert not len(archive.search([]).score)
    assert np.array_equal(archive.search(list(range(20))).places, search(MADE[:20], SETTINGS).places)
