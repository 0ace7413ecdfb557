"""Asking somebody else's engine for earlier appearances: what goes is seen first, and nothing goes unasked."""
