"""Tests of the records and how they are written."""
