"""The plain evaluator, which defines what rules mean."""
