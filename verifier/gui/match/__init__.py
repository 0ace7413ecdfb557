"""The page that finds copies: groups of items that look alike, and which is nearest to the original."""
