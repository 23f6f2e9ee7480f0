"""Distance from a centre in running text: how each actor speaks against the centre, topic held constant."""
