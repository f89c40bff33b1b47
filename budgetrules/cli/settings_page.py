"""`budgetrules config --show`: the settings in force, as a file of settings that gives the same."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping

from budgetrules.cli.settings import Settled
from budgetrules.config import KEYS, Setting
from budgetrules.messages.catalogue import text

# What messages call where a setting comes from.
_SOURCES = {
    "command": "cli.config.command",
    "file": "cli.config.file_source",
    "default": "cli.config.default",
}


def run(arguments: argparse.Namespace) -> int:
    """Print every setting with where it comes from."""
    lang: str = arguments.lang
    settled: Settled = arguments.settled
    path = settled.config.path
    if path is None:
        shown = text("cli.config.none", lang)
    else:
        shown = os.path.relpath(path)
    lines = [f"# {text('cli.config.file', lang, path=shown)}"]
    for key, value in settled.values.items():
        about = text(KEYS[key].meaning, lang)
        source = text(_SOURCES[settled.sources[key]], lang)
        written = f"{key} = {toml(value)}" if value is not None else f"# {key} ="
        lines.append(f"{written}  # {source}{text('report.semicolon', lang)}{about}")
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def toml(value: Setting) -> str:
    """Return a setting as TOML writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, Mapping):
        pairs = [f"{toml(name)} = {toml(part)}" for name, part in value.items()]
        inner = ", ".join(pairs)
        return f"{{ {inner} }}" if inner else "{}"
    return "[" + ", ".join(map(toml, value)) + "]"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    letters = [char if char.isprintable() else f"\\U{ord(char):08X}" for char in escaped]
    return f'"{"".join(letters)}"'
