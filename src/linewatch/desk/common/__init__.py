"""What most tasks share: the found ledger, quotations, word lists, pages, names."""
