"""Measures: one per file, on values; each result leads to the citations of what it rests on."""
