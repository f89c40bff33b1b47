"""Web pages: what is read is what a reader sees."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetrules.readers.formats import read_path
from budgetrules.readers.raw import RawDocument


def raw_of(page: str | bytes, folder: Path, name: str = "a.html") -> RawDocument:
    """A page as read."""
    path = folder / name
    path.write_bytes(page.encode("utf-8") if isinstance(page, str) else page)
    return read_path(path)


def lines(raw: RawDocument) -> list[str]:
    """The lines without the blanks that end them."""
    return [line.text.strip() for line in raw.lines]


def test_only_what_is_seen_is_read(tmp_path: Path) -> None:
    raw = raw_of(
        """<html><head><title>标题</title><style>p{}</style><script>var a = '脚本';</script></head><body>
        <!-- 注释 --><nav>菜单</nav><p>看见的<b>文字</b></p><p style="color:red;display:none">看不见的</p>
        <p hidden>看不见的</p><div style="visibility: hidden">看不见的</div><noscript>无脚本</noscript>
        <select><option>选项</option></select><footer>页脚</footer></body></html>""",
        tmp_path,
    )
    assert lines(raw) == ["看见的文字"]
    assert raw.grids == ()


def test_blocks_and_breaks_part_paragraphs_and_inline_elements_do_not(tmp_path: Path) -> None:
    raw = raw_of(
        "<div>一、<span>收入</span>说明<br>第二行<p>第三段\n  接着</p>尾巴</div>", tmp_path
    )
    assert lines(raw) == ["一、收入说明", "第二行", "第三段 接着", "尾巴"]


def test_spans_merge_and_hidden_rows_are_not_there(tmp_path: Path) -> None:
    raw = raw_of(
        """<table><caption>支出表</caption><tr><th colspan=2>项目</th><th rowspan=2>合计</th></tr>
        <tr><th>类</th><th>款</th></tr><tr style="display:none"><td>9</td><td>9</td><td>9</td></tr>
        <tr><td>201</td><td>03</td><td>1,<br>234.50</td></tr></table>""",
        tmp_path,
    )
    (grid,) = raw.grids
    assert [
        (cell.text, cell.row, cell.column, cell.row_span, cell.column_span) for cell in grid.cells
    ] == [
        ("支出表", 0, 0, 1, 3),
        ("项目", 1, 0, 1, 2),
        ("合计", 1, 2, 2, 1),
        ("类", 2, 0, 1, 1),
        ("款", 2, 1, 1, 1),
        ("201", 3, 0, 1, 1),
        ("03", 3, 1, 1, 1),
        ("1,\n234.50", 3, 2, 1, 1),
    ]


def test_tables_that_lay_out_a_page_are_gone_through(tmp_path: Path) -> None:
    raw = raw_of(
        "<table><tr><td><p>前言</p><table><tr><td>a</td><td>b</td></tr></table></td><td>旁注</td></tr></table>",
        tmp_path,
    )
    assert lines(raw) == ["前言", "旁注"]
    assert [[cell.text for cell in grid.cells] for grid in raw.grids] == [["a", "b"]]
    assert raw.grids[0].after == 1


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "gb2312"),
        ("utf-16", ""),
        ("gb18030", "gb2312"),
        ("gb18030", "GBK"),
        ("gb18030", ""),
        ("utf-8", ""),
    ],
)
def test_encodings(encoding: str, declared: str, tmp_path: Path) -> None:
    meta = (
        f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">'
        if declared
        else ""
    )
    page = f"<html><head>{meta}</head><body><p>㐀政府采购预算３．５万元</p></body></html>"
    assert lines(raw_of(page.encode(encoding), tmp_path)) == ["㐀政府采购预算３．５万元"]


def test_the_main_part_of_a_portal_is_what_counts(tmp_path: Path) -> None:
    table = "<table><tr><td>a</td><td>b</td></tr></table>"
    raw = raw_of(
        f"<body><div>联系电话：010-12345678</div><article><p>正文</p>{table}</article><div>版权</div></body>",
        tmp_path,
    )
    assert lines(raw) == ["正文"]
