"""The pages of the window: what fills it beside the rail."""
