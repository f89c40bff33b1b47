"""What becomes of the roots that causes return."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetrules.causes.case import Case
from budgetrules.causes.roots import FailedCheck, Root
from tests.unit.causes.plants import WRONG_UNIT
from tests.unit.causes.toy import case_of


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """Many failed checks, of which nothing is known."""
    return case_of(WRONG_UNIT, tmp_path)


def pending(case: Case) -> list[tuple[FailedCheck, ...]]:
    return [root.checks for root in case.pending]


def test_at_first_every_check_is_open(case: Case) -> None:
    assert case.open_checks == case.failed
    assert (case.roots, case.pending) == ((), ())


def test_no_roots_change_nothing(case: Case) -> None:
    assert case.with_roots([]) is case


def test_a_root_explains_its_spokesman_and_what_follows(case: Case) -> None:
    first, second, *others = case.failed
    root = Root(spokesman=first, follows=(second,))
    after = case.with_roots([root])
    assert after.roots == (root,)
    assert after.open_checks == tuple(others)


def test_a_root_with_the_checks_of_others_takes_the_place_of_the_first(case: Case) -> None:
    first, second, third, fourth, *_ = case.failed
    roots = [Root(spokesman=item) for item in (first, second, third)]
    merged = Root(spokesman=third, follows=(first, fourth))
    after = case.with_roots(roots).with_roots([merged])
    assert after.roots == (roots[1], merged)


def test_the_place_is_that_of_the_root_with_the_spokesman(case: Case) -> None:
    first, second, third, *_ = case.failed
    roots = [Root(spokesman=item) for item in (first, second, third)]
    merged = Root(spokesman=first, follows=(third,))
    after = case.with_roots(roots).with_roots([merged])
    assert after.roots == (merged, roots[1])


def test_an_unsettled_root_leaves_its_spokesman_open(case: Case) -> None:
    first, second, *others = case.failed
    after = case.with_roots([Root(spokesman=first, follows=(second,), is_settled=False)])
    assert after.roots == ()
    assert after.open_checks == (first, *others)


def test_what_follows_from_one_check_follows_from_no_other(case: Case) -> None:
    first, second, third, *_ = case.failed
    earlier = Root(spokesman=first, follows=(second,), is_settled=False)
    later = Root(spokesman=third, follows=(second,), is_settled=False)
    assert pending(case.with_roots([earlier]).with_roots([later])) == [earlier.checks]


def test_a_spokesman_follows_from_no_other(case: Case) -> None:
    first, second, third, *_ = case.failed
    earlier = Root(spokesman=first, follows=(second,), is_settled=False)
    later = Root(spokesman=third, follows=(first,), is_settled=False)
    assert pending(case.with_roots([earlier]).with_roots([later])) == [earlier.checks]


def test_what_was_explained_speaks_for_nothing(case: Case) -> None:
    first, second, third, *_ = case.failed
    earlier = Root(spokesman=first, follows=(second,), is_settled=False)
    later = Root(spokesman=second, follows=(third,), is_settled=False)
    after = case.with_roots([earlier]).with_roots([later])
    assert pending(after) == [earlier.checks]
    assert third in after.open_checks
