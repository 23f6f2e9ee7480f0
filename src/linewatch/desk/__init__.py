"""The desk: one file per task, and the case value that offers them all."""

from linewatch.desk.case import Case, init, open

__all__ = ["Case", "init", "open"]
