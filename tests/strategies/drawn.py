"""Xinjiang's tables as drawn: headers with merged cells, in the ways in which departments and programs draw them."""

from __future__ import annotations

import itertools

import attrs
from hypothesis import strategies as st

from budgetrules.model.disclosure import Disclosure, Place
from budgetrules.readers.raw import RawCell, RawDocument, RawGrid, RawLine
from examples.xinjiang.ledger import Ledger
from examples.xinjiang.narrative import Heading, Paragraph, narrative, opening
from examples.xinjiang.performance import Sheet
from examples.xinjiang.tables import PrintedTable, tables

Head = str | tuple[str, list["Head"]]
_CODES: Head = ("功能分类科目编码", ["类", "款", "项"])
_NATURES: list[Head] = ["合计", "基本支出", "项目支出"]
_THREE: list[Head] = ["合计", ("基本支出", ["人员经费", "公用经费"]), "项目支出"]
HEADS: dict[int, list[Head]] = {
    1: [("收入", ["项目", "预算数"]), ("支出", ["支出功能分类", "预算数"])],
    2: [
        _CODES,
        "功能分类科目名称",
        "总计",
        (
            "财政拨款（补助）",
            [
                "财政拨款(补助)小计",
                "一般公共预算",
                "上级一般公共预算安排的转移支付",
                "政府性基金预算",
                "上级政府性基金安排的转移支付",
                "国有资本经营预算",
                "上级国有资本经营预算安排的转移支付",
            ],
        ),
        "财政专户（教育收费）",
        "单位资金",
        "财政拨款结转",
        "非财政拨款结转结余",
    ],
    3: [("科目", [_CODES, "功能分类科目名称"]), ("支出预算", _NATURES)],
    4: [
        ("财政拨款收入", ["项目", "合计"]),
        (
            "财政拨款支出",
            ["支出功能分类", "合计", "一般公共预算", "政府性基金预算", "国有资本经营预算"],
        ),
    ],
    5: [("科目", [_CODES, "功能分类科目名称"]), ("一般公共预算支出", _NATURES)],
    6: [
        ("科目", [("经济分类科目编码", ["类", "款"]), "经济分类科目名称"]),
        ("一般公共预算基本支出", ["合计", "人员经费", "公用经费"]),
    ],
    7: [
        ("科目编码", ["类", "款", "项"]),
        "功能分类科目名称",
        "项目名称",
        "项目支出合计",
        "工资福利支出",
        "商品服务支出",
        "对个人和家庭的补助",
        "债务利息及费用支出",
        "资本性支出（基本建设）",
        "资本性支出",
        "对企业补助（基本建设）",
        "对企业补助",
        "对社会保障基金补助",
        "其他支出",
    ],
    8: [("科目", [_CODES, "功能分类科目名称"]), ("政府性基金预算支出", _THREE)],
    9: [("科目", [_CODES, "功能分类科目名称"]), ("国有资本经营预算支出", _THREE)],
    10: [
        "“三公”经费支出内容",
        "合计",
        ("资金来源", ["一般公共预算", "政府性基金", "国有资本经营预算"]),
    ],
    11: [
        "项目名称",
        "总计",
        ("财政拨款", _THREE),
        ("非财政拨款", _THREE),
    ],
}
# How many code columns a table has.
CODES = {2: 3, 3: 3, 5: 3, 6: 2, 7: 3, 8: 3, 9: 3}


@attrs.frozen
class Style:
    """How tables are drawn.

    `codes`: parts in columns of their own, one column (2010301), the full code in the first of several, or parts without
    leading zeros. `numbers`: a row that numbers the columns. `total`: the total's label stands in the code's cell.
    `inside`: title and unit stand in rows of the table itself. `last`: the total comes last. `page`: rows on a page (0: all),
    `again`: the header is repeated on every page. `label`: a line 表 N over the title.
    """

    codes: str = "parts"
    numbers: bool = True
    total: bool = False
    inside: bool = True
    last: bool = False
    page: int = 0
    again: bool = True
    label: bool = True


def styles() -> st.SearchStrategy[Style]:
    """Every way of drawing."""
    return st.builds(
        Style,
        codes=st.sampled_from(("parts", "one", "first", "short")),
        numbers=st.booleans(),
        total=st.booleans(),
        inside=st.booleans(),
        last=st.booleans(),
        page=st.sampled_from((0, 0, 5, 9)),
        again=st.booleans(),
        label=st.booleans(),
    )


@attrs.frozen
class Drawn:
    """A table as drawn: what stands over it, its cells (text, row, column, rows and columns spanned) and a note below."""

    number: int
    above: tuple[tuple[str, ...], ...]
    cells: tuple[tuple[str, int, int, int, int], ...]
    rows: int
    columns: int
    head: int
    note: str


