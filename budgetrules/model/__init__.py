"""The in-memory budget: disclosure, table, row, cell, section, claim, and their places."""
