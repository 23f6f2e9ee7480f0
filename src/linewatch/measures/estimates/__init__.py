"""Estimative language: how sure a text sounds, read with the range its words have on a stated scale, and written."""
