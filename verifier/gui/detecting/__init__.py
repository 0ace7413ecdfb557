"""A detector's proposals in the window: asked for, looked through, accepted or refused one by one or all."""
