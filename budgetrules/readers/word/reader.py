"""Word documents (docx): body text and tables in order, as they read with all changes accepted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs
import lxml.etree

from budgetrules.readers.blocks import BlockCell, Blocks
from budgetrules.readers.packed import refuse_entities, unpack
from budgetrules.readers.raw import RawDocument
from budgetrules.readers.unreadable import Unreadable, damaged, megabytes, unread
from budgetrules.readers.word.elements import (
    CELL,
    PARAGRAPH,
    ROW,
    RUN,
    TABLE,
    W,
    child,
    child_value,
    natural,
    value,
)
from budgetrules.readers.word.numbering import Numbering

_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_FALLBACK = f"{_COMPATIBLE}Fallback"
_BOX = f"{W}txbxContent"
_BODY, _NUMBERING, _STYLES = "word/document.xml", "word/numbering.xml", "word/styles.xml"
_LARGEST = 48 * 2**20
_DEEPEST = 60
_MOST_SKIPPED = 500
_LONGEST_WIDTH = 4
# What was deleted or moved away, what is there for older programs only, and the codes of fields.
_GONE = frozenset(
    (
        f"{W}del",
        f"{W}moveFrom",
        f"{W}instrText",
        f"{W}delText",
        _FALLBACK,
    )
)
# What in a paragraph is no text of its own: text boxes, and how it looks.
_NO_TEXT = frozenset((_BOX, f"{W}pPr", f"{W}rPr"))
# What is printed as a blank, or ends a line.
_TABS = (f"{W}tab", f"{W}ptab")
_BREAKS = (f"{W}br", f"{W}cr")
_TEXT = f"{W}t"
_HYPHEN = f"{W}noBreakHyphen"
# What may stand around the rows of a table.
_AROUND_ROWS = frozenset(
    (
        f"{W}sdt",
        f"{W}sdtContent",
        f"{W}customXml",
        f"{W}ins",
    )
)
_OFF = ("0", "false", "off")


def read_docx(data: bytes, path: str) -> RawDocument:
    """Return the paragraphs and tables of a document."""
    try:
        members = unpack(data, path)
        refuse_entities(members, path)
        document = _part(members, _BODY, path)
        if document is None:
            raise damaged(path, _BODY)
        body = child(document, "body")
        numbering = _part(members, _NUMBERING, path)
        styles = _part(members, _STYLES, path)
    except Unreadable as error:
        return unread(data, path, "docx", error.problem)
    blocks = Blocks()
    if body is not None:
        walk = _Walk(blocks, Numbering(numbering, styles))
        walk.blocks_in(body, 0)
    return blocks.document(path, data, "docx")


def _part(
    members: dict[str, bytes],
    name: str,
    path: str,
) -> Any | None:
    """Return the XML of a part; None if the document has none of that name. Raises Unreadable."""
    content = members.get(name)
    if content is None:
        return None
    if len(content) > _LARGEST:
        raise Unreadable("N163", path=path, limit=megabytes(_LARGEST))
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return lxml.etree.fromstring(content, parser)
    except (lxml.etree.LxmlError, ValueError) as error:
        raise damaged(path, f"{name}: {error}") from error


@attrs.frozen
class _WordCell:
    """A cell of a row: its element, how many columns it spans, how it is merged downwards.

    The element is None where the row begins further right. `merge` is "restart", "continue" or
    empty.
    """

    element: Any | None
    width: int
    merge: str


_WordRow = list[_WordCell]


class _Walk:
    """Goes through a body in order."""

    def __init__(self, blocks: Blocks, numbering: Numbering) -> None:
        self.blocks = blocks
        self.numbering = numbering

    def blocks_in(self, element: Any, depth: int) -> None:
        """Take in the paragraphs and tables in an element, those in frames and forms too."""
        if depth > _DEEPEST:
            return
        for inner in element:
            if inner.tag == PARAGRAPH:
                self.paragraph(inner, depth)
            elif inner.tag == TABLE:
                self.table(inner)
            elif inner.tag not in _GONE and isinstance(inner.tag, str):
                self.blocks_in(inner, depth + 1)

    def paragraph(self, element: Any, depth: int) -> None:
        """Take in a paragraph with its number; text boxes in it follow as paragraphs."""
        text = paragraph_text(element)
        if text.strip():
            label = self.numbering.label(element)
            self.blocks.add_paragraph(label + text)
        for box in _boxes(element):
            self.blocks_in(box, depth + 1)

    def table(self, element: Any) -> None:
        """Take in a table as a grid; one that frames a single cell is text."""
        rows = [list(_cells(row)) for row in _rows(element)]
        only_cell = _only_cell(rows)
        if only_cell is not None:
            self.blocks_in(only_cell, 1)
        else:
            self.blocks.add_table(_merged(rows, self.numbering))


def _only_cell(rows: list[_WordRow]) -> Any | None:
    """Return the element of the one cell of a table; None if it has more, or none."""
    cells: list[_WordCell] = []
    for row in rows:
        cells += row
    return cells[0].element if len(cells) == 1 else None


def paragraph_text(element: Any) -> str:
    """Return what a paragraph says, without what is hidden or in a text box."""
    words: list[str] = []
    _add_words(element, 0, words)
    return "".join(words)


def _add_words(element: Any, depth: int, words: list[str]) -> None:
    for inner in element:
        tag = inner.tag
        if not isinstance(tag, str) or tag in _GONE or tag in _NO_TEXT:
            continue
        if tag == _TEXT:
            words.append(inner.text or "")
        elif tag in _TABS:
            words.append(" ")
        elif tag in _BREAKS:
            is_line = inner.get(f"{W}type") in (None, "textWrapping")
            words.append("\n" if is_line else "")
        elif tag == _HYPHEN:
            words.append("-")
        elif depth < _DEEPEST and not _is_hidden(inner):
            _add_words(inner, depth + 1, words)


def _is_hidden(element: Any) -> bool:
    """Return whether an element is a run that is not shown."""
    if element.tag != RUN:
        return False
    mark = child(element, "rPr", "vanish")
    return mark is not None and value(mark) not in _OFF


def _boxes(element: Any) -> Iterator[Any]:
    """Yield the text boxes of a paragraph that are in no other box and not for older programs."""
    for box in element.iter(_BOX):
        for above in box.iterancestors():
            if above.tag == element.tag:
                yield box
                break
            if above.tag in (_FALLBACK, _BOX):
                break


def _rows(table: Any) -> Iterator[Any]:
    """Yield the rows of a table itself, those in content controls too, without deleted ones."""
    around = [iter(table)]
    while around:
        inner = next(around[-1], None)
        if inner is None:
            around.pop()
        elif inner.tag == ROW:
            if child(inner, "trPr", "del") is None:
                yield inner
        elif inner.tag in _AROUND_ROWS and len(around) < _DEEPEST:
            around.append(iter(inner))


def _cells(row: Any) -> Iterator[_WordCell]:
    """Yield the cells of a row; a row that begins further right has an empty one in front."""
    skipped = natural(child_value(row, "trPr", "gridBefore"), 0)
    if skipped:
        yield _WordCell(None, min(skipped, _MOST_SKIPPED), "")
    for cell in row.iter(CELL):
        own_row = next(cell.iterancestors(ROW))
        if own_row is not row:
            # A cell of a table inside a cell.
            continue
        properties = child(cell, "tcPr")
        width = child_value(properties, "gridSpan") or ""
        if len(width) > _LONGEST_WIDTH:
            width = ""
        merge_mark = child(properties, "vMerge")
        merge = ""
        if merge_mark is not None:
            merge = value(merge_mark) or "continue"
        yield _WordCell(cell, natural(width, 1), merge)


def _merged(rows: list[_WordRow], numbering: Numbering) -> list[list[BlockCell]]:
    """Return cells with the rows they span: what continues a cell above belongs to it."""
    merged: list[list[BlockCell]] = []
    # Where the cell stands, as row and number in it, that began a merge in each column.
    begun: dict[int, tuple[int, int]] = {}
    for row, cells in enumerate(rows):
        own: list[BlockCell] = []
        merged.append(own)
        column = 0
        for cell in cells:
            if cell.merge == "continue" and column in begun:
                top, number = begun[column]
                spanned = row - top + 1
                first = merged[top][number]
                merged[top][number] = attrs.evolve(first, row_span=spanned)
            else:
                text = ""
                if cell.element is not None:
                    text = cell_text(cell.element, numbering)
                own.append(BlockCell(text, 1, cell.width))
                begun.pop(column, None)
                if cell.merge == "restart":
                    begun[column] = (row, len(own) - 1)
            column += max(1, cell.width)
    return merged


def cell_text(cell: Any, numbering: Numbering) -> str:
    """Return the paragraphs of a cell, those of a table inside it too, on lines of their own."""
    lines: list[str] = []
    for paragraph in cell.iter(PARAGRAPH):
        text = paragraph_text(paragraph)
        if text.strip():
            label = numbering.label(paragraph)
            lines.append((label + text).strip())
    return "\n".join(lines)
