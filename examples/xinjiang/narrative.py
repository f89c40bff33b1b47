"""The narrative of Xinjiang's form: prescribed headings and sentences around figures of the ledger."""

from __future__ import annotations

import attrs

from examples.xinjiang import ledger as b
from examples.xinjiang.ledger import Ledger, below, printed, share
from examples.xinjiang.performance import Sheet, sheets
from examples.xinjiang.tables import EMPTY

_NUMERALS = "一二三四五六七八九十"


def _cause(name: str) -> str:
    return f"{name}对应的年度工作任务调整，预算数相应变化"


@attrs.frozen
class Heading:
    """A heading: depth 0 is a part."""

    text: str
    depth: int


@attrs.frozen
class Paragraph:
    """A paragraph."""

    text: str


Block = Heading | Paragraph | Sheet


def opening(ledger: Ledger) -> list[Block]:
    """Part one: what the department is."""
    return [
        Heading(f"第一部分 {ledger.year} 年{ledger.entity}部门概况", 0),
        Heading("一、 主要职能", 1),
        Paragraph("（一）拟定本地区数据资源管理的制度并组织实施。"),
        Paragraph("（二）承担公共数据平台的建设和运行。"),
        Heading("二、 机构设置及人员情况", 1),
        Paragraph(
            f"{ledger.entity}无下属预算单位，下设 3 个处室，分别是：综合科、平台建设科、数据应用科。"
        ),
        Paragraph(
            f"{ledger.entity}编制数 26，实有人数 31 人，其中：在职 24 人，增加 1 人；退休 7 人，增加 1 人；离休 0 人，增加 0 人。"
        ),
    ]


def change(now: int, before: int, rate: bool = True) -> str:
    """比上年预算增加 …，增长 …; a change of nothing is an increase of nothing."""
    more = now >= before
    words = f"{'增加' if more else '减少'} {printed(abs(now - before))}万元"
    if rate:
        words += f"，{'增长' if more else '下降'} {share(abs(now - before), before) if before else '0.00%'}"
    return words


def narrative(ledger: Ledger, before: Ledger) -> list[Block]:
    """Parts three and four."""
    who = f"{ledger.entity} {ledger.year} 年"
    blocks: list[Block] = [Heading(f"第三部分 {ledger.year} 年部门预算情况说明", 0)]
    sections = (
        ("收支预算情况总体说明", _overall(ledger)),
        ("收入预算情况说明", _income(ledger, before)),
        ("支出预算情况说明", _spending(ledger, before)),
        ("财政拨款收支预算情况的总体说明", _fiscal(ledger)),
        ("一般公共预算当年拨款情况说明", _general(ledger, before)),
        ("一般公共预算基本支出情况说明", _basic(ledger)),
        ("一般公共预算项目支出情况说明", _projects(ledger)),
        ("政府性基金预算拨款情况说明", _other_fund(ledger, before, "政府性基金", b.FUND, 8)),
        ("国有资本经营预算拨款情况说明", _other_fund(ledger, before, "国有资本经营", b.STATE, 9)),
        ("财政拨款“三公”经费预算情况说明", _trips(ledger, before)),
        ("上年结转结余预算情况说明", _kept(ledger)),
    )
    numerals = [*_NUMERALS, "十一", "十二"]
    for number, (title, body) in enumerate(sections):
        blocks += [Heading(f"{numerals[number]}、 关于{who}{title}", 1), *body]
    return [
        *blocks,
        Heading("十二、 其他重要事项的情况说明", 1),
        *_other(ledger, before),
        *_terms(ledger),
    ]


def _classes(ledger: Ledger, sources: tuple[str, ...]) -> list[tuple[str, int]]:
    codes = [code for code in ledger.codes(sources) if len(code) == 3]
    return [(ledger.names[code], ledger.total(sources, where=below(code))) for code in codes]


def _overall(ledger: Ledger) -> list[Block]:
    total = printed(ledger.total())
    sources = [name for name, chosen in _SOURCES if ledger.total(chosen)]
    classes = [name for name, _ in _classes(ledger, b.SOURCES)]
    return [
        Paragraph(
            f"按照全口径预算的原则，{ledger.entity} {ledger.year}年所有收入和支出均纳入部门预算管理。收支总预算 {total}万元。"
        ),
        Paragraph(f"收入预算包括：{'、'.join(sources)}。"),
        Paragraph(f"支出预算包括：{'、'.join(classes)}。"),
    ]


