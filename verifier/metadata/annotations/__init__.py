"""Regions as other people's annotation programs saved them: bytes of strangers to marks; no case, no Qt."""
