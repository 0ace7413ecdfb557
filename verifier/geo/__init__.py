"""Coordinates in any form people write them, WGS 84."""
