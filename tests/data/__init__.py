"""A sample of every format that was ever released, and the scripts that made them."""
