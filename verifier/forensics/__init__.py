"""Filters: a picture in, a picture and numbers out; never a change of any file."""
