"""Tests of the formats of annotations."""
