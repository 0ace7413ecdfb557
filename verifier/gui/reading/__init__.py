"""Reading what is written in a picture: the crop, the first reading, the second that does not see it."""
