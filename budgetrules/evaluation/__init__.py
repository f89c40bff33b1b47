"""Checked rules + model → verdicts: the plain evaluator, which defines the meaning."""
