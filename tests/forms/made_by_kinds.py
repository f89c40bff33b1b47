"""Invented documents of forms that nobody described: tables of the common kinds under the titles that provinces give them.

Every form prints the same small budget (or accounts) of one office, in the layouts that are common: with codes or by unit, items
across or down. A table of no kind stands where a form has one.
"""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

OFFICE = "云岭市茶叶局"
EMPTY = f"注：{OFFICE}没有使用这项资金安排的支出，本表为空表。"
# A table as printed: cells of a row parted by |; < is merged with the cell to its left, ^ with the one above. A line without | stands
# below it.
Lines = tuple[str, ...]

FUNCTIONS = (
    ("201", "一般公共服务支出", 600, 200), ("20106", "财政事务", 600, 200),
    ("2010601", "行政运行", 600, 0), ("2010602", "一般行政管理事务", 0, 200),
    ("208", "社会保障和就业支出", 80, 0), ("20805", "行政事业单位养老支出", 80, 0),
    ("2080505", "机关事业单位基本养老保险缴费支出", 80, 0),
    ("221", "住房保障支出", 120, 0), ("22102", "住房改革支出", 120, 0), ("2210201", "住房公积金", 120, 0),
)  # fmt: skip
ECONOMIC = (
    ("301", "工资福利支出", 650, 0), ("30101", "基本工资", 400, 0), ("30102", "津贴补贴", 50, 0),
    ("30108", "机关事业单位基本养老保险缴费", 80, 0), ("30113", "住房公积金", 120, 0),
    ("302", "商品和服务支出", 0, 140), ("30201", "办公费", 0, 100), ("30217", "公务接待费", 0, 10),
    ("30231", "公务用车运行维护费", 0, 30), ("303", "对个人和家庭的补助", 10, 0), ("30302", "退休费", 10, 0),
)  # fmt: skip
# What is not paid by the general public budget: of 2010602, from 事业收入 and 其他收入.
OTHER = {"201": 50, "20106": 50, "2010602": 50}


def money(amount: int) -> str:
    """An amount as printed; nothing for zero."""
    return f"{amount:,}.00" if amount else ""


def rows(*lines: tuple[str, ...]) -> Lines:
    return tuple("|".join(line) for line in lines)


def general(code: str, project: int) -> int:
    return project - OTHER.get(code, 0)


# ---- the kinds, each in the layouts in which provinces print it


def overview() -> Lines:
    return rows(
        ("收入", "<", "支出", "<"), ("项目", "预算数", "项目", "预算数"),
        ("一、一般公共预算拨款收入", "950.00", "一、一般公共服务支出", "800.00"),
        ("二、政府性基金预算拨款收入", "", "八、社会保障和就业支出", "80.00"),
        ("三、国有资本经营预算拨款收入", "", "二十、住房保障支出", "120.00"),
        ("四、事业收入", "30.00", "", ""), ("五、其他收入", "20.00", "", ""),
        ("本年收入合计", "1,000.00", "本年支出合计", "1,000.00"),
        ("上年结转结余", "", "结转下年", ""), ("收入总计", "1,000.00", "支出总计", "1,000.00"),
    )  # fmt: skip


def overview_by_sources() -> Lines:
    """With a row for all appropriations, and totals called 合计."""
    return rows(
        ("收入", "<", "支出", "<"), ("项目", "2025年预算数", "项目（按功能分类）", "2025年预算数"),
        ("一、财政拨款收入", "950.00", "一般公共服务支出", "800.00"),
        ("1.一般公共预算", "950.00", "社会保障和就业支出", "80.00"),
        ("2.政府性基金预算", "", "住房保障支出", "120.00"),
        ("二、单位资金", "50.00", "", ""), ("1.事业收入", "30.00", "", ""), ("2.其他收入", "20.00", "", ""),
        ("收入总计", "1,000.00", "支出总计", "1,000.00"),
    )  # fmt: skip


def income() -> Lines:
    lines = [("科目编码", "科目名称", "合计", "一般公共预算拨款收入", "事业收入", "其他收入")]
    for code, name, basic, project in FUNCTIONS:
        other = OTHER.get(code, 0)
        lines.append(
            (
                code,
                name,
                money(basic + project),
                money(basic + project - other),
                *(("30.00", "20.00") if other else ("", "")),
            )
        )
    lines.append(("合计", "<", "1,000.00", "950.00", "30.00", "20.00"))
    return rows(*lines)


