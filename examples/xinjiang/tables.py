"""A ledger → the eleven tables of Xinjiang's form, every figure rounded on its own."""

from __future__ import annotations

import attrs

from examples.xinjiang import ledger as b
from examples.xinjiang.ledger import Ledger, below

CLASSES = [
    "201 一般公共服务支出",
    "202 外交支出",
    "203 国防支出",
    "204 公共安全支出",
    "205 教育支出",
    "206 科学技术支出",
    "207 文化旅游体育与传媒支出",
    "208 社会保障和就业支出",
    "209 社会保险基金支出",
    "210 卫生健康支出",
    "211 节能环保支出",
    "212 城乡社区支出",
    "213 农林水支出",
    "214 交通运输支出",
    "215 资源勘探工业信息等支出",
    "216 商业服务业等支出",
    "217 金融支出",
    "219 援助其他地区支出",
    "220 自然资源海洋气象等支出",
    "221 住房保障支出",
    "222 粮油物资储备支出",
    "223 国有资本经营预算支出",
    "224 灾害防治及应急管理支出",
    "227 预备费",
    "229 其他支出",
    "230 转移性支出",
    "231 债务还本支出",
    "232 债务付息支出",
    "233 债务发行费用支出",
    "234 抗疫特别国债安排的支出",
]

_GENERAL, _FUND, _STATE = (*b.GENERAL, *b.KEPT_GENERAL), b.FUND, b.STATE

INCOME = (
    ("一、本年收入", (*b.CURRENT, *b.SPECIAL, *b.OWN)),
    ("1.一般公共预算拨款", b.GENERAL),
    ("其中：一般财力", b.GENERAL[:1]),
    ("      上级一般公共预算安排转移支付", b.GENERAL[1:]),
    ("2.政府性基金预算拨款", b.FUND),
    ("其中：政府性基金收入", b.FUND[:1]),
    ("      上级政府性基金安排转移支付", b.FUND[1:]),
    ("3.国有资本经营预算拨款", b.STATE),
    ("其中：国有资本经营收入", b.STATE[:1]),
    ("      上级国有资本经营预算安排转移支付", b.STATE[1:]),
    ("4.财政专户核拨", b.SPECIAL),
    ("5.单位资金", b.OWN),
    ("其中：事业收入", b.OWN[:1]),
    ("      上级补助收入", b.OWN[1:2]),
    ("      附属单位上缴收入", b.OWN[2:3]),
    ("      事业单位经营收入", b.OWN[3:4]),
    ("      其他收入", b.OWN[4:5]),
    ("二、上年结转结余", (*b.KEPT_FISCAL, *b.KEPT_OTHER)),
    ("1.财政拨款结转", b.KEPT_FISCAL),
    ("其中：一般公共预算拨款", b.KEPT_GENERAL),
    ("      政府性基金预算拨款", b.KEPT_FUND),
    ("      国有资本经营预算拨款", b.KEPT_STATE),
    ("2.非财政拨款结转结余", b.KEPT_OTHER),
    ("其中：财政专户核拨", b.KEPT_SPECIAL),
    ("      单位资金", b.KEPT_OWN),
)
SOURCE_COLUMNS = (
    b.SOURCES, b.CURRENT, b.GENERAL[:1], b.GENERAL[1:], b.FUND[:1], b.FUND[1:], b.STATE[:1], b.STATE[1:],
    b.SPECIAL, b.OWN, b.KEPT_FISCAL, b.KEPT_OTHER,
)  # fmt: skip
PROJECT_COLUMNS = (
    "工资福利",
    "商品服务",
    "个人家庭",
    "债务利息",
    "基建资本",
    "资本性",
    "基建企业",
    "企业补助",
    "社保基金",
    "其他支出",
)
TITLES = (
    "部门收支总体情况表",
    "部门收入总体情况表",
    "部门支出总体情况表",
    "财政拨款收支预算总体情况表",
    "一般公共预算支出情况表",
    "一般公共预算基本支出情况表",
    "一般公共预算项目支出情况表",
    "政府性基金预算支出情况表",
    "国有资本经营预算支出情况表",
    "财政拨款“三公”经费支出情况表",
    "上年结转结余情况明细表",
)
EMPTY = {
    8: "政府性基金预算拨款安排的支出，政府性基金预算支出情况表为空表。",
    9: "国有资本经营预算拨款安排的支出，国有资本经营预算支出情况表为空表。",
    10: "财政拨款安排“三公”经费支出，财政拨款“三公”经费支出情况表为空表。",
}

