"""Verdicts, findings with their evidence, and the result of a run."""