def income_by_unit() -> Lines:
    return rows(
        ("部门（单位）代码", "部门（单位）名称", "合计", "本年收入", "<", "<", "<", "<", "<", "<", "上年结转结余"),
        ("^", "^", "^", "小计", "一般公共预算", "政府性基金预算", "国有资本经营预算", "财政专户管理资金", "事业收入", "其他收入", "^"),
        ("", "合计", "1,000.00", "1,000.00", "950.00", "", "", "", "30.00", "20.00", ""),
        ("301", OFFICE, "1,000.00", "1,000.00", "950.00", "", "", "", "30.00", "20.00", ""),
        ("301001", f"{OFFICE}本级", "900.00", "900.00", "850.00", "", "", "", "30.00", "20.00", ""),
        ("301002", "云岭市茶叶检验所", "100.00", "100.00", "100.00", "", "", "", "", "", ""),
    )  # fmt: skip


def spending() -> Lines:
    lines = [("科目编码", "科目名称", "合计", "基本支出", "项目支出")]
    for code, name, basic, project in FUNCTIONS:
        lines.append((code, name, money(basic + project), money(basic), money(project)))
    return rows(*lines, ("合计", "<", "1,000.00", "800.00", "200.00"))


def spending_in_full() -> Lines:
    """With all natures, parts of the basic one, and the total first."""
    lines = [
        ("科目编码", "科目名称", "合计", "基本支出", "<", "<", "项目支出", "上缴上级支出", "事业单位经营支出", "对附属单位补助支出"),
        ("^", "^", "^", "小计", "人员经费", "公用经费", "^", "^", "^", "^"),
        ("", "合计", "1,000.00", "800.00", "660.00", "140.00", "200.00", "", "", ""),
    ]  # fmt: skip
    for code, name, basic, project in FUNCTIONS:
        public = 140 if code in ("201", "20106", "2010601") else 0
        lines.append(
            (
                code,
                name,
                money(basic + project),
                money(basic),
                money(basic - public),
                money(public),
                money(project),
                "",
                "",
                "",
            )
        )
    return rows(*lines)


def appropriations() -> Lines:
    return rows(
        ("收入", "<", "支出", "<", "<", "<", "<"),
        ("项目", "预算数", "项目", "合计", "一般公共预算", "政府性基金预算", "国有资本经营预算"),
        ("一、本年收入", "950.00", "一、本年支出", "950.00", "950.00", "", ""),
        ("（一）一般公共预算拨款", "950.00", "（一）一般公共服务支出", "750.00", "750.00", "", ""),
        ("（二）政府性基金预算拨款", "", "（二）社会保障和就业支出", "80.00", "80.00", "", ""),
        ("（三）国有资本经营预算拨款", "", "（三）住房保障支出", "120.00", "120.00", "", ""),
        ("二、上年结转", "", "二、结转下年", "", "", "", ""),
        ("收入总计", "950.00", "支出总计", "950.00", "950.00", "", ""),
    )  # fmt: skip


def general_spending() -> Lines:
    lines = [
        ("功能分类科目", "<", "合计", "基本支出", "项目支出"),
        ("科目编码", "科目名称", "^", "^", "^"),
    ]
    for code, name, basic, project in FUNCTIONS:
        part = general(code, project)
        lines.append((code, name, money(basic + part), money(basic), money(part)))
    return rows(*lines, ("合计", "<", "950.00", "800.00", "150.00"))


def basic_spending() -> Lines:
    lines = [
        ("部门预算支出经济分类科目", "<", "本年一般公共预算基本支出", "<", "<"),
        ("科目编码", "科目名称", "合计", "人员经费", "公用经费"),
    ]
    for code, name, staff, public in ECONOMIC:
        lines.append((code, name, money(staff + public), money(staff), money(public)))
    return rows(*lines, ("合计", "<", "800.00", "660.00", "140.00"))


def travel() -> Lines:
    return rows(
        ("“三公”经费合计", "因公出国（境）费", "公务用车购置及运行费", "<", "<", "公务接待费"),
        ("^", "^", "小计", "公务用车购置费", "公务用车运行费", "^"),
        ("40.00", "", "30.00", "", "30.00", "10.00"),
    )  # fmt: skip


