"""Word documents: paragraphs as lines, numbered as Word numbers them, tables as grids."""
