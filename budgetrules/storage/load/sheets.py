"""What a sheet shows → the values of its cells: a number changed in a sheet is a number changed in the model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.core.figures import Rounding, parse_decimal, plain_decimal
from budgetrules.model.disclosure import Problem
from budgetrules.model.plain import Object, Value
from budgetrules.recognition.lines.segment import DASHES

_FIXED = 3


@attrs.frozen
class ReadSheet:
    """A sheet as read: whose list it is, the ids of its text and amount columns, its lines without the heads."""

    name: str
    document: str
    list: str
    texts: Sequence[str]
    amounts: Sequence[str]
    lines: Sequence[Sequence[str]]


def put_back(sheets: Sequence[ReadSheet], records: Mapping[str, Sequence[Object]]) -> list[Problem]:
    """Give the cell records the values that the sheets show; whatever of a sheet has no place in the records is told."""
    cells = _keyed(records["cells"])
    rows = _keyed(records["rows"])
    tables = {
        (item.get("document"), item.get("list")): item.get("table") for item in records["lists"]
    }
    units = {
        (item.get("document"), item.get("table")): item.get("unit") for item in records["tables"]
    }
    problems: list[Problem] = []
    for sheet in sheets:
        key = (sheet.document, sheet.list)
        own = cells.pop(key, {})
        by_column = {
            column: cell.get("unit")
            for row in own.values()
            for column, cell in row.items()
            if cell.get("unit")
        }
        problems += _fill(
            sheet, own, rows.get(key, {}), by_column, units.get((sheet.document, tables.get(key)))
        )
    return problems


def _keyed(records: Sequence[Object]) -> dict[tuple[Value, Value], dict[str, dict[Value, Object]]]:
    """Records by document and list, then by row and column."""
    found: dict[tuple[Value, Value], dict[str, dict[Value, Object]]] = {}
    for record in records:
        own = found.setdefault((record.get("document"), record.get("list")), {})
        own.setdefault(str(record.get("row")), {})[record.get("column")] = record
    return found


def _fill(
    sheet: ReadSheet,
    cells: Mapping[str, Mapping[Value, Object]],
    rows: Mapping[str, Mapping[Value, Object]],
    units: Mapping[Value, Value],
    unit: Value,
) -> list[Problem]:
    """Fill in one sheet. A number that stands where none stood has the unit of its column, else that of the table."""
    problems: list[Problem] = []
    seen: set[str] = set()
    for line in sheet.lines:
        texts = [*line, *[""] * (_FIXED + len(sheet.texts) + len(sheet.amounts) - len(line))]
        number, code, name = texts[:_FIXED]
        row = rows.get(number, {}).get(None)
        if not any(texts):
            continue
        if row is None or number in seen:
            problems.append(
                _problem("N186", sheet, row=number, text=" ".join(text for text in texts if text))
            )
            continue
        seen.add(number)
        if (code, name) != (row.get("code") or "", row.get("name") or ""):
            problems.append(_problem("N187", sheet, row=number, text=f"{code} {name}".strip()))
        for column, text in zip(sheet.amounts, texts[_FIXED + len(sheet.texts) :], strict=False):
            cell = cells.get(number, {}).get(column)
            if cell is not None:
                _take(cell, text, units.get(column, unit))
            elif text:
                problems.append(_problem("N188", sheet, row=number, column=column, text=text))
    for number in rows:
        if number not in seen:
            problems.append(_problem("N189", sheet, row=number))
            for cell in cells.get(number, {}).values():
                _take(cell, "", None)
    return problems


def _problem(code: str, sheet: ReadSheet, **details: str) -> Problem:
    held = {name: value[:40] for name, value in details.items()}
    return Problem(Diagnostic(code, Severity.ERROR, {"sheet": sheet.name, **held}))


def _take(cell: Object, text: str, unit: Value) -> None:
    """Give a cell record the value shown; its kind stays where the text still says the same."""
    kind = cell.get("kind")
    if kind == "unreadable" and text == (cell.get("printed") or ""):
        return
    if not text:
        if kind not in ("blank", "absent"):
            cell.update(kind="blank", value=None, unit=None, rounding=None)
        return
    if text in DASHES:
        cell.update(kind="dash", value=None, unit=None, rounding=None)
        return
    parsed = parse_decimal(text)
    if parsed is None:
        cell.update(kind="unreadable", value=None, unit=None, rounding=None, printed=text)
        return
    cell.update(kind="figure", value=plain_decimal(*parsed))
    cell.update(unit=cell.get("unit") or unit, rounding=cell.get("rounding") or Rounding.HALF.value)