def travel_down(figure: str = "2025年预算数") -> Lines:
    return rows(
        ("项目", "2024年预算数", figure), ("合计", "42.00", "40.00"), ("1、因公出国（境）费用", "", ""),
        ("2、公务接待费", "12.00", "10.00"), ("3、公务用车购置及运行费", "30.00", "30.00"),
        ("其中：（1）公务用车运行维护费", "30.00", "30.00"), ("（2）公务用车购置", "", ""),
    )  # fmt: skip


def nothing_by_codes() -> Lines:
    return (
        *rows(("科目编码", "科目名称", "合计", "基本支出", "项目支出"), ("合计", "<", "", "", "")),
        EMPTY,
    )


def no_kind() -> Lines:
    return rows(
        ("序号", "一级指标", "二级指标", "指标值"),
        ("1", "产出指标", "检验批次", "120批"),
        ("2", "效益指标", "合格率", "98%"),
    )


# ---- final accounts


def overview_accounts() -> Lines:
    return rows(
        ("收入", "<", "支出", "<"), ("项目", "决算数", "项目", "决算数"),
        ("一、一般公共预算财政拨款收入", "950.00", "一、一般公共服务支出", "800.00"),
        ("二、政府性基金预算财政拨款收入", "", "八、社会保障和就业支出", "80.00"),
        ("三、国有资本经营预算财政拨款收入", "", "十九、住房保障支出", "120.00"),
        ("四、上级补助收入", "", "", ""), ("五、事业收入", "30.00", "", ""), ("六、经营收入", "", "", ""),
        ("七、附属单位上缴收入", "", "", ""), ("八、其他收入", "20.00", "", ""),
        ("本年收入合计", "1,000.00", "本年支出合计", "1,000.00"),
        ("使用非财政拨款结余", "", "结余分配", ""), ("年初结转和结余", "", "年末结转和结余", ""),
        ("总计", "1,000.00", "总计", "1,000.00"),
    )  # fmt: skip


def appropriations_accounts() -> Lines:
    return rows(
        ("收入", "<", "支出", "<", "<", "<", "<"),
        ("项目", "决算数", "项目", "合计", "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"),
        ("一、一般公共预算财政拨款", "950.00", "一、一般公共服务支出", "750.00", "750.00", "", ""),
        ("二、政府性基金预算财政拨款", "", "八、社会保障和就业支出", "80.00", "80.00", "", ""),
        ("三、国有资本经营预算财政拨款", "", "十九、住房保障支出", "120.00", "120.00", "", ""),
        ("本年收入合计", "950.00", "本年支出合计", "950.00", "950.00", "", ""),
        ("年初财政拨款结转和结余", "", "年末财政拨款结转和结余", "", "", "", ""),
        ("一、一般公共预算财政拨款", "", "", "", "", "", ""), ("二、政府性基金预算财政拨款", "", "", "", "", "", ""),
        ("三、国有资本经营预算财政拨款", "", "", "", "", "", ""),
        ("总计", "950.00", "总计", "950.00", "950.00", "", ""),
    )  # fmt: skip


def basic_accounts() -> Lines:
    """Two stretches beside each other."""
    staff = [
        (code, name, money(a + b)) for code, name, a, b in ECONOMIC if not code.startswith("302")
    ]
    public = [(code, name, money(a + b)) for code, name, a, b in ECONOMIC if code.startswith("302")]
    public += [("", "", "")] * (len(staff) - len(public))
    lines = [(*left, *right) for left, right in zip(staff, public, strict=True)]
    return rows(
        ("人员经费", "<", "<", "公用经费", "<", "<"),
        ("科目编码", "科目名称", "决算数", "科目编码", "科目名称", "决算数"),
        *lines,
        ("人员经费合计", "<", "660.00", "公用经费合计", "<", "140.00"),
    )


def income_accounts() -> Lines:
    lines = [
        (
            "科目编码",
            "科目名称",
            "本年收入合计",
            "财政拨款收入",
            "上级补助收入",
            "事业收入",
            "经营收入",
            "附属单位上缴收入",
            "其他收入",
        )
    ]
    for code, name, basic, project in FUNCTIONS:
        other = OTHER.get(code, 0)
        lines.append(
            (
                code,
                name,
                money(basic + project),
                money(basic + project - other),
                "",
                "30.00" if other else "",
                "",
                "",
                "20.00" if other else "",
            )
        )
    return rows(*lines, ("合计", "<", "1,000.00", "950.00", "", "30.00", "", "", "20.00"))


