"""Drawn disclosures as files: workbooks, Word documents, web pages, CSV files."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import zipfile
from collections.abc import Iterable
from typing import Any

import docx
import openpyxl
from openpyxl.styles import Alignment

from examples.xinjiang.narrative import Heading
from tests.strategies.drawn import Block, Drawn, with_captions

Cells = list[tuple[str, int, int, int, int]]
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})*(?:\.\d+)?")


def drawn_only(blocks: Iterable[Block]) -> list[Drawn]:
    """The tables of a disclosure."""
    return [block for block in blocks if isinstance(block, Drawn)]


def _with_note(table: Drawn) -> Cells:
    cells = with_captions(table)
    if table.note:
        last = 1 + max(row for _, row, _, _, _ in cells)
        cells.append((table.note, last, 0, 1, table.columns))
    return cells


def to_xlsx(blocks: Iterable[Block], *, formats: str = "numbers", one_sheet: bool = False) -> bytes:
    """A workbook. `formats`: numbers with formats, `general` without any, or `text`."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    sheet, top = None, 0
    for at, table in enumerate(drawn_only(blocks)):
        if sheet is None or not one_sheet:
            name = f"表{table.number}" if table.number else f"绩效{at}"
            sheet, top = book.create_sheet(name if not one_sheet else "公开表"), 0
        head = table.head + len(table.above)
        for text, row, column, down, across in _with_note(table):
            if text or down > 1 or across > 1:
                _write(
                    sheet.cell(top + row + 1, column + 1), text, formats if row >= head else "text"
                )
            if down > 1 or across > 1:
                sheet.merge_cells(
                    start_row=top + row + 1,
                    start_column=column + 1,
                    end_row=top + row + down,
                    end_column=column + across,
                )
        top = sheet.max_row + 2
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _write(cell: Any, text: str, formats: str) -> None:
    if (
        formats == "text"
        or not _NUMBER.fullmatch(text)
        or (text.isdigit() and len(text) < 8 and formats != "general")
    ):
        cell.value = text
        cell.alignment = Alignment(wrap_text=True)
        return
    plain = text.replace(",", "")
    decimals = len(plain.partition(".")[2])
    cell.value = float(plain) if decimals else int(plain)
    if formats == "numbers":
        cell.number_format = "#,##0" + ("." + "0" * decimals if decimals else "")


def to_docx(blocks: Iterable[Block]) -> bytes:
    """A Word document: paragraphs and tables in order."""
    document = docx.Document()
    for block in blocks:
        if not isinstance(block, Drawn):
            document.add_paragraph(
                block.text, style="Heading 1" if isinstance(block, Heading) else None
            )
            continue
        for texts in block.above:
            document.add_paragraph(" ".join(texts))
        table = document.add_table(block.rows, block.columns)
        for text, row, column, down, across in block.cells:
            cell = table.cell(row, column)
            if down > 1 or across > 1:
                cell = cell.merge(table.cell(row + down - 1, column + across - 1))
            cell.text = text
        if block.note:
            document.add_paragraph(block.note)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def to_html(blocks: Iterable[Block], *, encoding: str = "utf-8", inside: bool = False) -> bytes:
    """A page as a portal saves it, with menus, scripts and styles around the text; `inside`: titles in the tables."""
    parts = [
        f'<!DOCTYPE html><html><head><meta charset="{encoding}"><title>公开</title><style>td{{color:red}}</style>',
        "<script>document.write('<table><tr><td>1</td><td>2</td></tr></table>')</script></head><body>",
        "<nav><a href='http://example.invalid/'>首页</a></nav>",
        "<table><tr><td>",
    ]
    for block in blocks:
        if not isinstance(block, Drawn):
            parts.append(f"<p><span>&nbsp;&nbsp;</span>{html.escape(block.text)}</p>")
            continue
        cells = with_captions(block) if inside else list(block.cells)
        if not inside:
            parts += [
                f"<p align=center>{'　'.join(map(html.escape, texts))}</p>" for texts in block.above
            ]
        parts.append("<table border=1><tbody>")
        for row in range(1 + max(row for _, row, _, _, _ in cells)):
            parts.append("<tr>")
            for text, _, _, down, across in sorted(
                (cell for cell in cells if cell[1] == row), key=lambda cell: cell[2]
            ):
                spans = (f" rowspan={down}" if down > 1 else "") + (
                    f" colspan={across}" if across > 1 else ""
                )
                parts.append(f"<td{spans}><p>{html.escape(text)}</p></td>")
            parts.append("</tr>\n")
        parts.append("</tbody></table>")
        if block.note:
            parts.append(f"<p>{html.escape(block.note)}</p>")
    parts.append(
        "</td></tr></table><p style='display:none'>隐藏 12.34万元</p><footer>主办单位</footer></body></html>"
    )
    return "".join(parts).encode(encoding)


def to_csv_files(blocks: Iterable[Block], *, encoding: str = "utf-8-sig") -> dict[str, bytes]:
    """A CSV file a table, as a spreadsheet program writes it: merged cells leave blanks."""
    files = {}
    for table in drawn_only(blocks):
        cells = {(row, column): text for text, row, column, _, _ in _with_note(table)}
        rows = 1 + max(row for row, _ in cells)
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        for row in range(rows):
            writer.writerow([cells.get((row, column), "") for column in range(table.columns)])
        files[f"{table.number:02d}.csv"] = out.getvalue().encode(encoding)
    return files


def to_package(blocks: Iterable[Block]) -> dict[str, bytes]:
    """A data package: fields with titles, one header row, the table's title as the resource's."""
    files: dict[str, bytes] = {}
    resources = []
    for table in (table for table in drawn_only(blocks) if table.above):
        head = [cell for cell in table.cells if cell[1] < table.head]
        body = {(row, column): text for text, row, column, _, _ in table.cells if row >= table.head}
        titles = ["/".join(_path(head, column)) for column in range(table.columns)]
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        writer.writerow([f"c{column}" for column in range(table.columns)])
        for row in sorted({row for row, _ in body}):
            writer.writerow([body.get((row, column), "") for column in range(table.columns)])
        name = f"t{table.number}.csv"
        files[name] = out.getvalue().encode("utf-8")
        fields = [
            {"name": f"c{column}", "title": title, "type": "string"}
            for column, title in enumerate(titles)
        ]
        title = table.above[-2][0]
        resources.append(
            {"name": f"t{table.number}", "title": title, "path": name, "schema": {"fields": fields}}
        )
    files["datapackage.json"] = json.dumps(
        {"name": "budget", "resources": resources}, ensure_ascii=False
    ).encode("utf-8")
    return files


def _path(head: Cells, column: int) -> list[str]:
    return [
        text
        for text, _, at, _, across in sorted(head, key=lambda cell: cell[1])
        if at <= column < at + across and text != "※"
    ]


def to_zip(files: dict[str, bytes]) -> bytes:
    """Files in an archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return file.getvalue()
