"""Questions that need a window of their own: a new case, an export."""
