"""Tests of keys: what presses mean and what they call."""
