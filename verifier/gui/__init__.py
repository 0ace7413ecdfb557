"""The window: shows and asks; decides nothing. Qt lives here and nowhere else."""
