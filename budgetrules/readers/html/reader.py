"""HTML pages: visible text in order, tables with spans, nothing fetched and nothing run."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import lxml.etree
import lxml.html

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.model.disclosure import Problem
from budgetrules.readers.blocks import MOST_CELLS, BlockCell, Blocks
from budgetrules.readers.packed import Unreadable, unread
from budgetrules.readers.raw import RawDocument
from budgetrules.readers.text import decode

_LARGEST = 32 * 2**20
_MOST_TAGS = 1_000_000
_DEEPEST = 400
_UNSEEN = frozenset(
    (
        "script", "style", "template", "noscript", "head", "title", "meta", "link", "iframe", "object", "embed", "svg", "canvas",
        "select", "option", "button", "input", "textarea", "nav", "footer", "aside",
    )
)  # fmt: skip
_BLOCKS = frozenset(
    (
        "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset",
        "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "ol", "p", "pre",
        "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    )
)  # fmt: skip
_HIDDEN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.IGNORECASE
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]+)", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f\u200b\ufeff]+")


def read_html(data: bytes, path: str) -> RawDocument:
    """The text and tables of a page."""
    try:
        if len(data) > _LARGEST:
            raise Unreadable(
                "N103", path=path, size=str(len(data) // 2**20), limit=str(_LARGEST // 2**20)
            )
        if data.count(b"<") > _MOST_TAGS:
            raise Unreadable("N177", path=path, limit=f"{_MOST_TAGS:,}")
        root = _parsed(_text(data, path), path)
    except Unreadable as error:
        return unread(data, path, "html", error.problem)
    found = Blocks()
    _Walk(found).block(_content(root), 0)
    problems = []
    if found.full:
        problems.append(Problem(Diagnostic("N167", Severity.ERROR, {"limit": f"{MOST_CELLS:,}"})))
    if not (found.lines or found.grids or problems):
        problems.append(Problem(Diagnostic("N102", Severity.ERROR, {"path": path})))
    digest = hashlib.sha256(data).hexdigest()
    return RawDocument(
        path, digest, "html", tuple(found.lines), tuple(problems), tuple(found.grids), drawn=True
    )


def _text(data: bytes, path: str) -> str:
    """The page in the encoding of its byte order mark, of its own statement, else UTF-8 or GB18030."""
    text = None
    named = _CHARSET.search(data[:4096])
    if not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) and named is not None:
        name = named.group(1).decode("ascii").lower()
        try:
            # Pages that say gb2312 hold characters that only the larger set has.
            text = data.decode("gb18030" if name in ("gb2312", "gbk", "x-gbk") else name)
        except (LookupError, UnicodeDecodeError):
            text = None
    text = text if text is not None else decode(data)
    if text is None:
        raise Unreadable("N101", path=path)
    return text


def _parsed(text: str, path: str) -> Any:
    # The bytes are UTF-8 now, whatever the page says of itself.
    parser = lxml.html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = lxml.html.document_fromstring(
            text.removeprefix("\ufeff").encode("utf-8", "replace"), parser=parser
        )
    except (lxml.etree.LxmlError, ValueError, AssertionError) as error:
        raise Unreadable("N160", path=path, reason=str(error)[:80]) from error
    given_up = next(
        (entry.message for entry in parser.error_log if entry.level_name == "FATAL"), None
    )
    if given_up is not None:
        raise Unreadable("N160", path=path, reason=str(given_up).strip()[:80])
    return root


def _content(root: Any) -> Any:
    """The one main part of a portal's page if all of its tables are in it, else the whole page."""
    tables = sum(1 for _ in root.iter("table"))
    for tag in ("main", "article"):
        parts = list(root.iter(tag))
        if len(parts) == 1 and sum(1 for _ in parts[0].iter("table")) == tables and tables:
            return parts[0]
    return root


