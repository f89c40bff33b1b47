"""`budgetrules config --show`: the settings in force, as a file of settings that gives the same."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping

from budgetrules.cli.settings import Settled
from budgetrules.config import KEYS, Setting
from budgetrules.messages.catalogue import text


def run(arguments: argparse.Namespace) -> int:
    """Print every setting with where it comes from."""
    lang: str = arguments.lang
    settled: Settled = arguments.settled
    path = settled.config.path
    shown = os.path.relpath(path) if path is not None else text("cli.config.none", lang)
    lines = [f"# {text('cli.config.file', lang, path=shown)}"]
    for key, value in settled.values.items():
        about = KEYS[key].meaning.split(" · ")[1 if lang == "en" else 0]
        source = text(
            {"file": "cli.config.file_source"}.get(
                settled.sources[key], f"cli.config.{settled.sources[key]}"
            ),
            lang,
        )
        written = f"{key} = {toml(value)}" if value is not None else f"# {key} ="
        lines.append(f"{written}  # {source}{text('report.semicolon', lang)}{about}")
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def toml(value: Setting) -> str:
    """A setting as TOML writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return (
            '"'
            + "".join(
                letter if letter.isprintable() else f"\\U{ord(letter):08X}" for letter in escaped
            )
            + '"'
        )
    if isinstance(value, Mapping):
        inner = ", ".join(f"{toml(name)} = {toml(held)}" for name, held in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    return "[" + ", ".join(map(toml, value)) + "]"
