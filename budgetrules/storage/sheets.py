"""Lists as people read and change them: a line a row, an amount column a column.

The first three columns are the number of the row, its code and its name; then come other texts,
then amounts. What a sheet shows of a cell is what stands in the document: the number with its
decimals, nothing, a dash, or what is unreadable. A number changed in a sheet is a number changed in
the model, so the cell records beside the sheets hold no values: `take_sheets` takes them out of the
records, `put_back` puts them back as the sheets show them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

import attrs

from budgetrules.core.figures import Rounding, parse_decimal, plain_decimal
from budgetrules.messages import catalogue
from budgetrules.model.disclosure import Problem
from budgetrules.model.plain import Object, Value
from budgetrules.recognition.lines.segment import DASHES
from budgetrules.storage.errors import error
from budgetrules.storage.records import FIXED, LoadedSheet, Records

DASH = "—"
_LONGEST_SHOWN = 40

# The document and the id of a list, as written.
_ListKey = tuple[str, str]
_ByList = defaultdict[_ListKey, list[Object]]
# What a list shows, by row and column.
_Shown = dict[tuple[Value, str], str]
# A document and one of its lists or tables, as loaded: perhaps null.
_Key = tuple[Value, Value]
# Records of one list by row (as a sheet writes its number) and column.
_Grid = dict[str, dict[Value, Object]]


@attrs.frozen(kw_only=True)
class Sheet:
    """One list: its document's key, its id, a title, its unit, and its lines as shown.

    `texts` and `amounts` are the ids of its text and amount columns behind the fixed ones.
    """

    document: str
    list_id: str
    title: str
    unit: str
    texts: tuple[str, ...]
    amounts: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]

    def heads(self) -> tuple[str, ...]:
        """Return a name for each column; no two are the same."""
        heads: list[str] = []
        for name in (*map(catalogue.text, FIXED), *self.texts, *self.amounts):
            number, head = 1, name
            while head in heads:
                number += 1
                head = f"{name}_{number}"
            heads.append(head)
        return tuple(heads)

    @property
    def first_amount(self) -> int:
        """The number of its first amount column, from 0."""
        return len(FIXED) + len(self.texts)


@attrs.frozen
class _ListRecords:
    """The records of one list, and that of its table."""

    item: Object
    table: Object
    rows: list[Object]
    texts: list[Object]
    cells: list[Object]


def take_sheets(records: Records) -> list[Sheet]:
    """Return a sheet for each list of each table; the cell records lose the values that it
    shows.
    """
    tables = {_key(record, "table"): record for record in records["tables"]}
    rows = _by_list(records["rows"])
    texts = _by_list(records["texts"])
    cells = _by_list(records["cells"])
    sheets: list[Sheet] = []
    for item in records["lists"]:
        if item["table"] is None:
            continue
        key = _list_key(item)
        own = _ListRecords(
            item=item,
            table=tables[_key(item, "table")],
            rows=rows[key],
            texts=texts[key],
            cells=cells[key],
        )
        sheets.append(_sheet(own))
    return sheets


def _sheet(own: _ListRecords) -> Sheet:
    """Return the sheet of a list; its cell records lose their values."""
    document, list_id = _list_key(own.item)
    names: dict[Value, str] = {}
    for row in own.rows:
        names[row["row"]] = _text(row["name"])
    words = _words(own.texts)
    text_columns = _text_columns(words, names)
    amount_columns = _amount_columns(own.item, own.cells)
    shown = _take_values(own.cells)
    lines: list[tuple[str, ...]] = []
    for row in own.rows:
        number = row["row"]
        code = _text(row["code"])
        name = names[number]
        line = [str(number), code, name]
        line += _in_columns(text_columns, number, words)
        line += _in_columns(amount_columns, number, shown)
        lines.append(tuple(line))
    title = _text(own.table["title"])
    if title != list_id:
        title = f"{list_id} {title}"
    return Sheet(
        document=document,
        list_id=list_id,
        title=title,
        unit=_text(own.table["unit"]),
        texts=text_columns,
        amounts=amount_columns,
        lines=tuple(lines),
    )


def _text(value: Value) -> str:
    """Return a text of a record; empty for null."""
    return str(value or "")


def _in_columns(columns: Sequence[str], row: Value, shown: _Shown) -> list[str]:
    """Say what a row shows in some columns."""
    return [shown.get((row, column), "") for column in columns]


def _list_key(record: Object) -> _ListKey:
    return str(record["document"]), str(record["list"])


def _by_list(records: Sequence[Object]) -> _ByList:
    groups: _ByList = defaultdict(list)
    for record in records:
        groups[_list_key(record)].append(record)
    return groups


def _words(texts: Sequence[Object]) -> _Shown:
    """Return the texts of a list by row and column; where only a place is known, there is none."""
    words: _Shown = {}
    for text in texts:
        if text["is_text"]:
            row = text["row"]
            column = str(text["column"])
            words[row, column] = _text(text["text"])
    return words


def _text_columns(words: _Shown, names: Mapping[Value, str]) -> tuple[str, ...]:
    """Return the columns with a text that is not just the name of its row."""
    columns: dict[str, None] = {}
    for (row, column), word in words.items():
        name = names.get(row)
        if word and word != name:
            columns[column] = None
    return tuple(columns)


def _amount_columns(item: Object, cells: Sequence[Object]) -> tuple[str, ...]:
    """Return the columns that the list declares, then others that have cells."""
    columns = cast(list[Object], item["columns"])
    declared = [str(column["id"]) for column in columns]
    used = [str(cell["column"]) for cell in cells]
    return tuple(dict.fromkeys(declared + used))


def _take_values(cells: Sequence[Object]) -> _Shown:
    """Say what the cells of a list show, by row and column; their records lose it."""
    shown: _Shown = {}
    for cell in cells:
        row = cell["row"]
        column = str(cell["column"])
        shown[row, column] = _shown(cell)
        cell["value"] = None
    return shown


def _shown(cell: Object) -> str:
    match cell["kind"]:
        case "figure":
            return str(cell["value"])
        case "dash":
            return DASH
        case "unreadable":
            return _text(cell["printed"])
        case _:
            return ""


def numbered(sheets: Sequence[Sheet]) -> Iterator[tuple[str, Sheet]]:
    """Yield a short name for each sheet.

    Where there are several documents, it begins with the document's number.
    """
    numbers: dict[str, int] = {}
    for sheet in sheets:
        numbers.setdefault(sheet.document, len(numbers) + 1)
    for sheet in sheets:
        number = numbers[sheet.document]
        prefix = f"{number}-" if len(numbers) > 1 else ""
        yield prefix + sheet.list_id, sheet


def put_back(sheets: Sequence[LoadedSheet], records: Records) -> list[Problem]:
    """Give the cell records the values that the sheets show.

    Whatever of a sheet has no place in the records is a problem.
    """
    cells = _by_place(records["cells"])
    rows = _by_place(records["rows"])
    table_of: dict[_Key, Value] = {}
    for item in records["lists"]:
        table_of[_key(item, "list")] = item.get("table")
    unit_of: dict[_Key, Value] = {}
    for table in records["tables"]:
        unit_of[_key(table, "table")] = table.get("unit")
    problems: list[Problem] = []
    for sheet in sheets:
        key = (sheet.document, sheet.list_id)
        table_key = (sheet.document, table_of.get(key))
        filling = _Filling(
            sheet=sheet,
            # A second sheet of the same list finds no cells.
            cells=cells.pop(key, {}),
            rows=rows.get(key, {}),
            table_unit=unit_of.get(table_key),
        )
        problems += filling.run()
    return problems


def _key(record: Object, name: str) -> _Key:
    return record.get("document"), record.get(name)


def _by_place(records: Sequence[Object]) -> dict[_Key, _Grid]:
    """Records by document and list, then by row and column."""
    grids: dict[_Key, _Grid] = {}
    for record in records:
        grid = grids.setdefault(_key(record, "list"), {})
        number = str(record.get("row"))
        row = grid.setdefault(number, {})
        row[record.get("column")] = record
    return grids


@attrs.frozen(kw_only=True)
class _Filling:
    """Filling the cells of one list from one sheet.

    A number that stands where none stood has the unit of its column, else that of the table.
    """

    sheet: LoadedSheet
    cells: _Grid
    rows: _Grid
    table_unit: Value

    def run(self) -> Iterator[Problem]:
        """Fill in all lines, and yield what of them has no place.

        Rows of the list that no line shows become blank.
        """
        units = self._units()
        width = self.sheet.first_amount + len(self.sheet.amounts)
        seen: set[str] = set()
        for line in self.sheet.lines:
            if not any(line):
                continue
            padded = list(line)
            padded += [""] * (width - len(line))
            number = padded[0]
            row = self.rows.get(number, {}).get(None)
            if row is None or number in seen:
                text = " ".join(text for text in padded if text)
                yield self._problem("N186", row=number, text=text)
                continue
            seen.add(number)
            yield from self._fill_row(padded, row, units)
        for number in self.rows:
            if number not in seen:
                yield self._problem("N189", row=number)
                self._blank_row(number)

    def _units(self) -> dict[Value, Value]:
        """Return the unit of each amount column: that of the last cell that has one."""
        units: dict[Value, Value] = {}
        for row in self.cells.values():
            for column, cell in row.items():
                if cell.get("unit"):
                    units[column] = cell.get("unit")
        return units

    def _fill_row(
        self,
        line: list[str],
        row: Object,
        units: Mapping[Value, Value],
    ) -> Iterator[Problem]:
        number, code, name = line[: len(FIXED)]
        written = (_text(row.get("code")), _text(row.get("name")))
        if (code, name) != written:
            text = f"{code} {name}"
            yield self._problem("N187", row=number, text=text.strip())
        cells = self.cells.get(number, {})
        amounts = line[self.sheet.first_amount :]
        columns = self.sheet.amounts
        for column, text in zip(columns, amounts, strict=False):
            cell = cells.get(column)
            if cell is not None:
                unit = units.get(column, self.table_unit)
                _set_shown(cell, text, unit)
            elif text:
                yield self._problem("N188", row=number, column=column, text=text)

    def _blank_row(self, number: str) -> None:
        for cell in self.cells.get(number, {}).values():
            _set_shown(cell, "", None)

    def _problem(self, code: str, **details: str) -> Problem:
        shortened = {"sheet": self.sheet.name}
        for name, value in details.items():
            shortened[name] = value[:_LONGEST_SHOWN]
        return error(code, **shortened)


def _set_shown(cell: Object, text: str, unit: Value) -> None:
    """Give a cell record what is shown; its kind stays where the text still says the same."""
    kind = cell.get("kind")
    if kind == "unreadable" and text == _text(cell.get("printed")):
        return
    if not text:
        if kind not in ("blank", "absent", "unsaid"):
            _set_kind(cell, "blank")
        return
    if text in DASHES:
        _set_kind(cell, "dash")
        return
    parsed = parse_decimal(text)
    if parsed is None:
        _set_kind(cell, "unreadable")
        cell["printed"] = text
        return
    rounding = cell.get("rounding") or Rounding.HALF.value
    cell["kind"] = "figure"
    cell["value"] = plain_decimal(*parsed)
    cell["unit"] = cell.get("unit") or unit
    cell["rounding"] = rounding


def _set_kind(cell: Object, kind: str) -> None:
    """Make a cell one without a number."""
    cell.update(kind=kind, value=None, unit=None, rounding=None)
