"""Readers that turn bytes into readings, and the facts drawn from readings."""
