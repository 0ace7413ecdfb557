"""How each kind of region is outlined, grasped and moved: one small file per kind."""
