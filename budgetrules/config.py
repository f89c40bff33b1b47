"""Settings of a project: `budgetrules.toml`, or `[tool.budgetrules]` of a pyproject.toml.

The nearest one counts, alone.

Keys are the long options of `check` without their dashes. What a command line says goes before what
stands here.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import cast

import attrs

from budgetrules import options
from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.core.names import closest
from budgetrules.messages.errors import SettingsError
from budgetrules.messages.toml import read_toml
from budgetrules.options import MOST_JOBS, SETTINGS, Kind, Option

OWN, SHARED, TABLE = "budgetrules.toml", "pyproject.toml", "budgetrules"
Setting = str | int | bool | tuple[str, ...] | Mapping[str, str]
# The settings by key, in the order in which they are shown.
KEYS: dict[str, Option] = {option.name: option for option in SETTINGS}


def _text(option: Option, value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _texts(option: Option, value: object) -> tuple[str, ...] | None:
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list) or not all(isinstance(item, str) and item for item in items):
        return None
    return tuple(items)


def _truth(option: Option, value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _year(option: Option, value: object) -> int | None:
    return _between(value, 1000, 9999)


def _number(option: Option, value: object) -> int | None:
    return _between(value, 1, MOST_JOBS)


def _between(value: object, least: int, most: int) -> int | None:
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    return value if least <= value <= most else None


def _values(option: Option, value: object) -> Mapping[str, str] | None:
    if not isinstance(value, dict):
        return None
    values: dict[str, str] = {}
    for name, given in value.items():
        text = given.isoformat() if hasattr(given, "isoformat") else given
        if not isinstance(text, str | int) or isinstance(text, bool):
            return None
        values[str(name)] = str(text)
    return values


def _choice(option: Option, value: object) -> str | None:
    return value if isinstance(value, str) and value in option.choices else None


def _choices(option: Option, value: object) -> tuple[str, ...] | None:
    words = _texts(option, value)
    return words if words is not None and set(words) <= set(option.choices) else None


# How a value of each kind is read from a settings file; None: it is no such value.
_READERS: dict[Kind, Callable[[Option, object], Setting | None]] = {
    options.TEXT: _text,
    options.FORMAT: _text,
    options.TEXTS: _texts,
    options.WORDS: _texts,
    options.TRUTH: _truth,
    options.YEAR: _year,
    options.NUMBER: _number,
    options.VALUES: _values,
    options.CHOICE: _choice,
    options.CHOICES: _choices,
}


@attrs.frozen
class Config:
    """The settings of a file, by key; `folder` is what its paths are relative to.

    Without a file there are none.
    """

    path: Path | None = None
    settings: Mapping[str, Setting] = attrs.field(factory=dict)

    @property
    def folder(self) -> Path:
        """Where the file lies."""
        return self.path.parent if self.path is not None else Path()

    def get(self, key: str) -> Setting | None:
        """Return the setting of a key, else what counts without one."""
        value = self.settings.get(key, KEYS[key].default)
        return cast(Setting | None, value)


def find_config(start: Path) -> Config:
    """Return the settings of the nearest file in `start` or above it.

    Raises SettingsError with every mistake in it, OSError.
    """
    for folder in (start.resolve(), *start.resolve().parents):
        own = folder / OWN
        if own.is_file():
            return load_config(own)
        shared = folder / SHARED
        if shared.is_file() and b"budgetrules" in shared.read_bytes():
            config = load_config(shared)
            if config.path is not None:
                return config
    return Config()


def load_config(path: Path) -> Config:
    """Return the settings of a file; none if it is a pyproject.toml without our table.

    Raises SettingsError, OSError.
    """
    document = read_toml(path)
    if path.name == SHARED:
        tools = document.get("tool")
        table = tools.get(TABLE) if isinstance(tools, dict) else None
        if table is None:
            return Config()
        document = table if isinstance(table, dict) else {TABLE: table}
    mistakes: list[Diagnostic] = []
    settings: dict[str, Setting] = {}
    for name, given in document.items():
        option = KEYS.get(name)
        if option is None:
            mistakes.append(_unknown_key(path, name))
            continue
        value = _READERS[option.kind](option, given)
        if value is None:
            details = {"expected": option.expected, "found": str(given)}
            mistakes.append(_mistake("C152", path, name, **details))
            continue
        settings[name] = _located(value, path.parent) if option.is_path else value
    if mistakes:
        raise SettingsError(tuple(mistakes))
    return Config(path, settings)


def _mistake(code: str, path: Path, name: str, **details: str) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, {"path": str(path), "name": name, **details})


def _unknown_key(path: Path, name: str) -> Diagnostic:
    nearest = closest(name, KEYS) or closest(name.replace("_", "-"), KEYS)
    mistake = _mistake("C151", path, name)
    return attrs.evolve(mistake, suggestion=nearest, allowed=tuple(KEYS))


def _located(value: Setting, folder: Path) -> Setting:
    """Return paths as seen from the working folder.

    What is no path there (the name of an installed pack) stays.
    """
    if isinstance(value, tuple):
        return tuple(str(_located(item, folder)) for item in value)
    if not isinstance(value, str) or os.path.isabs(value):
        return value
    target = os.path.join(folder, value)
    is_name = not os.path.exists(target) and not any(sign in value for sign in "/\\*.")
    return value if is_name else _from_here(target)


def _from_here(target: str) -> str:
    try:
        relative = os.path.relpath(target)
    except ValueError:
        # Another drive of Windows.
        return target
    return target if relative.startswith(os.pardir) else relative
