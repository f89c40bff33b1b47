"""`budgetrules fmt`: rewrite rule files in the one canonical form."""

from __future__ import annotations

import argparse
import enum
import os
import sys
import tempfile
from collections import Counter
from pathlib import Path

import attrs

from budgetrules.cli.messages import reason, say, show_diagnostics
from budgetrules.cli.paths import RULE_ENDINGS, STDIN, find_files
from budgetrules.core.diagnostics import Diagnostic
from budgetrules.language.text.printer import format_text
from budgetrules.messages.catalogue import text

_STDIN_NAME = "<stdin>"


def run(arguments: argparse.Namespace) -> int:
    """Format the files.

    Status 1 if --check finds something to change, 2 if a file is broken and left alone.
    """
    lang: str = arguments.lang
    inputs = find_files(arguments.paths, RULE_ENDINGS, lang)
    counts = Counter(_format(path, arguments) for path in inputs.files)
    changed = counts[_State.CHANGED]
    broken = counts[_State.BROKEN]
    if inputs.files and inputs.files != (STDIN,):
        code = "cli.fmt.counts.check" if arguments.check else "cli.fmt.counts"
        words = text(code, lang, files=len(inputs.files), changed=changed, broken=broken)
        print(words, file=sys.stderr)
    if broken or not inputs.complete:
        return 2
    return 1 if arguments.check and changed else 0


class _State(enum.Enum):
    """What became of a file."""

    SAME = enum.auto()
    CHANGED = enum.auto()
    BROKEN = enum.auto()


def _format(path: str, arguments: argparse.Namespace) -> _State:
    """Format one file in place, standard input to standard output; under --check only look."""
    lang: str = arguments.lang
    before = _read(path, lang)
    after = None if before is None else _formatted(path, before, arguments)
    if after is None:
        return _State.BROKEN
    if path == STDIN and not arguments.check:
        sys.stdout.write(after)
    if after == before:
        return _State.SAME
    if arguments.check:
        print(text("cli.fmt.would", lang, path=path))
    elif path != STDIN:
        if not _replace(path, after, lang):
            return _State.BROKEN
        print(text("cli.fmt.changed", lang, path=path))
    return _State.CHANGED


def _read(path: str, lang: str) -> str | None:
    try:
        content = sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes()
    except OSError as error:
        say("C103", lang, path=path, reason=reason(error))
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        say("C110", lang, path=path, byte=error.start + 1)
        return None


def _formatted(path: str, before: str, arguments: argparse.Namespace) -> str | None:
    """Return the content of a file as it should be.

    None if it is broken, of which the user is told.
    """
    after, diagnostics = format_text(before, arguments.spelling or spelling_of(before))
    if after is None:
        name = _STDIN_NAME if path == STDIN else path
        named: list[Diagnostic] = []
        for diagnostic in diagnostics:
            span = attrs.evolve(diagnostic.span, file=name)
            named.append(attrs.evolve(diagnostic, span=span))
        show_diagnostics(named, arguments.lang, {name: before})
    return after


def spelling_of(content: str) -> str:
    """Tell which spelling most lines of a rule file begin with: en or zh."""
    english = chinese = 0
    for line in content.splitlines():
        begin = line.lstrip()[:1]
        if begin.isalpha():
            first_word = line.split(None, 1)[0]
            if first_word.isascii():
                english += 1
            else:
                chinese += 1
    return "en" if english > chinese else "zh"


def _replace(path: str, content: str, lang: str) -> bool:
    """Put `content` in the place of the file in one step; False if that failed, which is told.

    An interruption never leaves half a file.
    """
    target = os.path.realpath(path)
    try:
        with tempfile.NamedTemporaryFile(
            "w",
            encoding="utf-8",
            newline="\n",
            dir=os.path.dirname(target),
            prefix=".budgetrules-",
            delete=False,
        ) as file:
            file.write(content)
        permissions = os.stat(target).st_mode & 0o7777
        os.chmod(file.name, permissions)
        os.replace(file.name, target)
    except OSError as error:
        say("C106", lang, path=path, reason=reason(error))
        return False
    return True
