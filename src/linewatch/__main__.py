"""``python -m linewatch`` and the ``linewatch`` command."""

from __future__ import annotations

from linewatch.cli import cli


def main() -> None:
    """Run the command line."""
    cli(prog_name="linewatch")


if __name__ == "__main__":
    main()
