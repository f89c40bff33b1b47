"""Unknowns: a value, and the exception that carries it."""

from __future__ import annotations

from budgetrules.evaluation.unknown import Undecidable, Unknown


def test_the_exception_carries_the_reason_as_a_value() -> None:
    assert Undecidable("V101", table="表2").reason == Unknown("V101", {"table": "表2"})


def test_a_reason_may_need_no_details() -> None:
    assert Unknown("V120") == Undecidable("V120").reason
