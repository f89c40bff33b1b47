"""Tell the user on stderr: messages of commands, mistakes in rules, problems of documents."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from budgetrules.core.diagnostics import Diagnostic, RuleFileError
from budgetrules.messages.catalogue import describe, hint, printable, render_diagnostic, text
from budgetrules.messages.errors import SettingsError

if TYPE_CHECKING:
    from budgetrules.findings.verdicts import DocumentResult


def say(code: str, lang: str, /, **slots: object) -> None:
    """Print a message of the catalogue with its hint."""
    words = printable(text(code, lang, **slots))
    remedy = printable(hint(code, lang, **slots))
    print(f"budgetrules: [{code}] {words}", file=sys.stderr)
    if remedy:
        print(f"  {remedy}", file=sys.stderr)


def say_mistakes(error: RuleFileError, lang: str) -> None:
    """Print all mistakes of rule files with their lines, then how many there are."""
    show_diagnostics(error.diagnostics, lang)
    say("C112", lang, number=len(error.diagnostics))


def say_settings(error: SettingsError, lang: str) -> None:
    """Print all mistakes of a file of settings, waivers or a baseline."""
    for diagnostic in error.diagnostics:
        print("budgetrules: " + render_diagnostic(diagnostic, lang), file=sys.stderr)


def show_diagnostics(
    diagnostics: Iterable[Diagnostic], lang: str, texts: Mapping[str, str] | None = None
) -> None:
    """Print diagnostics with the lines they point at.

    `texts` holds, by name, the content of files that are not on disk.
    """
    lines_of = _reader(texts or {})
    for diagnostic in diagnostics:
        lines = lines_of(diagnostic.span.file)
        number = diagnostic.span.line
        line = lines[number - 1] if 0 < number <= len(lines) else None
        print(render_diagnostic(diagnostic, lang, line), file=sys.stderr)


def show_problems(documents: Iterable[DocumentResult], lang: str) -> None:
    """Print why documents could not be checked, a line a problem."""
    for document in documents:
        say("C113", lang, path=document.path)
        for problem in document.problems:
            line = problem.place.printed_line
            place = document.path if line is None else f"{document.path}:{line}"
            words = describe(problem.diagnostic, lang)
            told = f"{place} [{problem.diagnostic.code}] {words}"
            print(printable(told), file=sys.stderr)


def reason(error: OSError) -> str:
    """Return why the system refused, without the path, which the message names already."""
    return error.strerror or str(error)


def _reader(texts: Mapping[str, str]) -> Callable[[str], list[str]]:
    @functools.cache
    def lines_of(file: str) -> list[str]:
        if file in texts:
            return texts[file].split("\n")
        if not file:
            return []
        try:
            content = Path(file).read_text(encoding="utf-8-sig", errors="replace")
        except (OSError, ValueError):
            return []
        return content.split("\n")

    return lines_of