def spending_accounts() -> Lines:
    lines = [
        (
            "科目编码",
            "科目名称",
            "本年支出合计",
            "基本支出",
            "项目支出",
            "上缴上级支出",
            "经营支出",
            "对附属单位补助支出",
        )
    ]
    for code, name, basic, project in FUNCTIONS:
        lines.append((code, name, money(basic + project), money(basic), money(project), "", "", ""))
    return rows(*lines, ("合计", "<", "1,000.00", "800.00", "200.00", "", "", ""))


def general_accounts() -> Lines:
    """What was carried over, received, spent and is left."""
    lines = [
        (
            "科目编码",
            "科目名称",
            "年初结转和结余",
            "本年收入",
            "本年支出",
            "<",
            "<",
            "年末结转和结余",
        ),
        ("^", "^", "^", "^", "合计", "基本支出", "项目支出", "^"),
    ]
    for code, name, basic, project in FUNCTIONS:
        part = general(code, project)
        lines.append(
            (
                code,
                name,
                "",
                money(basic + part),
                money(basic + part),
                money(basic),
                money(part),
                "",
            )
        )
    return rows(*lines, ("合计", "<", "", "950.00", "950.00", "800.00", "150.00", ""))


def travel_accounts() -> Lines:
    return rows(
        ("预算数", "<", "<", "<", "<", "<", "决算数", "<", "<", "<", "<", "<"),
        ("合计", "因公出国（境）费", "公务用车购置及运行费", "<", "<", "公务接待费", "合计", "因公出国（境）费", "公务用车购置及运行费", "<", "<", "公务接待费"),
        ("^", "^", "小计", "公务用车购置费", "公务用车运行费", "^", "^", "^", "小计", "公务用车购置费", "公务用车运行费", "^"),
        ("42.00", "", "30.00", "", "30.00", "12.00", "40.00", "", "30.00", "", "30.00", "10.00"),
    )  # fmt: skip


def funds_accounts() -> Lines:
    lines = rows(
        ("科目编码", "科目名称", "年初结转和结余", "本年收入", "本年支出", "<", "<", "年末结转和结余"),
        ("^", "^", "^", "^", "小计", "基本支出", "项目支出", "^"), ("合计", "<", "", "", "", "", "", ""),
    )  # fmt: skip
    return (*lines, EMPTY)


# ---- forms: titles as provinces print them

_BUDGET = {
    "overview": overview, "income": income, "spending": spending, "appropriations": appropriations, "general": general_spending,
    "basic": basic_spending, "travel": travel, "funds": nothing_by_codes, "capital": nothing_by_codes, "": no_kind,
}  # fmt: skip
_OTHER_LAYOUTS = {
    **_BUDGET,
    "overview": overview_by_sources,
    "income": income_by_unit,
    "spending": spending_in_full,
    "travel": travel_down,
}
_ACCOUNTS = {
    "overview": overview_accounts, "income": income_accounts, "spending": spending_accounts,
    "appropriations": appropriations_accounts, "general": general_spending, "general_accounts": general_accounts,
    "basic": basic_accounts, "travel": travel_accounts, "travel_down": lambda: travel_down("决算数"), "funds": funds_accounts,
    "capital": nothing_by_codes, "": no_kind,
}  # fmt: skip

_ORDER = (
    "overview",
    "income",
    "spending",
    "appropriations",
    "general",
    "basic",
    "travel",
    "funds",
    "capital",
)


def _titled(*titles: str, kinds: tuple[str, ...] = _ORDER) -> tuple[tuple[str, str], ...]:
    return tuple(zip(titles, kinds, strict=False))


