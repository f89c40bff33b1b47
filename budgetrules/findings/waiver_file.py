"""Files of waivers: read with every mistake told, and written to by `budgetrules waive`."""

from __future__ import annotations

import contextlib
import datetime
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.core.names import closest
from budgetrules.findings.globs import HASH
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
            mistakes.append(
                Diagnostic(
                    "C163",
                    Severity.ERROR,
                    {"path": str(path), "name": name},
                    suggestion=closest(name, ["waiver"]),
                )
            )
    held = document.get("waiver", [])
    if not isinstance(held, list) or not all(isinstance(entry, dict) for entry in held):
        mistakes.append(
            Diagnostic(
                "C163",
                Severity.ERROR,
                {"path": str(path), "name": "waiver"},
                suggestion="[[waiver]]",
            )
        )
        held = []
    text = file.read_text(encoding="utf-8-sig")
    lines = [number for number, line in enumerate(text.splitlines(), 1) if _HEAD.match(line)]
    found = []
    for number, entry in enumerate(held):
        line = lines[number] if len(lines) == len(held) else 0
        reader = _Entry(str(path), line, entry, mistakes)
        waiver = reader.read()
        if waiver is not None:
            found.append(waiver)
    if mistakes:
        raise SettingsError(tuple(mistakes))
    return Waivers(str(path), tuple(found))


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
        before = len(self.mistakes)
        for name in self.values:
            if name not in _KEYS:
                self._tell("C160", name, suggestion=closest(name, _KEYS), allowed=_KEYS)
        for name in _NEEDED:
            if name not in self.values:
                self._tell("C161", name)
        words = {
            name: self._text(name)
            for name in ("rule", "document", "reason", "approved_by", "fingerprint")
        }
        place, until = self._place(), self._until()
        if len(self.mistakes) > before:
            return None
        return Waiver(
            words["rule"],
            words["document"],
            place,
            words["reason"],
            words["approved_by"],
            until,
            words["fingerprint"],
            self.line,
        )

    def _text(self, name: str) -> str:
        value = self.values.get(name, "")
        if name in self.values and (not isinstance(value, str) or not value.strip()):
            self._tell("C162", name, expected="text", found=str(value))
        return value if isinstance(value, str) else ""

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
            self._tell("C162", "until", expected=_DATE, found=str(value))
        return datetime.date.min

    def _place(self) -> dict[str, str]:
        value = self.values.get("place")
        if value in WHOLE or "place" not in self.values:
            return {}
        if (
            not isinstance(value, dict)
            or not value
            or not all(isinstance(held, str) and held for held in value.values())
        ):
            self._tell("C162", "place", expected=_PLACE, found=str(value))
            return {}
        for name in value:
            if name not in PLACE_KEYS:
                self._tell(
                    "C160",
                    f"place.{name}",
                    suggestion=closest(name, PLACE_KEYS),
                    allowed=PLACE_KEYS,
                )
        if not {"table", "section"} & value.keys():
            # A column or a row alone would be accepted wherever it stands.
            self._tell("C162", "place", expected=_PLACE, found=str(value))
        return {str(name): str(held) for name, held in value.items()}

    def _tell(
        self,
        code: str,
        name: str,
        suggestion: str | None = None,
        allowed: tuple[str, ...] = (),
        **details: str,
    ) -> None:
        held = {"path": self.path, "line": str(self.line), "name": name, **details}
        self.mistakes.append(
            Diagnostic(code, Severity.ERROR, held, suggestion=suggestion, allowed=allowed)
        )


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
    os.chmod(made.name, os.stat(file).st_mode & 0o7777 if file.exists() else 0o644)
    os.replace(made.name, os.path.realpath(file))
    return before.count("\n") + 1


def _written(waiver: Waiver) -> Iterator[str]:
    yield "[[waiver]]"
    yield f"rule = {_quoted(waiver.rule)}"
    yield f"document = {_quoted(waiver.document)}"
    if waiver.place:
        yield (
            "place = { "
            + ", ".join(f"{key} = {_quoted(value)}" for key, value in waiver.place.items())
            + " }"
        )
    else:
        yield f"place = {_quoted(WHOLE[0])}"
    if waiver.fingerprint:
        yield f"fingerprint = {_quoted(waiver.fingerprint)}"
    yield f"reason = {_quoted(waiver.reason)}"
    yield f"approved_by = {_quoted(waiver.approved_by)}"
    yield f"until = {waiver.until.isoformat()}"


def _quoted(text: str) -> str:
    """A basic string of TOML."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return (
        '"'
        + "".join(letter if letter.isprintable() else f"\\U{ord(letter):08X}" for letter in escaped)
        + '"'
    )


def hash_of(sha256: str) -> str:
    """The document that has this hash, as a waiver names it."""
    return HASH + sha256
