"""Two items, or two frames of one clip, beside each other: side by side, wipe, blink, difference, readings."""