BUDGETS = {
    "jiangxi": (*_titled("收支预算总表", "部门收入总表", "部门支出总表", "财政拨款收支总表", "一般公共预算支出表", "一般公共预算基本支出表", "财政拨款“三公”经费支出表", "政府性基金预算支出表", "国有资本经营预算支出表"), ("部门整体支出绩效目标表", ""), ("项目绩效目标表", "")),
    "beijing": (*_titled("收支总表", "收入总表", "支出总表"), ("项目支出表", ""), ("政府采购预算明细表", ""), *_titled("财政拨款收支总表", "一般公共预算财政拨款支出表", "一般公共预算财政拨款基本支出表", kinds=_ORDER[3:6]), ("政府性基金预算财政拨款支出表", "funds"), ("国有资本经营预算财政拨款支出表", "capital"), ("财政拨款“三公”经费支出表", "travel"), ("政府购买服务预算财政拨款明细表", ""), ("项目支出绩效目标表", "")),
    "guangxi": (*_titled("部门收支总体情况表", "部门收入总体情况表", "部门支出总体情况表", "财政拨款收支总体情况表", "一般公共预算支出情况表", "一般公共预算基本支出情况表", "财政拨款“三公”经费、会议费和培训费支出情况表", "政府性基金预算支出情况表", "国有资本经营预算支出情况表"), ("年度预算项目绩效目标公开表", "")),
    "hunan": (*_titled("2025年部门收支总体情况表", "2025年部门收入总体情况表", "2025年部门支出总体情况表", "2025年财政拨款收支情况表", "2025年一般公共预算支出表", "2025年一般公共预算基本支出表", "2025年一般公共预算“三公”经费支出表", "2025年政府性基金预算支出情况表"), ("2025年项目支出绩效目标表", "")),
    "central": _titled("部门收支总表", "部门收入总表", "部门支出总表", "财政拨款收支总表", "一般公共预算支出表", "一般公共预算基本支出表", "一般公共预算“三公”经费支出表", "政府性基金预算支出表", "国有资本经营预算支出表"),
    "hubei": _titled("部门收支预算总表", "部门收入预算总表", "部门支出预算总表", "财政拨款收支预算总表", "一般公共预算支出情况表", "一般公共预算基本支出情况表", "一般公共预算“三公”经费支出情况表", "政府性基金预算支出情况表", "国有资本经营预算收支表"),
    "guangdong": _titled("收支总体情况表", "收入总体情况表", "支出总体情况表", "财政拨款收支总体情况表", "一般公共预算支出情况表（按功能分类科目）", "一般公共预算基本支出情况表（按支出经济分类科目）", "财政拨款安排的行政经费及“三公”经费预算表", "政府性基金预算支出情况表", "国有资本经营预算支出情况表"),
    "named": _titled("云岭市茶叶局2025年部门收支总表", "云岭市茶叶局2025年部门收入总表", "云岭市茶叶局2025年部门支出总表", "云岭市茶叶局2025年财政拨款收支总表", "云岭市茶叶局2025年一般公共预算支出表", "云岭市茶叶局2025年一般公共预算基本支出表", "云岭市茶叶局2025年“三公”经费支出表", "云岭市茶叶局2025年政府性基金预算支出表", "云岭市茶叶局2025年国有资本经营预算支出表"),
}  # fmt: skip

FINALS = {
    "yunnan": (*_titled("收入支出决算表", "收入决算表", "支出决算表", "财政拨款收入支出决算表"), ("一般公共预算财政拨款收入支出决算表", "general_accounts"), ("一般公共预算财政拨款基本支出决算表", "basic"), ("一般公共预算财政拨款项目支出决算表", ""), ("政府性基金预算财政拨款收入支出决算表", "funds"), ("国有资本经营预算财政拨款收入支出决算表", "funds"), ("财政拨款“三公”经费、行政参公单位机关运行经费情况表", "travel_down")),
    "tongzhou": (*_titled("收入支出决算总表", "收入决算表", "支出决算表", "财政拨款收入支出决算总表", "一般公共预算财政拨款支出决算表", "一般公共预算财政拨款基本支出决算表"), ("政府性基金预算财政拨款收入支出决算表", "funds"), ("政府性基金预算财政拨款基本支出决算表", ""), ("国有资本经营预算财政拨款支出决算表", "capital"), ("财政拨款“三公”经费支出决算表", "travel"), ("政府采购情况表", "")),
    "shaanxi": (*_titled("收入支出决算总表", "收入决算总表", "支出决算总表", "财政拨款收入支出决算总表", "一般公共预算财政拨款支出决算表", "一般公共预算财政拨款基本支出决算表", "一般公共预算财政拨款“三公”经费及会议费、培训费支出决算表", "政府性基金预算财政拨款收入支出决算表"), ("国有资本经营预算财政拨款支出决算表", "capital")),
    "hubei": _titled("表1：收入支出决算总表", "表2：收入决算表", "表3：支出决算表", "表4：财政拨款收入支出决算总表", "表5：一般公共预算财政拨款支出决算表", "表6：一般公共预算财政拨款基本支出决算表", "表7：一般公共预算财政拨款“三公”经费支出决算表", "表8：政府性基金预算财政拨款收入支出决算表", "表9：国有资本经营预算财政拨款支出决算表"),
    "university": _titled("表1：高等学校收支决算总表", "表2：高等学校收入决算表", "表3：高等学校支出决算表", "表4：高等学校财政拨款支出决算表", kinds=("overview", "income", "spending", "general")),
}  # fmt: skip