Rows = list[list[str]]


@attrs.define
class PrintedTable:
    """A table: number, title, rows of printed cells, and the sentence below it if it is empty."""

    number: int
    title: str
    rows: Rows
    note: str = ""


def tables(ledger: Ledger) -> list[PrintedTable]:
    """All eleven."""
    found = [
        _overview(ledger),
        [_total(ledger, SOURCE_COLUMNS), *_by_code(ledger, SOURCE_COLUMNS)],
        _by_nature(ledger, b.SOURCES),
        _fiscal(ledger),
        _by_nature(ledger, b.GENERAL),
        _economy(ledger),
        _projects(ledger),
        _three_natures(ledger, b.FUND),
        _three_natures(ledger, b.STATE),
        _trips(ledger),
        _kept(ledger),
    ]
    empty = {
        8: not ledger.total(b.FUND),
        9: not ledger.total(b.STATE),
        10: not ledger.spent_on_trips(),
    }
    return [
        PrintedTable(number, title, rows, _note(ledger, number) if empty.get(number) else "")
        for number, (title, rows) in enumerate(zip(TITLES, found, strict=True), 1)
    ]


def _note(ledger: Ledger, number: int) -> str:
    return f"{ledger.entity} {ledger.year} 年没有使用{EMPTY[number]}"


def _overview(ledger: Ledger) -> Rows:
    left = [[label, ledger.cell(ledger.total(sources))] for label, sources in INCOME]
    right = [[label, ledger.cell(ledger.total(where=below(label[:3])))] for label in CLASSES]
    left += [["", ""]] * (len(right) - len(left))
    total = ledger.cell(ledger.total())
    rows = [[*one, *other] for one, other in zip(left, right, strict=True)]
    return [*rows, ["", "", "", ""], ["收 入 总 计", total, "支 出 总 计", total]]


def _fiscal(ledger: Ledger) -> Rows:
    funds = (b.GENERAL, b.FUND, b.STATE)
    labels = ("一、财政拨款（补助）", "一般公共预算", "政府性基金预算", "国有资本经营预算")
    left = [
        [label, ledger.cell(ledger.total(sources))]
        for label, sources in zip(labels, (b.CURRENT, *funds), strict=True)
    ]
    right = [
        [
            label,
            *(
                ledger.cell(ledger.total(sources, where=below(label[:3])))
                for sources in (b.CURRENT, *funds)
            ),
        ]
        for label in CLASSES
    ]
    left += [["", ""]] * (len(right) - len(left))
    total = [ledger.cell(ledger.total(sources)) for sources in (b.CURRENT, *funds)]
    rows = [[*one, *other] for one, other in zip(left, right, strict=True)]
    return [*rows, [""] * 7, ["收入总计", total[0], "支出总计", *total]]


def parts(code: str, count: int = 3) -> list[str]:
    """A code in as many columns as its form has."""
    found = [code[:3], code[3:5], code[5:7]]
    return found[:count]


def _named(ledger: Ledger, code: str) -> str:
    return " " * (len(code) - 3) + ledger.names[code]


def _total(ledger: Ledger, columns: tuple[tuple[str, ...], ...]) -> list[str]:
    return ["", "", "", "总计", *(ledger.cell(ledger.total(sources)) for sources in columns)]


def _by_code(ledger: Ledger, columns: tuple[tuple[str, ...], ...]) -> Rows:
    return [
        [
            *parts(code),
            _named(ledger, code),
            *(ledger.cell(ledger.total(sources, where=below(code))) for sources in columns),
        ]
        for code in ledger.codes()
    ]


def _by_nature(ledger: Ledger, sources: tuple[str, ...]) -> Rows:
    columns = (b.NATURES, b.BASIC, (b.PROJECT,))
    rows = [
        ["", "", "", "总计", *(ledger.cell(ledger.total(sources, natures)) for natures in columns)]
    ]
    for code in ledger.codes(sources):
        amounts = [ledger.cell(ledger.total(sources, natures, below(code))) for natures in columns]
        rows.append([*parts(code), _named(ledger, code), *amounts])
    return rows


