"""Echoes: passages that recur in an archive, found beyond chance."""
