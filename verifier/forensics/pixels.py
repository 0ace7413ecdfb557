"""What filters work on; imported by workers only."""

import numpy as np

Pixels = np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]
"""(height, width, 3) uint8 RGB."""
Plane = np.ndarray[tuple[int, int], np.dtype[np.uint8]]
"""(height, width) uint8."""
Numbers = dict[str, float]
"""What a filter found out, by name."""
