"""Fuzz every reader for a stated CPU time; what is found is kept in findings/ and replayed by the tests.

With atheris installed (the extra `fuzz`) inputs are steered by the code they reach; without it they are
mutated at random from a stated seed. Run with: make fuzz
"""

from __future__ import annotations

import argparse
import hashlib
import random
import subprocess
import sys
import tempfile
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path

from tests.fuzz.seeds import FOR

FINDINGS = Path(__file__).parent / "findings"
LARGEST = 200_000  # bytes of an input
READERS = (
    "html.reader",
    "mail.reader",
    "office.docx",
    "office.odt",
    "office.rtf",
    "pdf",
)  # loaded late otherwise
_SIGNS = (
    b"<",
    b">",
    b"&",
    b"\0",
    b"\xff",
    b"\n",
    b"%",
    b"{",
    b"}",
    b"\\",
    b'"',
    b"1",
    b"99999999",
    b"]]>",
    b"obj",
)


def main() -> None:
    """Fuzz all targets, or the one that is named, and tell what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--target", choices=sorted(FOR))
    parser.add_argument("--seconds", type=int, default=600, help="CPU seconds for each target")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--together", type=int, default=2, help="targets at a time")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.child:
        _one(told.target, told.seconds, told.seed)
        return
    targets = [told.target] if told.target else sorted(FOR)
    with ThreadPoolExecutor(told.together) as beside:
        for line in beside.map(lambda target: _beside(target, told.seconds, told.seed), targets):
            print(line, flush=True)


def _beside(target: str, seconds: int, seed: int) -> str:
    """Fuzz one target in a process of its own, again after each crash, and return what it told."""
    begun, crashes = time.monotonic(), 0
    left = seconds
    while left > 0:
        command = [sys.executable, "-m", "tests.fuzz.run", "--child", "--target", target]
        command += ["--seconds", str(left), "--seed", str(seed + crashes)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, errors="replace")
        if done.returncode == 0:
            return f"{target:<9} {done.stdout.strip()}, {crashes} crashes of the process"
        crashes += 1
        left = seconds - int(time.monotonic() - begun)
        if crashes == 1:
            print(f"{target}: the process ended with {done.returncode}\n{done.stderr[-2000:]}", flush=True)
        if crashes > 20:
            break
    return f"{target:<9} {crashes} crashes of the process"


def _one(target: str, seconds: int, seed: int) -> None:
    try:
        import atheris  # noqa: PLC0415  # pyright: ignore[reportMissingImports]
    except ImportError:
        _at_random(target, seconds, seed)
        return
    with atheris.instrument_imports(include=["linewatch.sources"]):
        for name in ("files", *READERS):
            import_module(f"linewatch.sources.{name}")
    _steered(atheris, target, seconds, seed)


def _at_random(target: str, seconds: int, seed: int) -> None:
    rng = random.Random(f"{target} {seed}")
    pool = FOR[target]()
    tried = found = 0
    with tempfile.NamedTemporaryFile(prefix=f"{target}-") as last:
        while time.process_time() < seconds:
            data = _mutated(rng.choice(pool), rng)
            last.seek(0)
            last.truncate()
            last.write(data)
            last.flush()  # what crashes the process lies there afterwards
            tried += 1
            found += _is_finding(target, data)
    print(f"{tried} inputs at random in {time.process_time():.0f} CPU s, {found} findings")


def _steered(atheris: object, target: str, seconds: int, seed: int) -> None:
    count = {"tried": 0, "found": 0}

    def one(data: bytes) -> None:
        count["tried"] += 1
        count["found"] += _is_finding(target, data)
        if time.process_time() > seconds:
            print(
                f"{count['tried']} inputs steered in {time.process_time():.0f} CPU s, {count['found']} findings"
            )
            sys.stdout.flush()
            import os  # noqa: PLC0415

            os._exit(0)

    with tempfile.TemporaryDirectory() as corpus:
        for number, data in enumerate(FOR[target]()):
            (Path(corpus) / str(number)).write_bytes(data)
        options = [
            sys.argv[0],
            f"-seed={seed}",
            f"-max_len={LARGEST}",
            "-rss_limit_mb=3000",
            "-timeout=60",
            corpus,
        ]
        atheris.Setup(options, one)  # pyright: ignore[reportAttributeAccessIssue]
        atheris.Fuzz()  # pyright: ignore[reportAttributeAccessIssue]


def _is_finding(target: str, data: bytes) -> bool:
    from tests.fuzz.targets import try_on  # noqa: PLC0415 - after it was made fit for steering

    try:
        try_on(target, data)
    except Exception:
        digest = hashlib.sha256(data).hexdigest()[:12]
        FINDINGS.mkdir(exist_ok=True)
        (FINDINGS / f"{target}-{digest}").write_bytes(data)
        traceback.print_exc()
        return True
    return False


def _mutated(data: bytes, rng: random.Random) -> bytes:
    """Return a copy with a few stretches cut, doubled, turned over or replaced."""
    made = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 4, 16))):
        at = rng.randrange(len(made) + 1)
        length = rng.choice((1, 1, 4, 32, 256))
        piece = bytes(made[at : at + length])
        how = rng.randrange(6)
        if how == 0:
            del made[at : at + length]
        elif how == 1:
            made[at:at] = piece * rng.choice((1, 2, 100))
        elif how == 2:
            made[at:at] = rng.choice(_SIGNS) * rng.choice((1, 1, 1000))
        elif how == 3:
            made[at : at + length] = rng.randbytes(length)
        elif how == 4 and piece:
            made[at] ^= 1 << rng.randrange(8)
        else:
            other = rng.randrange(len(made) + 1)
            made[other:other] = piece
    return bytes(made[:LARGEST])


if __name__ == "__main__":
    main()
