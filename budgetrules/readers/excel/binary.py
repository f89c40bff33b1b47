"""Workbooks of other kinds (xls, xlsb, ods), read by calamine in a process of its own.

They give values without number formats.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.model.disclosure import Place, Problem
from budgetrules.readers.excel import worker
from budgetrules.readers.excel.number_format import plain
from budgetrules.readers.raw import RawDocument, RawGrid
from budgetrules.readers.sheets import SheetCell, sheet_grid, tables_document
from budgetrules.readers.unreadable import (
    Unreadable,
    damaged,
    refuse_large,
    too_many_cells,
    unread,
)

_LARGEST = 64 * 2**20
_SECONDS = 60
# A line of the worker, as its `_write_sheets` lays it out.
_WorkerSheet = dict[str, Any]


def read_workbook(data: bytes, path: str) -> RawDocument:
    """Return the visible sheets as grids.

    Decimals are not known: a note says so, and recognition takes them from form or column. Raises
    ModuleNotFoundError without python_calamine.
    """
    if importlib.util.find_spec("python_calamine") is None:
        raise ModuleNotFoundError("python_calamine", name="python_calamine")
    kind = Path(path).suffix.lower().lstrip(".") or "xls"
    try:
        refuse_large(data, path, _LARGEST)
        sheets = _run_worker(data, path)
    except Unreadable as error:
        return unread(data, path, kind, error.problem)
    problems: list[Problem] = []
    grids: list[RawGrid] = []
    for sheet in sheets:
        problems += _problems(sheet)
        grid = _grid(sheet)
        if grid is not None:
            grids.append(grid)
    if grids:
        problems.append(Problem(Diagnostic("N171", Severity.NOTE, {})))
    return tables_document(path, data, kind, grids, problems)


def _problems(sheet: _WorkerSheet) -> list[Problem]:
    """Tell what is not read: all of a hidden sheet, the rest of one that is too large."""
    name = str(sheet["name"])
    problems: list[Problem] = []
    if not sheet["visible"]:
        hidden = Diagnostic("N166", Severity.WARNING, {"sheet": name})
        problems.append(Problem(hidden, Place(sheet=name)))
    if sheet["full"]:
        problems.append(too_many_cells(worker.MOST_CELLS, name))
    return problems


def _grid(sheet: _WorkerSheet) -> RawGrid | None:
    cells: list[SheetCell] = []
    for row, column, is_number, value in sheet["cells"]:
        text = _number_text(value) if is_number else value
        if text.strip():
            cells.append(SheetCell(row, column, text, is_number))
    merged = [tuple(merged_range) for merged_range in sheet["merged"]]
    return sheet_grid(cells, sheet["name"], merged)


def _number_text(value: str) -> str:
    try:
        return plain(Decimal(value))
    except InvalidOperation:
        return value


def _run_worker(data: bytes, path: str) -> list[_WorkerSheet]:
    """Return the sheets as the worker writes them.

    Raises Unreadable if it fails or takes too long.
    """
    command = [sys.executable, "-I", str(worker.__file__)]
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable("N179", path=path, seconds=str(_SECONDS)) from error
    if done.returncode == worker.LOCKED:
        raise Unreadable("N162", path=path)
    if done.returncode == worker.FAILED:
        reasons = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise damaged(path, reasons[-1] if reasons else "calamine")
    if done.returncode:
        raise damaged(path, "calamine")
    lines = done.stdout.decode("ascii").splitlines()
    return [json.loads(line) for line in lines]
