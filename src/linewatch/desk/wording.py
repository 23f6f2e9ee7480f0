"""The wording in which briefs and their figures are written."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from linewatch.brief.phrases import Phrases


def phrases() -> Phrases:
    """Return the phrase table of a brief."""
    return Phrases.of(tomllib.loads(files("linewatch").joinpath("lexicons/brief.en.toml").read_text("utf-8")))
