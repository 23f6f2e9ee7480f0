"""Texts side by side: shifts, reprints, runs of texts, contradictions, estimative words."""
