"""The nine tables of a Shanghai budget, in 元 but for the last."""

from __future__ import annotations

from examples.forms.ledger import CLASSES, ECONOMIC, ECONOMIC_CLASSES, PERSONNEL, Ledger, name_of
from examples.forms.page import Drawn, Head, one, over

_NUMBERS = "一二三四五六七八九十"
Rows = tuple[tuple[str, ...], ...]


def yuan(amount: int) -> str:
    """分 as 元; nothing is blank."""
    return f"{amount // 100:,}.{amount % 100:02d}" if amount else ""


def wan(amount: int) -> str:
    """分 as 万元 with two decimals, rounded half up; nothing is 0.00."""
    cents = (amount + 5_000) // 10_000
    return f"{cents // 100}.{cents % 100:02d}"


def _above(ledger: Ledger, unit: str) -> tuple[str, ...]:
    return f"编制部门：{ledger.entity}", f"单位：{unit}"


def tables(ledger: Ledger) -> list[Drawn]:
    """The tables in order."""
    return [
        _overview(ledger),
        _receipts(ledger),
        _spending(ledger, "部门支出预算总表", "支出预算"),
        _appropriation(ledger),
        _spending(ledger, "部门一般公共预算支出功能分类预算表", "一般公共预算支出"),
        _empty(ledger, "政府性基金"),
        _empty(ledger, "国有资本经营"),
        _economic(ledger),
        _three(ledger),
    ]


def _title(ledger: Ledger, title: str) -> str:
    return f"{ledger.year}年{title}"


def _classes(ledger: Ledger) -> list[tuple[str, int]]:
    return [
        (f"{_NUMBERS[at]}、{name}", ledger.spent(code))
        for at, (code, name) in enumerate(CLASSES.items())
    ]


def _overview(ledger: Ledger) -> Drawn:
    receipts = [
        ("一、财政拨款收入", ledger.total),
        ("1. 一般公共预算资金", ledger.total),
        ("2. 政府性基金", 0),
        ("3. 国有资本经营预算", 0),
        ("二、事业收入", 0),
        ("三、事业单位经营收入", 0),
        ("四、其他收入", 0),
    ]
    spending = _classes(ledger)
    rows = []
    for at in range(max(len(receipts), len(spending))):
        left = receipts[at] if at < len(receipts) else ("", 0)
        right = spending[at] if at < len(spending) else ("", 0)
        rows.append((left[0], yuan(left[1]), right[0], yuan(right[1])))
    rows.append(("收入总计", yuan(ledger.total), "支出总计", yuan(ledger.total)))
    head = (
        (over("本年收入", 2), over("本年支出", 2)),
        (one("项目"), one("预算数"), one("项目"), one("预算数")),
    )
    return Drawn(_title(ledger, "部门财务收支预算总表"), _above(ledger, "元"), head, tuple(rows))


_CODE_HEAD: tuple[Head, ...] = (("功能分类科目编码", 3, 1), ("功能分类科目名称", 1, 2))
_PARTS = (one("类"), one("款"), one("项"))


def _parts(code: str) -> tuple[str, str, str]:
    return code[:3], code[3:5], code[5:7]


def _receipts(ledger: Ledger) -> Drawn:
    rows = [
        (
            *_parts(code),
            name_of(code),
            yuan(ledger.spent(code)),
            yuan(ledger.spent(code)),
            "",
            "",
            "",
        )
        for code in ledger.codes()
    ]
    rows.append(("", "", "", "合计", yuan(ledger.total), yuan(ledger.total), "", "", ""))
    columns = ("合计", "财政拨款收入", "事业收入", "事业单位经营收入", "其他收入")
    head = (
        (over("项目", 4), over("收入预算", 5)),
        (*_CODE_HEAD, *(one(name, 2) for name in columns)),
        _PARTS,
    )
    return Drawn(_title(ledger, "部门收入预算总表"), _above(ledger, "元"), head, tuple(rows))