_SOURCES = (
    ("一般公共预算", b.GENERAL[:1]),
    ("上级一般公共预算安排的转移支付", b.GENERAL[1:]),
    ("政府性基金预算", b.FUND[:1]),
    ("上级政府性基金安排的转移支付", b.FUND[1:]),
    ("国有资本经营预算", b.STATE[:1]),
    ("上级国有资本经营预算安排的转移支付", b.STATE[1:]),
    ("财政专户（教育收费）", b.SPECIAL),
    ("单位资金", b.OWN),
    ("财政拨款结转", b.KEPT_FISCAL),
    ("非财政拨款结转结余", b.KEPT_OTHER),
)


def _income(ledger: Ledger, before: Ledger) -> list[Block]:
    total = ledger.total()
    found: list[Block] = [Paragraph(f"{ledger.entity}部门收入预算 {printed(total)}万元，其中：")]
    for name, sources in _SOURCES:
        amount = ledger.total(sources)
        if not amount:
            money = "资金" if "转移支付" in name else ""
            found.append(Paragraph(f"{name}{money}未安排。"))
            continue
        found.append(
            Paragraph(
                f"{name} {printed(amount)}万元，占 {share(amount, total)}，"
                f"比上年预算{change(amount, before.total(sources))}，主要原因是{_cause(name)}。"
            )
        )
    return found


def _spending(ledger: Ledger, before: Ledger) -> list[Block]:
    total = ledger.total()
    found: list[Block] = [
        Paragraph(f"{ledger.entity} {ledger.year} 年支出预算 {printed(total)}万元，其中：")
    ]
    for name, natures in (("基本支出", b.BASIC), ("项目支出", (b.PROJECT,))):
        amount = ledger.total(natures=natures)
        words = change(amount, before.total(natures=natures))
        found.append(
            Paragraph(
                f"{name} {printed(amount)}万元，占 {share(amount, total)}，比上年预算{words}，主要原因是{_cause(name)}。"
            )
        )
    return found


def _fiscal(ledger: Ledger) -> list[Block]:
    funds = (
        ("一般公共预算拨款", b.GENERAL),
        ("政府性基金预算拨款", b.FUND),
        ("国有资本经营预算拨款", b.STATE),
    )
    held = [
        f"{name} {printed(ledger.total(sources))}万元"
        for name, sources in funds
        if ledger.total(sources)
    ]
    found: list[Block] = [
        Paragraph(
            f"{ledger.entity} {ledger.year} 年财政拨款收支总预算 {printed(ledger.total(b.CURRENT))}万元。"
        ),
        Paragraph(f"收入预算包括：{'、'.join(held)}。"),
    ]
    for name, sources in (
        ("一般公共预算", b.GENERAL),
        ("政府性基金预算", b.FUND),
        ("国有资本经营预算", b.STATE),
    ):
        classes = [
            f"{title} {printed(amount)}万元，主要用于保障履职所需"
            for title, amount in _classes(ledger, sources)
        ]
        if classes:
            found.append(Paragraph(f"{name}支出包括：{'；'.join(classes)}。"))
    return found


def _general(ledger: Ledger, before: Ledger) -> list[Block]:
    total = ledger.total(b.GENERAL)
    found: list[Block] = [
        Heading("（一）一般公共预算当年拨款规模变化情况", 2),
        Paragraph(
            f"{ledger.entity} {ledger.year} 年一般公共预算拨款合计 {printed(total)}万元，其中："
        ),
    ]
    for name, natures in (("基本支出", b.BASIC), ("项目支出", (b.PROJECT,))):
        amount = ledger.total(b.GENERAL, natures)
        words = change(amount, before.total(b.GENERAL, natures))
        found.append(
            Paragraph(
                f"{name} {printed(amount)}万元，比上年预算{words}。主要原因是{_cause(name)}。"
            )
        )
    found.append(Heading("（二）一般公共预算当年拨款结构情况", 2))
    for number, (name, amount) in enumerate(_classes(ledger, b.GENERAL), 1):
        found.append(
            Paragraph(f"{number}、{name}（类）{printed(amount)}万元，占 {share(amount, total)}。")
        )
    found.append(Heading("（三）一般公共预算当年拨款具体使用情况", 2))
    for number, code in enumerate((code for code in ledger.codes(b.GENERAL) if len(code) == 7), 1):
        amount = ledger.total(b.GENERAL, where=below(code))
        words = change(amount, before.total(b.GENERAL, where=below(code)))
        name = ledger.names[code]
        path = f"{ledger.names[code[:3]]}（类）{ledger.names[code[:5]]}（款）{ledger.names[code]}（项）"
        found.append(
            Paragraph(
                f"{number}、{path}：{ledger.year}年预算数为 {printed(amount)}万元，比上年预算{words}。主要原因是{_cause(path)}。"
            )
        )
    return found


