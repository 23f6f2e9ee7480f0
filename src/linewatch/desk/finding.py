"""The found ledger at work: the same question is computed once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from linewatch.kinds.citations import Citation
from linewatch.kinds.findings import Finding, question_key
from linewatch.record import found
from linewatch.record.case_file import CaseFile

Computed = tuple[Any, Sequence[Citation]]


class Question(NamedTuple):
    """What is asked of a measure.

    Attributes:
        method: The measure.
        version: The measure's version: raised when its answers change.
        settings: What decides the result; printed with it.
        reads: Whether it is answered from the record alone, or from the texts that are held.
    """

    method: str
    version: str
    settings: Mapping[str, Any]
    reads: Literal["record", "texts"] = "record"


def find(case: CaseFile, question: Question, inputs: Any, compute: Callable[[], Computed]) -> Any:
    """Return a result from the found ledger, or compute and keep it.

    Args:
        case: Whose ledger.
        question: What is asked.
        inputs: All that the result depends on besides; only its hash is kept.
        compute: Gives the result as plain values, and the citations it rests on. A result that rests on none
            is given but not kept.
    """
    asked = _canonical(question.settings)
    digest = hashlib.sha256(_canonical(inputs).encode()).hexdigest()
    if kept := found.recall(case.con, question_key(question.method, question.version, asked, digest)):
        return json.loads(kept.value)
    value, cited = compute()
    told = _canonical(value)
    if cited:
        pages = tuple(dict.fromkeys(cited))
        finding = Finding(question.method, question.version, asked, digest, told, pages, question.reads)
        with case.writing() as con:
            found.keep(con, finding)
    return json.loads(told)


def _canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
