"""Rival explanations against evidence: how they are weighed, what the weighing hangs on, what to look for next."""
