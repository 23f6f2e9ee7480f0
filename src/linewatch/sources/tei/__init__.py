"""Volumes in TEI."""
