"""Triage: decide on many items quickly, one key a decision."""
