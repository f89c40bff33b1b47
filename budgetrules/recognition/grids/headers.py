"""The rows over the columns of a grid: which they can be, and the path of headers over each column."""

from __future__ import annotations

from budgetrules.recognition.grids.similarity import is_column_number
from budgetrules.recognition.grids.view import View, folded_words, is_number, texts

MOST_HEADER_ROWS = 8
_ROW_NUMBER_WORDS = ("※", "栏次", "行次", "列次", "序号")


def is_column_numbers(view: View, row: int) -> bool:
    """Whether a row numbers the columns: ※ ※ 1 2 3, or 栏次 1 2=3+4 5."""
    found = list(texts(view, row))
    numbers = [text for text in found if is_column_number(text)]
    rest = [text for text in found if not is_column_number(text)]
    if len(numbers) < 2 or any(
        text not in _ROW_NUMBER_WORDS and not _is_mark(text) for text in rest
    ):
        return False
    counted = [_first(text) for text in numbers]
    return counted == list(range(counted[0], counted[0] + len(counted))) and counted[0] <= 2


def _is_mark(text: str) -> bool:
    """A single sign: ※, 甲, or the parts of a code printed in the same row."""
    return len(text) == 1 and not text.isdigit()


def _first(text: str) -> int:
    return int(text.lstrip("(").split("=", 1)[0].rstrip(")"))


def header_limit(view: View, first: int, last: int) -> int:
    """The first row that can't be a header: it numbers the columns, or holds an amount. Header rows are few."""
    end = min(last, first + MOST_HEADER_ROWS)
    for row in range(first, end):
        if is_column_numbers(view, row):
            return row
        held = [text for text in texts(view, row) if is_number(text)]
        if any("." in text or "," in text or len(text) > 3 for text in held):
            return row
    return end


def column_paths(view: View, first: int, last: int) -> tuple[tuple[str, ...], ...]:
    """The headers over each column from the top down, each merged cell once."""
    if not any(cell.column_span > 1 for row in range(first, last) for cell in view.held(row)):
        return _unmerged_paths(view, first, last)
    paths: list[tuple[str, ...]] = []
    for column in range(view.grid.columns):
        seen: list[int] = []
        path: list[str] = []
        for row in range(first, last):
            cell = view.cell(row, column)
            if cell is None or id(cell) in seen:
                continue
            seen.append(id(cell))
            text = folded_words(cell)
            if text and (not path or path[-1] != text):
                path.append(text)
        paths.append(tuple(path))
    return tuple(paths)


def _unmerged_paths(view: View, first: int, last: int) -> tuple[tuple[str, ...], ...]:
    """Paths where merging was lost (CSV, some workbooks): a header over several columns stands over the first of them only.

    It goes on to the right over columns that are blank there, say something further down, and have the same headers above.
    """
    paths: list[list[str]] = [[] for _ in range(view.grid.columns)]
    for row in range(first, last):
        said, above = "", list[str]()
        for column, path in enumerate(paths):
            cell = view.cell(row, column)
            text = folded_words(cell) if cell is not None and cell.row == row else ""
            if text:
                said, above = text, list(path)
            elif path != above or not any(
                folded_words(view.cell(lower, column)) for lower in range(row + 1, last)
            ):
                said = ""
            if said and (not path or path[-1] != said):
                path.append(said)
    return tuple(tuple(path) for path in paths)
