"""Tests of the formats of saved posts."""
