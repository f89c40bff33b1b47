"""The in-memory budget: disclosure, table, row, cell, section, claim, and where each of them stands."""
