"""The list of the case's items."""
