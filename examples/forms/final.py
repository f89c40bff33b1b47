"""The nine tables of final accounts, in 万元, every figure rounded on its own."""

from __future__ import annotations

from examples.forms.budget import wan
from examples.forms.ledger import ECONOMIC, ECONOMIC_CLASSES, PERSONNEL, Ledger, name_of
from examples.forms.page import Drawn, Head, one, over

# The classes of expenditure as the form lists them, spent on or not.
_CLASSES = (
    "201", "202", "203", "204", "205", "206", "207", "208", "210", "211", "212", "213", "214", "215", "216", "217", "219", "220",
    "221", "222", "223", "224", "229",
)  # fmt: skip
_NAMES = [
    "一般公共服务支出",
    "外交支出",
    "国防支出",
    "公共安全支出",
    "教育支出",
    "科学技术支出",
    "文化旅游体育与传媒支出",
    "社会保障和就业支出",
    "卫生健康支出",
    "节能环保支出",
    "城乡社区支出",
    "农林水支出",
    "交通运输支出",
    "资源勘探工业信息等支出",
    "商业服务业等支出",
    "金融支出",
    "援助其他地区支出",
    "自然资源海洋气象等支出",
    "住房保障支出",
    "粮油物资储备支出",
    "国有资本经营预算支出",
    "灾害防治及应急管理支出",
    "其他支出",
]
_TENS = ("", "十", "二十")
_ONES = ("", "一", "二", "三", "四", "五", "六", "七", "八", "九")


def amount(cents: int) -> str:
    """分 as 万元 with thousands separators; nothing is blank."""
    if not cents:
        return ""
    whole, _, part = wan(cents).partition(".")
    return f"{int(whole):,}.{part}"


