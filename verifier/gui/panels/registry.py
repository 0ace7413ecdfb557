"""Every panel of the inspector, in the order of its tabs."""
