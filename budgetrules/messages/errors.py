"""Errors that carry the mistakes of a user, all of them at once, each a diagnostic."""

from __future__ import annotations

from budgetrules.core.diagnostics import Diagnostic
from budgetrules.messages.catalogue import render_diagnostic


class MistakesError(Exception):
    """The mistakes of a user, in `diagnostics`; `str()` gives their messages in English."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(diagnostics)
        self.diagnostics = diagnostics

    def __str__(self) -> str:
        messages = [render_diagnostic(item, "en") for item in self.diagnostics]
        return "\n".join(messages)


class ValuesError(MistakesError, ValueError):
    """Values that a program gave fit no table of the form."""


class SettingsError(MistakesError):
    """A file of settings, waivers or a baseline is wrong."""
