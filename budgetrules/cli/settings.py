"""Join what the command line and the settings file say; the command line goes first."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import attrs

from budgetrules.config import Config, Setting, find_config, load_config
from budgetrules.options import REPORT_FORMAT, SET, SETTINGS, TEXTS, Option


@attrs.frozen
class Settled:
    """The settings in force: each with where it comes from (command, file, default)."""

    config: Config
    values: Mapping[str, Setting | None]
    sources: Mapping[str, str]


def config_of(arguments: argparse.Namespace) -> Config:
    """Return the settings file that a command uses. Raises SettingsError, OSError."""
    if arguments.no_config:
        return Config()
    if arguments.config is None:
        return find_config(Path())
    return load_config(Path(arguments.config))


def settle(arguments: argparse.Namespace, config: Config) -> Settled:
    """Give every option that the command has its value in force.

    A list on the command line takes the place of one in the file.
    """
    values: dict[str, Setting | None] = {}
    sources: dict[str, str] = {}
    for option in SETTINGS:
        # What `read` writes is no report, and what `fmt` takes is no document.
        is_other = option is REPORT_FORMAT and arguments.command != "check"
        given = None if is_other else getattr(arguments, option.field, None)
        if given is not None:
            values[option.name] = _given(option, given, config)
            sources[option.name] = "command"
        else:
            values[option.name] = config.get(option.name)
            sources[option.name] = "file" if option.name in config.settings else "default"
        if hasattr(arguments, option.field) and not is_other:
            setattr(arguments, option.field, values[option.name])
    return Settled(config, values, sources)


def _given(option: Option, given: object, config: Config) -> Setting:
    """Return what argparse keeps for an option, as the value of its setting."""
    if option is SET:
        in_file = cast(Mapping[str, str], config.get(option.name))
        return {**in_file, **dict(cast(list[tuple[str, str]], given))}
    if option.kind is TEXTS:
        return tuple(cast(list[str], given))
    if option.kind.repeats:
        words: list[str] = []
        for group in cast(list[tuple[str, ...]], given):
            words.extend(group)
        return tuple(words)
    return cast(Setting, given)
