"""Every input on which fuzzing once found something is read again."""

from pathlib import Path

import pytest

from tests.fuzz.seeds import FOR
from tests.fuzz.targets import NAMES, try_on

FOUND = sorted((Path(__file__).parent / "findings").glob("*-*"))


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_what_was_found_once_is_mended(path):
    try_on(path.name.split("-")[0], path.read_bytes())


@pytest.mark.parametrize("target", sorted(NAMES))
def test_the_sound_inputs_are_read(target):
    for data in FOR[target]():
        assert try_on(target, data) >= 1
