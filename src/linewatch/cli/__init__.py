"""The command line: a thin shell over the desk."""

from linewatch.cli.main import cli

__all__ = ["cli"]
