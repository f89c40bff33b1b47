"""A toy form of two sections and three statements, and lines of a narrative."""

from __future__ import annotations

from budgetrules.readers.raw import RawLine
from budgetrules.schema.forms import (
    Column,
    ColumnKind,
    Key,
    Section,
    Signed,
    Slot,
    SlotKind,
    Statement,
    TableList,
    Template,
    Wording,
)


def lines_of(*texts: str) -> list[RawLine]:
    """Number texts as the lines of a dump."""
    return [RawLine(text, number) for number, text in enumerate(texts, 1)]


def _rows(name: str, *columns: Column, key: str = "") -> TableList:
    keys = (Key(key, False),) if key else ()
    return TableList(name, name, "", keys, columns, ())


def _amount(name: str) -> Column:
    return Column(name, ColumnKind.AMOUNT, ((name,),), unit="万元")


def _text(name: str) -> Column:
    return Column(name, ColumnKind.TEXT, ((name,),))


INCOME = Section("收入情况", (Wording(("关于", Slot("年", SlotKind.YEAR), "年收入情况说明")),))
TERMS = Section("名词解释", (Wording(("名词解释",)),), repeatable=True)
SUM = Wording(("收入", Slot("金额", SlotKind.MONEY), "。"))
TOTAL = Statement("收入", "收入情况", (SUM,), _rows("收入", _amount("金额")), behind="")
CHANGE = Statement(
    "增减",
    "收入情况",
    (
        Wording(
            (
                Slot("方向", SlotKind.CHOICE, choices=("增加", "减少")),
                Slot("变动", SlotKind.MONEY),
            )
        ),
    ),
    _rows("增减", _text("方向"), _amount("变动"), _amount("净增")),
    signed=(Signed("净增", "方向", "变动", (("增加", 1), ("减少", -1))),),
)
USES = Statement(
    "用途",
    "",
    (Wording(("用于:", Slot("明细", SlotKind.ITEMS, detail="用途项"), "。")),),
    _rows("用途", _text("明细")),
)
USE = Statement(
    "用途项",
    "",
    (Wording((Slot("项目", SlotKind.WORDS), Slot("金额", SlotKind.MONEY))),),
    _rows("用途项", _text("项目"), _amount("金额"), key="项目"),
    part_of="用途",
    separators=("；",),
)
FORM = Template(
    "试用",
    "试用",
    "预算",
    (),
    sections=(INCOME, TERMS),
    statements=(TOTAL, CHANGE, USES, USE),
)
