"""Bytes to fingerprints, upright pixels and exact frames; everything that decodes runs in worker processes."""
