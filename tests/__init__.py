"""Tests; the folders mirror ``verifier/``."""
