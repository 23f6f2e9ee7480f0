"""Runs a tutorial from its own text.

``sh`` blocks are typed (``sh fails``: the last command must end with exit 1); a ``text`` block is what the block before
it shows, in full, at 100 columns, a line ``…`` standing for any lines; ``diff FILE`` blocks edit a file.

``python -m tests.docs.tutorial_run`` writes the real output into blocks that have come to differ.
"""

from __future__ import annotations

import difflib
import os
import re
import shlex
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from click.testing import CliRunner

from linewatch.cli import cli

TUTORIAL = Path(__file__).resolve().parents[2] / "docs" / "tutorial.md"
_BLOCK = re.compile(
    r"^```(?P<kind>sh fails|sh|text|diff)(?: (?P<file>\S+))?\n(?P<body>.*?)^```$", re.M | re.S
)
_HEREDOC = re.compile(r"cat > (?P<file>\S+) <<'EOF'\n(?P<text>.*?)^EOF$", re.M | re.S)


@dataclass(frozen=True)
class Shown:
    """An output block and what was really shown.

    Attributes:
        start: Where the block's lines begin in the tutorial.
        end: Where they end.
        told: What the tutorial shows.
        real: What the commands before it showed.
        typed: Those commands.
    """

    start: int
    end: int
    told: str
    real: str
    typed: str

    @property
    def agrees(self) -> bool:
        """Whether what is told is what is shown, but for lines left out."""
        parts = [re.escape(part) for part in f"\n{self.told}".split("\n…\n")]
        return re.fullmatch(r"\n(?:.*\n)*?".join(parts), f"\n{self.shown}") is not None

    @property
    def shown(self) -> str:
        """The real output without the blank lines above and below it."""
        return self.real.strip("\n") + "\n"


def run(text: str) -> list[Shown]:
    """Return every output block of a tutorial with the real output, having run it all in this folder.

    Raises:
        AssertionError: If a command ends otherwise than the tutorial says.
    """
    shown: list[Shown] = []
    typed = real = ""
    for block in _BLOCK.finditer(text):
        kind, body = block["kind"], block["body"]
        if kind == "text":
            shown.append(Shown(block.start("body"), block.end("body"), body, real, typed))
        elif kind == "diff":
            _edit(Path(block["file"]), body)
        else:
            typed, real = body, _typed(body, fails=kind == "sh fails")
    return shown


def _edit(file: Path, body: str) -> None:
    """Change the line that is marked old to the one marked new; a new one alone goes to the end."""
    old = "".join(line[1:] + "\n" for line in body.splitlines() if line.startswith("-"))
    new = "".join(line[1:] + "\n" for line in body.splitlines() if line.startswith("+"))
    before = file.read_text("utf-8")
    assert not old or before.count(old) == 1, f"{file} has no such line: {old}"
    file.write_text(before.replace(old, new) if old else before + new, "utf-8")


def _typed(body: str, *, fails: bool) -> str:
    """Return what a block's commands show, standard output and errors as on a screen."""
    screen = ""
    written = {found["file"]: found["text"] for found in _HEREDOC.finditer(body)}
    lines = re.sub(r"\\\n\s+", "", _HEREDOC.sub(r"write \g<file>", body)).splitlines()
    for place, line in enumerate(lines):
        verb, *rest = shlex.split(line)
        if verb == "write":
            Path(rest[0]).write_text(written[rest[0]], "utf-8")
        elif verb == "mkdir":
            Path(rest[0]).mkdir()
        elif verb == "cd":
            os.chdir(rest[0])
        elif verb == "export":
            name, _, value = rest[0].partition("=")
            os.environ[name] = value
        elif verb == "cat":
            screen += Path(rest[0]).read_text("utf-8")
        else:
            assert verb == "linewatch", f"The test cannot type {line!r}."
            wanted = int(fails and place == len(lines) - 1)
            result = CliRunner().invoke(cli, rest, prog_name="linewatch", env={"COLUMNS": "100"})
            assert result.exit_code == wanted, f"{line}\nended with {result.exit_code}:\n{result.output}"
            screen += "".join(f"{told.rstrip()}\n" for told in result.output.splitlines())
    return screen


def mended(text: str) -> str:
    """Return a tutorial with the real output where it shows another."""
    for block in reversed(run(text)):
        if not block.agrees:
            text = text[: block.start] + _mended(block) + text[block.end :]
    return text


def _mended(block: Shown) -> str:
    """Return the lines of an output that were shown before, as they read now; all lines where that cannot be told."""
    lines = block.shown.splitlines()
    chosen: list[str] = []
    for told in block.told.splitlines():
        chosen += ["…"] if told == "…" else difflib.get_close_matches(told, lines, n=1, cutoff=0.3)
    found = replace(block, told="\n".join(chosen) + "\n")
    return found.told if "…" in chosen and found.agrees else block.shown


if __name__ == "__main__":
    tutorial = TUTORIAL.read_text("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        result = mended(tutorial)
        os.chdir("/")
    TUTORIAL.write_text(result, "utf-8")
