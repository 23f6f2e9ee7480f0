"""What tests share: where real documents lie, and small cases made for one test."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from linewatch import desk

# Run in parallel, tests are told of a terminal of 80 columns that is not there.
os.environ.pop("COLUMNS", None)

SHARED = Path(__file__).resolve().parents[2] / "shared"
SHIPPED = Path(__file__).resolve().parents[1] / "src/linewatch/cases/twentieth_congress"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents beside the clone; it must be there on CI."""
    if not SHARED.is_dir():
        if os.environ.get("CI"):
            pytest.fail("The real documents are missing: ../shared must lie beside the clone on CI.")
        pytest.skip("The real documents do not lie beside this clone, in ../shared.")
    return SHARED


@pytest.fixture
def case(tmp_path: Path) -> Iterator[desk.Case]:
    """An empty case."""
    with desk.init(tmp_path / "case", "A case for a test") as made:
        yield made


@pytest.fixture(scope="session")
def held_case(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[desk.Case]:
    """The shipped case with its two documents held. Tests only read it."""
    with desk.init(tmp_path_factory.mktemp("held") / "case", "1956") as made:
        made.import_(SHIPPED)
        made.add(shared / "seeds")
        yield made
