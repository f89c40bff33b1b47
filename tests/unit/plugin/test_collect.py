"""The names of tests, and the rules of a file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from budgetrules.plugin.collect import mark, rules_in, short_title
from tests.unit.plugin.toy import state_in


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("收入（合计）::等于[各项]之和", "收入合计等于各项之和"),
        ("A b-1", "Ab1"),
        ("，。", ""),
        ("长" * 40, "长" * 32),
    ],
)
def test_a_title_keeps_letters_and_digits_only(title: str, expected: str) -> None:
    assert short_title(title) == expected


def test_a_mark_is_made_once() -> None:
    assert mark("budget") is mark("budget")
    assert mark("budget").name == "budget"


def test_the_rules_of_a_file_are_those_that_stand_in_it(tmp_path: Path) -> None:
    state = state_in(tmp_path)
    here = os.path.realpath(tmp_path / "toy.rules")
    assert rules_in(state.rules, here) == {f"TOY-{number}" for number in range(1, 6)}
    assert rules_in(state.rules, os.path.realpath(tmp_path / "other.rules")) == set()