def _spending(ledger: Ledger, title: str, over_all: str) -> Drawn:
    def amounts(code: str) -> tuple[str, str, str]:
        return (
            yuan(ledger.spent(code)),
            yuan(ledger.of(ledger.basic, code)),
            yuan(ledger.of(ledger.project, code)),
        )

    rows = [(*_parts(code), name_of(code), *amounts(code)) for code in ledger.codes()]
    rows.append(("", "", "", "合计", *amounts("")))
    head = (
        (over("项目", 4), over(over_all, 3)),
        (*_CODE_HEAD, *(one(name, 2) for name in ("合计", "基本支出", "项目支出"))),
        _PARTS,
    )
    return Drawn(_title(ledger, title), _above(ledger, "元"), head, tuple(rows))


def _appropriation(ledger: Ledger) -> Drawn:
    receipts = [
        ("一、一般公共预算资金", ledger.total),
        ("二、政府性基金", 0),
        ("三、国有资本经营预算", 0),
    ]
    rows = []
    for at, (name, amount) in enumerate(_classes(ledger)):
        left = receipts[at] if at < len(receipts) else ("", 0)
        rows.append((left[0], yuan(left[1]), name, yuan(amount), yuan(amount), "", ""))
    rows.append(
        ("收入总计", yuan(ledger.total), "支出总计", yuan(ledger.total), yuan(ledger.total), "", "")
    )
    names = ("项目", "预算数", "项目", "合计", "一般公共预算", "政府性基金预算", "国有资本经营预算")
    head = ((over("财政拨款收入", 2), over("财政拨款支出", 5)), tuple(one(name) for name in names))
    return Drawn(
        _title(ledger, "部门财政拨款收支预算总表"), _above(ledger, "元"), head, tuple(rows)
    )


def _empty(ledger: Ledger, fund: str) -> Drawn:
    head = (
        (over("项目", 4), over(f"{fund}预算支出", 3)),
        (*_CODE_HEAD, *(one(name, 2) for name in ("合计", "基本支出", "项目支出"))),
        _PARTS,
    )
    note = f"注：本部门{ledger.year}年无{fund}预算财政拨款安排的预算，故本表为空表。"
    rows = (("", "", "", "合计", "", "", ""),)
    return Drawn(
        _title(ledger, f"部门{fund}预算支出功能分类预算表"), _above(ledger, "元"), head, rows, note
    )


def _economic(ledger: Ledger) -> Drawn:
    rows: list[tuple[str, ...]] = []

    def amounts(items: dict[str, int]) -> tuple[str, str, str]:
        people = sum(amount for code, amount in items.items() if code[:3] in PERSONNEL)
        return yuan(sum(items.values())), yuan(people), yuan(sum(items.values()) - people)

    for group, name in ECONOMIC_CLASSES.items():
        held = {code: amount for code, amount in ledger.economic.items() if code.startswith(group)}
        rows.append((group, "", name, *amounts(held)))
        rows.extend(
            (code[:3], code[3:], ECONOMIC[code], *amounts({code: amount}))
            for code, amount in held.items()
        )
    rows.append(("", "", "合计", *amounts(ledger.economic)))
    head = (
        (over("项目", 3), over("一般公共预算基本支出", 3)),
        (
            over("部门预算经济分类科目编码", 2),
            one("经济分类科目名称", 2),
            one("合计", 2),
            one("人员经费", 2),
            one("公用经费", 2),
        ),
        (one("类"), one("款")),
    )
    title = _title(ledger, "部门一般公共预算基本支出部门预算经济分类预算表")
    return Drawn(title, _above(ledger, "元"), head, tuple(rows))


def _three(ledger: Ledger) -> Drawn:
    three = ledger.three
    vehicles = three["购置"] + three["运行"]
    total = three["出国"] + three["接待"] + vehicles
    cells = (
        total,
        three["出国"],
        three["接待"],
        vehicles,
        three["购置"],
        three["运行"],
        ledger.running(),
    )
    head = (
        (over("“三公”经费预算数", 6), one("机关运行经费预算数", 3)),
        (
            one("合计", 2),
            one("因公出国(境)费", 2),
            one("公务接待费", 2),
            over("公务用车购置及运行费", 3),
        ),
        (one("小计"), one("购置费"), one("运行费")),
    )
    title = _title(ledger, "部门“三公”经费和机关运行经费预算表")
    return Drawn(title, _above(ledger, "万元"), head, (tuple(wan(cell) for cell in cells),))
