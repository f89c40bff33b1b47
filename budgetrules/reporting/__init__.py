"""Run result → text, concise, json, jsonl, csv, markdown, github; formats are leaves that take
values only.
"""