def _number(at: int) -> str:
    return _TENS[at // 10] + _ONES[at % 10]


def tables(ledger: Ledger, budgeted: dict[str, int]) -> list[Drawn]:
    """The tables as Shanghai orders them; `budgeted` is what was planned for the three public expenses."""
    return [
        _overview(ledger),
        _receipts(ledger),
        _spending(ledger),
        _appropriation(ledger),
        _general(ledger),
        _economic(ledger),
        _three(ledger, budgeted),
        _empty(ledger, "政府性基金"),
        _empty(ledger, "国有资本经营"),
    ]


_ABOVE = ("单位：万元",)


def _class_rows(ledger: Ledger) -> list[tuple[str, str]]:
    spent = [ledger.spent(code) for code in _CLASSES]
    return [
        (f"{_number(at)}、{name}", amount(cents))
        for at, (name, cents) in enumerate(zip(_NAMES, spent, strict=True), 1)
    ]


def _overview(ledger: Ledger) -> Drawn:
    names = "一般公共预算财政拨款收入 政府性基金预算财政拨款收入 国有资本经营预算财政拨款收入 上级补助收入 事业收入 经营收入 附属单位上缴收入 其他收入"
    held = [ledger.total, 0, 0, 0, 0, 0, 0, ledger.other_income]
    left = [
        (f"{_number(at)}、{name}", amount(cents))
        for at, (name, cents) in enumerate(zip(names.split(), held, strict=True), 1)
    ]
    right = _class_rows(ledger)
    rows = [(*(left[at] if at < len(left) else ("", "")), *right[at]) for at in range(len(right))]
    income, closing = ledger.total + ledger.other_income, ledger.opening + ledger.other_income
    rows += [
        ("本年收入合计", amount(income), "本年支出合计", amount(ledger.total)),
        ("使用非财政拨款结余（含专用结余）", "", "结余分配", ""),
        ("年初结转和结余", amount(ledger.opening), "年末结转和结余", amount(closing)),
        ("总计", amount(income + ledger.opening), "总计", amount(income + ledger.opening)),
    ]
    head = (
        (over("收入", 2), over("支出", 2)),
        (one("项目"), one("决算数"), one("项目"), one("决算数")),
    )
    return Drawn("收入支出决算总表", _ABOVE, head, tuple(rows))


def _coded(title: str, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> Drawn:
    head: tuple[tuple[Head, ...], ...] = (
        (over("项目", 4), *(one(name, 3) for name in columns)),
        (("支出功能分类科目编码", 3, 1), one("科目名称", 2)),
        (one("类"), one("款"), one("项")),
    )
    return Drawn(title, _ABOVE, head, tuple(rows))


def _parts(code: str) -> tuple[str, str, str]:
    return code[:3], code[3:5], code[5:7]


def _receipts(ledger: Ledger) -> Drawn:
    def cells(code: str) -> tuple[str, ...]:
        other = ledger.other_income if code in ("", "201", "20103", "2010302") else 0
        return (
            amount(ledger.spent(code) + other),
            amount(ledger.spent(code)),
            "",
            "",
            "",
            "",
            amount(other),
        )

    rows: list[tuple[str, ...]] = [("", "", "", "合计", *cells(""))]
    rows += [(*_parts(code), name_of(code), *cells(code)) for code in ledger.codes()]
    columns = (
        "本年收入合计",
        "财政拨款收入",
        "上级补助收入",
        "事业收入",
        "经营收入",
        "附属单位上缴收入",
        "其他收入",
    )
    return _coded("收入决算表", columns, rows)


def _amounts(ledger: Ledger, code: str) -> tuple[str, str, str]:
    return (
        amount(ledger.spent(code)),
        amount(ledger.of(ledger.basic, code)),
        amount(ledger.of(ledger.project, code)),
    )


def _spending(ledger: Ledger) -> Drawn:
    rows: list[tuple[str, ...]] = [("", "", "", "合计", *_amounts(ledger, ""), "", "", "")]
    rows += [
        (*_parts(code), name_of(code), *_amounts(ledger, code), "", "", "")
        for code in ledger.codes()
    ]
    columns = (
        "本年支出合计",
        "基本支出",
        "项目支出",
        "上缴上级支出",
        "经营支出",
        "对附属单位补助支出",
    )
    return _coded("支出决算表", columns, rows)


def _general(ledger: Ledger) -> Drawn:
    rows: list[tuple[str, ...]] = [
        (*_parts(code), name_of(code), *_amounts(ledger, code)) for code in ledger.codes()
    ]
    rows.append(("", "", "", "合计", *_amounts(ledger, "")))
    return _coded("一般公共预算财政拨款支出决算表", ("合计", "基本支出", "项目支出"), rows)


def _appropriation(ledger: Ledger) -> Drawn:
    funds = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")
    held = (ledger.total, 0, 0)
    left = [
        (f"{_number(at)}、{name}", amount(cents))
        for at, (name, cents) in enumerate(zip(funds, held, strict=True), 1)
    ]
    rows = []
    for at, (name, printed) in enumerate(_class_rows(ledger)):
        rows.append((*(left[at] if at < len(left) else ("", "")), name, printed, printed, "", ""))
    total, opening = ledger.total, ledger.opening_fiscal
    rows.append(
        ("本年收入合计", amount(total), "本年支出合计", amount(total), amount(total), "", "")
    )
    rows.append(
        (
            "年初财政拨款结转和结余",
            amount(opening),
            "年末财政拨款结转和结余",
            amount(opening),
            amount(opening),
            "",
            "",
        )
    )
    rows += [
        (f"{_number(at)}、{name}", amount(opening) if at == 1 else "", "", "", "", "", "")
        for at, name in enumerate(funds, 1)
    ]
    rows.append(
        (
            "总计",
            amount(total + opening),
            "总计",
            amount(total + opening),
            amount(total + opening),
            "",
            "",
        )
    )
    names = ("项目", "决算数", "项目", "合计", *funds)
    head = ((over("收入", 2), over("支出", 5)), tuple(one(name) for name in names))
    return Drawn("财政拨款收入支出决算总表", _ABOVE, head, tuple(rows))


def _economic(ledger: Ledger) -> Drawn:
    lists: dict[bool, list[tuple[str, str, str, str]]] = {True: [], False: []}
    for group, name in ECONOMIC_CLASSES.items():
        held = {code: cents for code, cents in ledger.economic.items() if code.startswith(group)}
        side = lists[group in PERSONNEL]
        side.append((group, "", name, amount(sum(held.values()))))
        side.extend(
            (code[:3], code[3:], ECONOMIC[code], amount(cents)) for code, cents in held.items()
        )
    size = max(map(len, lists.values()))
    for side in lists.values():
        side.extend([("", "", "", "")] * (size - len(side)))
    rows = [(*left, *right) for left, right in zip(lists[True], lists[False], strict=True)]
    rows.append(
        (
            "",
            "",
            "人员经费合计",
            amount(ledger.personnel()),
            "",
            "",
            "公用经费合计",
            amount(ledger.running()),
        )
    )
    part: tuple[Head, ...] = (over("经济分类科目编码", 2), one("科目名称", 2), one("决算数", 2))
    head = ((*part, *part), (one("类"), one("款"), one("类"), one("款")))
    return Drawn("一般公共预算财政拨款基本支出决算表", _ABOVE, head, tuple(rows))


def _three(ledger: Ledger, budgeted: dict[str, int]) -> Drawn:
    def cells(three: dict[str, int]) -> tuple[int, ...]:
        vehicles = three["购置"] + three["运行"]
        return (
            three["出国"] + vehicles + three["接待"],
            three["出国"],
            vehicles,
            three["购置"],
            three["运行"],
            three["接待"],
        )

    pairs = zip(cells(budgeted), cells(ledger.three), strict=True)
    row = tuple(amount(cents) for pair in pairs for cents in pair)
    head = (
        (over("财政拨款“三公”经费", 12),),
        (
            ("合计", 2, 2),
            ("因公出国（境）费", 2, 2),
            over("公务用车购置及运行费", 6),
            ("公务接待费", 2, 2),
        ),
        (over("小计", 2), over("公务用车购置费", 2), over("公务用车运行费", 2)),
        tuple(one(name) for name in ("预算数", "决算数") * 6),
    )
    return Drawn("财政拨款“三公”经费支出决算表", _ABOVE, head, (row,))


def _empty(ledger: Ledger, fund: str) -> Drawn:
    head: tuple[tuple[Head, ...], ...] = (
        (
            over("项目", 4),
            one("年初结转和结余", 3),
            one("本年收入", 3),
            over("本年支出", 3),
            one("年末结转和结余", 3),
        ),
        (
            ("支出功能分类科目编码", 3, 1),
            one("科目名称", 2),
            one("小计", 2),
            one("基本支出", 2),
            one("项目支出", 2),
        ),
        (one("类"), one("款"), one("项")),
    )
    note = f"注：{ledger.entity}无{fund}预算财政拨款支出，故本表无数据。"
    title = f"{fund}预算财政拨款收入支出决算表"
    return Drawn(title, _ABOVE, head, (("", "", "", "合计", "", "", "", "", "", ""),), note)
