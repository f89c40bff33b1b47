"""Where results go: standard output or a file, as UTF-8."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

from budgetrules.cli.messages import reason, say
from budgetrules.reporting.options import FormatOptions

_WIDEST = 100
_NARROWEST = 60


def options_for(to_terminal: bool, when_piped: int | None) -> FormatOptions:
    """Width and colour for a terminal; a file or pipe gets `when_piped` columns and no colour."""
    if not to_terminal:
        return FormatOptions(width=when_piped)
    terminal = os.get_terminal_size(sys.stdout.fileno())
    columns = min(_WIDEST, terminal.columns or _WIDEST)
    return FormatOptions(width=max(_NARROWEST, columns), color=_may_colour())


def _may_colour() -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    return os.environ.get("TERM") != "dumb"


def is_terminal() -> bool:
    """Return whether results go to a terminal."""
    return sys.stdout.isatty()


def overwrites(target: str, inputs: Iterable[str]) -> bool:
    """Return whether writing to `target` would destroy one of the inputs."""
    place = os.path.realpath(target)
    return any(os.path.realpath(path) == place for path in inputs)


def write(target: str | None, content: str, lang: str, *, spreadsheet: bool = False) -> bool:
    """Write to the file `target`, or print; False if that failed, of which the user has been told.

    `spreadsheet`: begin with a byte order mark, without which Excel takes Chinese for another
    encoding.
    """
    if target is None:
        sys.stdout.write(content)
        return True
    try:
        Path(target).write_text(
            content,
            encoding="utf-8-sig" if spreadsheet else "utf-8",
            errors="backslashreplace",
            newline="\n",
        )
    except OSError as error:
        say("C106", lang, path=target, reason=reason(error))
        return False
    return True
