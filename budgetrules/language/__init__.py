"""The rule language: text → tree → names, types and units → schema values and checked rules; and
back to text.
"""
