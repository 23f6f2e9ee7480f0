"""How well a page was recognised, and what can be put right in it."""
