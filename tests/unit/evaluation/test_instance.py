"""Instances: what they bind, and the rows among it."""

from __future__ import annotations

import attrs
import pytest

from budgetrules.evaluation.instance import Instance
from tests.unit.evaluation.toy import INCOME, view


def test_rows_come_once_each_that_of_a_pair_that_was_found_first() -> None:
    document = view(INCOME)
    total, part, _ = document.rows("表1.收入")
    pair = Instance(document=document, pair=part, row=total, names={"甲": total, "乙": part})
    assert pair.rows() == (part, total)
    assert Instance(document=document, names={"表": "no row"}).rows() == ()


def test_a_member_is_bound_beside_all_the_rest() -> None:
    document = view(INCOME)
    total, part, _ = document.rows("表1.收入")
    instance = Instance(document=document, row=total, column="金额", names={"member": total})
    inner = instance.with_member(part)
    assert inner.member is part
    assert instance.member is None
    before = attrs.asdict(instance, recurse=False) | {"member": part}
    assert attrs.asdict(inner, recurse=False) == before


def test_an_instance_does_not_change() -> None:
    instance = Instance(document=view())
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        instance.column = "金额"  # type: ignore[misc]  # that is what is tested