Tables = list[tuple[str, Lines]]


def budget(form: str, *, other_layouts: bool = False) -> Tables:
    """The tables of a form's budget, each with its title."""
    kinds = _OTHER_LAYOUTS if other_layouts else _BUDGET
    return [(title, kinds[kind]()) for title, kind in BUDGETS[form]]


def accounts(form: str) -> Tables:
    """The tables of a form's final accounts, each with its title."""
    return [(title, _ACCOUNTS[kind]()) for title, kind in FINALS[form]]


def planted(tables: Tables, right: str, wrong: str) -> Tables:
    """The tables with the first such line printed otherwise."""
    changed: Tables = []
    is_done = False
    for title, lines in tables:
        new: list[str] = []
        for line in lines:
            if not is_done and right in line:
                line, is_done = line.replace(right, wrong, 1), True
            new.append(line)
        changed.append((title, tuple(new)))
    assert is_done, right
    return changed


# ---- files


def _grid(lines: Lines) -> list[list[str]]:
    return [line.split("|") for line in lines if "|" in line]


def _notes(lines: Lines) -> list[str]:
    return [line for line in lines if "|" not in line]


def _span(grid: list[list[str]], top: int, left: int) -> tuple[int, int]:
    """How many rows and columns a cell covers."""
    across = 1
    while left + across < len(grid[top]) and grid[top][left + across] == "<":
        across += 1
    down = 1
    while top + down < len(grid) and grid[top + down][left] == "^":
        down += 1
    return down, across


def html(tables: Tables, text: str = "") -> str:
    """A page with the tables, each under its title and unit, and a text behind them."""
    parts: list[str] = []
    for title, lines in tables:
        grid = _grid(lines)
        parts.append(f"<p>{title}</p><p>部门：{OFFICE} 单位：万元</p><table>")
        for top, row in enumerate(grid):
            parts.append("<tr>")
            for left, word in enumerate(row):
                if word in ("<", "^"):
                    continue
                down, across = _span(grid, top, left)
                parts.append(f'<td rowspan="{down}" colspan="{across}">{word}</td>')
            parts.append("</tr>")
        parts.append("</table>")
        parts += [f"<p>{note}</p>" for note in _notes(lines)]
    paragraphs = "".join(f"<p>{line}</p>" for line in text.splitlines())
    return f"<html><body>{''.join(parts)}{paragraphs}</body></html>"


def workbook(tables: Tables, path: Path) -> None:
    """A workbook with a sheet a table."""
    book = Workbook()
    for number, (title, lines) in enumerate(tables, 1):
        page = book.create_sheet(f"{number}")
        page.append([title])
        page.append([f"部门：{OFFICE}", "单位：万元"])
        grid = _grid(lines)
        for top, row in enumerate(grid):
            for left, word in enumerate(row):
                if word in ("<", "^", ""):
                    continue
                cell = page.cell(top + 3, left + 1)
                plain = word.replace(",", "")
                if "." in plain and plain.replace(".", "").isdigit():
                    cell.value, cell.number_format = float(plain), "#,##0.00"
                else:
                    cell.value = word
                down, across = _span(grid, top, left)
                if (down, across) != (1, 1):
                    page.merge_cells(
                        start_row=top + 3,
                        start_column=left + 1,
                        end_row=top + 2 + down,
                        end_column=left + across,
                    )
        for below, note in enumerate(_notes(lines), len(grid) + 3):
            page.cell(below, 1).value = note
    book.remove(book.worksheets[0])
    book.save(path)
