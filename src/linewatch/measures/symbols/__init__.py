"""Who or what is invoked as authority: under which name, how often, in what order, by whom; its fall and substitute."""
