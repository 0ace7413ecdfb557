"""Regions written out for other people's programs: one module per format, all from one look at what goes out."""
