"""Tests of bundles: selection, writing, checking, the report."""
