"""What can be done in the window: one table, one file for each menu."""
