"""``python -m linewatch`` and the ``linewatch`` command."""

from __future__ import annotations

import io
import sys

from linewatch.cli import cli


def main() -> None:
    """Run the command line; signs that the terminal cannot show are written as escapes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    cli(prog_name="linewatch")


if __name__ == "__main__":
    main()
