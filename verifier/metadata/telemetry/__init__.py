"""Where a drone was, how it was turned and what its camera did, moment by moment, as the drone wrote it down."""
