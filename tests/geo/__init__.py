"""Tests of coordinates."""
