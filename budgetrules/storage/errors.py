"""Why a model can't be written in a format, and why a file is no written model."""

from __future__ import annotations

_LONGEST_SHOWN = 40


class WriteError(Exception):
    """`code` and `details` are those of the message that says what to do."""

    def __init__(self, code: str, **details: str) -> None:
        super().__init__(f"{code} {details}")
        self.code = code
        self.details = details


class Malformed(Exception):
    """A value has not the shape it should have: where it stands, what was expected and found."""

    def __init__(self, where: str, expected: str, actual: object) -> None:
        super().__init__(f"{where}: {expected}")
        self.where = where
        self.expected = expected
        self.actual = str(actual)[:_LONGEST_SHOWN]
