"""Why a model can't be written in a format."""

from __future__ import annotations


class WriteError(Exception):
    """`code` and `details` are those of the message that says what to do."""

    def __init__(self, code: str, **details: str) -> None:
        super().__init__(f"{code} {details}")
        self.code = code
        self.details = details
