"""Playing a clip: which frame is due, the sound that goes with it, and what keeps the two together."""
