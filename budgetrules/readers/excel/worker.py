"""Reads one workbook from standard input and writes its cells to standard output, as JSON, a line a sheet.

Runs as a process of its own, so that a workbook made to exhaust memory or time ends this process and nothing else. Imports
nothing of the package.
"""

from __future__ import annotations

import io
import json
import sys
from typing import Any

MOST_CELLS = 200_000
_MEMORY = 1536 * 2**20


def main() -> int:
    """Exit status 0 if the workbook was read, 2 if it can't be: the reason is on standard error."""
    _limit_memory()
    import python_calamine

    data = sys.stdin.buffer.read()
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        left = MOST_CELLS
        for meta in book.sheets_metadata:
            visible = meta.visible == python_calamine.SheetVisibleEnum.Visible
            if meta.typ != python_calamine.SheetTypeEnum.WorkSheet:
                continue
            found = (
                _sheet(book.get_sheet_by_name(meta.name), left)
                if visible
                else {"cells": [], "merged": []}
            )
            left -= len(found["cells"])
            print(
                json.dumps(
                    {"name": meta.name, "visible": visible, "full": left <= 0, **found},
                    ensure_ascii=True,
                )
            )
            if left <= 0:
                break
    except python_calamine.PasswordError:
        print("password", file=sys.stderr)
        return 3
    except (python_calamine.CalamineError, OSError, ValueError, MemoryError) as error:
        print(str(error)[:200], file=sys.stderr)
        return 2
    return 0


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        # Not on this system: the time limit of the caller remains.
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _sheet(sheet: Any, most: int) -> dict[str, Any]:
    """The cells with a value: row and column from 1, whether it is a number, and its text."""
    cells: list[tuple[int, int, bool, str]] = []
    top, left = sheet.start or (0, 0)
    # Rows are handed out from the first one with a value; columns from the first of the sheet's area.
    for number, row in enumerate(sheet.to_python(skip_empty_area=True), top + 1):
        for column, value in enumerate(row, left + 1):
            if value == "" or value is None:
                continue
            is_number = isinstance(value, int | float) and not isinstance(value, bool)
            cells.append(
                (
                    number,
                    column,
                    is_number,
                    f"{value:.15g}" if isinstance(value, float) else str(value),
                )
            )
            if len(cells) >= most:
                return {"cells": cells, "merged": []}
    ranges = sheet.merged_cell_ranges or []
    merged = [
        (first[1] + 1, first[0] + 1, last[1] + 1, last[0] + 1) for first, last in ranges[:100_000]
    ]
    return {"cells": cells, "merged": merged}


if __name__ == "__main__":
    raise SystemExit(main())
