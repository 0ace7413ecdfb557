"""Frozen records, ids, units, errors and progress: what every other floor speaks.

Standard library and msgspec only. Nothing here reads a file, a clock or an environment variable.
"""
