"""Seeing better without touching the file: filters, a turned view, a loupe."""
