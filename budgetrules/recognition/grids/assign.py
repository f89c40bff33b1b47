"""Which part is which table of a template: by title, else by columns; what goes on from a part before; what is unknown."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from budgetrules.readers.pages import is_page_number
from budgetrules.recognition.grids.captions import is_caption, sheet_title
from budgetrules.recognition.grids.columns import ColumnMap, match_columns
from budgetrules.recognition.grids.frames import laid_on
from budgetrules.recognition.grids.parts import Part
from budgetrules.recognition.grids.view import View, is_number, words
from budgetrules.recognition.lines.segment import is_code, plain_code
from budgetrules.schema.forms import Table, Template

# Points out of 100 that the columns must have: under a prescribed title, under one near to it, and without any.
WITH_TITLE = 45
NEAR_TITLE = 65
BY_COLUMNS = 85
_CLEARLY = 5


@attrs.frozen(eq=False)
class Piece:
    """A part as it belongs to a table: its rows from `first` to `last` in `view`, read by `columns`."""

    part: Part
    view: View
    first: int
    last: int
    columns: ColumnMap


@attrs.define(eq=False)
class Found:
    """A table and its parts. `titled` says that a title stands over it, `likely` that the title reads as prescribed."""

    table: Table
    pieces: list[Piece]
    titled: bool
    sure: bool


@attrs.define(eq=False)
class Assignment:
    """All parts of a document: tables in the order of the document, parts that are none, those that repeat a table, and why."""

    found: list[Found] = attrs.field(factory=list)
    unknown: list[Part] = attrs.field(factory=list)
    repeated: list[tuple[Table, Part]] = attrs.field(factory=list)
    unread: list[tuple[Table, Part]] = attrs.field(factory=list)
    reasons: list[str] = attrs.field(factory=list)

    def of(self, table: Table) -> Found | None:
        """What was found for a table."""
        return next((found for found in self.found if found.table == table), None)


def assign(parts: Sequence[Part], template: Template) -> Assignment:
    """Give every part its table, in the order of the document."""
    result = Assignment()
    titled = {table.id for part in parts if (table := _title_of(part, template)) is not None}
    current: Found | None = None
    for part in parts:
        table = _title_of(part, template)
        piece = _goes_on(part, current, table, template)
        if piece is not None and current is not None:
            current.pieces.append(piece)
            result.reasons.append(
                f"{_where(part)}：续 {current.table.id}（{piece.columns.points} 分）"
            )
            continue
        current = _begin(part, table, titled, template, result)
    # What stood under the last title of a table of contents is not that table if it stands elsewhere.
    result.unknown.extend(part for table, part in result.unread if result.of(table) is not None)
    result.unread = [(table, part) for table, part in result.unread if result.of(table) is None]
    result.unknown.sort(key=parts.index)
    return result


def _title_of(part: Part, template: Template) -> Table | None:
    """The table that the title over a part names, or the name of its sheet."""
    if part.heading is not None:
        return part.heading.table
    sheet = part.view.grid.place.sheet
    return sheet_title(sheet, template) if sheet and part.begin == 0 else None


def _begin(
    part: Part, table: Table | None, titled: set[str], template: Template, result: Assignment
) -> Found | None:
    """The table that begins with a part; None if it is none of the form."""
    sure = part.heading is not None and part.heading.sure
    if table is not None:
        columns = match_columns(part.view, part.first, part.last, table)
        least = WITH_TITLE if sure else NEAR_TITLE
        known = result.of(table)
        short = "" if columns.points >= least else f"，不足 {least}"
        result.reasons.append(
            f"{_where(part)}：题名{'是' if sure else '像'} {table.id}，列 {columns.points} 分{short}"
        )
        if columns.points >= least and known is not None:
            result.repeated.append((table, part))
            return None
        if columns.points >= least:
            return _found(part, table, columns, sure, template, result)
        if sure and known is None and part.view.rows:
            result.unread.append((table, part))
            return None
    columns_found = _by_columns(part, titled, template, result)
    if columns_found is not None:
        return _found(part, columns_found.table, columns_found, False, template, result)
    result.unknown.append(part)
    return None


def _found(
    part: Part, table: Table, columns: ColumnMap, sure: bool, template: Template, result: Assignment
) -> Found:
    # A title that names another table, or none of the form, is no title of this one.
    titled = _title_of(part, template) == table
    found = Found(table, [Piece(part, part.view, columns.body, part.last, columns)], titled, sure)
    result.found.append(found)
    result.reasons.extend(_told(columns))
    return found


def _by_columns(
    part: Part, titled: set[str], template: Template, result: Assignment
) -> ColumnMap | None:
    """The one table, of those whose title stands nowhere, that the columns fit; of two alike the one whose turn it is."""
    missing = [
        table for table in template.tables if table.id not in titled and result.of(table) is None
    ]
    tried = [match_columns(part.view, part.first, part.last, table) for table in missing]
    scored = [columns for columns in tried if columns.points >= BY_COLUMNS]
    if not scored:
        best = max(tried, key=lambda columns: columns.points, default=None)
        nearest = (
            f"，最像 {best.table.id}（{best.points} 分，不足 {BY_COLUMNS}）"
            if best is not None and best.points
            else ""
        )
        title = part.heading.title if part.heading is not None else ""
        result.reasons.append(
            f"{_where(part)}：不是表式里的表{f'“{title}”' if title else ''}{nearest}"
        )
        return None
    best_points = max(columns.points for columns in scored)
    alike = [columns for columns in scored if columns.points > best_points - _CLEARLY]
    if len(alike) > 1:
        order = [table.id for table in template.tables]
        before = max((order.index(found.table.id) for found in result.found), default=-1)
        alike = [columns for columns in alike if order.index(columns.table.id) > before][:1]
    names = "、".join(f"{columns.table.id} {columns.points}" for columns in scored)
    result.reasons.append(
        f"{_where(part)}：没有题名，按列名 {names} 分，认作 {alike[0].table.id if alike else '?'}"
    )
    return alike[0] if alike else None


def _goes_on(
    part: Part, current: Found | None, table: Table | None, template: Template
) -> Piece | None:
    """The part as the next piece of the table before it, if it is one."""
    if current is None or (
        table is not current.table and (table is not None or part.heading is not None)
    ):
        return None
    base = current.pieces[0]
    if not part.goes_on and not (is_next(part, template) and _is_same_sheet(part, base.part)):
        return None
    own = match_columns(part.view, part.first, part.last, current.table)
    if own.points >= NEAR_TITLE and own.points >= base.columns.points - 20:
        if part.heading is not None and not part.goes_on and _repeats(part.view, own, base):
            return None
        return Piece(part, part.view, own.body, part.last, own)
    if part.heading is not None and not part.goes_on:
        return None
    laid = laid_on(part.view, base.view)
    if laid is None or not _fits(laid, part.first, part.last, base.columns):
        return None
    return Piece(part, laid, part.first, part.last, base.columns)


def is_next(part: Part, template: Template) -> bool:
    """Whether nothing but page numbers and what may stand over a table lies between a part and the one before it."""
    return all(
        is_caption(entry, template) or all(is_page_number(piece) for piece in entry.pieces)
        for entry in part.between
    ) and (part.begin == 0 or part.heading is not None)


def _is_same_sheet(part: Part, before: Part) -> bool:
    """Whether two parts stand on one sheet. Pages and tables of a text are no sheets."""
    one, other = part.view.grid.place.sheet, before.view.grid.place.sheet
    return one == other or (one or "#").startswith("#") or (other or "#").startswith("#")


def _repeats(view: View, columns: ColumnMap, base: Piece) -> bool:
    """Whether a part begins with the row that the table began with: the table stands twice, it doesn't go on."""
    return _first_words(view, columns.body, columns) == _first_words(
        base.view, base.first, base.columns
    )


