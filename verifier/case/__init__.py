"""Every record by key, the journal that says how it came to be, and the one file it is stored in."""
