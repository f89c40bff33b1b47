"""Problems of a document: a code, a place, and the words that fill the message."""

from __future__ import annotations

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.model.disclosure import UNKNOWN_PLACE, Place, Problem


def error(code: str, place: Place = UNKNOWN_PLACE, /, **details: str) -> Problem:
    """Report what could not be read; `details` fill the slots of the message."""
    diagnostic = Diagnostic(code, Severity.ERROR, details)
    return Problem(diagnostic, place)


def warning(code: str, place: Place = UNKNOWN_PLACE, /, **details: str) -> Problem:
    """Report what was read with doubt; `details` fill the slots of the message."""
    diagnostic = Diagnostic(code, Severity.WARNING, details)
    return Problem(diagnostic, place)


def note(code: str, place: Place = UNKNOWN_PLACE, /, **details: str) -> Problem:
    """Report how something was read; `details` fill the slots of the message."""
    diagnostic = Diagnostic(code, Severity.NOTE, details)
    return Problem(diagnostic, place)