def _is_unseen(element: Any) -> bool:
    if (
        not isinstance(element.tag, str)
        or element.tag in _UNSEEN
        or element.get("hidden") is not None
    ):
        return True
    return _HIDDEN.search(element.get("style", "")) is not None


class _Walk:
    """Goes through a page in order; text between two block borders is a paragraph."""

    def __init__(self, found: Blocks) -> None:
        self.found = found
        self.words: list[str] = []

    def block(self, element: Any, depth: int) -> None:
        """Everything in an element, as paragraphs and tables."""
        if _is_unseen(element):
            return
        border = element.tag in _BLOCKS
        if border:
            self.flush()
        if element.tag == "br":
            self.words.append("\n")
        elif element.tag == "table" and _is_data(element):
            if len(list(islice(element.iter("td", "th"), MOST_CELLS + 1))) > MOST_CELLS:
                self.found.full = True
            else:
                self.found.draw(_rows(element))
        elif depth < _DEEPEST:
            self.inside(element, depth + 1)
        else:
            self.words.append(_all_text(element))
        if border:
            self.flush()

    def inside(self, element: Any, depth: int) -> None:
        """The text and children of an element."""
        keep = element.tag == "pre"
        self.words.append(_spaced(element.text, keep))
        for child in element:
            self.block(child, depth)
            self.words.append(_spaced(child.tail, keep))

    def flush(self) -> None:
        """End the paragraph."""
        text = "".join(self.words)
        self.words.clear()
        self.found.say(text)


def _spaced(text: str | None, keep: bool = False) -> str:
    if not text:
        return ""
    return text if keep else _SPACE.sub(" ", text)


def _is_data(table: Any) -> bool:
    """Whether a table is one of data: it holds no other table, and more than one cell."""
    if next((inner for inner in table.iter("table") if inner is not table), None) is not None:
        return False
    return len(list(islice(table.iter("td", "th"), 2))) > 1


def _rows(table: Any) -> list[list[BlockCell]]:
    rows: list[list[BlockCell]] = []
    caption = next((element for element in table.iter("caption")), None)
    if caption is not None and (text := _cell_text(caption)):
        width = max(
            (
                sum(_span(cell, "colspan") for cell in row if cell.tag in ("td", "th"))
                for row in table.iter("tr")
            ),
            default=1,
        )
        rows.append([BlockCell(text, 1, width)])
    for row in _visible_rows(table):
        cells = [cell for cell in row if cell.tag in ("td", "th") and not _is_unseen(cell)]
        rows.append(
            [
                BlockCell(_cell_text(cell), _span(cell, "rowspan"), _span(cell, "colspan"))
                for cell in cells
            ]
        )
    return rows


def _visible_rows(table: Any) -> Iterator[Any]:
    for row in table.iter("tr"):
        above = row.getparent()
        if not _is_unseen(row) and (above is None or above is table or not _is_unseen(above)):
            yield row


def _span(cell: Any, name: str) -> int:
    text = (cell.get(name) or "1").strip()
    if not text.isdigit() or len(text) > 6:
        return 1
    # A rowspan of nothing reaches to the end.
    return int(text) or (1_000_000 if name == "rowspan" else 1)


def _cell_text(cell: Any) -> str:
    """The visible text of a cell; breaks and paragraphs part its lines."""
    words: list[str] = []

    def add(element: Any, depth: int) -> None:
        if _is_unseen(element):
            return
        if element.tag == "br" or (element is not cell and element.tag in _BLOCKS):
            words.append("\n")
        words.append(_spaced(element.text))
        for child in element:
            if depth < _DEEPEST:
                add(child, depth + 1)
            words.append(_spaced(child.tail))
        if element is not cell and element.tag in _BLOCKS:
            words.append("\n")

    add(cell, 0)
    lines = (line.strip(" \u00a0") for line in "".join(words).split("\n"))
    return "\n".join(line for line in lines if line)


def _all_text(element: Any) -> str:
    """The text of what is nested too deeply to walk."""
    return _SPACE.sub(" ", "".join(element.itertext()))
