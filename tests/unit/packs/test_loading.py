"""Packs compiled to a plan: their order, the forms that rules are for, and every mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetrules.core.diagnostics import RuleFileError
from budgetrules.packs.files import PackFolder
from budgetrules.packs.loading import compile_packs
from budgetrules.program.plan import Plan

FORM = '模板 {name} "表式"\n  文种 {kind}\n  表 {table}\n    键 项目\n    列 金额\n'
RULE = '规则 {name} "名"\n  级别 错误\n  依据 表式\n  检查 个数({table}) >= 1\n'


def pack(name: str, *parts: str, builds_on: str = "") -> PackFolder:
    """A pack with one rule file."""
    head = f'规则包 {name} "{name}" 版本 1\n' + (f"  基于 {builds_on}\n" if builds_on else "")
    return bare_pack(name, head, *parts)


def bare_pack(name: str, *parts: str) -> PackFolder:
    """A pack that does not say who it is."""
    path = Path("packs", name, f"{name}.rules")
    return PackFolder(path.parent, (path,), {path: "".join(parts).encode()})


def form(name: str, table: str = "表1", kind: str = "决算") -> str:
    """A form with one table."""
    return FORM.format(name=name, table=table, kind=kind)


def rule(name: str, table: str = "表1") -> str:
    """A rule that asks for a row of a table."""
    return RULE.format(name=name, table=table)


def compiled(*shipped: PackFolder, given: tuple[PackFolder, ...] = ()) -> Plan:
    """The plan of packs, without shipped words."""
    return compile_packs(shipped, given, {})


def mistakes_in(
    *shipped: PackFolder, given: tuple[PackFolder, ...] = ()
) -> list[tuple[str, str, int]]:
    """The code, file and line of each mistake, in the order told."""
    with pytest.raises(RuleFileError) as raised:
        compiled(*shipped, given=given)
    return [
        (item.code, Path(item.span.file).name, item.span.line) for item in raised.value.diagnostics
    ]


def in_force(plan: Plan) -> dict[str, list[str]]:
    """The rules in force for each form."""
    return {item.template: [rule.id for rule in item.rules] for item in plan.templates}


def test_a_pack_comes_after_those_it_builds_on() -> None:
    plan = compiled(pack("乙", builds_on="甲"), pack("甲"), given=(pack("丙"),))
    assert [info.name for info in plan.packs] == ["甲", "乙", "丙"]


def test_a_pack_that_does_not_say_its_name_has_that_of_its_folder() -> None:
    assert [info.name for info in compiled(bare_pack("甲", form("一"))).packs] == ["甲"]


def test_rules_are_for_the_forms_of_their_pack_and_of_those_that_build_on_it() -> None:
    plan = compiled(
        pack("甲", form("一"), rule("R-1")),
        pack("乙", form("二"), rule("R-2"), builds_on="甲"),
        pack("丙", form("三"), builds_on="乙"),
        pack("丁", form("四")),
    )
    assert in_force(plan) == {
        "一": ["R-1"],
        "二": ["R-1", "R-2"],
        "三": ["R-1", "R-2"],
        "四": [],
    }


def test_rules_that_a_user_gives_without_a_form_are_for_all_forms() -> None:
    given = (bare_pack("丙", rule("R-3")),)
    plan = compiled(pack("甲", form("一")), pack("乙", form("二")), given=given)
    assert in_force(plan) == {"一": ["R-3"], "二": ["R-3"]}


def test_shipped_rules_without_a_form_are_for_none() -> None:
    assert in_force(compiled(pack("甲", form("一")), bare_pack("丙", rule("R-3")))) == {"一": []}


def test_rules_that_a_user_gives_with_a_form_are_for_that_form_only() -> None:
    given = (bare_pack("丙", form("三"), rule("R-3")),)
    assert in_force(compiled(pack("甲", form("一")), given=given)) == {"一": [], "三": ["R-3"]}


def test_a_rule_is_in_force_for_the_forms_in_whose_names_it_can_be_read() -> None:
    plan = compiled(pack("甲", form("一"), form("二", table="表2"), rule("R-1")))
    assert in_force(plan) == {"一": ["R-1"], "二": []}


def test_a_rule_that_fits_no_form_has_the_mistakes_of_the_nearest_one() -> None:
    shipped = pack("甲", form("一"), form("二", table="表22"), rule("R-1", table="表23"))
    assert mistakes_in(shipped) == [("S202", "甲.rules", 15)]


def test_the_mistakes_of_a_users_rule_are_those_by_the_form_given_with_it() -> None:
    shipped = pack("甲", form("一", table="表31"))
    own = pack("乙", form("二", table="表2"))
    with pytest.raises(RuleFileError) as raised:
        compiled(shipped, given=(own, bare_pack("丙", rule("R-1", table="表3"))))
    (mistake,) = raised.value.diagnostics
    assert "表2" in mistake.allowed
    assert "表31" not in mistake.allowed


def test_a_rule_is_read_for_each_form_that_another_document_may_have() -> None:
    text = rule("R-1", table="对照.表1")
    shipped = pack(
        "甲",
        "文件 对照 预算 外部\n",
        form("一"),
        form("二", kind="预算"),
        form("三", kind="预算"),
        text,
    )
    plan = compiled(shipped)
    (of_first,) = [item.rules for item in plan.templates if item.template == "一"]
    assert [rule.documents for rule in of_first] == [(("对照", "二"),), (("对照", "三"),)]


def test_a_document_without_a_kind_has_the_form_of_the_rule() -> None:
    plan = compiled(pack("甲", "文件 上年 年度 -1\n", form("一"), rule("R-1", table="上年.表1")))
    assert plan.templates[0].rules[0].documents == (("上年", "一"),)


def test_a_plan_says_where_each_rule_stands_and_how_it_is_written() -> None:
    plan = compiled(pack("甲", form("一"), "\n", rule("R-1"), "\n# end\n"))
    (source,) = plan.sources
    assert (source.rule, source.pack, source.file) == ("R-1", "甲", "packs/甲/甲.rules")
    assert source.line == 8
    assert source.text == rule("R-1").rstrip()


def test_files_that_a_user_gives_are_named_without_their_folder() -> None:
    plan = compiled(given=(pack("甲", form("一"), rule("R-1")),))
    assert [source.file for source in plan.sources] == ["甲.rules"]


def test_a_pack_has_another_hash_if_a_file_of_it_is_another_one() -> None:
    first, again, other = (
        compiled(pack("甲", text)).packs[0].hash for text in (form("一"), form("一"), form("二"))
    )
    assert first == again
    assert first != other


@pytest.mark.parametrize(
    ("packs", "mistakes"),
    [
        (
            (pack("甲", builds_on="乙"), pack("乙", builds_on="甲")),
            [("S241", "", 0)],
        ),
        ((pack("甲", builds_on="丙"),), [("S242", "", 0)]),
        ((pack("甲", form("一"), rule("R-1"), rule("R-1")),), [("S243", "甲.rules", 11)]),
        ((pack("甲", form("一"), rule("R-1").replace("表式", "无法")),), [("S231", "甲.rules", 9)]),
        ((pack("甲", form("一"), "不知道\n"),), [("L101", "甲.rules", 7)]),
    ],
)
def test_mistakes_of_packs(
    packs: tuple[PackFolder, ...], mistakes: list[tuple[str, str, int]]
) -> None:
    assert mistakes_in(*packs) == mistakes


def test_a_file_that_is_no_text_is_a_mistake() -> None:
    path = Path("packs", "甲", "甲.rules")
    assert mistakes_in(PackFolder(path.parent, (path,), {path: b"\xff\xfe\x00"})) == [
        ("S240", "", 0)
    ]


def test_the_mistakes_of_all_files_are_told_in_the_order_of_their_places() -> None:
    first = pack("甲", form("一"), rule("R-1", table="表9"), rule("R-2", table="表9"))
    second = pack("乙", "词组 正 1\n", form("二"), rule("R-3", table="表8"))
    places = mistakes_in(second, first)
    assert places == sorted(places, key=lambda item: (item[1], item[2]))
    assert {file for _, file, _ in places} == {"甲.rules", "乙.rules"}


def test_a_rule_with_a_line_that_cannot_be_read_is_not_told_to_lack_a_check() -> None:
    unread = rule("R-1").replace("个数(表1) >= 1", "个数(")
    empty = rule("R-2").replace("  检查 个数(表1) >= 1\n", "")
    codes = [code for code, _, _ in mistakes_in(pack("甲", form("一"), unread))]
    assert codes
    assert all(code.startswith("L") for code in codes)
    assert mistakes_in(pack("甲", form("一"), empty)) == [("S230", "甲.rules", 7)]
    both = mistakes_in(pack("甲", form("一"), unread, empty))
    assert ("S230", "甲.rules", 11) in both
    assert ("S230", "甲.rules", 7) not in both


def test_a_pack_given_twice_counts_once() -> None:
    one = pack("甲", form("一"), rule("R-1"))
    assert in_force(compiled(one, given=(one,))) == {"一": ["R-1"]}
