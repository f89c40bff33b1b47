"""Reads a workbook from standard input and writes its cells to standard output, a line a sheet.

Each line is JSON. This runs as a process of its own, so that a workbook made to exhaust memory or
time ends this process and nothing else. It imports nothing of the package.
"""

from __future__ import annotations

import io
import json
import sys
from typing import Any

MOST_CELLS = 200_000
# Exit status of a workbook that can't be read (the reason is on standard error), or is locked.
FAILED, LOCKED = 2, 3
_MEMORY = 1536 * 2**20
_MOST_MERGED = 100_000
_LONGEST_REASON = 200

# Row, column, whether it is a number, text.
_Cell = tuple[int, int, bool, str]
# First column, first row, last column, last row.
_Range = tuple[int, int, int, int]


def main() -> int:
    """Exit status 0 if the workbook was read, else FAILED or LOCKED."""
    _limit_memory()
    import python_calamine

    data = sys.stdin.buffer.read()
    try:
        _write_sheets(python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)))
    except python_calamine.PasswordError:
        print("password", file=sys.stderr)
        return LOCKED
    except (python_calamine.CalamineError, OSError, ValueError, MemoryError) as error:
        print(str(error)[:_LONGEST_REASON], file=sys.stderr)
        return FAILED
    return 0


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        # Not on this system: the time limit of the caller remains.
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _write_sheets(book: Any) -> None:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    left = MOST_CELLS
    for about in book.sheets_metadata:
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        visible = about.visible == SheetVisibleEnum.Visible
        cells: list[_Cell] = []
        merged: list[_Range] = []
        if visible:
            sheet = book.get_sheet_by_name(about.name)
            cells = _cells(sheet, left)
            # Of a sheet that is cut short, none are looked at.
            merged = _merged(sheet) if len(cells) < left else []
        left -= len(cells)
        full = left <= 0
        line = {
            "name": about.name,
            "visible": visible,
            "full": full,
            "cells": cells,
            "merged": merged,
        }
        print(json.dumps(line, ensure_ascii=True))
        if full:
            break


def _cells(sheet: Any, most: int) -> list[_Cell]:
    """Return the filled cells: row and column from 1, whether it is a number, and its text."""
    cells: list[_Cell] = []
    top, left = sheet.start or (0, 0)
    # Rows are handed out from the first one with a value; columns from the first of the sheet's
    # area.
    for row, values in enumerate(sheet.to_python(skip_empty_area=True), top + 1):
        for column, value in enumerate(values, left + 1):
            if value == "" or value is None:
                continue
            is_float = isinstance(value, float)
            text = f"{value:.15g}" if is_float else str(value)
            is_number = is_float or type(value) is int
            cells.append((row, column, is_number, text))
            if len(cells) >= most:
                return cells
    return cells


def _merged(sheet: Any) -> list[_Range]:
    """Return the merged ranges, numbered from 1; calamine counts from 0."""
    corners = sheet.merged_cell_ranges or []
    ranges: list[_Range] = []
    for (top, left), (bottom, right) in corners[:_MOST_MERGED]:
        ranges.append((left + 1, top + 1, right + 1, bottom + 1))
    return ranges


if __name__ == "__main__":
    raise SystemExit(main())
