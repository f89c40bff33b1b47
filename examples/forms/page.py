"""A disclosure as a page: headings, paragraphs and drawn tables, written as HTML with a cell on every line."""

from __future__ import annotations

from html import escape

import attrs

# A cell of a header: its words, how many columns and how many rows it covers.
Head = tuple[str, int, int]


@attrs.frozen
class Heading:
    """A heading of the outline."""

    text: str
    level: int = 2


@attrs.frozen
class Paragraph:
    """A paragraph of the narrative."""

    text: str


@attrs.frozen
class Drawn:
    """A table: its title, the line above it, the rows of its header, its rows as printed and the note below it."""

    title: str
    above: tuple[str, ...]
    head: tuple[tuple[Head, ...], ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


Block = Heading | Paragraph | Drawn


def to_html(title: str, blocks: list[Block]) -> str:
    """The page as a file."""
    lines = [
        "<!DOCTYPE html>",
        '<html lang="zh">',
        f'<head><meta charset="utf-8"><title>{escape(title)}</title></head>',
        "<body>",
    ]
    for block in blocks:
        if isinstance(block, Heading):
            lines.append(f"<h{block.level}>{escape(block.text)}</h{block.level}>")
        elif isinstance(block, Paragraph):
            lines.append(f"<p>{escape(block.text)}</p>")
        else:
            lines.extend(_table(block))
    return "\n".join([*lines, "</body>", "</html>", ""])


def _table(block: Drawn) -> list[str]:
    lines = [f"<p>{escape(block.title)}</p>", f"<p>{escape(' '.join(block.above))}</p>", "<table>"]
    for row in block.head:
        lines.append("<tr>")
        for text, columns, rows in row:
            spans = (f' colspan="{columns}"' if columns > 1 else "") + (
                f' rowspan="{rows}"' if rows > 1 else ""
            )
            lines.append(f"<th{spans}>{escape(text)}</th>")
        lines.append("</tr>")
    for cells in block.rows:
        lines.append("<tr>")
        lines.extend(f"<td>{escape(text)}</td>" for text in cells)
        lines.append("</tr>")
    lines.append("</table>")
    return [*lines, f"<p>{escape(block.note)}</p>"] if block.note else lines


def one(text: str, rows: int = 1) -> Head:
    """A header cell over one column."""
    return text, 1, rows


def over(text: str, columns: int) -> Head:
    """A header cell over several columns."""
    return text, columns, 1
