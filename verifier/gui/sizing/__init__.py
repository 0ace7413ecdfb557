"""How far away, or how large: a line on the picture, a lens, and one known number."""
