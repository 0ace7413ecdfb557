"""The offline map: what is seen, the ground, names, and what of the case has a place."""
