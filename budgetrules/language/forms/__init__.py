"""Declarations of the tree → templates, laws and code lists of the schema."""
