"""Word documents (docx): body text and tables in order, as they read with all changes accepted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import lxml.etree

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.model.disclosure import Problem
from budgetrules.readers.blocks import MOST_CELLS, BlockCell, Blocks
from budgetrules.readers.packed import Unreadable, refuse_entities, unpack, unread
from budgetrules.readers.raw import RawDocument
from budgetrules.readers.word.numbering import Numbering, W

_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LARGEST = 48 * 2**20
_DEEPEST = 60
# What was deleted or moved away, what is there for older programs only, and the codes of fields.
_GONE = frozenset(
    {f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{_COMPATIBLE}Fallback"}
)
_OFF = ("0", "false", "off")


def read_docx(data: bytes, path: str) -> RawDocument:
    """The paragraphs and tables of a document."""
    try:
        members = unpack(data, path)
        refuse_entities(members, path)
        if "word/document.xml" not in members:
            raise Unreadable("N160", path=path, reason="word/document.xml")
        body = _part(members, "word/document.xml", path).find(f"{W}body")
        numbering = (
            _part(members, "word/numbering.xml", path) if "word/numbering.xml" in members else None
        )
        styles = _part(members, "word/styles.xml", path) if "word/styles.xml" in members else None
    except Unreadable as error:
        return unread(data, path, "docx", error.problem)
    found = Blocks()
    if body is not None:
        _Walk(found, Numbering(numbering, styles)).blocks(body, 0)
    problems = []
    if found.full:
        problems.append(Problem(Diagnostic("N167", Severity.ERROR, {"limit": f"{MOST_CELLS:,}"})))
    if not (found.lines or found.grids or problems):
        problems.append(Problem(Diagnostic("N102", Severity.ERROR, {"path": path})))
    digest = hashlib.sha256(data).hexdigest()
    return RawDocument(
        path, digest, "docx", tuple(found.lines), tuple(problems), tuple(found.grids), drawn=True
    )


def _part(members: dict[str, bytes], name: str, path: str) -> Any:
    if len(members[name]) > _LARGEST:
        raise Unreadable("N163", path=path, limit=str(_LARGEST // 2**20))
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return lxml.etree.fromstring(members[name], parser)
    except (lxml.etree.LxmlError, ValueError) as error:
        raise Unreadable("N160", path=path, reason=f"{name}: {error}"[:80]) from error


class _Walk:
    """Goes through a body in order."""

    def __init__(self, found: Blocks, numbering: Numbering) -> None:
        self.found = found
        self.numbering = numbering

    def blocks(self, element: Any, depth: int) -> None:
        """The paragraphs and tables in an element, those in frames and fields of forms too."""
        if depth > _DEEPEST:
            return
        for child in element:
            if child.tag == f"{W}p":
                self.paragraph(child, depth)
            elif child.tag == f"{W}tbl":
                self.table(child)
            elif child.tag not in _GONE and isinstance(child.tag, str):
                self.blocks(child, depth + 1)

    def paragraph(self, element: Any, depth: int) -> None:
        """A paragraph with the number Word gives it; text boxes in it follow as paragraphs of their own."""
        text = paragraph_text(element)
        if text.strip():
            label = self.numbering.label(element)
            self.found.say(label + text)
        for box in _boxes(element):
            self.blocks(box, depth + 1)

    def table(self, element: Any) -> None:
        """A table as a grid; one that frames a single cell is text."""
        rows = [[*_cells(row)] for row in _rows(element)]
        cells = [cell for row in rows for cell, _, _ in row]
        if len(cells) == 1 and cells[0] is not None:
            self.blocks(cells[0], 1)
            return
        self.found.draw(_merged(rows, self.numbering))


def paragraph_text(element: Any) -> str:
    """What a paragraph says, without what is hidden or in a text box."""
    words: list[str] = []

    def walk(node: Any, depth: int) -> None:
        for child in node:
            tag = child.tag
            if (
                tag in _GONE
                or tag in (f"{W}txbxContent", f"{W}pPr", f"{W}rPr")
                or not isinstance(tag, str)
            ):
                continue
            if tag == f"{W}t":
                words.append(child.text or "")
            elif tag in (f"{W}tab", f"{W}ptab"):
                words.append(" ")
            elif tag in (f"{W}br", f"{W}cr"):
                words.append("\n" if child.get(f"{W}type") in (None, "textWrapping") else "")
            elif tag == f"{W}noBreakHyphen":
                words.append("-")
            elif tag == f"{W}r" and _is_hidden(child):
                continue
            elif depth < _DEEPEST:
                walk(child, depth + 1)

    walk(element, 0)
    return "".join(words)


def _is_hidden(run: Any) -> bool:
    properties = run.find(f"{W}rPr")
    mark = properties.find(f"{W}vanish") if properties is not None else None
    return mark is not None and mark.get(f"{W}val") not in _OFF


def _boxes(element: Any) -> Iterator[Any]:
    for box in element.iter(f"{W}txbxContent"):
        above = [node.tag for node in box.iterancestors()]
        outer = above[: above.index(element.tag)] if element.tag in above else above
        if f"{_COMPATIBLE}Fallback" not in outer and f"{W}txbxContent" not in outer:
            yield box


def _rows(table: Any) -> Iterator[Any]:
    """The rows of a table itself, those in content controls too, without deleted ones."""
    open_ = [iter(table)]
    while open_:
        child = next(open_[-1], None)
        if child is None:
            open_.pop()
        elif child.tag == f"{W}tr":
            properties = child.find(f"{W}trPr")
            if properties is None or properties.find(f"{W}del") is None:
                yield child
        elif (
            child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins")
            and len(open_) < _DEEPEST
        ):
            open_.append(iter(child))


def _cells(row: Any) -> Iterator[tuple[Any, int, str]]:
    """The cells of a row: element (None where the row begins further right), columns, and how it is merged downwards."""
    properties = row.find(f"{W}trPr")
    before = properties.find(f"{W}gridBefore") if properties is not None else None
    if (
        before is not None
        and (before.get(f"{W}val") or "0").isdigit()
        and int(before.get(f"{W}val"))
    ):
        yield None, min(int(before.get(f"{W}val")), 500), ""
    for cell in row.iter(f"{W}tc"):
        if next(cell.iterancestors(f"{W}tr")) is not row:
            continue
        own = cell.find(f"{W}tcPr")
        span = own.find(f"{W}gridSpan") if own is not None else None
        merge = own.find(f"{W}vMerge") if own is not None else None
        width = span.get(f"{W}val") if span is not None else "1"
        down = "" if merge is None else merge.get(f"{W}val") or "continue"
        yield cell, int(width) if width and width.isdigit() and len(width) < 5 else 1, down


def _merged(rows: list[list[tuple[Any, int, str]]], numbering: Numbering) -> list[list[BlockCell]]:
    """Cells with the rows they span: what continues a cell above belongs to it."""
    found: list[list[tuple[int, BlockCell]]] = []
    begun: dict[int, tuple[int, int]] = {}
    for row, cells in enumerate(rows):
        found.append([])
        column = 0
        for element, width, merge in cells:
            if merge == "continue" and column in begun:
                at, place = begun[column]
                start, cell = found[at][place]
                found[at][place] = (start, BlockCell(cell.text, row - at + 1, cell.column_span))
            else:
                text = cell_text(element, numbering) if element is not None else ""
                found[-1].append((column, BlockCell(text, 1, width)))
                begun.pop(column, None)
                if merge == "restart":
                    begun[column] = (row, len(found[-1]) - 1)
            column += max(1, width)
    return [[cell for _, cell in row] for row in found]


def cell_text(cell: Any, numbering: Numbering) -> str:
    """The paragraphs of a cell, those of a table inside it too, on lines of their own."""
    lines = []
    for paragraph in cell.iter(f"{W}p"):
        text = paragraph_text(paragraph)
        if text.strip():
            lines.append((numbering.label(paragraph) + text).strip())
    return "\n".join(lines)
