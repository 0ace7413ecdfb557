"""The window: shows and asks; decides nothing. Qt lives here and nowhere else."""

from verifier.gui.overrides import guard_overrides

guard_overrides()
