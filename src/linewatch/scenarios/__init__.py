"""The movement, member by member: its model, the engine that runs it, and scenarios set side by side."""
