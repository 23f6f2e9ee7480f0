"""Where the centre draws the line: what others say, how it takes it, and what the rebuked statements share."""
