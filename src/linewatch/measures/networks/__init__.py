"""Who moves with whom: ties of agreement and of conflict, wings and blocs, one centre or many."""
