"""Numbers and places: figures, ranges, relations, names, units, spans, diagnostics."""
