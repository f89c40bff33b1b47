"""Invented disclosures in the forms of Shanghai's budgets and of final accounts."""
