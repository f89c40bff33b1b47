"""Word documents as they read with all changes accepted."""

from __future__ import annotations

import io
import zipfile

import pytest

from budgetrules.readers.raw import RawDocument
from budgetrules.readers.word.elements import W
from budgetrules.readers.word.reader import read_docx

_NAMESPACES = (
    f'xmlns:w="{W.strip("{}")}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def _file(**parts: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return file.getvalue()


def _read(body: str) -> RawDocument:
    content = f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>"
    return read_docx(_file(document=content), "a.docx")


def _lines(body: str) -> list[str]:
    return [line.text.strip() for line in _read(body).lines]


def _run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def _paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def _cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{_paragraph(_run(text))}</w:tc>"


def _table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def _grid(body: str) -> list[tuple[str, int, int, int, int]]:
    (grid,) = _read(body).grids
    return [
        (cell.text, cell.row, cell.column, cell.row_span, cell.column_span) for cell in grid.cells
    ]


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        (_run("甲") + _run("乙"), ["甲乙"]),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>", ["甲 乙"]),
        ("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>", ["甲", "乙"]),
        ('<w:r><w:t>甲</w:t><w:br w:type="page"/><w:t>乙</w:t></w:r>', ["甲乙"]),
        ("<w:r><w:t>2024</w:t><w:noBreakHyphen/><w:t>25</w:t></w:r>", ["2024-25"]),
        (f"<w:ins>{_run('甲')}</w:ins><w:del>{_run('乙')}</w:del>", ["甲"]),
        (_run("甲", "<w:vanish/>") + _run("乙", '<w:vanish w:val="0"/>'), ["乙"]),
        ("<w:r><w:instrText>PAGE</w:instrText><w:t>3</w:t></w:r>", ["3"]),
    ],
)
def test_a_paragraph_says_what_is_shown(runs: str, expected: list[str]) -> None:
    assert _lines(_paragraph(runs)) == expected


def test_a_text_box_follows_its_paragraph_and_that_of_older_programs_is_left_out() -> None:
    box = f"<w:txbxContent>{_paragraph(_run('框'))}</w:txbxContent>"
    old = f"<mc:Fallback>{box}</mc:Fallback>"
    assert _lines(_paragraph(_run("甲"), f"<w:r>{box}{old}</w:r>", _run("乙"))) == ["甲乙", "框"]


def test_what_stands_in_a_content_control_is_read() -> None:
    inside = f"<w:sdt><w:sdtContent>{_paragraph(_run('甲'))}</w:sdtContent></w:sdt>"
    assert _lines(inside) == ["甲"]


def test_a_table_is_a_grid_with_its_spans() -> None:
    wide = '<w:gridSpan w:val="2"/>'
    begins, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = _table(
        _cell("项目", begins) + _cell("合计", wide),
        _cell("", goes_on) + _cell("甲") + _cell("乙"),
        _cell("", goes_on) + _cell("1") + _cell("2"),
    )
    assert _grid(body) == [
        ("项目", 0, 0, 3, 1),
        ("合计", 0, 1, 1, 2),
        ("甲", 1, 1, 1, 1),
        ("乙", 1, 2, 1, 1),
        ("1", 2, 1, 1, 1),
        ("2", 2, 2, 1, 1),
    ]


def test_a_row_may_begin_further_right_and_a_deleted_one_is_not_there() -> None:
    later = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>'
    gone = "<w:trPr><w:del/></w:trPr>"
    body = _table(_cell("甲") + _cell("乙"), later + _cell("丙"), gone + _cell("丁"))
    assert [cell[:3] for cell in _grid(body)] == [
        ("甲", 0, 0),
        ("乙", 0, 1),
        ("", 1, 0),
        ("丙", 1, 1),
    ]


def test_a_table_of_one_cell_frames_text() -> None:
    assert _lines(_table(_cell("甲"))) == ["甲"]


def test_a_table_inside_a_cell_is_text_of_that_cell() -> None:
    inner = f"<w:tc>{_paragraph(_run('外'))}{_table(_cell('内'))}</w:tc>"
    assert [cell[0] for cell in _grid(_table(inner + _cell("乙")))] == ["外\n内", "乙"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04", "N160"),
        (_file(styles="<a/>"), "N160"),
        (_file(document="<a>"), "N160"),
        (_file(document="<!DOCTYPE a><a/>"), "N164"),
        (_file(document="<a/>"), "N102"),
    ],
)
def test_what_cannot_be_read_is_told(data: bytes, code: str) -> None:
    raw = read_docx(data, "a.docx")
    assert [problem.diagnostic.code for problem in raw.problems] == [code]
