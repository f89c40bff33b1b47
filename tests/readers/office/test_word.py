"""Word documents: what is read is what Word shows with all changes accepted."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st

from budgetrules.readers.formats import read_path
from budgetrules.readers.raw import RawDocument
from budgetrules.readers.word.numbering import chinese_number
from tests.readers.office.hostile import with_part

_W = nsdecls("w")


def raw_of(document: Any, folder: Path, numbering: str = "") -> RawDocument:
    """A document as read; `numbering` replaces its list definitions."""
    file = io.BytesIO()
    document.save(file)
    data = file.getvalue()
    if numbering:
        data = with_part(
            data, "word/numbering.xml", f"<w:numbering {_W}>{numbering}</w:numbering>".encode()
        )
    path = folder / "a.docx"
    path.write_bytes(data)
    return read_path(path)


def lines(raw: RawDocument) -> list[str]:
    """The lines without the blanks that end them."""
    return [line.text.strip() for line in raw.lines]


def test_paragraphs_and_tables_come_in_order(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("第一部分 概况")
    table = document.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "项目"
    table.cell(0, 2).merge(table.cell(1, 2)).text = "合计"
    table.cell(1, 0).text, table.cell(1, 1).text = "类", "款"
    document.add_paragraph("第三部分 说明")
    raw = raw_of(document, tmp_path)
    assert lines(raw) == ["第一部分 概况", "第三部分 说明"]
    (grid,) = raw.grids
    assert (grid.after, grid.rows, grid.columns) == (1, 2, 3)
    assert [
        (cell.text, cell.row, cell.column, cell.row_span, cell.column_span) for cell in grid.cells
    ] == [
        ("项目", 0, 0, 1, 2),
        ("合计", 0, 2, 2, 1),
        ("类", 1, 0, 1, 1),
        ("款", 1, 1, 1, 1),
    ]
    assert [cell.place.cell for cell in grid.cells] == ["A1", "C1", "A2", "B2"]
    assert raw.lines[1].at is not None
    assert raw.lines[1].at.cell == "¶2"


def test_numbers_that_word_puts_in_front_are_part_of_the_text(tmp_path: Path) -> None:
    level = '<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/></w:lvl>'
    numbering = '<w:abstractNum w:abstractNumId="9">'
    numbering += level.format(at=0, style="chineseCountingThousand", text="%1、")
    numbering += level.format(at=1, style="japaneseCounting", text="（%2）")
    numbering += level.format(at=2, style="decimal", text="%3.")
    numbering += '</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="9"/></w:num>'
    document = docx.Document()
    for depth, text in (
        (0, "主要职能"),
        (1, "拟定制度"),
        (1, "组织实施"),
        (0, "机构设置"),
        (1, "处室"),
        (2, "办公室"),
    ):
        paragraph = document.add_paragraph(text)
        properties = f'<w:numPr {_W}><w:ilvl w:val="{depth}"/><w:numId w:val="5"/></w:numPr>'
        paragraph._p.get_or_add_pPr().append(parse_xml(properties))
    assert lines(raw_of(document, tmp_path, numbering)) == [
        "一、主要职能",
        "（一）拟定制度",
        "（二）组织实施",
        "二、机构设置",
        "（一）处室",
        "1.办公室",
    ]


def test_deleted_and_hidden_text_is_not_read_and_inserted_text_is(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("收支总预算 ")
    changes = (
        "<w:del><w:r><w:delText>10.00</w:delText></w:r></w:del>",
        "<w:ins><w:r><w:t>12.00</w:t></w:r></w:ins>",
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>99.99</w:t></w:r>",
        '<w:r><w:t xml:space="preserve">万元</w:t></w:r>',
        "<w:hyperlink><w:r><w:t>。</w:t></w:r></w:hyperlink>",
    )
    for change in changes:
        name = change[1:].split(">")[0]
        paragraph._p.append(parse_xml(change.replace(f"<{name}>", f"<{name} {_W}>", 1)))
    assert lines(raw_of(document, tmp_path)) == ["收支总预算 12.00万元。"]


def test_what_stands_in_content_controls_and_frames_is_read(tmp_path: Path) -> None:
    document = docx.Document()
    body = document.element.body
    control = f"<w:sdt {_W}><w:sdtContent><w:p><w:r><w:t>控件里的段落</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    body.insert(0, parse_xml(control))
    frame = document.add_table(1, 1)
    frame.cell(0, 0).text = "框里的段落"
    assert lines(raw_of(document, tmp_path)) == ["控件里的段落", "框里的段落"]


@given(st.integers(1, 9999))
def test_chinese_numerals_are_those_people_write(number: int) -> None:
    digits = {word: at for at, word in enumerate("零一二三四五六七八九")}
    total = digit = 0
    for word in chinese_number(number):
        if word in digits:
            digit = digits[word]
        else:
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[word]
            digit = 0
    assert total + digit == number
