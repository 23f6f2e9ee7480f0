"""Rival explanations: questions entered and judged, weighed, and scored once the truth is known."""
