"""Where in a clip we are, and how to get elsewhere."""