def _basic(ledger: Ledger) -> list[Block]:
    found: list[Block] = [
        Paragraph(
            f"{ledger.entity} {ledger.year} 年一般公共预算基本支出 {printed(ledger.total(b.GENERAL, b.BASIC))}万元，其中："
        )
    ]
    for name, nature in (("人员经费", b.STAFF), ("公用经费", b.OFFICE)):
        amount = ledger.total(b.GENERAL, (nature,))
        codes = sorted(
            {
                entry.economy
                for entry in ledger.entries
                if entry.source in b.GENERAL and entry.nature == nature
            }
        )
        items = "、".join(ledger.names[code] for code in codes)
        listed = f"，主要包括：{items}" if items else ""
        found.append(Paragraph(f"{name} {printed(amount)}万元{listed}。"))
    return found


def _projects(ledger: Ledger) -> list[Block]:
    spent = [
        entry for entry in ledger.entries if entry.source in b.GENERAL and entry.nature == b.PROJECT
    ]
    found: list[Block] = []
    for number, name in enumerate(dict.fromkeys(entry.project for entry in spent)):
        uses = [(entry.economy, entry.amount) for entry in spent if entry.project == name]
        found += [
            Heading(f"（{_NUMERALS[number]}）项目名称：{name}", 2),
            Paragraph("设立的政策依据：根据本地区数据工作年度安排设立"),
            Paragraph(f"预算安排规模：{printed(sum(amount for _, amount in uses))}万元"),
            Paragraph(f"项目承担单位：{ledger.entity}"),
            Paragraph(
                "资金分配情况："
                + "；".join(
                    f"用于{_USES.get(use, _OTHER_USE)} {printed(amount)}万元"
                    for use, amount in uses
                )
            ),
            Paragraph(f"资金执行时间：{ledger.year}年 1月 1日-{ledger.year}年 12月 31日"),
        ]
    return found


_USES = {
    "商品服务": "委托业务和日常运行",
    "资本性": "购置设备",
    "工资福利": "编外人员劳务",
    "个人家庭": "生活补助",
}
_OTHER_USE = "其他开支"


def _other_fund(
    ledger: Ledger, before: Ledger, name: str, sources: tuple[str, ...], table: int
) -> list[Block]:
    who = f"{ledger.entity} {ledger.year} 年"
    if not ledger.total(sources):
        return [Paragraph(f"{who}没有使用{EMPTY[table]}")]
    words, amount = (
        change(ledger.total(sources), before.total(sources)),
        printed(ledger.total(sources)),
    )
    return [
        Paragraph(
            f"{who}{name}预算拨款安排的支出 {amount}万元，比上年预算{words}。主要原因是{_cause(name)}。"
        )
    ]


_TRIP_NAMES = (
    ("因公出国（境）费", "出国"),
    ("公务用车购置费", "购置"),
    ("公务用车运行费", "运行"),
    ("公务接待费", "接待"),
)


def _trips(ledger: Ledger, before: Ledger) -> list[Block]:
    who = f"{ledger.entity} {ledger.year} 年财政拨款"
    amounts = "，".join(
        f"{name} {printed(ledger.spent_on_trips((item,)))}万元" for name, item in _TRIP_NAMES
    )
    changes = "；".join(
        f"{name}{change(ledger.spent_on_trips((item,)), before.spent_on_trips((item,)))}，主要原因是{_cause(name)}"
        for name, item in _TRIP_NAMES
    )
    total = change(ledger.spent_on_trips(), before.spent_on_trips())
    return [
        Paragraph(
            f"{who}“三公”经费预算数为 {printed(ledger.spent_on_trips())}万元，其中：{amounts}。"
        ),
        Paragraph(f"{ledger.year} 年财政拨款“三公”经费预算比上年预算{total}，其中：{changes}。"),
    ]


def _kept(ledger: Ledger) -> list[Block]:
    fiscal, other = ledger.total(b.KEPT_FISCAL), ledger.total(b.KEPT_OTHER)
    found: list[Block] = [
        Paragraph(
            f"{ledger.entity} {ledger.year} 年上年结转结余 {printed(fiscal + other)}万元，包括：财政拨款 {printed(fiscal)}万元，"
            f"非财政拨款 {printed(other)}万元，其中："
        )
    ]
    kept = [entry for entry in ledger.entries if entry.source in (*b.KEPT_FISCAL, *b.KEPT_OTHER)]
    for number, name in enumerate(dict.fromkeys(entry.project for entry in kept), 1):
        amount = sum(entry.amount for entry in kept if entry.project == name)
        found.append(
            Paragraph(f"{number}．{name} {printed(amount)}万元，主要用于上年未完成事项的后续支出。")
        )
    return found


