"""Print the result of a run: a module a format (see formats.py); formats take values only."""
