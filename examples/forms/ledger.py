"""What an invented department receives and spends, in 分, so that every sum is exact before anything is printed."""

from __future__ import annotations

import random

import attrs

# Functional items with their names and those above them; all of them are in the bundled list.
ITEMS = {
    "2010301": "行政运行",
    "2010302": "一般行政管理事务",
    "2010350": "事业运行",
    "2010399": "其他政府办公厅（室）及相关机构事务支出",
    "2080501": "行政单位离退休",
    "2080505": "机关事业单位基本养老保险缴费支出",
    "2080506": "机关事业单位职业年金缴费支出",
    "2101101": "行政单位医疗",
    "2101102": "事业单位医疗",
    "2210201": "住房公积金",
    "2210203": "购房补贴",
}
SECTIONS = {
    "20103": "政府办公厅（室）及相关机构事务",
    "20805": "行政事业单位养老支出",
    "21011": "行政事业单位医疗",
    "22102": "住房改革支出",
}
CLASSES = {
    "201": "一般公共服务支出",
    "208": "社会保障和就业支出",
    "210": "卫生健康支出",
    "221": "住房保障支出",
}
ECONOMIC = {
    "30101": "基本工资",
    "30102": "津贴补贴",
    "30108": "机关事业单位基本养老保险缴费",
    "30109": "职业年金缴费",
    "30110": "职工基本医疗保险缴费",
    "30112": "其他社会保障缴费",
    "30113": "住房公积金",
    "30199": "其他工资福利支出",
    "30201": "办公费",
    "30202": "印刷费",
    "30207": "邮电费",
    "30211": "差旅费",
    "30217": "公务接待费",
    "30228": "工会经费",
    "30229": "福利费",
    "30231": "公务用车运行维护费",
    "30239": "其他交通费用",
    "30299": "其他商品和服务支出",
    "30302": "退休费",
    "31002": "办公设备购置",
}
ECONOMIC_CLASSES = {
    "301": "工资福利支出",
    "302": "商品和服务支出",
    "303": "对个人和家庭的补助",
    "310": "资本性支出",
}
PERSONNEL = ("301", "303")


@attrs.frozen
class Ledger:
    """A year of a department: `basic` and `project` by functional item, `economic` by economic item, other parts by name."""

    entity: str
    year: int
    basic: dict[str, int]
    project: dict[str, int]
    economic: dict[str, int]
    three: dict[str, int]
    procurement: dict[str, int]
    other_income: int = 0
    opening: int = 0
    opening_fiscal: int = 0

    @property
    def items(self) -> list[str]:
        """The items with anything in them, in order."""
        return [code for code in ITEMS if self.basic.get(code) or self.project.get(code)]

    def spent(self, code: str) -> int:
        """An item, or all items under a class or section."""
        return self.of(self.basic, code) + self.of(self.project, code)

    def of(self, part: dict[str, int], code: str) -> int:
        """The sum of a part under a code."""
        return sum(amount for item, amount in part.items() if item.startswith(code))

    @property
    def total(self) -> int:
        """All expenditure."""
        return self.spent("")

    def personnel(self) -> int:
        """The economic items of personnel."""
        return sum(amount for code, amount in self.economic.items() if code[:3] in PERSONNEL)

    def running(self) -> int:
        """The economic items of running costs."""
        return sum(self.economic.values()) - self.personnel()

    def codes(self) -> list[str]:
        """Classes, sections and items in the order of a table."""
        return sorted({part for item in self.items for part in (item[:3], item[:5], item)})


def name_of(code: str) -> str:
    """The name of a functional code."""
    return {**CLASSES, **SECTIONS, **ITEMS}[code]


def invented(entity: str, year: int, seed: int, *, round_to: int = 1) -> Ledger:
    """A year of a department made from a seed; every amount is a multiple of `round_to` 分."""
    rng = random.Random(seed)

    def amount(low: int, high: int) -> int:
        return rng.randrange(low, high) * 10_007 // round_to * round_to

    economic = {code: amount(40, 900) for code in ECONOMIC}
    economic["30101"], economic["30102"] = amount(9_000, 12_000), amount(30_000, 50_000)
    for code in ("30108", "30109", "30110", "30113", "30199", "30302"):
        economic[code] = amount(2_000, 9_000)
    medical = economic["30110"]
    basic = {
        "2080501": economic["30302"],
        "2080505": economic["30108"],
        "2080506": economic["30109"],
        "2101101": medical // 3 // round_to * round_to,
        "2210201": economic["30113"],
        "2210203": economic["30102"] // 4 // round_to * round_to,
    }
    basic["2101102"] = medical - basic["2101101"]
    rest = sum(economic.values()) - sum(basic.values())
    basic["2010350"] = rest // 5 // round_to * round_to
    basic["2010301"] = rest - basic["2010350"]
    project = {
        "2010301": amount(50, 300),
        "2010302": amount(9_000, 30_000),
        "2010399": amount(2_000, 9_000),
    }
    three = {
        "出国": amount(100, 900),
        "购置": 0,
        "运行": economic["30231"],
        "接待": economic["30217"],
    }
    goods, works, services = amount(100, 900), 0, amount(2_000, 9_000)
    return Ledger(
        entity,
        year,
        basic,
        project,
        economic,
        three,
        {"货物": goods, "工程": works, "服务": services},
    )