def _other(ledger: Ledger, before: Ledger) -> list[Block]:
    who = f"{ledger.entity} {ledger.year} 年"
    office = ledger.total(b.GENERAL, (b.OFFICE,))
    words, name = change(office, before.total(b.GENERAL, (b.OFFICE,))), "机构运转"
    projects = {
        entry.project: 0
        for entry in ledger.entries
        if entry.source in b.CURRENT and entry.nature == b.PROJECT
    }
    own = {
        entry.project: 0
        for entry in ledger.entries
        if entry.source in (*b.SPECIAL, *b.OWN) and entry.nature == b.PROJECT
    }
    spent, own_spent = (
        ledger.total(b.CURRENT, (b.PROJECT,)),
        ledger.total((*b.SPECIAL, *b.OWN), (b.PROJECT,)),
    )
    bought = ledger.total(natures=(b.PROJECT,))
    goods, services = bought // 10, bought // 4
    vehicles = "安排" if ledger.spent_on_trips(("购置",)) else "未安排"
    return [
        Heading("（一）单位运行经费情况", 2),
        Paragraph(
            f"{who}的机关运行经费财政拨款预算 {printed(office)}万元，比上年预算{words}。主要原因是{_cause(name)}。"
        ),
        Heading("（二）政府采购情况", 2),
        Paragraph(
            f"{ledger.year}年，{ledger.entity}政府采购预算 {printed(goods + services)}万元，其中：政府采购货物预算 {printed(goods)}万元，"
            f"政府采购工程预算 0.00万元，政府采购服务预算 {printed(services)}万元。"
        ),
        Paragraph(
            f"{ledger.year}年，{ledger.entity}面向中小企业预留政府采购项目预算金额 {printed(services)}万元，"
            f"小微企业预留政府采购项目预算金额 {printed(services * 7 // 10)}万元。"
        ),
        Heading("（三）国有资产占用使用情况", 2),
        Paragraph(f"截至 {ledger.year - 1} 年底，{ledger.entity}占用使用国有资产总体情况为："),
        Paragraph("1.房屋 860.00平方米，价值 312.45万元。"),
        Paragraph(
            "2.车辆 2辆，价值 38.60万元；其中：一般公务用车 2辆，价值 38.60万元；执法执勤用车 0辆，价值 0.00万元；"
            "其他车辆 0辆，价值 0.00万元。"
        ),
        Paragraph("3.办公家具价值 41.07万元。"),
        Paragraph("4.其他资产价值 526.31万元。"),
        Paragraph("单位价值 50 万元以上大型设备 1 台，单位价值 100 万元以上大型设备 0 台。"),
        Paragraph(
            f"{ledger.year} 年部门预算{vehicles}购置车辆经费，安排购置 50 万元以上大型设备 0 台，单位价值 100万元以上大型设备 0台。"
        ),
        Heading("（四）预算绩效情况", 2),
        Paragraph(
            f"{ledger.year}年，本部门预算绩效管理整体预算绩效目标 1个，涉及金额 {printed(ledger.total())}万元；"
            f"当年财政拨款项目 {len(projects)} 个，涉及预算金额 {printed(spent)}万元；"
            f"当年非财政拨款项目 {len(own)}个，涉及预算金额 {printed(own_spent)}万元。具体情况见下表（按项目分别填报）："
        ),
        *sheets(ledger),
    ]


def _terms(ledger: Ledger) -> list[Block]:
    return [
        Heading("第四部分 名词解释", 0),
        Paragraph(
            "一、财政拨款:指由一般公共预算、政府性基金预算、国有资本经营预算安排的财政拨款数。"
        ),
        Paragraph("二、基本支出:指为保障机构正常运转、完成日常工作任务而安排的支出。"),
        Paragraph("三、项目支出:指为完成特定工作任务在基本支出之外安排的支出。"),
        Paragraph("四、一般公共预算:指以税收为主体的财政收入安排的预算。"),
        Paragraph("五、“三公”经费:指因公出国（境）费、公务用车购置及运行费和公务接待费。"),
        Paragraph("六、机关运行经费:指为保障机构运行用于购买货物和服务的资金。"),
        Paragraph(ledger.entity),
        Paragraph(f"{ledger.year}年 2月 6日"),
    ]
