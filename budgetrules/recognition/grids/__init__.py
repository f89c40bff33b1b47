"""Drawn tables (grids) → tables of the model, and what no form knows → lines of the narrative."""
