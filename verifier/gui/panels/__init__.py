"""What stands in the inspector: one file per panel."""
