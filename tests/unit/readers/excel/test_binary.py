"""Workbooks of other kinds, by what the worker says of them."""

from __future__ import annotations

import subprocess
from typing import Any

import pytest

from budgetrules.readers.excel import binary, worker
from budgetrules.readers.excel.binary import read_workbook

_SHEET: dict[str, Any] = {
    "name": "表1",
    "visible": True,
    "full": False,
    "cells": [(1, 1, False, "合计"), (1, 2, True, "12.50"), (2, 1, False, " ")],
    "merged": [(1, 1, 1, 2)],
}


def _read(monkeypatch: pytest.MonkeyPatch, *sheets: dict[str, Any]) -> Any:
    monkeypatch.setattr(binary, "_run_worker", lambda data, path: [*sheets])
    return read_workbook(b"x", "a.xlsb")


def _codes(raw: Any) -> list[str]:
    return [problem.diagnostic.code for problem in raw.problems]


def test_numbers_are_loose_and_a_note_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = _read(monkeypatch, _SHEET)
    (grid,) = raw.grids
    assert [(cell.text, cell.loose) for cell in grid.cells] == [("合计", False), ("12.5", True)]
    assert (raw.format, _codes(raw)) == ("xlsb", ["N171"])


def test_hidden_and_overfull_sheets_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    hidden = {**_SHEET, "visible": False, "cells": [], "merged": []}
    raw = _read(monkeypatch, hidden, {**_SHEET, "full": True})
    assert _codes(raw) == ["N166", "N167", "N171"]


def test_a_workbook_without_cells_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _codes(_read(monkeypatch, {**_SHEET, "cells": []})) == ["N102"]


@pytest.mark.parametrize(
    ("status", "error", "code", "reason"),
    [
        (worker.LOCKED, b"password", "N162", None),
        (worker.FAILED, b"line\nbroken zip", "N160", "broken zip"),
        (worker.FAILED, b"", "N160", "calamine"),
        (-9, b"killed", "N160", "calamine"),
    ],
)
def test_a_worker_that_fails_says_why(
    status: int, error: bytes, code: str, reason: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(*_: object, **__: object) -> subprocess.CompletedProcess[bytes]:
        return subprocess.CompletedProcess([], status, b"", error)

    monkeypatch.setattr(subprocess, "run", run)
    (problem,) = read_workbook(b"x", "a.xls").problems
    assert problem.diagnostic.code == code
    assert problem.diagnostic.details.get("reason") == reason
