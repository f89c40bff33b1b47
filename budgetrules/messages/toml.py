"""TOML files of users."""

from __future__ import annotations

from pathlib import Path

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.messages.errors import SettingsError


def read_toml(path: Path) -> dict[str, object]:
    """Return what a TOML file holds. Raises SettingsError if it is none, OSError."""
    # Imported here: most runs have no settings.
    import tomllib

    try:
        text = path.read_text(encoding="utf-8-sig")
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        details = {"path": str(path), "reason": str(error)}
        mistake = Diagnostic("C150", Severity.ERROR, details)
        raise SettingsError((mistake,)) from error
