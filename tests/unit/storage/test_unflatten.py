"""Records taken back to nested plain values."""

from __future__ import annotations

import pytest

from budgetrules.storage.flatten import flatten
from budgetrules.storage.unflatten import unflatten
from tests.unit.storage.toy import toy_value


@pytest.mark.parametrize("documents", [0, 1, 3])
def test_what_was_flattened_comes_back(documents: int) -> None:
    value = toy_value(documents)
    back, strays = unflatten(flatten(value))
    assert (back, strays) == (value["documents"], [])


@pytest.mark.parametrize(
    ("name", "change", "stray"),
    [
        ("cells", {"document": "乙.txt"}, "cells 乙.txt"),
        ("lists", {"table": "表9"}, "lists 表1.收入"),
        ("rows", {"list": "表9"}, "rows 表9 0"),
        ("cells", {"row": 7}, "cells 表1.收入 7 合计"),
        ("texts", {"list": "表9"}, "texts 表9 0 项目"),
        ("other_rows", {"other": 4}, "other_rows 4"),
        ("claims", {"table": "表9"}, "claims 表9"),
        ("lines", {"section": 8}, "lines 8"),
        ("unread", {"table": "表9"}, "unread 表9"),
    ],
)
def test_a_record_that_belongs_to_nothing_is_named(
    name: str, change: dict[str, object], stray: str
) -> None:
    records = flatten(toy_value())
    records[name][0].update(change)
    _, strays = unflatten(records)
    assert stray in strays


def test_what_records_lack_is_null() -> None:
    records = flatten(toy_value())
    for own in records.values():
        for record in own:
            record.pop("page", None)
            record.pop("title", None)
    (document,), _ = unflatten(records)
    table = document["tables"][0]
    assert (table["title"], table["location"]["page"]) == (None, None)
