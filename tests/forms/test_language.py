"""What the language says of forms: rows of a code list, columns that may lack, lists in stretches, wordings with a choice, years in
titles and headings, whole texts, and other documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetrules import CheckOptions, RuleFileError, RuleSet, load_rules
from budgetrules.cli.main import main
from budgetrules.engine import check_disclosure, read
from budgetrules.findings.verdicts import DocumentResult
from budgetrules.model.disclosure import Disclosure

_CODES = """code\tparent\tlevel\tname
201\t\t类\t一般服务支出
20101\t201\t款\t办公支出
20102\t201\t款\t会议支出
221\t\t类\t住房支出
22101\t221\t款\t公积金支出
229\t\t类\t其他支出
"""
_FORM = """规则包 toy "试验公示" 版本 1
  地区 "试验"
  许可 "CC0"

文件 上年 年度 -1 外部
词组 变动词 正 增加, 增长 负 减少, 下降 零 持平
代码表 科目表 自 "codes.tsv" 键 code 上级 parent 名称 name

模板 试验 "试验公示"
  文种 决算
  单位 元
  小数 至少 2 万元
  空白 零
  缺行 零
  表 表1 "收支一览表|收支总表" 必有
    分栏 收入
      键 项目 名称
      列 金额
      行 合计 "收入合计"
        行 拨款 "一、拨款"
    分栏 支出
      键 项目 名称
      层级 合计 > 类
      列 金额
      行 合计 "支出合计"
        行 自 科目表 类
  表 表2 "支出明细表" 必有 并排
    键 科目 编码 科目表
    列 名称 "科目名称"
    层级 合计 > 类 > 款
    列 合计
      列 基本 "基本支出"
      列 项目 "项目支出" 可缺
  节 说明 "第一部分{年:年}年度[单位|部门]公示说明" 必有
    文句 总额 必有
      写法 "{年:年}年[收入|支出]总额[共|为]{数:万元}[，比{上年:年}年{方向:变动词}{变动:万元}]"
      令 变动数 = 带符号(方向, 变动)
"""
_RULES = """
规则 T-1 "每格等于下级之和"
  级别 错误
  依据 表式
  对于 每格 属于 全部表
  若 有 下级
  检查 本格 = 求和(下级)
  例 通过
    | 表1.收入 | 金额 |
    | 合计 | 1 |
    | 拨款 | 1 |
  例 不通过
    | 表1.收入 | 金额 |
    | 合计 | 1 |
    | 拨款 | 2 |

规则 T-2 "支出各类与明细相同"
  级别 错误
  依据 表式
  对于 每对 甲 属于 表1.支出 与 乙 属于 表2 按 编码 其中 级次 = "类"
  检查 甲.金额 相同 乙.合计
  例 通过
    | 表1.支出 | 金额 |
    | 一般服务支出 | 1 |
    | 表2 | 合计 |
    | 201 | 1 |
  例 不通过
    | 表1.支出 | 金额 |
    | 一般服务支出 | 1 |
    | 表2 | 合计 |
    | 201 | 3 |

规则 T-3 "题名里的年份"
  级别 警告
  依据 表式
  对于 每张 表 属于 必有表
  若 有 标题.年
  检查 标题.年 = 预算年度
  例 通过
    | 表2 | 合计 |
    | 201 | 1 |

规则 T-4 "没有占位符"
  级别 警告
  依据 表式
  对于 全文
  检查 不含 占位叉
  提示 "共 {处} 处"
  例 通过
    文 说明 "说明：共1.00万元。"
  例 不通过
    文 说明 "说明：XX局。"

规则 T-5 "文中总额与表相同"
  级别 错误
  依据 表式
  对于 每行 属于 总额
  检查 数 相同 表1.收入["合计"].金额
  例 通过
    | 表1.收入 | 金额 |
    | 合计 | 10000.00 |
    | 总额 | 数 |
    | 1 | 1.00 |
  例 不通过
    | 表1.收入 | 金额 |
    | 合计 | 10000.00 |
    | 总额 | 数 |
    | 1 | 1.01 |

