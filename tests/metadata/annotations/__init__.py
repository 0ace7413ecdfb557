"""Tests of files of other people's annotation programs."""
