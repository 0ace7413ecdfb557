"""Which drone: a search that answers while one types, with what to look for beside it."""
