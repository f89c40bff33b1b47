"""Scopes: what they cover, and which columns make one up."""

from __future__ import annotations

from budgetrules.schema.scopes import Scope, ScopeTree

FISCAL = Scope("财政", (Scope("一般公共"), Scope("基金")))
FUNDS = Scope("资金", (FISCAL, Scope("其他")))
KINDS = Scope("性质", (Scope("基本"), Scope("项目")))
TREE = ScopeTree((FUNDS, KINDS))


def test_leaves_are_the_undivided_scopes_from_the_left() -> None:
    assert FUNDS.leaves() == ("一般公共", "基金", "其他")
    assert Scope("其他").leaves() == ("其他",)


def test_every_scope_has_a_name_in_the_tree() -> None:
    assert TREE.names() == {
        "资金",
        "财政",
        "一般公共",
        "基金",
        "其他",
        "性质",
        "基本",
        "项目",
    }


def test_an_axis_that_is_not_named_is_covered_whole() -> None:
    assert TREE.atoms(("财政",)) == {
        ("一般公共", "基本"),
        ("一般公共", "项目"),
        ("基金", "基本"),
        ("基金", "项目"),
    }
    assert TREE.atoms(("基金", "项目")) == {("基金", "项目")}


def test_the_widest_columns_are_taken_that_make_up_a_scope_exactly() -> None:
    columns = {
        "公共": ("一般公共",),
        "基金": ("基金",),
        "财政": ("财政",),
        "总计": (),
    }
    assert TREE.cover(TREE.atoms(("财政",)), columns) == ("财政",)
    del columns["财政"]
    assert TREE.cover(TREE.atoms(("财政",)), columns) == ("公共", "基金")
    assert TREE.cover(TREE.atoms(("资金",)), columns) is None


def test_nothing_is_covered_by_no_column() -> None:
    assert TREE.cover(frozenset(), {}) == ()
