"""Drone models, camera codes and visual cues, each with its sources; search and lookup."""
