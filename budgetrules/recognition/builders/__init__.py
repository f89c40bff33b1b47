"""Disclosures from values in memory: examples of rules, and a program's own figures."""
