"""Texts placed by their words alone: between two named texts, or by what separates them."""
