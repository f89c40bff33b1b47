"""TOML files of users."""

from __future__ import annotations

from pathlib import Path

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.messages.errors import SettingsError


def read_toml(path: Path) -> dict[str, object]:
    """A TOML file. Raises SettingsError if it is none, OSError."""
    # Imported here: most runs have no settings.
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        details = {"path": str(path), "reason": str(error)}
        raise SettingsError((Diagnostic("C150", Severity.ERROR, details),)) from error
