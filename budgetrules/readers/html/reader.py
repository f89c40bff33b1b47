"""HTML pages: visible text in order, tables with spans, nothing fetched and nothing run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import lxml.etree
import lxml.html

from budgetrules.readers.blocks import MOST_CELLS, BlockCell, Blocks
from budgetrules.readers.raw import RawDocument
from budgetrules.readers.text import decode
from budgetrules.readers.unreadable import Unreadable, damaged, refuse_large, unread

_LARGEST = 32 * 2**20
_MOST_TAGS = 1_000_000
_DEEPEST = 400
_LONGEST_SPAN = 6
_TO_THE_END = 1_000_000
_UNSEEN_TAGS = """
script style template noscript head title meta link iframe object embed svg canvas select option
button input textarea nav footer aside
"""
_BLOCK_TAGS = """
address article blockquote body caption center dd details div dl dt fieldset figcaption figure form
h1 h2 h3 h4 h5 h6 header hr html li main ol p pre section summary table tbody td tfoot th thead tr
ul
"""
# Elements whose text nobody sees, or that stand around the page rather than in it.
_UNSEEN = frozenset(_UNSEEN_TAGS.split())
# Elements before and behind which a paragraph ends.
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_HIDDEN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.IGNORECASE
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]+)", re.IGNORECASE)
_CHARSET_SAMPLE = 4096
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_SPACE = re.compile(r"[ \t\r\n\f\u200b\ufeff]+")


def read_html(data: bytes, path: str) -> RawDocument:
    """Return the text and tables of a page."""
    try:
        refuse_large(data, path, _LARGEST)
        if data.count(b"<") > _MOST_TAGS:
            raise Unreadable("N177", path=path, limit=f"{_MOST_TAGS:,}")
        root = _parsed(_text(data, path), path)
    except Unreadable as error:
        return unread(data, path, "html", error.problem)
    blocks = Blocks()
    _Walk(blocks).block(_content(root), 0)
    return blocks.document(path, data, "html")


def _text(data: bytes, path: str) -> str:
    """Decode a page by its byte order mark, by what it states, else as UTF-8 or GB18030."""
    text = None if data.startswith(_BYTE_ORDER_MARKS) else _text_as_stated(data)
    if text is None:
        text = decode(data)
    if text is None:
        raise Unreadable("N101", path=path)
    return text


def _text_as_stated(data: bytes) -> str | None:
    """Return the page in the encoding that it states; None if it states none, or a wrong one."""
    stated = _CHARSET.search(data[:_CHARSET_SAMPLE])
    if stated is None:
        return None
    name = stated.group(1).decode("ascii").lower()
    # Pages that say gb2312 hold characters that only the larger set has.
    encoding = "gb18030" if name in ("gb2312", "gbk", "x-gbk") else name
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        return None


def _parsed(text: str, path: str) -> Any:
    # The bytes are UTF-8 now, whatever the page says of itself.
    content = text.removeprefix("\ufeff").encode("utf-8", "replace")
    parser = lxml.html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = lxml.html.document_fromstring(content, parser=parser)
    except (lxml.etree.LxmlError, ValueError, AssertionError) as error:
        raise damaged(path, error) from error
    for entry in parser.error_log:
        if entry.level_name == "FATAL":
            # The parser gave up there, and the rest of the page is missing.
            raise damaged(path, str(entry.message).strip())
    return root


def _content(root: Any) -> Any:
    """Return the one main part of a page if all tables are in it, else the whole page."""
    tables = _count(root, "table")
    if not tables:
        return root
    for tag in ("main", "article"):
        parts = list(root.iter(tag))
        if len(parts) == 1:
            (main_part,) = parts
            if _count(main_part, "table") == tables:
                return main_part
    return root


def _count(element: Any, tag: str) -> int:
    return sum(1 for _ in element.iter(tag))


def _is_unseen(element: Any) -> bool:
    # Comments and the like have functions as tags.
    if not isinstance(element.tag, str) or element.tag in _UNSEEN:
        return True
    if element.get("hidden") is not None:
        return True
    return _HIDDEN.search(element.get("style", "")) is not None


class _Walk:
    """Goes through a page in order; text between two block borders is a paragraph."""

    def __init__(self, blocks: Blocks) -> None:
        self.blocks = blocks
        self.words: list[str] = []

    def block(self, element: Any, depth: int) -> None:
        """Take in an element, as text, paragraphs and tables."""
        if _is_unseen(element):
            return
        is_border = element.tag in _BLOCKS
        if is_border:
            self.end_paragraph()
        self.content(element, depth)
        if is_border:
            self.end_paragraph()

    def content(self, element: Any, depth: int) -> None:
        """Take in what an element holds."""
        if element.tag == "br":
            self.words.append("\n")
        elif element.tag == "table" and _is_data(element):
            self.table(element)
        elif depth < _DEEPEST:
            self.inside(element, depth + 1)
        else:
            self.words.append(_all_text(element))

    def inside(self, element: Any, depth: int) -> None:
        """Take in the text and children of an element."""
        keep = element.tag == "pre"
        self.words.append(_spaced(element.text, keep))
        for child in element:
            self.block(child, depth)
            self.words.append(_spaced(child.tail, keep))

    def table(self, element: Any) -> None:
        """Take in a table of data; one of too many cells is left out before it is looked at."""
        cells = islice(element.iter("td", "th"), MOST_CELLS + 1)
        if sum(1 for _ in cells) > MOST_CELLS:
            self.blocks.full = True
        else:
            self.blocks.add_table(_rows(element))

    def end_paragraph(self) -> None:
        """Take in the text since the last border as a paragraph."""
        text = "".join(self.words)
        self.words.clear()
        self.blocks.add_paragraph(text)


def _spaced(text: str | None, keep: bool = False) -> str:
    if not text:
        return ""
    return text if keep else _SPACE.sub(" ", text)


def _is_data(table: Any) -> bool:
    """Return whether a table is one of data: it holds no other table, and more than one cell."""
    if any(inner is not table for inner in table.iter("table")):
        return False
    first_two = islice(table.iter("td", "th"), 2)
    return sum(1 for _ in first_two) > 1


def _rows(table: Any) -> list[list[BlockCell]]:
    """Return the visible rows of a table, its caption as the first."""
    rows: list[list[BlockCell]] = []
    caption = next(table.iter("caption"), None)
    caption_text = _cell_text(caption) if caption is not None else ""
    if caption_text:
        width = max(map(_width, table.iter("tr")), default=1)
        rows.append([BlockCell(caption_text, 1, width)])
    for row in _visible_rows(table):
        seen = [cell for cell in _row_cells(row) if not _is_unseen(cell)]
        rows.append([_block_cell(cell) for cell in seen])
    return rows


def _row_cells(row: Any) -> Iterator[Any]:
    for cell in row:
        if cell.tag in ("td", "th"):
            yield cell


def _width(row: Any) -> int:
    return sum(_span(cell, "colspan") for cell in _row_cells(row))


def _block_cell(cell: Any) -> BlockCell:
    return BlockCell(
        text=_cell_text(cell),
        row_span=_span(cell, "rowspan"),
        column_span=_span(cell, "colspan"),
    )


def _visible_rows(table: Any) -> Iterator[Any]:
    for row in table.iter("tr"):
        if _is_unseen(row):
            continue
        group = row.getparent()
        if group is None or group is table or not _is_unseen(group):
            yield row


def _span(cell: Any, name: str) -> int:
    text = (cell.get(name) or "1").strip()
    if not text.isdigit() or len(text) > _LONGEST_SPAN:
        return 1
    span = int(text)
    if span:
        return span
    # A rowspan of nothing reaches to the end.
    return _TO_THE_END if name == "rowspan" else 1


def _cell_text(cell: Any) -> str:
    """Return the visible text of a cell; breaks and paragraphs part its lines."""
    words: list[str] = []
    _add_cell_words(cell, 0, words)
    lines: list[str] = []
    for line in "".join(words).split("\n"):
        stripped = line.strip(" \u00a0")
        if stripped:
            lines.append(stripped)
    return "\n".join(lines)


def _add_cell_words(element: Any, depth: int, words: list[str]) -> None:
    """Add the words of an element in a cell, or of the cell itself (depth 0)."""
    if _is_unseen(element):
        return
    is_block = depth > 0 and element.tag in _BLOCKS
    if is_block or element.tag == "br":
        words.append("\n")
    words.append(_spaced(element.text))
    for child in element:
        if depth < _DEEPEST:
            _add_cell_words(child, depth + 1, words)
        words.append(_spaced(child.tail))
    if is_block:
        words.append("\n")


def _all_text(element: Any) -> str:
    """Return the text of what is nested too deeply to walk."""
    return _SPACE.sub(" ", "".join(element.itertext()))
