"""Web pages: what is seen of them."""

from __future__ import annotations

import pytest

from budgetrules.readers.html import reader
from budgetrules.readers.html.reader import read_html
from budgetrules.readers.raw import RawDocument


def _read(body: str) -> RawDocument:
    return read_html(f"<html><body>{body}</body></html>".encode(), "a.html")


def _lines(body: str) -> list[str]:
    return [line.text.strip() for line in _read(body).lines]


def _grid(body: str) -> list[tuple[str, int, int, int, int]]:
    (grid,) = _read(body).grids
    return [
        (cell.text, cell.row, cell.column, cell.row_span, cell.column_span) for cell in grid.cells
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>甲</p><p>乙</p>", ["甲", "乙"]),
        ("甲<b>乙</b>丙", ["甲乙丙"]),
        ("甲<br>乙", ["甲", "乙"]),
        ("甲\n  乙", ["甲 乙"]),
        ("<pre>甲\n乙</pre>", ["甲", "乙"]),
        ("<div>甲<div>乙</div>丙</div>", ["甲", "乙", "丙"]),
        ("<script>x</script><nav>y</nav>甲", ["甲"]),
        ("<p hidden>x</p><p style='color:red; display : none'>y</p>甲", ["甲"]),
        ("<p style='visibility:hidden'>x</p><!-- y -->甲", ["甲"]),
    ],
)
def test_text_between_borders_that_is_seen_is_a_paragraph(body: str, expected: list[str]) -> None:
    assert _lines(body) == expected


def test_a_table_is_a_grid_with_its_caption_and_spans() -> None:
    body = (
        "<table><caption>收支总表</caption><tr><th rowspan=2>项目</th><th colspan=2>合计</th></tr>"
        "<tr><td>甲<br>乙</td><td>1</td></tr><tr hidden><td>x</td></tr></table>"
    )
    assert _grid(body) == [
        ("收支总表", 0, 0, 1, 3),
        ("项目", 1, 0, 2, 1),
        ("合计", 1, 1, 1, 2),
        ("甲\n乙", 2, 1, 1, 1),
        ("1", 2, 2, 1, 1),
    ]


def test_a_rowspan_of_nothing_reaches_to_the_end_and_nonsense_spans_one() -> None:
    body = "<table><tr><td rowspan=0>甲</td><td colspan=x>乙</td></tr><tr><td>丙</td></tr></table>"
    assert _grid(body)[:2] == [("甲", 0, 0, 2, 1), ("乙", 0, 1, 1, 1)]


def test_a_table_of_one_cell_or_around_another_lays_out_the_page() -> None:
    inner = "<table><tr><td>1</td><td>2</td></tr></table>"
    raw = _read(
        f"<table><tr><td>甲</td><td>{inner}</td></tr></table><table><tr><td>乙</td></tr></table>"
    )
    assert [line.text.strip() for line in raw.lines] == ["甲", "乙"]
    assert [grid.after for grid in raw.grids] == [1]


def test_the_one_main_part_with_all_tables_is_the_page() -> None:
    table = "<table><tr><td>1</td><td>2</td></tr></table>"
    assert _lines(f"页眉<main>甲{table}</main>") == ["甲"]
    assert _lines(f"页眉<main>甲</main>{table}") == ["页眉", "甲"]
    assert _lines("页眉<main>甲</main>") == ["页眉", "甲"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("<meta charset=gb2312><p>甲</p>".encode("gbk"), "甲"),
        ("<meta charset='no-such'><p>甲</p>".encode(), "甲"),
        (b"\xef\xbb\xbf" + "<meta charset=gbk><p>甲</p>".encode(), "甲"),
        ("<p>甲</p>".encode("utf-16"), "甲"),
        ("<p>甲</p>".encode("gb18030"), "甲"),
    ],
)
def test_a_page_is_decoded_as_it_says_or_as_it_can_be(data: bytes, expected: str) -> None:
    (line,) = read_html(data, "a.html").lines
    assert line.text.strip() == expected


def test_what_cannot_be_read_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def codes(data: bytes) -> list[str]:
        return [problem.diagnostic.code for problem in read_html(data, "a.html").problems]

    assert codes(b"<html><body> </body></html>") == ["N102"]
    assert codes(b"<p>\xff\xff\xff</p>") == ["N101"]
    monkeypatch.setattr(reader, "_MOST_TAGS", 2)
    assert codes(b"<p><b>x</b></p>") == ["N177"]
    monkeypatch.setattr(reader, "_LARGEST", 3)
    assert codes(b"<p>x") == ["N103"]


def test_what_is_nested_too_deeply_is_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_DEEPEST", 3)
    assert _lines("<div><div><div>甲<p>乙</p></div></div></div>") == ["甲乙"]


def test_a_table_of_too_many_cells_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_CELLS", 1)
    raw = _read("甲<table><tr><td>1</td><td>2</td></tr></table>")
    assert (len(raw.grids), [problem.diagnostic.code for problem in raw.problems]) == (0, ["N167"])