def _three_natures(ledger: Ledger, sources: tuple[str, ...]) -> Rows:
    if not ledger.total(sources):
        return [[""] * 8 for _ in range(5)]
    columns = (b.NATURES, (b.STAFF,), (b.OFFICE,), (b.PROJECT,))
    rows = [
        ["", "", "", "总计", *(ledger.cell(ledger.total(sources, natures)) for natures in columns)]
    ]
    for code in ledger.codes(sources):
        amounts = [ledger.cell(ledger.total(sources, natures, below(code))) for natures in columns]
        rows.append([*parts(code), _named(ledger, code), *amounts])
    return rows


def _economy(ledger: Ledger) -> Rows:
    columns = (b.BASIC, (b.STAFF,), (b.OFFICE,))
    rows = [
        ["", "", "总计", *(ledger.cell(ledger.total(b.GENERAL, natures)) for natures in columns)]
    ]
    basic = [
        entry for entry in ledger.entries if entry.source in b.GENERAL and entry.nature in b.BASIC
    ]
    for code in sorted({entry.economy[:length] for entry in basic for length in (3, 5)}):
        amounts = [
            ledger.cell(
                sum(
                    entry.amount
                    for entry in basic
                    if entry.nature in natures and entry.economy.startswith(code)
                )
            )
            for natures in columns
        ]
        rows.append([*parts(code, 2), _named(ledger, code), *amounts])
    return rows


def _projects(ledger: Ledger) -> Rows:
    spent = [
        entry for entry in ledger.entries if entry.source in b.GENERAL and entry.nature == b.PROJECT
    ]

    def amounts(chosen: list[b.Entry]) -> list[str]:
        by_class = [
            ledger.cell(sum(entry.amount for entry in chosen if entry.economy == name))
            for name in PROJECT_COLUMNS
        ]
        return [ledger.cell(sum(entry.amount for entry in chosen)), *by_class]

    rows = [
        ["", "", "", "总计", "", *amounts(spent)],
        ["", "", "", ledger.entity, "", *amounts(spent)],
    ]
    for code in ledger.codes(b.GENERAL, (b.PROJECT,)):
        held = [entry for entry in spent if entry.code.startswith(code)]
        name = "  " + _named(ledger, code)
        if len(code) < 7:
            rows.append([*parts(code), name, "", *amounts(held)])
            continue
        for project in dict.fromkeys(entry.project for entry in held):
            rows.append(
                [
                    *parts(code),
                    name,
                    project,
                    *amounts([entry for entry in held if entry.project == project]),
                ]
            )
    return rows


def _trips(ledger: Ledger) -> Rows:
    lines = (
        ("合计", ("出国", "接待", "购置", "运行")),
        ("因公出国（境）费", ("出国",)),
        ("公务接待费", ("接待",)),
        ("公务用车购置及运行费（小计）", ("购置", "运行")),
        ("其中：公务用车购置费", ("购置",)),
        ("      公务用车运行费", ("运行",)),
    )
    return [
        [
            label,
            *(
                ledger.cell(ledger.spent_on_trips(items, fund))
                for fund in (None, "一般公共", "基金", "国资")
            ),
        ]
        for label, items in lines
    ]


def _kept(ledger: Ledger) -> Rows:
    kept = [entry for entry in ledger.entries if entry.source in (*b.KEPT_FISCAL, *b.KEPT_OTHER)]

    def amounts(chosen: list[b.Entry]) -> list[str]:
        found = [ledger.cell(sum(entry.amount for entry in chosen))]
        for sources in (b.KEPT_FISCAL, b.KEPT_OTHER):
            for natures in (b.NATURES, (b.STAFF,), (b.OFFICE,), (b.PROJECT,)):
                held = [
                    entry for entry in chosen if entry.source in sources and entry.nature in natures
                ]
                found.append(ledger.cell(sum(entry.amount for entry in held)))
        return found

    rows = [["总计", *amounts(kept)]]
    if not kept:
        return rows
    rows.append([ledger.entity, *amounts(kept)])
    for project in dict.fromkeys(entry.project for entry in kept):
        rows.append([project, *amounts([entry for entry in kept if entry.project == project])])
    return rows
