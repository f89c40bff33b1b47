"""What options allow.

A module of its own, because the parser of the command must not load anything.
"""

from __future__ import annotations

FAIL_LEVELS = ("error", "warning", "note", "never")
LANGUAGES = ("zh", "en")
SHOWN = ("rounding", "unknown")
MOST_JOBS = 64
