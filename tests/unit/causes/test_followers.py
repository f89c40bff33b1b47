"""What follows from a check goes with it."""

from __future__ import annotations

from pathlib import Path

from tests.unit.causes.plants import WRONG_CODE, WRONG_FIGURE, WRONG_NAME
from tests.unit.causes.toy import seen_by, told


def test_followers_stand_under_the_root_of_their_spokesman(tmp_path: Path) -> None:
    (root,) = seen_by("followers", WRONG_NAME, tmp_path)
    assert told(root) == (
        "C-04 202",
        ["C-06 202", "C-11 科目", "C-18 住房支出"],
    )
    assert root.is_settled


def test_followers_come_in_the_order_of_the_checks(tmp_path: Path) -> None:
    (root,) = seen_by("followers", WRONG_CODE, tmp_path)
    orders = [item.order for item in root.follows]
    assert orders == sorted(orders)


def test_roots_without_followers_stay_as_they_are(tmp_path: Path) -> None:
    assert seen_by("followers", WRONG_FIGURE, tmp_path) == []
