"""Printed tables and paragraphs → the text that comes out of the PDF: a space ends every cell, a wrapped cell breaks without one."""

from __future__ import annotations

from examples.xinjiang.ledger import Ledger
from examples.xinjiang.narrative import Block, Heading, narrative, opening
from examples.xinjiang.performance import Sheet
from examples.xinjiang.tables import PrintedTable, tables

_LINE = 34
_IN_NUMBERS = "0123456789.,%"
_THREE = ["类 款 项 ", "※ ※ ※ ※ 1 2 3 "]
_FOUR = [
    "功能分类科目名称 合计 ",
    "基本支出 ",
    "项目支出 ",
    "类 款 项 人员经费 公用经费 ",
    "※ ※ ※ ※ 1 2 3 4 ",
]
HEADS = {
    1: ["收入 支出 ", "项目 预算数 支出功能分类 预算数 "],
    2: [
        "功能分类", "科目编码 ", "功能分类科目名称 总计 ", "财政拨款（补助） ", "财政专户", "（教育收", "费） ", "单位资金 ", "财政拨款", "结转 ",
        "非财政拨", "款结转结", "余 类 款 项 ", "财政拨款(补", "助)小计 ", "一般公共预", "算 ", "上级一般公", "共预算安排", "的转移支付 ", "政府性基",
        "金预算 ", "上级政府", "性基金安", "排的转移", "支付 ", "国有资本", "经营预算 ", "上级国有", "资本经营", "预算安排", "的转移支", "付 ",
        "※ ※ ※ ※ 1 2 3 4 5 6 7 8 9 10 11 12 ",
    ],
    3: ["科目 支出预算 ", "功能分类科目编码 ", "功能分类科目名称 合计 基本支出 项目支出 ", *_THREE],
    4: ["财政拨款收入 财政拨款支出 ", "项目 合计 支出功能分类 合计 ", "一般公共预", "算 ", "政府性基金", "预算 ", "国有资本经", "营预算 "],
    5: ["科目 一般公共预算支出 ", "功能分类科目编码 ", "功能分类科目名称 合计 基本支出 项目支出 ", *_THREE],
    6: ["科目 一般公共预算基本支出 ", "经济分类科", "目编码 经济分类科目名称 合计 人员经费 公用经费 ", "类 款 ", "※ ※ ※ 1 2 3 "],
    7: [
        "科目编码 ", "功能分类科目名称 项目名称 ", "项目支出", "合计 ", "工资福利", "支出 ", "商品服务", "支出 ", "对个人和", "家庭的补", "助 ",
        "债务利息", "及费用支", "出 ", "资本性支", "出（基本", "建设） ", "资本性支", "出 ", "对企业补", "助（基本", "建设） ", "对企业补", "助 ",
        "对社会保", "障基金补", "助 ", "其他支出 ", "类 款 项 ", "※ ※ ※ ※ ※ 1 2 3 4 5 6 7 8 9 10 11 ",
    ],
    8: ["科目 政府性基金预算支出 ", "功能分类科目编码 ", *_FOUR],
    9: ["科目 国有资本经营预算支出 ", "功能分类科目编码 ", *_FOUR],
    10: ["“三公”经费支出内容 合计 ", "资金来源 ", "一般公共预算 政府性基金 国有资本经营预算 ", "※ 1 2 3 4 "],
    11: [
        "项目名称 总计 ", "财政拨款 非财政拨款 ", "合计 ", "基本支出 ", "项目支出 合计 ", "基本支出 ", "项目支出 ",
        "人员经费 公用经费 人员经费 公用经费 ", "※ 1 2 3 4 5 6 7 8 9 ",
    ],
}  # fmt: skip
# The widest name that stays on one line, by table: (cell, characters).
_NARROW = {2: (3, 15), 7: (3, 18)}


def dump(ledger: Ledger, before: Ledger) -> str:
    """The whole disclosure as text; `before` is last year's budget, which the narrative compares with."""
    lines = _flow(opening(ledger))
    lines += _page([f"第二部分 {ledger.year} 年部门预算公开表 "])
    for table in tables(ledger):
        lines += _page(table_lines(table, ledger))
    lines += _flow(narrative(ledger, before))
    return "\n".join(lines) + "\n"


def dump_tables(ledger: Ledger) -> str:
    """Only the eleven tables."""
    return (
        "\n".join(line for table in tables(ledger) for line in _page(table_lines(table, ledger)))
        + "\n"
    )


def table_lines(table: PrintedTable, ledger: Ledger) -> list[str]:
    """A table as lines, without the blank lines between them."""
    lines = [
        f"表 {table.number} ",
        f"{table.title} ",
        f"编制部门：{ledger.entity} 单位：{ledger.unit} ",
        *HEADS[table.number],
    ]
    for row in table.rows:
        lines += row_lines(row, *_NARROW.get(table.number, (0, 0)))
    if table.note:
        lines += wrap(table.note, 46)
    return lines


def row_lines(row: list[str], at: int = 0, width: int = 0) -> list[str]:
    """A row: one line, or several where the cell `at` is wider than `width` characters."""
    if not width or len(row[at]) <= width:
        return [" ".join(row) + " "]
    name = row[at]
    pieces = [name[start : start + width] for start in range(0, len(name), width)]
    return [" ".join(row[:at]) + " ", *pieces[:-1], pieces[-1] + " ", " ".join(row[at + 1 :]) + " "]


def wrap(text: str, width: int) -> list[str]:
    """A paragraph in lines, none of which breaks inside a number; only the last one ends in a space."""
    pieces = []
    while len(text) > width:
        end = width
        while text[end - 1] in _IN_NUMBERS and text[end] in _IN_NUMBERS:
            end -= 1
        pieces.append(text[:end])
        text = text[end:]
    return [*pieces, text + " "]


def _page(lines: list[str]) -> list[str]:
    """Lines of a page: the first is moved in, and an empty one stands between any two."""
    spaced = [line for text in lines for line in (text, "")][:-1]
    return [" " + spaced[0], *spaced[1:]]


def _flow(blocks: list[Block]) -> list[str]:
    """Headings and paragraphs on pages; a part begins a page."""
    lines: list[str] = []
    page: list[str] = []
    for block in blocks:
        if isinstance(block, Heading) and block.depth == 0 and page:
            lines += _page(page)
            page = []
        page += block.lines() if isinstance(block, Sheet) else wrap(block.text, _LINE)
    return lines + _page(page)
