"""Workbooks: their sheets as grids, numbers as their formats print them."""
