"""Errors that carry mistakes: as a text they are the messages, in English, one after another."""

from __future__ import annotations

import pytest

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.messages.catalogue import render_diagnostic
from budgetrules.messages.errors import MistakesError, SettingsError, ValuesError

MISTAKES = tuple(Diagnostic("C104", Severity.ERROR, {"name": name}) for name in ("T-A1", "T-A2"))


@pytest.mark.parametrize("kind", [MistakesError, SettingsError, ValuesError])
def test_every_mistake_is_said_in_english_on_lines_of_its_own(kind: type[MistakesError]) -> None:
    expected = "\n".join(render_diagnostic(mistake, "en") for mistake in MISTAKES)
    assert str(kind(MISTAKES)) == expected


def test_the_mistakes_stay_values() -> None:
    assert SettingsError(MISTAKES).diagnostics == MISTAKES


def test_wrong_values_are_a_value_error_and_wrong_settings_are_none() -> None:
    assert issubclass(ValuesError, ValueError)
    assert not issubclass(SettingsError, ValueError)
