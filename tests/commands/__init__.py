"""Tests of the commands and of history."""
