"""Errors to plant in the toy document, each by a name."""

from __future__ import annotations

import attrs

from tests.unit.causes.toy import SOUND, Paper

WRONG_CODE = SOUND.with_row("明细", "202", ("209", "住房支出", "30.00", "28.00"))
WRONG_NAME = SOUND.with_row("总表", "202", ("202", "房屋支出", "30.00", "28.00"))
EMPTIED = attrs.evolve(SOUND, tables={**SOUND.tables, "基金": (("", "总计", "", ""),)})
RESIDUE = SOUND.with_text("支出共110.00万元，比上年增加20.00万元，增长22.22%", "支出共XX万元")
WRONG_UNIT = attrs.evolve(SOUND, units={"明细": "元"})
ROW_MISSING_IN_ONE = SOUND.with_row("总表", "20102", None)
CLASS_MISSING_IN_ONE = SOUND.with_row("总表", "202", None)
ROW_LEFT_OUT = ROW_MISSING_IN_ONE.with_row("明细", "20102", None)
WRONG_FIGURE = SOUND.with_row("总表", "20102", ("20102", "差旅支出", "36.00", "25.00"))
WRONG_DIRECTION = SOUND.with_text("比上年增加", "比上年减少")
NEARLY_ITS_NAME = SOUND.with_row("项目", "印刷年报", ("印制年报", "3.50"))
HEADING_MISSING = attrs.evolve(
    SOUND,
    headings=("第一部分 支出说明", "关于名词"),
    texts=(*SOUND.texts[:-1], "名词（）的解释。"),
)
NAME_NOT_LISTED = SOUND.with_text("办公支出、住房支出", "办公支出、房产支出")

PLANTS: dict[str, Paper] = {
    "a wrong code": WRONG_CODE,
    "a wrong name": WRONG_NAME,
    "an emptied table": EMPTIED,
    "residue": RESIDUE,
    "a wrong unit": WRONG_UNIT,
    "a row missing in one table": ROW_MISSING_IN_ONE,
    "a class missing in one table": CLASS_MISSING_IN_ONE,
    "a row left out everywhere": ROW_LEFT_OUT,
    "a wrong figure": WRONG_FIGURE,
    "a wrong direction": WRONG_DIRECTION,
    "nearly its name": NEARLY_ITS_NAME,
    "a missing heading": HEADING_MISSING,
    "a name not listed": NAME_NOT_LISTED,
}
