"""Rules that set a file's words against each other; none of them calls a file fake."""
