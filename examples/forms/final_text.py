"""Final accounts with their narrative, as Shanghai words it."""

from __future__ import annotations

from fractions import Fraction

from examples.forms.budget import wan
from examples.forms.budget_text import round_to_wan
from examples.forms.final import tables
from examples.forms.ledger import CLASSES, ECONOMIC, PERSONNEL, Ledger, name_of
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
    "财政拨款收入": "指单位本年度从本级财政部门取得的财政拨款。",
    "基本支出": "指单位为保障机构正常运转、完成日常工作任务而发生的各项支出。",
    "“三公”经费": "指单位使用本级财政拨款安排的因公出国（境）费、公务用车购置及运行维护费和公务接待费。",
    "机关运行经费": "指行政单位和参照公务员法管理的事业单位使用一般公共预算财政拨款安排的基本支出中的日常公用经费支出。",
}


def share(part: int, whole: int) -> str:
    """A share in % with two decimals, rounded half up, of amounts as printed in 万元."""
    exact = Fraction(round_to_wan(part), round_to_wan(whole)) * 10_000
    hundredths = (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def moved(now: int, before: int) -> str:
    """减少56.95万元，下降1.87% or 持平."""
    step = round_to_wan(now) - round_to_wan(before)
    if not step:
        return "持平"
    words = ("增加", "增长") if step > 0 else ("减少", "下降")
    return f"{words[0]}{wan(abs(step))}万元，{words[1]}{share(abs(step), before)}%"


def versus(spent: int, planned: int) -> str:
    """决算数小于预算数的主要原因：…"""
    step = round_to_wan(spent) - round_to_wan(planned)
    if not step:
        return "决算数与预算数持平。"
    return f"决算数{'大于' if step > 0 else '小于'}预算数的主要原因：按实际需要支出。"


def final(ledger: Ledger, before: Ledger, plan: Ledger, vehicles: int = 3) -> list[Block]:
    """The whole disclosure; `before` is the year before, `plan` the budget of the year."""
    name, year = ledger.entity, ledger.year
    return [
        Heading(f"{name}{year}年度部门决算", 1),
        Heading(f"第一部分 {name}概况"),
        Heading("一、主要职能", 3),
        Paragraph("统筹全区数字服务工作，建设和维护数据平台。"),
        Heading("二、部门决算单位构成", 3),
        Paragraph(f"从预算单位构成看，{name}部门决算包括：{name}本级决算。"),
        Heading(f"第二部分 {name}{year}年度部门决算表"),
        *tables(ledger, plan.three),
        Heading(f"第三部分 {name}{year}年度部门决算情况说明"),
        *_totals(ledger, before),
        *_general(ledger, before, plan),
        *_three(ledger, before, plan),
        *_further(ledger, before, vehicles),
        Heading("第四部分 名词解释"),
        *(
            Paragraph(f"{'一二三四'[at]}、{term}：{words}")
            for at, (term, words) in enumerate(_TERMS.items())
        ),
    ]


def _totals(ledger: Ledger, before: Ledger) -> list[Block]:
    name, year = ledger.entity, ledger.year
    income, last = ledger.total + ledger.other_income, before.total + before.other_income
    basic, project = ledger.of(ledger.basic, ""), ledger.of(ledger.project, "")
    fiscal, fiscal_last = ledger.total + ledger.opening_fiscal, before.total + before.opening_fiscal
    return [
        Heading("一、收入支出决算总体情况说明", 3),
        Paragraph(
            f"{name}{year}年度收入支出总计{wan(income + ledger.opening)}万元。与{year - 1}年度相比，"
            f"收入支出总计{moved(income + ledger.opening, last + before.opening)}。主要原因：项目安排变化。"
        ),
        Heading("二、收入决算情况说明", 3),
        Paragraph(
            f"本年收入合计{wan(income)}万元，其中：财政拨款收入{wan(ledger.total)}万元，占{share(ledger.total, income)}%；"
            f"其他收入{wan(ledger.other_income)}万元，占{share(ledger.other_income, income)}%。"
        ),
        Heading("三、支出决算情况说明", 3),
        Paragraph(
            f"本年支出合计{wan(ledger.total)}万元，其中：基本支出{wan(basic)}万元，占{share(basic, ledger.total)}%；"
            f"项目支出{wan(project)}万元，占{share(project, ledger.total)}%。"
        ),
        Heading("四、财政拨款收入支出决算总体情况说明", 3),
        Paragraph(
            f"{name}{year}年度财政拨款收入支出总计{wan(fiscal)}万元。与{year - 1}年度相比，"
            f"财政拨款收入支出总计{moved(fiscal, fiscal_last)}。主要原因：项目安排变化。"
        ),
    ]


def _general(ledger: Ledger, before: Ledger, plan: Ledger) -> list[Block]:
    total = ledger.total
    parts = "；".join(
        f"{name}（类）{wan(ledger.spent(code))}万元，占{share(ledger.spent(code), total)}%"
        for code, name in CLASSES.items()
    )
    items: list[Block] = []
    for number, code in enumerate(ledger.items, 1):
        names = "".join(
            f"{name_of(part)}（{kind}）"
            for part, kind in ((code[:3], "类"), (code[:5], "款"), (code, "项"))
        )
        spent, planned = ledger.spent(code), plan.spent(code)
        items.append(
            Paragraph(
                f"{number}、{names}。主要用于：{name_of(code)}。年初预算为{wan(planned)}万元，支出决算为{wan(spent)}万元。"
                f"{versus(spent, planned)}"
            )
        )
    listed = {
        side: "、".join(
            ECONOMIC[code]
            for code, cents in ledger.economic.items()
            if cents and (code[:3] in PERSONNEL) is side
        )
        for side in (True, False)
    }
    basic = ledger.of(ledger.basic, "")
    return [
        Heading("五、一般公共预算财政拨款支出决算情况说明", 3),
        Heading("（一）一般公共预算财政拨款支出决算总体情况", 4),
        Paragraph(
            f"一般公共预算财政拨款支出{wan(total)}万元，占本年支出合计的100.00%。与{ledger.year - 1}年度相比，"
            f"一般公共预算财政拨款支出{moved(total, before.total)}。主要原因：项目安排变化。"
        ),
        Heading("（二）一般公共预算财政拨款支出决算结构情况", 4),
        Paragraph(f"一般公共预算财政拨款支出{wan(total)}万元，主要用于以下方面：{parts}。"),
        Heading("（三）一般公共预算财政拨款支出决算具体情况", 4),
        Paragraph(
            f"一般公共预算财政拨款支出年初预算为{wan(plan.total)}万元，支出决算为{wan(total)}万元，"
            f"完成年初预算的{share(total, plan.total)}%。{versus(total, plan.total)}其中："
        ),
        *items,
        Heading("六、一般公共预算财政拨款基本支出决算情况说明", 3),
        Paragraph(
            f"一般公共预算财政拨款基本支出{wan(basic)}万元。其中：人员经费{wan(ledger.personnel())}万元，主要包括：{listed[True]}；"
            f"公用经费{wan(ledger.running())}万元，主要包括：{listed[False]}。"
        ),
    ]


def _three(ledger: Ledger, before: Ledger, plan: Ledger) -> list[Block]:
    year, name = ledger.year, ledger.entity

    def parts(held: Ledger) -> tuple[int, int, int]:
        return held.three["出国"], held.three["购置"] + held.three["运行"], held.three["接待"]

    now, last, planned = parts(ledger), parts(before), parts(plan)
    names = ("因公出国（境）费", "公务用车购置及运行维护费支出", "公务接待费支出")
    done = "；".join(
        f"{label}决算为{wan(spent)}万元，完成预算的{share(spent, meant)}%"
        for label, spent, meant in zip(names, now, planned, strict=True)
    )
    step = round_to_wan(sum(now)) - round_to_wan(sum(planned))
    word = "大于" if step > 0 else "小于"
    labels = ("因公出国（境）费支出", "公务用车购置及运行维护费支出", "公务接待费支出")
    changed = "；".join(
        f"{label}决算{moved(spent, prior)}"
        for label, spent, prior in zip(labels, now, last, strict=True)
    )
    abroad, vehicles, guests = now
    shares = "；".join(
        f"{label}决算{wan(spent)}万元，占{share(round_to_wan(spent), sum(map(round_to_wan, now)))}%"
        for label, spent in zip(labels, now, strict=True)
    )
    return [
        Heading("七、财政拨款“三公”经费支出决算情况说明", 3),
        Heading("（一）“三公”经费财政拨款支出决算总体情况说明。", 4),
        Paragraph(
            f"“三公”经费财政拨款支出年初预算为{wan(sum(planned))}万元，支出决算为{wan(sum(now))}万元，"
            f"完成预算的{share(sum(now), sum(planned))}%，其中：{done}。"
            f"{year}年度“三公”经费支出决算数{word}预算数的主要原因：按实际需要支出。"
        ),
        Paragraph(
            f"{year}年度“三公”经费财政拨款支出决算数比{year - 1}年度{moved(sum(now), sum(last))}，其中：{changed}。"
        ),
        Heading("（二）“三公”经费财政拨款支出决算具体情况说明。", 4),
        Paragraph(f"“三公”经费财政拨款支出决算中，{shares}。具体情况如下："),
        Paragraph(
            f"1、因公出国（境）费支出{wan(abroad)}万元。全年安排因公出国（境）团组2个、累计5人次。"
        ),
        Paragraph(f"2、公务用车购置及运行维护费支出{wan(vehicles)}万元。其中："),
        Paragraph(f"公务用车购置支出为{wan(ledger.three['购置'])}万元。"),
        Paragraph(
            f"公务用车运行维护支出{wan(ledger.three['运行'])}万元。主要用于日常工作。"
            f"{year}年，{name}所属各预算单位开支财政拨款的公务用车保有量为3辆。"
        ),
        Paragraph(f"3、公务接待费支出{wan(guests)}万元。其中："),
        Paragraph(
            f"国内公务接待支出{wan(guests)}万元（含外宾接待支出0.00万元）。主要用于工作交流，公务接待8批次、60人次。"
        ),
    ]


def _further(ledger: Ledger, before: Ledger, vehicles: int) -> list[Block]:
    name, year = ledger.entity, ledger.year
    bought = {kind: round_to_wan(cents) for kind, cents in ledger.procurement.items()}
    kinds = "、".join([*(f"{kind}0辆" for kind in _VEHICLES), f"其他用车{vehicles}辆"])
    planned = wan(ledger.project["2010302"])
    return [
        Heading("八、政府性基金预算财政拨款收入支出决算情况说明", 3),
        Paragraph(f"{name}{year}年度无政府性基金预算财政拨款收入和支出。"),
        Heading("九、国有资本经营预算财政拨款收入支出决算情况说明", 3),
        Paragraph(f"{name}{year}年度无国有资本经营预算财政拨款收入和支出。"),
        Heading("十、预算绩效管理情况", 3),
        Paragraph(
            f"{name}{year}年度预算绩效管理工作开展情况如下：编报绩效目标的{year}年度项目6个，涉及预算金额{planned}万元；"
            f"绩效跟踪评价的{year}年度项目6个，涉及预算金额{planned}万元；绩效自评的{year}年度项目6个，涉及预算金额{planned}万元，"
            "平均得分95.50分（其中，绩效评级为“优”的项目5个；绩效评级为“良”的项目1个；绩效评级为“合格”的项目0个；"
            "绩效评级为“不合格”的项目0个。绩效自评中共发现问题2个，已经完成整改的1个，正在整改的1个）。"
        ),
        Heading("十一、其他重要事项的情况说明", 3),
        Heading("（一）机关运行经费支出情况", 4),
        Paragraph(
            f"机关运行经费支出{wan(ledger.running())}万元，比{year - 1}年度{moved(ledger.running(), before.running())}。"
            "主要原因是日常开支变化。"
        ),
        Heading("（二）政府采购支出情况", 4),
        Paragraph(
            f"{name}{year}年度政府采购金额（以合同签订为准）为{wan(sum(bought.values()))}万元，其中：货物采购金额{wan(bought['货物'])}万元、"
            f"工程采购金额{wan(bought['工程'])}万元、服务采购金额{wan(bought['服务'])}万元。"
        ),
        Paragraph(
            f"{year}年度本部门面向中小企业预留政府采购项目预算金额{wan(bought['服务'])}万元，面向小微企业预留政府采购项目预算金额0.00万元。"
            f"在面向中小企业预留的政府采购项目中，由中小企业供应商中标或成交的，采购金额{wan(bought['服务'])}万元；"
            "在面向小微企业预留政府采购项目中，由小微企业供应商中标或成交的，采购金额0.00万元；"
            f"在其他政府采购项目中，由中小企业供应商中标或成交的，采购金额{wan(bought['货物'])}万元。"
        ),
        Heading("（三）国有资产占有使用情况说明", 4),
        Paragraph(
            f"截至{year}年12月31日，{name}共有车辆{vehicles}辆，其中：{kinds}。单价100万元（含）以上设备（不含车辆）1台（套）。"
        ),
    ]
