"""Infer what a table is that neither form nor kind knows, from the table itself."""
