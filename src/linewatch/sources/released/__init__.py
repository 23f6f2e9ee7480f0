"""Declassified papers as recognised from their scans."""
