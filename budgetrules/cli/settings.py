"""What a command line says and what the settings file says, made one: the command line goes first."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import cast

import attrs

from budgetrules.config import KEYS, Config, Setting, find_config, load_config

# How what argparse keeps under a key becomes the value of that key.
_GIVEN: Mapping[str, Callable[[object], Setting]] = {
    "rules": lambda given: tuple(cast(list[str], given)),
    "with": lambda given: tuple(cast(list[str], given)),
    "waivers": lambda given: tuple(cast(list[str], given)),
    "select": lambda given: _flat(given),
    "ignore": lambda given: _flat(given),
    "show": lambda given: _flat(given),
    "set": lambda given: dict(cast(list[tuple[str, str]], given)),
}


@attrs.frozen
class Settled:
    """The settings in force: each with where it comes from (command, file, default)."""

    config: Config
    values: Mapping[str, Setting | None]
    sources: Mapping[str, str]


def config_of(arguments: argparse.Namespace) -> Config:
    """The settings file that a command uses. Raises SettingsError, OSError."""
    if arguments.no_config:
        return Config()
    return (
        load_config(Path(arguments.config)) if arguments.config is not None else find_config(Path())
    )


def settle(arguments: argparse.Namespace, config: Config) -> Settled:
    """Give every option that the command has its value in force. A list on the command line takes the place of one in the file."""
    values: dict[str, Setting | None] = {}
    sources: dict[str, str] = {}
    value: Setting | None
    for key in KEYS:
        # A word of Python can't be the name of an attribute.
        name = "with_" if key == "with" else key.replace("-", "_")
        given = getattr(arguments, name, None)
        # What `read` writes is no report, and what `fmt` takes is no document.
        is_other = key == "format" and arguments.command != "check"
        if given is not None and not is_other:
            value, source = _GIVEN[key](given) if key in _GIVEN else cast(Setting, given), "command"
            if key == "set":
                value = {
                    **cast(Mapping[str, str], config.get("set")),
                    **cast(Mapping[str, str], value),
                }
        else:
            value, source = config.get(key), "file" if key in config.settings else "default"
        values[key], sources[key] = value, source
        if hasattr(arguments, name) and not is_other:
            setattr(arguments, name, value)
    return Settled(config, values, sources)


def _flat(groups: object) -> tuple[str, ...]:
    return tuple(word for group in cast(list[tuple[str, ...]], groups) for word in group)
