"""Two engines, one corpus, the same pairs."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from linewatch.desk.following.echo_dask import search_on_dask, write_parts
from linewatch.errors import MissingExtra
from linewatch.measures.echoes.searching import search
from linewatch.measures.echoes.settings import Settings
from tests.measures.echo_texts import texts

SETTINGS = Settings(least_decoys=3000)
_REASON = "The extra `scale` (dask, pyarrow) is not installed."


@pytest.mark.parametrize("only", [0, 10])
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_dask_finds_the_pairs_that_one_process_finds(tmp_path: Path, only: int):
    pytest.importorskip("dask", reason=_REASON)
    pytest.importorskip("pyarrow", reason=_REASON)
    made = [*texts(60), "", "Ещё один текст о совещании. " * 9, "Ещё один текст о совещании. " * 9]
    parts = write_parts(made, tmp_path / "texts", 25)
    found = search_on_dask(parts, tmp_path / "work", SETTINGS, only, scheduler="synchronous")
    whole = search(made, SETTINGS, only)
    assert len(whole.score) > 5
    for name in ("documents", "places", "score", "expected", "parts", "stretches", "level"):
        assert np.array_equal(getattr(found, name), getattr(whole, name)), name


def test_without_the_extra_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "dask", None)
    with pytest.raises(MissingExtra, match=r"pip install 'linewatch\[scale\]'"):
        search_on_dask([], tmp_path, SETTINGS)
