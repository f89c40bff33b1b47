"""A small document with one of everything that a model may hold."""

from __future__ import annotations

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.core.figures import Figure, Rounding
from budgetrules.core.units import NUMBER, WAN
from budgetrules.model.disclosure import (
    Cell,
    CellKind,
    Claim,
    Disclosure,
    ListData,
    OtherTable,
    Place,
    Problem,
    Row,
    SectionData,
    TableData,
    UnreadCell,
)
from budgetrules.model.plain import Object
from budgetrules.storage.encode import model_value

_SHEET = Place("合计", sheet="表1", cell="A2", order=(2, 0))
_LINE = Place("总计", page=1, line=3, chars=(0, 2), box=(1.5, 2.25, 3.125, 4.0), order=(3, 0))


def cell(kind: CellKind, digits: int | None = None, printed: str = "") -> Cell:
    """A cell of an amount in 万元 with two decimals, or without a number."""
    figure = None if digits is None else Figure(digits, 2, WAN, Rounding.HALF)
    return Cell(kind, figure, Place(printed, sheet="表1", cell="B2"))


def _row(list_id: str, index: int, name: str, **cells: Cell) -> Row:
    return Row(
        list_id=list_id,
        index=index,
        keys={"项目": name},
        code=f"20{index}",
        name=name,
        label=None,
        level="类",
        cells=cells,
        place=_SHEET,
        texts={"项目": name, "备注": "=1+1"},
        text_places={"项目": _SHEET, "单位": _LINE},
    )


def _claim(sentence: str) -> Claim:
    figure = Cell(CellKind.FIGURE, Figure(3, 0, NUMBER, Rounding.EXACT), _LINE)
    return Claim(
        sentence=sentence,
        slots={"年": "2024", "数": figure},
        place=_LINE,
        section="概况",
        slot_places={"年": _LINE},
    )


def toy_disclosure() -> Disclosure:
    """A document of no form: two lists of a table, a statement, sections, and what is unread."""
    total = _row(
        "表1.收入", 0, "总计", 合计=cell(CellKind.FIGURE, 123_45), 其中=cell(CellKind.DASH)
    )
    first = _row("表1.收入", 1, "拨款", 合计=cell(CellKind.BLANK), 其中=cell(CellKind.ABSENT))
    far = _row("表1.支出", 0, "支出", 合计=cell(CellKind.UNREADABLE, printed="1x2"))
    first.parent = far.parent = total
    total.children.extend([far, first])
    income = ListData("表1.收入", [total, first], ("合计", "其中"))
    spending = ListData("表1.支出", [far], ("合计",), ("上级安排",))
    statement = ListData("增减", [_row("增减", 0, "收入")], ())
    table = TableData(
        id="表1",
        title="收支总表",
        unit="万元",
        unit_stated=True,
        place=_LINE,
        lists={"表1.收入": income, "表1.支出": spending},
        header=_claim("表头"),
        notes=[_claim("附注"), _claim("附注二")],
        number="表一",
        unread=[_LINE],
        titled=False,
        unheaded=("合计",),
        caption=_claim("标题"),
    )
    section = SectionData(
        id="概况",
        path="1.2",
        title="部门概况",
        place=_LINE,
        text="本部门没有内设机构。",
        lines=(4, 5),
        claims=[_claim("机构")],
        slots={"年": "2024"},
        body=((4, "本部门"), (5, "没有内设机构。")),
        places=(_LINE, _SHEET, _LINE),
        prescribed="概况",
        reworded=True,
        opens=4,
        sheet=True,
    )
    whole = SectionData(None, "", "", Place(), "其他的话", (1, 9), body=((1, "甲"),))
    diagnostic = Diagnostic("N106", Severity.ERROR, {"table": "表2", "title": "收入总表"})
    return Disclosure(
        path="甲.txt",
        sha256="ab" * 32,
        format="text",
        template=None,
        entity="某部门",
        fiscal_year=2024,
        tables={"表1": table},
        sections=[section],
        problems=[Problem(diagnostic, _LINE)],
        explanation=["认出 1 张"],
        statements={"增减": statement},
        unread_figures=[_LINE, _SHEET],
        unread_cells=[UnreadCell("别的表", "甲", "金额", _LINE)],
        whole=whole,
        others=[OtherTable("别的表", _LINE, (("甲", "1"), ("乙", "")))],
        narrative=False,
    )


def toy_value(documents: int = 1) -> Object:
    """The toy document as nested plain values, so many times."""
    return model_value([toy_disclosure()] * documents, "zh", explain=True)
