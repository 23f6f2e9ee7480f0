"""Documents at the desk: read, listed, searched, put right, found to be one paper."""
