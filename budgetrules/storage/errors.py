"""Why a model can't be written in a format, and what is wrong with a file that holds one."""

from __future__ import annotations

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.model.disclosure import UNKNOWN_PLACE, Place, Problem

_LONGEST_SHOWN = 40


class WriteError(Exception):
    """`code` and `details` are those of the message that says what to do."""

    def __init__(self, code: str, **details: str) -> None:
        super().__init__(f"{code} {details}")
        self.code = code
        self.details = details


class Malformed(Exception):
    """A value is of another shape than it should be: where, what was expected, what was there."""

    def __init__(self, where: str, expected: str, actual: object) -> None:
        super().__init__(f"{where}: {expected}")
        self.where = where
        self.expected = expected
        self.actual = str(actual)[:_LONGEST_SHOWN]


def error(code: str, place: Place = UNKNOWN_PLACE, /, **details: str) -> Problem:
    """Return the problem of something that can't be used, with the details of its message."""
    return Problem(Diagnostic(code, Severity.ERROR, details), place)
