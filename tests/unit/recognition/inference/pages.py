"""Pages with invented tables, for what is inferred of them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from budgetrules.model.disclosure import InferredTable
from budgetrules.readers.formats import read_path
from budgetrules.recognition.inference.document import infer_document

Row = Sequence[str]
CODES = (
    ("205", "教育支出"),
    ("20502", "普通教育"),
    ("2050202", "小学教育"),
    ("2050203", "初中教育"),
    ("2050205", "高等教育"),
    ("208", "社会保障和就业支出"),
    ("20805", "行政事业单位养老支出"),
    ("2080502", "事业单位离退休"),
    ("2080505", "机关事业单位基本养老保险缴费支出"),
)
HEADS = ("科目编码", "科目名称", "资金总额", "基本运转", "专项业务", "结转使用")
# By code, and "" for the total: a column of figures, and how many hundredths are added to it.
Plants = Mapping[str, tuple[int, int]]


def html_table(heads: Row, rows: Iterable[Row]) -> str:
    """A table without merged cells."""
    lines = ["".join(f"<th>{head}</th>" for head in heads)]
    lines += ["".join(f"<td>{cell}</td>" for cell in row) for row in rows]
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


def page(*tables: str) -> str:
    """A page of tables under a title and a unit each."""
    body = ""
    for name, table in zip("甲乙丙", tables, strict=False):
        body += f"<p>2024年校舍资金{name}表</p><p>单位：万元</p>{table}"
    return f"<html><body>{body}</body></html>"


def code_rows(seed: int, plants: Plants | None = None) -> list[list[str]]:
    """Rows of codes that add up, by columns and by rows, but for what is planted."""
    order = random.Random(seed)
    values: dict[str, list[int]] = {}
    for code, _ in CODES:
        if len(code) == 7:
            values[code] = [order.randint(100, 900_000) for _ in range(3)]
    for length in (5, 3):
        for code, _ in CODES:
            if len(code) == length:
                below = [
                    v for c, v in values.items() if len(c) == length + 2 and c.startswith(code)
                ]
                values[code] = [sum(column) for column in zip(*below, strict=True)]
    tops = [values[code] for code, _ in CODES if len(code) == 3]
    values[""] = [sum(column) for column in zip(*tops, strict=True)]
    rows: list[list[str]] = []
    for code, name in (*CODES, ("", "合计")):
        amounts = [sum(values[code]), *values[code]]
        column, more = (plants or {}).get(code, (0, 0))
        amounts[column] += more
        rows.append([code, name, *(f"{amount / 100:,.2f}" for amount in amounts)])
    return rows


def inferred(folder: Path, *tables: str) -> list[InferredTable]:
    """What is inferred of a page of tables."""
    path = folder / "page.html"
    path.write_text(page(*tables), encoding="utf-8")
    return list(infer_document(read_path(path)).tables)
