"""A form and its rules as a package: `budgetrules check FILE --rules school`."""

from __future__ import annotations

from pathlib import Path


def folder() -> Path:
    """Where the rules are."""
    return Path(__file__).parent / "rules"
