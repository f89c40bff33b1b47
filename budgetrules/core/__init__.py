"""Figures, intervals, comparison, spans, diagnostics, display width and messages; imports nothing of ours."""
