"""Names, types and units: rules of the tree → checked rules of the schema."""
