"""Diagnostics: how they weigh, and what the exception says that carries them."""

from __future__ import annotations

from budgetrules.core.diagnostics import Diagnostic, RuleFileError, Severity
from budgetrules.core.spans import NOWHERE, Span


def test_errors_weigh_more_than_warnings_and_warnings_more_than_notes() -> None:
    assert sorted(Severity, key=lambda severity: severity.rank) == [
        Severity.ERROR,
        Severity.WARNING,
        Severity.NOTE,
    ]


def test_the_exception_lists_every_mistake_with_its_line() -> None:
    mistakes = (
        Diagnostic("S202", Severity.ERROR, span=Span("a.rules", 3, 0, 1)),
        Diagnostic("S203", Severity.ERROR, span=Span("a.rules", 9, 0, 1)),
    )
    error = RuleFileError(mistakes)
    assert error.diagnostics == mistakes
    assert str(error) == "a.rules:3 [S202]; a.rules:9 [S203]"


def test_places_are_in_the_order_of_the_text() -> None:
    later, first = Span("a", 3, 0, 9), Span("a", 2, 5, 6)
    assert sorted([later, first, NOWHERE]) == [NOWHERE, first, later]
