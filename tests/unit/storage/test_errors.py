"""Why a model can't be written, or read back."""

from __future__ import annotations

from budgetrules.storage.errors import Malformed, WriteError


def test_a_write_error_carries_the_code_and_the_words_of_its_message() -> None:
    error = WriteError("C133", limit="5")
    assert (error.code, error.details) == ("C133", {"limit": "5"})


def test_what_was_found_is_cut_short() -> None:
    assert Malformed("a.b", "integer", "x" * 100).actual == "x" * 40
    assert str(Malformed("a.b", "integer", None)) == "a.b: integer"
