"""Findings: what was computed, never without the pages it rests on."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Literal

from linewatch.errors import Uncited
from linewatch.kinds.citations import Citation


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of one method.

    Attributes:
        method: The measure that found it.
        version: The measure's version; a new one is computed anew.
        settings: What decided the result, as canonical JSON; a seed where one was drawn from.
        inputs: SHA-256 of what went in.
        value: The result as canonical JSON.
        citations: What it rests on; at least one.
        reads: Whether it was computed from the record alone, or from the texts that are held.
    """

    method: str
    version: str
    settings: str
    inputs: str
    value: str
    citations: tuple[Citation, ...]
    reads: Literal["record", "texts"] = "record"

    def __post_init__(self) -> None:
        """Refuse a finding that leads to no page."""
        if not self.citations:
            raise Uncited(
                f"A finding of {self.method!r} cites nothing.", "Pass on the citations of its inputs."
            )

    @property
    def key(self) -> str:
        """The hash of the question that it answers."""
        return question_key(self.method, self.version, self.settings, self.inputs)


def question_key(method: str, version: str, settings: str, inputs: str) -> str:
    """Return the key of a question: the hash of method, version, settings and inputs."""
    asked = json.dumps([method, version, settings, inputs], ensure_ascii=False)
    return hashlib.sha256(asked.encode()).hexdigest()
