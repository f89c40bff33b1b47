"""Workbooks of other kinds (xls, xlsb, ods): values without number formats, read by calamine in a process of its own."""

from __future__ import annotations

import hashlib
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
from budgetrules.readers.packed import Unreadable, unread
from budgetrules.readers.raw import RawDocument, RawGrid
from budgetrules.readers.sheets import SheetCell, sheet_grid

_LARGEST = 64 * 2**20
_SECONDS = 60
_PASSWORD = 3


def read_workbook(data: bytes, path: str) -> RawDocument:
    """The visible sheets as grids. Decimals are not known: a note says so, and recognition takes them from form or column."""
    if importlib.util.find_spec("python_calamine") is None:
        raise ModuleNotFoundError("python_calamine", name="python_calamine")
    kind = Path(path).suffix.lower().lstrip(".") or "xls"
    try:
        if len(data) > _LARGEST:
            raise Unreadable(
                "N103", path=path, size=str(len(data) // 2**20), limit=str(_LARGEST // 2**20)
            )
        sheets = _sheets(data, path)
    except Unreadable as error:
        return unread(data, path, kind, error.problem)
    problems: list[Problem] = []
    grids: list[RawGrid] = []
    for sheet in sheets:
        name = str(sheet["name"])
        if not sheet["visible"]:
            problems.append(
                Problem(Diagnostic("N166", Severity.WARNING, {"sheet": name}), Place(sheet=name))
            )
        if sheet["full"]:
            details = {"limit": f"{worker.MOST_CELLS:,}"}
            problems.append(Problem(Diagnostic("N167", Severity.ERROR, details), Place(sheet=name)))
        cells = [
            SheetCell(row, column, _text(text, number), number)
            for row, column, number, text in sheet["cells"]
        ]
        grid = sheet_grid(
            [cell for cell in cells if cell.text.strip()], name, map(tuple, sheet["merged"])
        )
        if grid is not None:
            grids.append(grid)
    if grids:
        problems.append(Problem(Diagnostic("N171", Severity.NOTE, {})))
    elif not problems:
        problems.append(Problem(Diagnostic("N102", Severity.ERROR, {"path": path})))
    return RawDocument(
        path,
        hashlib.sha256(data).hexdigest(),
        kind,
        (),
        tuple(problems),
        tuple(grids),
        tables_only=True,
    )


def _text(text: str, number: bool) -> str:
    if not number:
        return text
    try:
        return plain(Decimal(text))
    except InvalidOperation:
        return text


def _sheets(data: bytes, path: str) -> list[dict[str, Any]]:
    """What the worker says. Raises Unreadable if it fails, or takes too long or too much."""
    command = [sys.executable, "-I", str(Path(worker.__file__))]
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable("N179", path=path, seconds=str(_SECONDS)) from error
    if done.returncode == _PASSWORD:
        raise Unreadable("N162", path=path)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        reason = said[-1][:80] if done.returncode == 2 and said else "calamine"
        raise Unreadable("N160", path=path, reason=reason)
    return [json.loads(line) for line in done.stdout.decode("ascii").splitlines()]
