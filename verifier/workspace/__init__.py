"""One open case with its jobs and settings: the single door for window and command line."""
