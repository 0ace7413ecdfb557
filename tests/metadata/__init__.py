"""Tests of the readers, the facts and what they agree with."""
