"""Tests of the case, its journal and its storage."""
