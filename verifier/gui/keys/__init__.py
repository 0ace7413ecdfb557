"""Keys: what a press means on any keyboard, which action it calls, and the one place where that is decided."""
