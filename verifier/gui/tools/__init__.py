"""What the pointer does on the stage: one file per tool."""
