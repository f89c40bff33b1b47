"""Run the `budgetrules` command; turn whatever happens into a message and an exit status.

Status 0: no finding at or above the fail level; 1: at least one; 2: wrong use, a broken rule file,
or a document that could not be read.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import io
import os
import sys
from collections.abc import Callable, Sequence
from typing import cast

from budgetrules.cli.parser import build_parser

WRONG = 2
# As many as a few documents leave behind: some megabytes.
_OBJECTS_BETWEEN_COLLECTIONS = 100_000


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; `argv` without the program's name. Returns the exit status."""
    _speak_utf8()
    owns_process = argv is None
    if owns_process:
        # Modules and rules stay until the command ends: garbage is worth looking for only in what
        # documents leave.
        gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    parser = build_parser()
    try:
        arguments = parser.parse_args(argv)
    except SystemExit as end:
        return int(end.code or 0)
    arguments.owns_process = owns_process
    running = importlib.import_module("budgetrules.cli.running")
    run = cast(Callable[[argparse.Namespace], int], running.run)
    try:
        status = run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        _forget_stdout()
        _say("C108", arguments.lang)
        return WRONG
    except KeyboardInterrupt:
        _say("C107", arguments.lang)
        return WRONG
    except OSError as error:
        # Commands answer for the files they name; this is standard output, on a full disk.
        _forget_stdout()
        path = error.filename or "-"
        reason = error.strerror or str(error)
        _say("C106", arguments.lang, path=path, reason=reason)
        return WRONG
    return status


def _say(code: str, lang: str | None, **slots: str) -> None:
    from budgetrules.cli.messages import say

    say(code, lang or "zh", **slots)


def _speak_utf8() -> None:
    """Print UTF-8 whatever the locale says; names that are not UTF-8 get backslashes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _forget_stdout() -> None:
    """Drop what is still buffered, so that Python does not complain of the pipe when it ends."""
    try:
        descriptor = sys.stdout.fileno()
    except (io.UnsupportedOperation, ValueError):
        return
    os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)
