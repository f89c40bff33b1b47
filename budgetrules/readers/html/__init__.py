"""Saved web pages: their text as lines, their tables as grids."""
