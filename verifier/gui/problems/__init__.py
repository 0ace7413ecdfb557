"""What went wrong with files, and what to do about each."""
