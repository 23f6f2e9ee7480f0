"""The found ledger at work: the same question is computed once."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Literal, NamedTuple

from linewatch.kinds.citations import Citation
from linewatch.kinds.findings import Finding, question_key
from linewatch.record import found
from linewatch.record.case_file import CaseFile

Computed = tuple[Any, Sequence[Citation]]
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


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
    with _one_thread():
        value, cited = compute()
    told = _canonical(value)
    if cited:
        pages = tuple(dict.fromkeys(cited))
        finding = Finding(question.method, question.version, asked, digest, told, pages, question.reads)
        with case.writing() as con:
            found.keep(con, finding)
    return json.loads(told)


@contextmanager
def _one_thread() -> Iterator[None]:
    """Keep a measure to one thread: with several, sums are added up in another order, and last digits differ."""
    # Slow to import, and only measures need it; its types are not told.
    from threadpoolctl import (  # pyright: ignore[reportMissingTypeStubs]  # noqa: PLC0415
        threadpool_limits,
    )

    # Libraries that a measure loads only while it runs are no pool yet: they read how many threads to start.
    before = {name: os.environ.get(name) for name in _THREADS}
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    try:
        with threadpool_limits(1):
            yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
