"""The stage: the photo or exact frame, the regions over it, and the view on both."""
