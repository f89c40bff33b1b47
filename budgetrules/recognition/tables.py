"""Printed rows → tables of the model: keys, labels, cells with their figures."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import attrs

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.core.figures import Rounding, read_figure
from budgetrules.core.names import fold
from budgetrules.core.units import UNITS, Unit
from budgetrules.model.disclosure import (
    Cell,
    CellKind,
    Claim,
    ListData,
    Place,
    Problem,
    Row,
    TableData,
)
from budgetrules.readers.raw import RawLine
from budgetrules.recognition.levels import join_code
from budgetrules.recognition.lines.rows import PrintedCell, PrintedRow, read_rows
from budgetrules.recognition.lines.segment import DASHES, bare_label, is_code, plain_code
from budgetrules.recognition.lines.titles import Block, is_prescribed
from budgetrules.recognition.narrative.matcher import folded, match
from budgetrules.schema.forms import ColumnKind, Sentence, Table, TableList, Template

_HEADER_LINES = 4
_NOTE_LINES = 6


def build_table(
    block: Block,
    table: Table,
    lines: Sequence[RawLine],
    template: Template,
    known: Mapping[str, str],
    stripped: bool,
) -> tuple[TableData, list[Problem]]:
    """Read a block as a table; rows are not linked yet, since units are known only when all tables are read."""
    body = list(lines[block.start : block.end])
    header, body = _header(table, body)
    unit, stated = _unit(header, table, template)
    rows, left = read_rows(body, table, known, stripped=stripped)
    data = TableData(
        table.id, block.title, unit.symbol, stated, block.place, {}, header, [], block.number
    )
    data.titled = is_prescribed(block.title, table)
    data.unheaded = _unheaded(table, lines[block.start : block.end], rows)
    problems: list[Problem] = []
    for item in table.lists:
        present = tuple(column.id for column in item.amounts() if not column.optional)
        data.lists[item.id] = build_list(item, rows, present, template, unit, problems)
    take_notes(data, table, _after_header(left, body, rows), problems)
    return data, problems


def _header(table: Table, body: list[RawLine]) -> tuple[Claim | None, list[RawLine]]:
    """The line above the table (编制部门… 单位…), perhaps wrapped, and the lines below it."""
    if table.header is None:
        return None, body
    for at in range(min(_HEADER_LINES, len(body))):
        best: tuple[Claim, int] | None = None
        for count in (1, 2, 3):
            claim = match(table.header, folded(body[at : at + count]), whole=True)
            if (
                claim is not None
                and (best is None or len(claim.slots) > len(best[0].slots))
                and _is_one_line(body, at, count)
            ):
                best = (claim, count)
        if best is not None:
            return best[0], [*body[:at], *body[at + best[1] :]]
    return None, body


def _is_one_line(body: list[RawLine], at: int, count: int) -> bool:
    """Lines are joined only where a cell was wrapped, or where the unit alone stands on the next one."""
    return all(
        not line.text.endswith(" ")
        or fold(following.text).startswith("单位:")
        or fold(following.text).startswith("金额单位:")
        for line, following in zip(
            body[at : at + count - 1], body[at + 1 : at + count], strict=True
        )
    )


def _unit(header: Claim | None, table: Table, template: Template) -> tuple[Unit, bool]:
    for value in header.slots.values() if header is not None else ():
        if isinstance(value, str) and value in UNITS:
            return UNITS[value], True
    return UNITS[table.unit or template.unit], False


def _unheaded(table: Table, body: Sequence[RawLine], rows: list[PrintedRow]) -> tuple[str, ...]:
    """The prescribed column heads that stand nowhere above the first row.

    Heads that wrap side by side come out of a PDF line by line, none of them whole: where most are missing, nothing is told.
    """
    first = min(
        (cell.place.line or 0 for row in rows for cell in row.cells if cell.text), default=0
    )
    above = "".join(fold(line.text) for line in body if line.number < first)
    heads = {
        column.path[-1]
        for item in table.lists
        for column in item.columns
        if column.kind is not ColumnKind.CODE
    }
    missing = sorted(words[0] for words in heads if not any(fold(word) in above for word in words))
    return tuple(missing) if 2 * len(missing) < len(heads) else ()


def build_list(
    item: TableList,
    rows: list[PrintedRow],
    present: tuple[str, ...],
    template: Template,
    unit: Unit,
    problems: list[Problem],
) -> ListData:
    """The rows of a list; `present` are the amount columns that are printed."""
    found: list[Row] = []
    for printed in rows:
        cells = [cell for cell in printed.cells if cell.field.list_id == item.id]
        if any(cell.text for cell in cells):
            found.append(build_row(item, cells, len(found), template, unit, problems))
    if item.rows:
        _label(found, item, problems)
    return ListData(item.id, found, present)


def build_row(
    item: TableList,
    cells: list[PrintedCell],
    index: int,
    template: Template,
    unit: Unit,
    problems: list[Problem],
) -> Row:
    """The row that printed cells make up; cells that are no figure where one belongs are told in `problems`."""
    codes: list[str] = []
    texts: dict[str, str] = {}
    places: dict[str, Place] = {}
    amounts: dict[str, Cell] = {}
    first = next((cell.place for cell in cells if cell.text), cells[0].place)
    for cell in cells:
        column, text = cell.field.column, cell.text
        if cell.field.kind == "amount":
            own = UNITS[column.unit] if column.unit else unit
            amounts[column.id] = _amount(item, cell, template, own, problems)
        elif cell.field.kind == "code":
            codes.append(plain_code(text, surely=True))
            places.setdefault("code", cell.place)
        else:
            if cell.field.kind == "coded":
                code, text = _split_code(text)
                codes.append(code)
            texts[column.id] = text
            places[column.id] = cell.place
    code = join_code(codes) if codes else ""
    name_column = item.name_column()
    name = texts.get(name_column.id, "") if name_column is not None else ""
    if code and not is_code(code):
        if name and any(character.isdigit() for character in code):
            problems.append(
                Problem(
                    Diagnostic("N118", Severity.ERROR, {"table": item.table, "text": code}),
                    places.get("code", first),
                )
            )
        code = ""
    if codes and not code and not name and any(codes):
        name = "".join(codes)
    if not name and not code:
        name = next((text for text in texts.values() if text), "")
    keys: dict[str, str] = {}
    for key in item.keys:
        value = code if key.is_code else texts.get(key.id, "")
        if value:
            keys[key.id] = value
    return Row(item.id, index, keys, code or None, name, None, None, amounts, first, texts, places)


def _split_code(text: str) -> tuple[str, str]:
    """201 一般公共服务支出 → code and name; a text without a code in front has none."""
    first, _, rest = text.partition(" ")
    if rest and is_code(plain_code(first, surely=True)):
        return plain_code(first, surely=True), rest.strip()
    led = _LEADING_CODE.match(text)
    return (re.sub(r"\D", "", led.group(1)), text[led.end() :]) if led is not None else ("", text)


# 30101基本工资, 30101-基本工资, 301-01 基本工资; not 301.5, nor a number of six digits.
_LEADING_CODE = re.compile(r"(\d{3}(?:[-/·.]?\d{2}){0,2})(?!\d|\.\d)[-—–:：、.·/\s]*(?=[^\s\d])")


def _amount(
    item: TableList, cell: PrintedCell, template: Template, unit: Unit, problems: list[Problem]
) -> Cell:
    text = cell.text
    if not text:
        return Cell(CellKind.BLANK, None, cell.place)
    if text in DASHES:
        return Cell(CellKind.DASH, None, cell.place)
    rounding = Rounding.TRUNCATED if template.truncates else Rounding.HALF
    # A table in 元 prints whole 元 or 分 whatever the form's 万元 tables do.
    figure = read_figure(text, unit, rounding, template.least(unit.symbol))
    if figure is None:
        details = {"table": item.table, "text": text}
        problems.append(Problem(Diagnostic("N110", Severity.ERROR, details), cell.place))
        return Cell(CellKind.UNREADABLE, None, cell.place)
    return Cell(CellKind.FIGURE, figure, cell.place)


def _label(rows: list[Row], item: TableList, problems: list[Problem]) -> None:
    """Give rows the prescribed labels, in declared order: equal labels fall to the next one of that name."""
    declared = [
        (
            label.id,
            {bare_label(text) for text in label.labels} | {fold(text) for text in label.labels},
        )
        for label in item.rows
    ]
    taken: set[str] = set()
    last = -1
    for row in rows:
        if row.code:
            continue
        words = {fold(row.name), bare_label(row.name)}
        named = [(at, name) for at, (name, labels) in enumerate(declared) if words & labels]
        # A row printed twice takes its label twice, so that rules can see that.
        fitting = [(at, name) for at, name in named if name not in taken] or named[:1]
        if not fitting:
            problems.append(
                Problem(
                    Diagnostic("N111", Severity.WARNING, {"table": item.id, "text": row.name}),
                    row.place,
                )
            )
            continue
        exact = [(at, name) for at, name in fitting if fold(row.name) in declared[at][1]]
        ahead = [(at, name) for at, name in exact or fitting if at > last]
        at, name = (ahead or exact or fitting)[0]
        give_label(row, item, at)
        taken.add(name)
        last = at if item.rows[at].parent is not None else last


def give_label(row: Row, item: TableList, at: int) -> None:
    """A row is the prescribed one of this number; a label that stands for a code gives it that code."""
    label = item.rows[at]
    row.label = label.id
    if label.code:
        row.code = label.code
        row.keys.update({key.id: label.code for key in item.keys})


def take_notes(
    data: TableData, table: Table, lines: list[RawLine], problems: list[Problem]
) -> None:
    """Sentences below the rows become claims; any other line there is told, never dropped."""
    text = folded(lines)
    covered: set[int] = set()
    for sentence in table.notes:
        claim = find_note(sentence, lines) or match(sentence, text)
        if claim is not None:
            data.notes.append(claim)
            covered.update(lines_of(claim, lines))
    for line in lines:
        if line.number not in covered and line.text.strip():
            words = line.text.strip()
            place = attrs.evolve(line.place(words, 0, len(line.text)), chars=None)
            data.unread.append(place)
            problems.append(
                Problem(
                    Diagnostic("N109", Severity.WARNING, {"table": table.id, "text": words[:40]}),
                    place,
                )
            )


def find_note(sentence: Sentence, lines: list[RawLine]) -> Claim | None:
    """The statement that begins at a line, the last such one: above it may stand anything."""
    for at in range(len(lines) - 1, -1, -1):
        claim = match(sentence, folded(lines[at : at + _NOTE_LINES]), start=True)
        if claim is not None:
            return claim
    return None


def _after_header(
    left: list[RawLine], body: list[RawLine], rows: list[PrintedRow]
) -> list[RawLine]:
    """The lines that are neither rows nor header: those behind the first row, or behind the column numbers."""
    numbers = {line.number for line in left}
    first = min((cell.place.line or 0 for row in rows for cell in row.cells), default=None)
    if first is not None:
        return [line for line in left if line.number > first]
    at = next((at for at, line in enumerate(body) if "※" in line.text), -1)
    return [line for line in body[at + 1 :] if line.number in numbers]


def lines_of(claim: Claim, lines: list[RawLine]) -> set[int]:
    """The lines a claim stands on: from its first for as many as its text needs."""
    first = claim.place.line or 0
    length = len(fold(claim.place.text))
    covered: set[int] = set()
    for line in lines:
        if line.number >= first and length > 0:
            covered.add(line.number)
            length -= len(fold(line.text))
    return covered
