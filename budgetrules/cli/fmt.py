"""`budgetrules fmt`: rewrite rule files in the one canonical form."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

import attrs

from budgetrules.cli.messages import reason, say, show_diagnostics
from budgetrules.cli.paths import RULE_ENDINGS, STDIN, find_files
from budgetrules.language.text.printer import format_text
from budgetrules.messages.catalogue import text

_STDIN_NAME = "<stdin>"


def run(arguments: argparse.Namespace) -> int:
    """Format the files; status 1 if --check finds something to change, 2 if a file is broken and
    left alone.
    """
    lang: str = arguments.lang
    inputs = find_files(arguments.paths, RULE_ENDINGS, lang)
    changed, broken = 0, 0
    for path in inputs.files:
        before = _read(path, lang)
        after = None if before is None else _formatted(path, before, arguments)
        if before is None or after is None:
            broken += 1
            continue
        if path == STDIN and not arguments.check:
            sys.stdout.write(after)
        if after == before:
            continue
        if arguments.check or path == STDIN or _replace(path, after, lang):
            changed += 1
        else:
            broken += 1
            continue
        if arguments.check:
            print(text("cli.fmt.would", lang, path=path))
        elif path != STDIN:
            print(text("cli.fmt.changed", lang, path=path))
    if inputs.files and inputs.files != (STDIN,):
        code = "cli.fmt.counts.check" if arguments.check else "cli.fmt.counts"
        print(
            text(code, lang, files=len(inputs.files), changed=changed, broken=broken),
            file=sys.stderr,
        )
    if broken or not inputs.complete:
        return 2
    return 1 if arguments.check and changed else 0


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
    after, diagnostics = format_text(before, arguments.spelling or spelling_of(before))
    if after is None:
        name = _STDIN_NAME if path == STDIN else path
        named = [
            attrs.evolve(item, span=attrs.evolve(item.span, file=name)) for item in diagnostics
        ]
        show_diagnostics(named, arguments.lang, {name: before})
    return after


def spelling_of(content: str) -> str:
    """Which spelling most lines of a rule file begin with: en or zh."""
    first = [words[0] for line in content.splitlines() if (words := line.split(None, 1))]
    english = sum(word.isascii() and word[0].isalpha() for word in first)
    chinese = sum(not word.isascii() and word[0].isalpha() for word in first)
    return "en" if english > chinese else "zh"


def _replace(path: str, content: str, lang: str) -> bool:
    """Put `content` in the place of the file in one step, so that an interruption never leaves half
    a file.
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
        os.chmod(file.name, os.stat(target).st_mode & 0o7777)
        os.replace(file.name, target)
    except OSError as error:
        say("C106", lang, path=path, reason=reason(error))
        return False
    return True
