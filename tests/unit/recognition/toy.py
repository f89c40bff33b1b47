"""A toy form of two tables, and documents drawn for it, taken through some of the passes."""

from __future__ import annotations

from budgetrules.recognition.grids.cells import GridRows
from budgetrules.recognition.grids.draft import Draft, GridPart
from budgetrules.recognition.grids.passes import PASSES, Pass, run
from budgetrules.schema.forms import (
    Column,
    ColumnKind,
    Key,
    Sentence,
    Slot,
    SlotKind,
    Table,
    TableList,
    Template,
    Wording,
)
from tests.recognition.grids.sketch import document

HEADER = Sentence(
    "表头",
    (
        Wording(
            (
                "编制部门:",
                Slot("部门", SlotKind.ENTITY),
                "单位:",
                Slot("单位", SlotKind.UNIT),
            )
        ),
    ),
)
NOTE = Sentence("说明", (Wording(("注:本表为空表",)),))


def amount(name: str, *, optional: bool = False) -> Column:
    """A column of amounts, headed by its name."""
    return Column(name, ColumnKind.AMOUNT, ((name,),), optional=optional)


def code(part: str) -> Column:
    """A column of a part of a code."""
    return Column(part, ColumnKind.CODE, (("科目编码",), (part,)), key="科目", part=part)


def name(words: str, key: str | None = None) -> Column:
    """A column of names."""
    return Column(words, ColumnKind.NAME, ((words,),), key=key)


EXPENDITURE_LIST = TableList(
    id="表1",
    table="表1",
    name="",
    keys=(Key("科目", True, parts=("类", "款", "项")),),
    columns=(
        code("类"),
        code("款"),
        code("项"),
        name("科目名称"),
        amount("合计"),
        amount("基本支出"),
        amount("项目支出"),
    ),
    levels=("总计", "类", "款", "项"),
)
PROJECT_LIST = TableList(
    id="表2",
    table="表2",
    name="",
    keys=(Key("项目", False),),
    columns=(name("项目名称", "项目"), amount("预算数")),
    levels=("总计", "项目"),
)
EXPENDITURE = Table("表1", ("部门支出总表",), (EXPENDITURE_LIST,), header=HEADER, notes=(NOTE,))
PROJECTS = Table("表2", ("项目支出明细表",), (PROJECT_LIST,))
FORM = Template("试用表式", "试用表式", "预算", (EXPENDITURE, PROJECTS))

TITLE = "部门支出总表\n编制部门：甲市数据局 单位：元"
HEADS = """\
| 科目编码 | < | < | 科目名称 | 合计 | 基本支出 | 项目支出 |
| 类 | 款 | 项 | ^ | ^ | ^ | ^ |
"""
ROWS = """\
| | | | 总计 | 30.00 | 10.00 | 20.00 |
| 201 | | | 一般公共服务支出 | 30.00 | 10.00 | 20.00 |
| 201 | 03 | | 政府办公厅（室）及相关机构事务 | 30.00 | 10.00 | 20.00 |
| 201 | 03 | 01 | 行政运行 | 10.00 | 10.00 | |
"""
PROJECT_ROWS = """\
| 项目名称 | 预算数 |
| 系统建设 | 12.00 |
| 设备购置 | 8.00 |
"""


def drafted(last: Pass, *parts: str, template: Template = FORM) -> Draft:
    """A document of sketches, taken through all passes up to this one."""
    steps = PASSES[: PASSES.index(last) + 1]
    return run(Draft(raw=document(*parts), template=template), steps)


def only_part(last: Pass, *parts: str) -> GridPart:
    """The one part of a document."""
    (part,) = drafted(last, *parts).parts
    return part


def grid_of(sketch: str) -> GridRows:
    """A numbered grid."""
    (grid,) = drafted(PASSES[0], sketch).grids
    return grid
