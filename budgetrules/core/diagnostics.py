"""Mistakes of users as values: collected, never raised one by one."""

from __future__ import annotations

import enum
from collections.abc import Iterable

import attrs

from budgetrules.core.spans import NOWHERE, Span


class Severity(enum.Enum):
    """How much a mistake or a finding weighs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for an error, larger for what weighs less."""
        return ("error", "warning", "note").index(self.value)


@attrs.frozen
class Diagnostic:
    """One mistake: a stable code, the words that fill its message, where it is and what to do.

    The sentence itself stands in the message catalogue under `code`, in Chinese and in English;
    `details` fills its slots.
    """

    code: str
    severity: Severity
    details: dict[str, str] = attrs.field(factory=dict)
    span: Span = NOWHERE
    suggestion: str | None = None
    allowed: tuple[str, ...] = ()


def error_at(
    span: Span,
    code: str,
    /,
    nearest: str | None = None,
    allowed: Iterable[str] = (),
    **details: str,
) -> Diagnostic:
    """Report an error at a place; `details` are the words of its message.

    `nearest` is the nearest right word, `allowed` are all of them.
    """
    return Diagnostic(code, Severity.ERROR, details, span, nearest, tuple(allowed))


class RuleFileError(Exception):
    """Rule files hold mistakes; `diagnostics` lists all of them."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(
            "; ".join(f"{item.span.file}:{item.span.line} [{item.code}]" for item in diagnostics)
        )
        self.diagnostics = diagnostics