def draw(table: PrintedTable, ledger: Ledger, style: Style) -> Drawn:
    """A table in a style."""
    head, depth = _head(HEADS[table.number])
    count, rows = CODES.get(table.number, 0), [list(row) for row in table.rows]
    if style.last and count and not any(rows[0][:count]):
        rows = [*rows[1:], rows[0]]
    rows = [_coded(row, count, style) for row in rows]
    if count and style.codes == "one":
        head = _one_code(head, count)
    width = 1 + max(column + across - 1 for _, _, column, _, across in head)
    cells = list(head)
    at = depth
    if style.numbers:
        marks = count and (1 if style.codes == "one" else count)
        names = 2 if table.number == 7 else 1
        if table.number not in (1, 4):
            cells += [
                (
                    "※" if column < marks + names else str(column - marks - names + 1),
                    at,
                    column,
                    1,
                    1,
                )
                for column in range(width)
            ]
            at += 1
    for row in rows:
        column = 0
        label_in_code = (
            style.total
            and count
            and not any(row[: len(row) - 1][:1])
            and row[_name_at(count, style)].strip()
        )
        if label_in_code and style.codes != "first":
            span = _name_at(count, style) + 1
            cells.append((row[span - 1].strip(), at, 0, 1, span))
            column = span
        cells += [(text, at, place, 1, 1) for place, text in enumerate(row) if place >= column]
        at += 1
    label = ((f"表 {table.number}",),) if style.label else ()
    above = (*label, (table.title,), (f"编制部门：{ledger.entity}", f"单位：{ledger.unit}"))
    return Drawn(
        table.number, above, tuple(cells), at, width, depth + (at - depth - len(rows)), table.note
    )


def _name_at(count: int, style: Style) -> int:
    return 1 if style.codes == "one" else count


def _coded(row: list[str], count: int, style: Style) -> list[str]:
    if not count:
        return row
    parts, rest = row[:count], row[count:]
    code = "".join(parts)
    if style.codes == "one":
        return [code, *rest]
    if style.codes == "first":
        return [code, *[""] * (count - 1), *rest]
    if style.codes == "short":
        return [parts[0], *[part.lstrip("0") or part for part in parts[1:]], *rest]
    return [*parts, *rest]


def _one_code(
    head: list[tuple[str, int, int, int, int]], count: int
) -> list[tuple[str, int, int, int, int]]:
    """The header with one column for the code: 类, 款, 项 are gone and what was over them is one wide."""
    found = []
    for text, row, column, down, across in head:
        if text in ("类", "款", "项"):
            continue
        if column == 0 and across == count:
            found.append((text, row, 0, down + 1, 1))
        elif column == 0 and across > count:
            found.append((text, row, 0, down, across - count + 1))
        else:
            found.append((text, row, column - count + 1 if column else 0, down, across))
    return found


def _head(heads: list[Head]) -> tuple[list[tuple[str, int, int, int, int]], int]:
    depth = max(_depth(head) for head in heads)
    found: list[tuple[str, int, int, int, int]] = []

    def place(head: Head, row: int, column: int) -> int:
        if isinstance(head, str):
            found.append((head, row, column, depth - row, 1))
            return 1
        width = 0
        for part in head[1]:
            width += place(part, row + 1, column + width)
        found.append((head[0], row, column, 1, width))
        return width

    at = 0
    for head in heads:
        at += place(head, 0, at)
    return sorted(found, key=lambda cell: (cell[1], cell[2])), depth


def _depth(head: Head) -> int:
    return 1 if isinstance(head, str) else 1 + max(_depth(part) for part in head[1])


Block = Heading | Paragraph | Drawn


def blocks(
    ledger: Ledger, before: Ledger | None, style: Style, found: list[PrintedTable] | None = None
) -> list[Block]:
    """The whole disclosure in order; without `before` only its tables."""
    drawn: list[Block] = [draw(table, ledger, style) for table in found or tables(ledger)]
    if before is None:
        return drawn
    part = Heading(f"第二部分 {ledger.year} 年部门预算公开表", 0)
    said = [
        draw_sheet(block) if isinstance(block, Sheet) else block
        for block in narrative(ledger, before)
    ]
    return [*opening(ledger), part, *drawn, *said]


