"""A case written out for others: JSON, files, hashes, report; and checked again."""
