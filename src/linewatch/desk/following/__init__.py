"""Words followed through an archive: echoes, formulas, symbols, foreknowledge."""
