"""A Shanghai budget with its narrative, in 万元."""

from __future__ import annotations

from examples.forms.budget import tables, wan
from examples.forms.ledger import Ledger, name_of
from examples.forms.page import Block, Heading, Paragraph

_VEHICLES = (
    "部级领导干部用车",
    "主要领导干部用车",
    "机要通信用车",
    "应急保障用车",
    "执法执勤用车",
    "特种专业技术用车",
    "离退休干部用车",
)
_TERMS = {
    "财政拨款收入": "是区级预算主管部门及所属预算单位本年度从本级财政部门取得的财政拨款。",
    "事业收入": "指事业单位开展专业业务活动及其辅助活动取得的收入。",
    "“三公”经费": "是使用区级财政拨款安排的因公出国（境）费、公务用车购置及运行费、公务接待费。",
    "机关运行经费": "指行政单位和参照公务员法管理的事业单位使用一般公共预算财政拨款安排的基本支出中的日常公用经费支出。",
}


def change(now: int, before: int) -> str:
    """减少2,389.52万元 or 持平: the difference of two amounts as printed each on its own."""
    step = round_to_wan(now) - round_to_wan(before)
    return "持平" if not step else f"{'增加' if step > 0 else '减少'}{wan(abs(step))}万元"


def round_to_wan(amount: int) -> int:
    """An amount as its print in 万元 stands for it."""
    return (amount + 5_000) // 10_000 * 10_000


def budget(ledger: Ledger, before: Ledger, vehicles: int = 3) -> list[Block]:
    """The whole disclosure; `before` is the year before."""
    return [
        *_opening(ledger),
        *_explanation(ledger, before),
        *tables(ledger),
        Heading("其他相关情况说明"),
        *_further(ledger, before, vehicles),
        Heading("数据平台运行维护项目经费情况说明"),
        Paragraph("一、项目概述"),
        Paragraph("主要保障数据平台全年稳定运行。"),
        Paragraph("五、实施周期"),
        Paragraph(f"{ledger.year}年1月至{ledger.year}年12月。"),
        Paragraph("六、年度预算安排"),
        Paragraph("安排82.33万元。"),
    ]


def _opening(ledger: Ledger) -> list[Block]:
    name = ledger.entity
    return [
        Heading(f"{ledger.year}年部门预算", 1),
        Paragraph(f"预算主管部门：{name}"),
        Heading(f"{name}主要职能"),
        Paragraph("主要职能包括：统筹全区数字服务工作，建设和维护数据平台。"),
        Heading(f"{name}机构设置"),
        Paragraph(f"{name}部门预算是包括{name}本部以及下属1家事业单位的综合收支计划。"),
        Paragraph("本部门中，行政单位1家，事业单位1家，具体包括："),
        Paragraph(f"1.{name}本部。"),
        Paragraph("2.云溪区数据中心。"),
        Heading("名词解释"),
        *(
            Paragraph(f"（{'一二三四'[at]}）{term}：{words}")
            for at, (term, words) in enumerate(_TERMS.items())
        ),
    ]


def _explanation(ledger: Ledger, before: Ledger) -> list[Block]:
    year, total, last = ledger.year, ledger.total, before.total
    versus = f"比{year - 1}年预算"
    moved = change(total, last)
    blocks: list[Block] = [
        Heading(f"{year}年部门预算编制说明"),
        Paragraph(
            f"{year}年，{ledger.entity}收入预算{wan(total)}万元，其中：财政拨款收入{wan(total)}万元，{versus}{moved}；"
            "事业收入0万元；事业单位经营收入0万元；其他收入0万元。"
        ),
        Paragraph(
            f"支出预算{wan(total)}万元，其中：财政拨款支出预算{wan(total)}万元，{versus}{moved}。"
            f"财政拨款支出预算中，一般公共预算拨款支出预算{wan(total)}万元，{versus}{moved}；"
            f"政府性基金拨款支出预算0万元，{versus}持平；国有资本经营预算拨款支出预算0万元，{versus}持平。"
        ),
        Paragraph(f"财政拨款收入支出{moved[:2]}的主要原因是项目调整。"),
        Paragraph("财政拨款支出主要内容如下："),
    ]
    for number, code in enumerate(ledger.items, 1):
        names = "-".join(name_of(part) for part in (code[:3], code[:5], code))
        blocks.append(
            Paragraph(
                f"{number}. “{names}”科目{wan(ledger.spent(code))}万元，主要用于{name_of(code)}。"
            )
        )
    return blocks


def _further(ledger: Ledger, before: Ledger, vehicles: int) -> list[Block]:
    year, three, last = ledger.year, ledger.three, before.three
    versus = f"比{year - 1}年预算"
    cars, cars_last = three["购置"] + three["运行"], last["购置"] + last["运行"]
    total, total_last = sum(three.values()), sum(last.values())
    bought = ledger.procurement
    kinds = "、".join([*(f"{kind}0辆" for kind in _VEHICLES), f"其他用车{vehicles}辆"])
    none = "、".join([*(f"{kind}0辆" for kind in _VEHICLES), "其他用车0辆"])
    purchase = sum(bought.values())
    return [
        Heading(f"一、{year}年“三公”经费预算情况说明", 3),
        Paragraph(
            f"{year}年“三公”经费预算数为{wan(total)}万元，{versus}{change(total, total_last)}。其中："
        ),
        Paragraph(
            f"（一）因公出国（境）费{wan(three['出国'])}万元，{versus}{change(three['出国'], last['出国'])}。"
        ),
        Paragraph(
            f"（二）公务用车购置及运行费{wan(cars)}万元，{versus}{change(cars, cars_last)}。其中："
            f"公务用车购置费{wan(three['购置'])}万元，{versus}{change(three['购置'], last['购置'])}；"
            f"公务用车运行费{wan(three['运行'])}万元，{versus}{change(three['运行'], last['运行'])}。"
        ),
        Paragraph(
            f"（三）公务接待费{wan(three['接待'])}万元，{versus}{change(three['接待'], last['接待'])}。"
        ),
        Heading("二、机关运行经费预算", 3),
        Paragraph(
            f"{year}年{ledger.entity}下属1家机关和1家事业单位财政拨款的机关运行经费预算为{wan(ledger.running())}万元。"
        ),
        Heading("三、政府采购预算情况", 3),
        Paragraph(
            f"{year}年本部门政府采购预算{wan(purchase)}万元，其中：政府采购货物预算{wan(bought['货物'])}万元、"
            f"政府采购工程预算{wan(bought['工程'])}万元、政府采购服务预算{wan(bought['服务'])}万元。"
        ),
        Paragraph(
            f"{year}年本部门面向中小企业预留政府采购项目预算金额{wan(bought['服务'])}万元，其中，"
            f"预留给小型和微型企业的政府采购项目预算为{wan(bought['服务'] // 2)}万元。"
        ),
        Heading("四、绩效目标设置情况", 3),
        Paragraph(
            "按照本区预算绩效管理工作的总体要求，本部门1个预算单位开展了"
            f"{year}年项目预算绩效目标编报工作，编报绩效目标的项目6个，涉及项目预算资金{wan(ledger.project['2010302'])}万元。"
        ),
        Heading("五、国有资产占有使用情况", 3),
        Paragraph(
            f"截至{year - 1}年8月31日，{ledger.entity}共有车辆{vehicles}辆，其中：{kinds}；"
            "单价100万元（含）以上设备（不含车辆）1台（套）。"
        ),
        Paragraph(
            f"{year}年部门预算安排购置车辆0辆，其中：{none}；部门预算安排购置单价100万元（含）以上设备（不含车辆）0台（套）。"
        ),
    ]
