"""Read files of waivers, with every mistake in them, and write to them (`budgetrules waive`)."""

from __future__ import annotations

import contextlib
import datetime
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeGuard

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.core.names import closest
from budgetrules.findings.waivers import PLACE_KEYS, WHOLE, Waiver, Waivers
from budgetrules.messages.errors import SettingsError
from budgetrules.messages.toml import read_toml

_HEAD = re.compile(r"\s*\[\[\s*[\"']?waiver[\"']?\s*\]\]")
_NEEDED = ("rule", "document", "place", "reason", "approved_by", "until")
_KEYS = (*_NEEDED, "fingerprint")
_DATE = "yyyy-mm-dd"
_PLACE = f'{{{", ".join(f"{key} = …" for key in PLACE_KEYS)}}} | "{WHOLE[0]}"'


def load_waivers(path: str | Path) -> Waivers:
    """Read a file of waivers. Raises SettingsError with every mistake in it, OSError."""
    file = Path(path)
    document = read_toml(file)
    mistakes: list[Diagnostic] = []
    for name in document:
        if name != "waiver":
            mistakes.append(_misplaced(path, name, closest(name, ["waiver"])))
    tables = document.get("waiver", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        mistakes.append(_misplaced(path, "waiver", "[[waiver]]"))
        tables = []
    entries = []
    for line, values in zip(_first_lines(file, len(tables)), tables, strict=True):
        waiver = _Entry(str(path), line, values, mistakes).read()
        if waiver is not None:
            entries.append(waiver)
    if mistakes:
        raise SettingsError(tuple(mistakes))
    return Waivers(str(path), tuple(entries))


def _misplaced(path: str | Path, name: str, suggestion: str | None) -> Diagnostic:
    """Return the mistake of something at the top of the file that is no `[[waiver]]`."""
    details = {"path": str(path), "name": name}
    return Diagnostic("C163", Severity.ERROR, details, suggestion=suggestion)


def _first_lines(file: Path, number: int) -> list[int]:
    """Return the line on which each of the entries begins.

    0 for all where they can't be told apart.
    """
    text = file.read_text(encoding="utf-8-sig")
    lines = [at for at, line in enumerate(text.splitlines(), 1) if _HEAD.match(line)]
    if len(lines) == number:
        return lines
    return [0] * number


class _Entry:
    """One entry as TOML gives it; mistakes in it are collected."""

    def __init__(
        self, path: str, line: int, values: Mapping[str, object], mistakes: list[Diagnostic]
    ) -> None:
        self.path = path
        self.line = line
        self.values = values
        self.mistakes = mistakes

    def read(self) -> Waiver | None:
        """Return the waiver that the entry is; None, with its mistakes collected, if it is none."""
        before = len(self.mistakes)
        for name in self.values:
            if name not in _KEYS:
                self._report("C160", name, suggestion=closest(name, _KEYS), allowed=_KEYS)
        for name in _NEEDED:
            if name not in self.values:
                self._report("C161", name)
        waiver = Waiver(
            rule=self._text("rule"),
            document=self._text("document"),
            reason=self._text("reason"),
            approved_by=self._text("approved_by"),
            fingerprint=self._text("fingerprint"),
            place=self._place(),
            until=self._until(),
            line=self.line,
        )
        return waiver if len(self.mistakes) == before else None

    def _text(self, name: str) -> str:
        if name not in self.values:
            return ""
        value = self.values[name]
        if isinstance(value, str) and value.strip():
            return value
        self._report("C162", name, expected="text", found=str(value))
        return ""

    def _until(self) -> datetime.date:
        value = self.values.get("until")
        if isinstance(value, str):
            with contextlib.suppress(ValueError):
                value = datetime.date.fromisoformat(value)
        if isinstance(value, datetime.datetime):
            value = value.date()
        if isinstance(value, datetime.date):
            return value
        if "until" in self.values:
            self._report("C162", "until", expected=_DATE, found=str(value))
        return datetime.date.min

    def _place(self) -> dict[str, str]:
        value = self.values.get("place")
        if value in WHOLE or "place" not in self.values:
            return {}
        if not _is_place(value):
            self._report("C162", "place", expected=_PLACE, found=str(value))
            return {}
        for name in value:
            if name not in PLACE_KEYS:
                nearest = closest(name, PLACE_KEYS)
                self._report("C160", f"place.{name}", suggestion=nearest, allowed=PLACE_KEYS)
        if not {"table", "section"} & value.keys():
            # A column or a row alone would be accepted wherever it stands.
            self._report("C162", "place", expected=_PLACE, found=str(value))
        return value

    def _report(
        self,
        code: str,
        name: str,
        suggestion: str | None = None,
        allowed: tuple[str, ...] = (),
        **details: str,
    ) -> None:
        slots = {"path": self.path, "line": str(self.line), "name": name, **details}
        mistake = Diagnostic(code, Severity.ERROR, slots, suggestion=suggestion, allowed=allowed)
        self.mistakes.append(mistake)


def _is_place(value: object) -> TypeGuard[dict[str, str]]:
    """True if a value of TOML is a table that holds texts only, none of them empty."""
    if not isinstance(value, dict) or not value:
        return False
    return all(isinstance(content, str) and content for content in value.values())


def append_waiver(path: str | Path, waiver: Waiver) -> int:
    """Put a waiver at the end of a file (made if there is none) and give the line it begins on.
    Raises OSError.

    What the file holds, comments too, stays as it is.
    """
    file = Path(path)
    before = file.read_bytes().decode("utf-8") if file.exists() else ""
    if before and not before.endswith("\n"):
        before += "\n"
    before += "\n" if before else ""
    content = before + "\n".join(_written(waiver)) + "\n"
    folder = os.path.dirname(os.path.realpath(file))
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", newline="", dir=folder, prefix=".budgetrules-", delete=False
    ) as made:
        made.write(content)
    mode = os.stat(file).st_mode & 0o7777 if file.exists() else 0o644
    os.chmod(made.name, mode)
    os.replace(made.name, os.path.realpath(file))
    return before.count("\n") + 1


def _written(waiver: Waiver) -> Iterator[str]:
    """Yield the lines of an entry."""
    yield "[[waiver]]"
    yield f"rule = {_quoted(waiver.rule)}"
    yield f"document = {_quoted(waiver.document)}"
    if waiver.place:
        pairs = [f"{key} = {_quoted(value)}" for key, value in waiver.place.items()]
        yield f"place = {{ {', '.join(pairs)} }}"
    else:
        yield f"place = {_quoted(WHOLE[0])}"
    if waiver.fingerprint:
        yield f"fingerprint = {_quoted(waiver.fingerprint)}"
    yield f"reason = {_quoted(waiver.reason)}"
    yield f"approved_by = {_quoted(waiver.approved_by)}"
    yield f"until = {waiver.until.isoformat()}"


def _quoted(text: str) -> str:
    """Return a basic string of TOML."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    letters = map(_printable_letter, escaped)
    return f'"{"".join(letters)}"'


def _printable_letter(letter: str) -> str:
    return letter if letter.isprintable() else f"\\U{ord(letter):08X}"
