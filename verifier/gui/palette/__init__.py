"""The palette: find an action, an item, a drone or a place by a few letters, by keys alone."""