规则 T-6 "变动与上年文件相符"
  级别 错误
  依据 表式
  对于 每行 属于 总额
  若 有 变动
  检查 变动数 = 表1.收入["合计"].金额 - 上年.表1.收入["合计"].金额
  例 通过
    | 表1.收入 | 金额 |
    | 合计 | 30000.00 |
    | 上年.表1.收入 | 金额 |
    | 合计 | 20000.00 |
    | 总额 | 数 | 方向 | 变动 |
    | 1 | 3.00 | 增加 | 1.00 |
  例 不通过
    | 表1.收入 | 金额 |
    | 合计 | 30000.00 |
    | 上年.表1.收入 | 金额 |
    | 合计 | 20000.00 |
    | 总额 | 数 | 方向 | 变动 |
    | 1 | 3.00 | 减少 | 1.00 |
"""
_LABELS = "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>"


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> RuleSet:
    folder = tmp_path_factory.mktemp("toy")
    (folder / "codes.tsv").write_text(_CODES, encoding="utf-8")
    (folder / "toy.rules").write_text(_FORM + _RULES, encoding="utf-8")
    return load_rules([folder], default=False)


def rows(*lines: str) -> str:
    """Rows of a table, cells parted by |."""
    return "".join(
        "<tr>" + "".join(f"<td>{cell.strip()}</td>" for cell in line.split("|")) + "</tr>"
        for line in lines
    )


ONE = (
    "收入|收入|支出|支出",
    "项目|金额|项目|金额",
    "一、拨款|31,000.00|一、一般服务支出|11,000.00",
    "||二、住房支出|20,000.00",
    "收入合计|31,000.00|支出合计|31,000.00",
)
TWO = (
    "科目编码|科目名称|合计|基本支出|项目支出|科目编码|科目名称|合计|基本支出|项目支出",
    "|合计|31,000.00|30,000.00|1,000.00|20102|会议支出|1,000.00||1,000.00",
    "201|一般服务支出|11,000.00|10,000.00|1,000.00|221|住房支出|20,000.00|20,000.00|",
    "20101|办公支出|10,000.00|10,000.00||22101|公积金支出|20,000.00|20,000.00|",
)
SAID = "2030年收入总额共3.1万元，比2029年增加1万元。"


def page(
    *,
    one: tuple[str, ...] = ONE,
    two: tuple[str, ...] = TWO,
    year: int = 2030,
    heading: str = "",
    said: str = SAID,
    titled: str = "",
) -> str:
    """A disclosure of the toy form."""
    top = heading or f"第一部分 {year}年度部门公示说明"
    return (
        f"<html><body><p>甲乡 {year}年公示</p><p>{titled or year}年收支一览表</p><p>单位：元</p><table>{rows(*one)}</table>"
        f"<p>{year}年度支出明细表</p><p>单位：元</p><table>{rows(*two)}</table><p>{top}</p><p>{said}</p></body></html>"
    )


def document(text: str, pack: RuleSet, folder: Path, name: str = "page.html") -> Disclosure:
    """What is read of a page."""
    (folder / name).write_text(text, encoding="utf-8")
    return read(folder / name, rules=pack)


def checked(text: str, pack: RuleSet, folder: Path, *others: Disclosure) -> DocumentResult:
    """What is found on a page."""
    return check_disclosure(document(text, pack, folder), CheckOptions(), pack, others)


def named(result: DocumentResult) -> list[str]:
    """The rules of the findings with what follows from them."""
    return [item.rule for finding in result.findings for item in (finding, *finding.consequences)]


def test_a_right_page_has_no_finding(pack: RuleSet, tmp_path: Path) -> None:
    result = checked(page(), pack, tmp_path)
    assert (result.template, result.fiscal_year, named(result)) == ("试验", 2030, [])
    assert result.counts.exact > 15


def test_rows_of_a_code_list_are_known_by_their_names(pack: RuleSet, tmp_path: Path) -> None:
    found = document(page(), pack, tmp_path)
    side = found.list_data("表1.支出")
    assert side is not None
    assert [(row.code, row.level) for row in side.rows] == [
        ("201", "类"),
        ("221", "类"),
        (None, "合计"),
    ]
    assert [row.code for row in side.rows[-1].children] == ["201", "221"]


def test_a_row_of_the_code_list_that_differs_from_the_detail_is_found(
    pack: RuleSet, tmp_path: Path
) -> None:
    one = (*ONE[:3], "||二、住房支出|19,000.00", "||三、其他支出|1,000.00", ONE[4])
    assert set(named(checked(page(one=one), pack, tmp_path))) == {"T-2"}


def test_a_list_printed_in_stretches_is_one_list(pack: RuleSet, tmp_path: Path) -> None:
    found = document(page(), pack, tmp_path)
    assert [row.code for row in found.tables["表2"].rows()] == [
        None,
        "201",
        "20101",
        "20102",
        "221",
        "22101",
    ]


def test_a_column_that_may_lack_is_no_problem_where_it_lacks(pack: RuleSet, tmp_path: Path) -> None:
    two = (
        "科目编码|科目名称|合计|基本支出",
        "|合计|31,000.00|31,000.00",
        "201|一般服务支出|11,000.00|11,000.00",
        "20101|办公支出|11,000.00|11,000.00",
        "221|住房支出|20,000.00|20,000.00",
        "22101|公积金支出|20,000.00|20,000.00",
    )
    found = document(page(two=two), pack, tmp_path)
    assert [problem.diagnostic.code for problem in found.problems] == []
    assert named(check_disclosure(found, CheckOptions(), pack)) == []
    wrong = (*two[:1], "|合计|31,000.00|30,000.00", *two[2:])
    assert "T-1" in named(checked(page(two=wrong), pack, tmp_path))


@pytest.mark.parametrize(
    "said",
    [
        "2030年总额3.1万元。",
        "2030年支出总额为3.10万元。",
        "2030年收入总额共3.1万元，比2029年增加1万元。",
        "2030年总额为31,000元。",
    ],
)
def test_what_stands_in_brackets_may_lack_or_be_one_of_several(
    said: str, pack: RuleSet, tmp_path: Path
) -> None:
    result = checked(page(said=said), pack, tmp_path)
    assert named(result) == []
    assert result.published == result.checked + said.count("增加")


@pytest.mark.parametrize(
    ("said", "right"), [("3.1", True), ("3.10", True), ("3.2", False), ("3.11", False)]
)
def test_decimals_that_were_dropped_are_zeros(
    said: str, right: bool, pack: RuleSet, tmp_path: Path
) -> None:
    result = checked(page(said=f"2030年总额{said}万元。"), pack, tmp_path)
    assert named(result) == ([] if right else ["T-5"])


def test_a_whole_number_may_be_rounded_but_that_is_noted(pack: RuleSet, tmp_path: Path) -> None:
    assert named(checked(page(said="2030年总额3万元。"), pack, tmp_path)) == []
    result = checked(page(said="2030年总额3万元，比2029年增加1.1万元。"), pack, tmp_path)
    assert [(item.rule, item.severity.value) for item in result.findings] == [("T-5", "note")]
    assert named(checked(page(said="2030年总额4万元，比2029年增加1.1万元。"), pack, tmp_path)) == [
        "T-5"
    ]


def test_the_year_over_a_table_is_known(pack: RuleSet, tmp_path: Path) -> None:
    assert named(checked(page(titled="2029"), pack, tmp_path)) == ["T-3"]


@pytest.mark.parametrize(
    "heading",
    ["第一部分2030年度公示说明", "第一部分 2030年度单位公示说明", "第一部分2030年度部门公示说明"],
)
def test_a_heading_may_hold_a_year_and_a_choice(
    heading: str, pack: RuleSet, tmp_path: Path
) -> None:
    found = document(page(heading=heading), pack, tmp_path)
    (section,) = found.sections
    assert section.id == "说明"


def test_a_leftover_is_one_finding_for_the_whole_text(pack: RuleSet, tmp_path: Path) -> None:
    two = (*TWO[:3], TWO[3].replace("公积金", "XX"))
    result = checked(page(two=two, said="XX局2030年总额3.1万元。XX局另有说明。"), pack, tmp_path)
    (finding,) = [item for item in result.findings if item.rule == "T-4"]
    assert str(finding.message) == "共 3 处"
    assert len(finding.consequences) == 2


LAST = {
    "one": tuple(
        line.replace("31,000.00", "21,000.00").replace("20,000.00", "10,000.00") for line in ONE
    ),
    "two": TWO,
    "year": 2029,
    "said": "2029年总额2.1万元。",
}


def test_a_change_is_held_to_the_document_of_the_year_before(pack: RuleSet, tmp_path: Path) -> None:
    last = document(page(**LAST), pack, tmp_path, "last.html")  # type: ignore[arg-type]
    result = checked(page(), pack, tmp_path, last)
    assert named(result) == []
    assert result.counts.unknown == 0
    assert [problem.diagnostic.code for problem in result.problems] == ["N155"]
    assert named(
        checked(page(said=SAID.replace("1万元。", "1.2万元。")), pack, tmp_path, last)
    ) == ["T-6"]


def test_a_document_that_was_not_given_is_named(pack: RuleSet, tmp_path: Path) -> None:
    found = document(page(), pack, tmp_path)
    result = check_disclosure(found, CheckOptions(show=frozenset({"unknown"})), pack)
    assert [
        (item.rule, item.verdict.value, "上年" in str(item.message)) for item in result.findings
    ] == [("T-6", "unknown", True)]


def test_two_documents_for_one_role_or_one_of_the_wrong_year(pack: RuleSet, tmp_path: Path) -> None:
    late = document(page(year=2031), pack, tmp_path, "late.html")
    result = checked(page(), pack, tmp_path, late)
    assert [problem.diagnostic.code for problem in result.problems] == ["N156"]
    assert result.counts.unknown == 1


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ('检查 上年.表9["合计"].金额 = 1', "表9"),
        ('检查 前年.表1.收入["合计"].金额 = 1', "前年"),
        ('检查 上年.表1.收入["合计"].款 = 1', "款"),
    ],
)
def test_what_another_document_has_not_is_a_mistake_of_the_rule(
    line: str, wrong: str, tmp_path: Path
) -> None:
    (tmp_path / "codes.tsv").write_text(_CODES, encoding="utf-8")
    (tmp_path / "toy.rules").write_text(
        f'{_FORM}\n规则 T-9 "错"\n  级别 错误\n  依据 表式\n  {line}\n', encoding="utf-8"
    )
    with pytest.raises(RuleFileError) as told:
        load_rules([tmp_path], default=False)
    (mistake,) = told.value.diagnostics
    assert wrong in mistake.details["name"]


def test_rows_of_a_code_list_that_is_not_there_are_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "codes.tsv").write_text(_CODES, encoding="utf-8")
    (tmp_path / "toy.rules").write_text(
        _FORM.replace("行 自 科目表 类", "行 自 科目单 类"), encoding="utf-8"
    )
    with pytest.raises(RuleFileError) as told:
        load_rules([tmp_path], default=False)
    assert [(item.code, item.details["name"]) for item in told.value.diagnostics] == [
        ("S108", "科目单")
    ]


def test_the_command_takes_other_documents(
    pack: RuleSet, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "codes.tsv").write_text(_CODES, encoding="utf-8")
    (tmp_path / "toy.rules").write_text(_FORM + _RULES, encoding="utf-8")
    (tmp_path / "now.html").write_text(
        page(said=SAID.replace("1万元。", "1.2万元。")), encoding="utf-8"
    )
    (tmp_path / "last.html").write_text(page(**LAST), encoding="utf-8")  # type: ignore[arg-type]
    asked = [
        "check",
        str(tmp_path / "now.html"),
        "--no-default-rules",
        "--rules",
        str(tmp_path),
        "--format",
        "concise",
    ]
    assert main(asked) == 0
    assert "T-6" not in capsys.readouterr().out
    assert main([*asked, "--with", str(tmp_path / "last.html")]) == 1
    assert "T-6" in capsys.readouterr().out
    assert main([*asked, "--with", str(tmp_path / "missing.html")]) == 2
