"""The performance sheets of Xinjiang's form: one for the department, one a project, every cell wrapped as a PDF gives it."""

from __future__ import annotations

import attrs

from examples.xinjiang import ledger as b
from examples.xinjiang.ledger import Ledger, printed

_CELL = 6
_TEXT = 40


@attrs.frozen
class Sheet:
    """A sheet: its title, and its cells in reading order, each with the number of characters that fit on a line."""

    title: str
    cells: tuple[tuple[str, int], ...]

    def lines(self) -> list[str]:
        """The title, then each cell; a wrapped cell breaks without a space, a cell's end has one."""
        found = [f"{self.title} "]
        for text, width in self.cells:
            pieces = [text[start : start + width] for start in range(0, len(text), width)] or [""]
            found += [*pieces[:-1], f"{pieces[-1]} "]
        return found


# 一级, 二级, 三级, 指标值, 依据, 权重
_WHOLE = (
    ("履职效能", "数量指标", "新编数据资源目录", "＞=120项", "上一年度工作总结", "20"),
    ("履职效能", "数量指标", "公共数据平台接入部门", "＞=36个", "上一年度工作总结", "20"),
    ("履职效能", "质量指标", "平台全年可用率", "＞=99.5%", "上一年度工作总结", "30"),
    ("服务对象满意度", "满意度指标", "使用部门满意率", "＞=95%", "上一年度问卷", "20"),
)
_PROJECT_HEAD = (
    "一级指标",
    "二级指标",
    "三级指标",
    "指标值",
    "指标值设置依据",
    "上年完成值",
    "指标分值权重",
    "指标赋分规则",
    "佐证资料",
)


def sheets(ledger: Ledger) -> list[Sheet]:
    """The department's sheet and those of its projects."""
    named = [
        entry
        for entry in ledger.entries
        if entry.nature == b.PROJECT and entry.source in (*b.CURRENT, *b.SPECIAL, *b.OWN)
    ]
    projects = list(dict.fromkeys(entry.project for entry in named))
    return [_whole(ledger), *(_project(ledger, name) for name in projects)]


def _whole(ledger: Ledger) -> Sheet:
    upper = ledger.total(("一般公共上级", "基金上级", "国资上级"))
    local = ledger.total((*b.CURRENT, *b.KEPT_FISCAL)) - upper
    other = ledger.total() - upper - local
    cells: list[tuple[str, int]] = [
        (f"（{ledger.year}年）", _TEXT),
        ("部门名称（盖章）", _TEXT),
        (ledger.entity, _TEXT),
        ("部门联系人", _TEXT),
        ("综合科", _TEXT),
        ("年度绩效目标", _TEXT),
        ("建成统一的公共数据平台，完善数据资源目录，保障各部门用数。", _TEXT),
        ("年度预算(万元)", _CELL),
        ("财政资金（万元）", _TEXT),
        ("上级安排", _TEXT),
        (printed(upper), _TEXT),
        ("本级安排", _TEXT),
        (printed(local), _TEXT),
        ("其他资金（万元）", _TEXT),
        ("其他", _TEXT),
        (printed(other), _TEXT),
    ]
    cells += [
        (word, _TEXT)
        for word in ("一级指标", "二级指标", "三级指标", "指标值", "指标设定依据", "分值权重")
    ]
    above = ""
    for first, *rest in _WHOLE:
        cells += [(first, _CELL)] if first != above else []
        cells += [(text, _CELL) for text in rest]
        above = first
    return Sheet("部门整体绩效目标表", tuple(cells))


def _project(ledger: Ledger, name: str) -> Sheet:
    entries = [
        entry for entry in ledger.entries if entry.project == name and entry.nature == b.PROJECT
    ]
    entries = [entry for entry in entries if entry.source not in (*b.KEPT_FISCAL, *b.KEPT_OTHER)]
    total = sum(entry.amount for entry in entries)
    fiscal = sum(entry.amount for entry in entries if entry.source in b.CURRENT)
    goal = f"项目预算总资金{printed(total)}万元，其中：申请财政资金{printed(fiscal)}万元、其他资金{printed(total - fiscal)}万元。"
    goal += (
        "；".join(
            f"用于{_PURPOSES[at % 2]}{printed(entry.amount)}万元"
            for at, entry in enumerate(entries)
        )
        + "。"
    )
    cells: list[tuple[str, int]] = [
        (f"（{ledger.year}年）", _TEXT),
        ("预算单位", _TEXT),
        (ledger.entity, _TEXT),
        ("项目名称", _TEXT),
        (name, _TEXT),
        ("项目负责人", _TEXT),
        ("综合科", _TEXT),
        ("项目资金(万元)", _CELL),
        ("年度预算总额", _CELL),
        (printed(total), _TEXT),
        ("其中：财政拨款", _CELL),
        (printed(fiscal), _TEXT),
        ("其他资金", _TEXT),
        (printed(total - fiscal), _TEXT),
        ("项目总体目标", _TEXT),
        (goal, _TEXT),
    ]
    cells += [(word, 2) for word in _PROJECT_HEAD]
    cells += [(word, width) for row in _indicators(ledger.year, entries) for word, width in row]
    return Sheet("项目支出绩效目标表", tuple(cells))


_PURPOSES = ("委托业务", "设备购置")


def _indicators(year: int, entries: list[b.Entry]) -> list[list[tuple[str, int]]]:
    rows = [
        [
            "产出指标",
            "数量指标",
            "保障部门数量",
            "＞=36个",
            "计划标准",
            "新增",
            "15",
            "直接赋分",
            "工作资料",
        ],
        ["质量指标", "验收合格率", "=100%", "计划标准", "=100%", "15", "直接赋分", "原始凭证"],
        [
            "时效指标",
            "项目完成时间",
            f"={year}年12月26日前",
            "计划标准",
            "新增",
            "10",
            "按照完成比例赋分",
            "原始凭证",
        ],
    ]
    weights = [20 - 2 * (len(entries) - 1), *([2] * (len(entries) - 1))]
    for at, (entry, weight) in enumerate(zip(entries, weights, strict=True)):
        words = ["成本指标", "经济成本指标"] if at == 0 else []
        limit = f"＜={printed(entry.amount).replace(',', '')}万元"
        rows.append(
            [
                *words,
                f"{_PURPOSES[at % 2]}费用",
                limit,
                "计划标准",
                "新增",
                str(weight),
                "按照完成比例赋分",
                "原始凭证",
            ]
        )
    rows += [
        [
            "效益指标",
            "社会效益指标",
            "公共数据利用水平",
            "提高",
            "计划标准",
            "新增",
            "20",
            "按评判等级赋分",
            "工作资料",
        ],
        [
            "满意度指标",
            "满意度指标",
            "使用部门满意度",
            "＞=95%",
            "历史标准",
            "=94.20%",
            "10",
            "满意度赋分",
            "工作资料",
        ],
    ]
    return [[(word, 4) for word in row] for row in rows]
