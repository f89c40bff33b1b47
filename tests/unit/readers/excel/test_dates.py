"""Dates and times as their formats print them."""

from __future__ import annotations

import datetime

import pytest

from budgetrules.readers.excel.dates import Moment, printed_moment

_MOMENT = datetime.datetime(2024, 3, 5, 7, 8, 9)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("yyyy-mm-dd", "2024-03-05"),
        ("yy/m/d", "24/3/5"),
        ('yyyy"年"m"月"d"日"', "2024年3月5日"),
        ("yyyy年m月", "2024年3月"),
        ("h:mm:ss", "7:08:09"),
        ("[$-804]yyyy\\-mm", "2024-03"),
        ("yyyy;@", "2024"),
        ("_ yyyy*-", "2024-"),
    ],
)
def test_a_moment_is_printed_part_by_part(code: str, expected: str) -> None:
    assert printed_moment(_MOMENT, code) == expected


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        (datetime.date(2024, 12, 1), "d/h", "1/"),
        (datetime.time(3, 4), "hh:mm", "03:04"),
        (datetime.timedelta(hours=2), "[h]:mm", "2:00:00"),
    ],
)
def test_what_a_moment_does_not_have_is_not_printed(
    value: Moment, code: str, expected: str
) -> None:
    assert printed_moment(value, code) == expected
