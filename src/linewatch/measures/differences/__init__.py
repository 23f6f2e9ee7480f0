"""Whether actors differ by what they are: their reactions against their attributes."""