def draw_sheet(sheet: Sheet) -> Drawn:
    """A performance sheet: labels with what they say beside them, then a list whose first columns are merged downwards."""
    words = [text for text, _ in sheet.cells]
    begin = words.index("一级指标")
    width = (
        next(at for at in range(begin, len(words)) if words[at] in ("分值权重", "佐证资料"))
        - begin
        + 1
    )
    rows: list[list[str]] = [[sheet.title], [words[0]]]
    rows += [words[at : at + 2] for at in range(1, begin, 2)]
    listed: list[list[str]] = [[]]
    for word in words[begin:]:
        listed[-1].append(word)
        if (word.isdigit() and width == 6) or word in (
            "分值权重",
            "佐证资料",
            "工作资料",
            "原始凭证",
        ):
            listed.append([])
    cells = [(row[0], at, 0, 1, width if len(row) == 1 else 1) for at, row in enumerate(rows)]
    cells += [(row[1], at, 1, 1, width - 1) for at, row in enumerate(rows) if len(row) > 1]
    open_: dict[int, int] = {}
    for at, row in enumerate(listed[:-1], len(rows)):
        lacks = width - len(row)
        for column in range(lacks):
            text, first, place, down, across = cells[open_[column]]
            cells[open_[column]] = (text, first, place, down + 1, across)
        for column, text in enumerate(row, lacks):
            open_[column] = len(cells)
            cells.append((text, at, column, 1, 1))
    return Drawn(0, (), tuple(cells), len(rows) + len(listed) - 1, width, 0, "")


def raw_document(parts: list[Block], style: Style) -> RawDocument:
    """What a reader that sees boxes and pages would hand on: lines, and grids cut into pages."""
    lines: list[RawLine] = []
    grids: list[RawGrid] = []
    page = itertools.count(2)
    sheet = 1

    def say(text: str) -> None:
        lines.append(RawLine(f"{text} ", len(lines) + 1, sheet, (50.0, 10.0, 400.0, 20.0)))

    for block in parts:
        if not isinstance(block, Drawn):
            say(block.text)
            continue
        sheet = next(page)
        if not style.inside:
            for texts in block.above:
                say(" ".join(texts))
        for at, cells in enumerate(_pages(block, style)):
            sheet = sheet if at == 0 else next(page)
            grids.append(_grid(cells, block.columns, len(lines), sheet))
        if block.note:
            say(block.note)
    return RawDocument("drawn", "0", "pdf", tuple(lines), (), tuple(grids), drawn=True)


def with_captions(block: Drawn) -> list[tuple[str, int, int, int, int]]:
    """The cells of a table with what stands over it as rows of its own."""
    shift = len(block.above)
    found: list[tuple[str, int, int, int, int]] = []
    for row, texts in enumerate(block.above):
        if len(texts) == 1:
            found.append((texts[0], row, 0, 1, block.columns))
        else:
            found += [
                (texts[0], row, 0, 1, block.columns - 1),
                (texts[1], row, block.columns - 1, 1, 1),
            ]
    return [
        *found,
        *(
            (text, row + shift, column, down, across)
            for text, row, column, down, across in block.cells
        ),
    ]


def _pages(block: Drawn, style: Style) -> list[list[tuple[str, int, int, int, int]]]:
    cells = with_captions(block) if style.inside else list(block.cells)
    head = block.head + (len(block.above) if style.inside else 0)
    last = 1 + max(row for _, row, _, _, _ in cells)
    if not style.page or last - head <= style.page:
        return [cells]
    pages = [[cell for cell in cells if cell[1] < head + style.page]]
    for first in range(head + style.page, last, style.page):
        body = [cell for cell in cells if first <= cell[1] < first + style.page]
        repeated = [cell for cell in block.cells if cell[1] < block.head] if style.again else []
        shift = first - (block.head if style.again else 0)
        pages.append(
            [
                *repeated,
                *(
                    (text, row - shift, column, down, across)
                    for text, row, column, down, across in body
                ),
            ]
        )
    return pages


def _grid(
    cells: list[tuple[str, int, int, int, int]], columns: int, after: int, page: int
) -> RawGrid:
    found = []
    for text, row, column, down, across in cells:
        box = (
            20.0 + 30 * column,
            50.0 + 12 * row,
            20.0 + 30 * (column + across),
            50.0 + 12 * (row + down),
        )
        found.append(RawCell(text, row, column, down, across, Place(text, page, box=box)))
    rows = max(row + down for _, row, _, down, _ in cells)
    return RawGrid(
        tuple(found),
        rows,
        columns,
        after,
        Place("", page, box=(20.0, 50.0, 20.0 + 30 * columns, 50.0 + 12 * rows)),
    )


Figures = dict[tuple[str, str, str, str], list[tuple[str, int, int, str]]]


def figures(disclosure: Disclosure) -> Figures:
    """Every amount of every table by list, code, name and column; rows under one name in order."""
    found: Figures = {}
    for table in disclosure.tables.values():
        for row in table.rows():
            for column, cell in row.cells.items():
                figure = cell.figure
                value = (
                    (figure.digits, figure.decimals, figure.unit.symbol)
                    if figure is not None
                    else (0, 0, "")
                )
                key = (row.list_id, row.code or "", "".join(row.name.split()), column)
                found.setdefault(key, []).append((cell.kind.value, *value))
    return found
