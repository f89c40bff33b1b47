"""Bytes → lines and grids with their places: a folder or a module a file format."""
