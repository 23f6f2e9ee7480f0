"""The said ledger at the desk: entered, listed, compared between coders, checked, taken out and in."""