def _first_words(view: View, first: int, columns: ColumnMap) -> list[str]:
    """What the first row is called: its codes and names."""
    row = next((row for row in range(first, view.grid.rows) if view.held(row)), None)
    held = view.held(row) if row is not None else []
    return [
        words(cell.text)
        for cell in held
        if cell.column in columns.fields and columns.fields[cell.column][1].kind != "amount"
    ]


def _fits(view: View, first: int, last: int, columns: ColumnMap) -> bool:
    """Whether the cells under code and amount columns are codes and amounts, but for a few."""
    right = wrong = 0
    for row in range(first, last):
        if wrong and not right:
            # It begins with a header of its own, of another table.
            return False
        for cell in view.held(row):
            held = columns.fields.get(cell.column)
            text = words(cell.text)
            if held is None or held[1].kind not in ("code", "amount") or cell.column_span > 1:
                continue
            fits = (
                is_code(plain_code(text.replace(" ", ""), surely=True))
                if held[1].kind == "code"
                else is_number(text.replace("\n", ""))
            )
            right, wrong = right + fits, wrong + (not fits)
    return 4 * wrong <= right + wrong


def _where(part: Part) -> str:
    place = part.view.grid.place
    sheet = place.sheet or ""
    if sheet.startswith("#"):
        at = f"第 {sheet[1:]} 个表格"
    elif sheet:
        at = f"工作表 {sheet}"
    else:
        at = f"第 {place.page} 页" if place.page else f"第 {part.view.grid.after} 行后"
    return f"{at} {part.last - part.begin} 行 {part.view.grid.columns} 列"


def _told(columns: ColumnMap) -> list[str]:
    """Which printed column was taken for which."""
    lines = []
    for at, (stretch, field) in sorted(columns.fields.items()):
        printed = "/".join(columns.paths[at]) or "（无列名）"
        points = f"（{columns.likeness[at]} 分）" if at in columns.likeness else ""
        side = f"（第 {stretch + 1} 段）" if columns.stretches > 1 else ""
        name = field.column.id if field.kind != "code" else f"编码 {field.column.id}"
        lines.append(f"  第 {at + 1} 列 “{printed}” → {field.list_id} {name}{side}{points}")
    for at, path in enumerate(columns.paths):
        if at not in columns.fields and path:
            lines.append(
                f"  第 {at + 1} 列 “{'/'.join(path)}”：{'表式里没有' if at in columns.extra else '编号或备注，不读'}"
            )
    lines.extend(
        f"  没有找到 {field.list_id} 的列“{field.column.id}”" for field in columns.lacking()
    )
    return lines
