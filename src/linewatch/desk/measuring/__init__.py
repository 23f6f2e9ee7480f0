"""Actors and texts measured: tempo, positions, reactions, networks, distances."""
