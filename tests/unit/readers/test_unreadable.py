"""What readers say of files that can't be read."""

from __future__ import annotations

import hashlib

import pytest

from budgetrules.model.disclosure import UNKNOWN_PLACE, Place
from budgetrules.readers.unreadable import (
    Unreadable,
    damaged,
    empty_file,
    error_problem,
    megabytes,
    refuse_large,
    too_many_cells,
    unread,
)


def test_a_file_that_cannot_be_read_is_a_document_with_a_problem_and_a_hash() -> None:
    problem = empty_file("a.pdf")
    raw = unread(b"x", "a.pdf", "pdf", problem)
    assert (raw.path, raw.format, raw.problems) == ("a.pdf", "pdf", (problem,))
    assert raw.sha256 == hashlib.sha256(b"x").hexdigest()
    assert not raw.lines
    assert not raw.grids


def test_a_problem_stands_where_it_is_said_to() -> None:
    assert error_problem("N102", path="a").place == UNKNOWN_PLACE
    assert too_many_cells(2000).place == UNKNOWN_PLACE
    problem = too_many_cells(2000, "表1")
    assert problem.place == Place(sheet="表1")
    assert problem.diagnostic.details == {"limit": "2,000"}


def test_the_reason_of_damage_is_cut_short() -> None:
    details = damaged("a", "x" * 200).problem.diagnostic.details
    assert details == {"path": "a", "reason": "x" * 80}


def test_only_a_file_larger_than_the_limit_is_refused() -> None:
    refuse_large(b"abc", "a", 3)
    with pytest.raises(Unreadable) as caught:
        refuse_large(b"abcd", "a", 3)
    assert caught.value.problem.diagnostic.code == "N103"


def test_sizes_are_shown_in_whole_megabytes() -> None:
    assert megabytes(3 * 2**20 + 5) == "3"
