"""Text without marks: typed, printed, in tables."""
