"""Say in words why a part was taken for a table, or wasn't: what `read --explain` shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetrules.recognition.grids.columns import ColumnMatch
from budgetrules.recognition.grids.draft import GridPart, TableDraft
from budgetrules.schema.forms import Table


def goes_on(
    part: GridPart,
    draft: TableDraft,
    points: int,
) -> str:
    """A part goes on with the table before it."""
    table_id = draft.table.id
    return f"{_where(part)}：续 {table_id}（{points} 分）"


def has_title(
    part: GridPart,
    match: ColumnMatch,
    least: int,
) -> str:
    """A part stands under the title of a table, whose columns may have too few points."""
    verb = "是" if part.is_sure else "像"
    table_id, points = match.table.id, match.points
    lacking = "" if points >= least else f"，不足 {least}"
    return f"{_where(part)}：题名{verb} {table_id}，列 {points} 分{lacking}"


def is_none(
    part: GridPart,
    best: ColumnMatch | None,
    least: int,
) -> str:
    """A part is no table of the form; `best` is the match with the most points."""
    nearest = ""
    if best is not None and best.points:
        table_id = best.table.id
        nearest = f"，最像 {table_id}（{best.points} 分，不足 {least}）"
    title = f"“{part.title}”" if part.title else ""
    return f"{_where(part)}：不是表式里的表{title}{nearest}"


def by_columns(
    part: GridPart,
    matches: Sequence[ColumnMatch],
    table: Table | None,
) -> str:
    """A part without title was taken for a table by its columns."""
    scores = [f"{match.table.id} {match.points}" for match in matches]
    names = "、".join(scores)
    chosen = table.id if table is not None else "?"
    return f"{_where(part)}：没有题名，按列名 {names} 分，认作 {chosen}"


def _where(part: GridPart) -> str:
    rows, columns = part.last - part.begin, part.grid.columns
    return f"{_grid_name(part)} {rows} 行 {columns} 列"


def _grid_name(part: GridPart) -> str:
    """The grid as a person finds it: by table of a text, sheet, page or line."""
    place = part.grid.place
    sheet = place.sheet or ""
    if sheet.startswith("#"):
        return f"第 {sheet[1:]} 个表格"
    if sheet:
        return f"工作表 {sheet}"
    if place.page:
        return f"第 {place.page} 页"
    return f"第 {part.grid.raw.after} 行后"


def columns(match: ColumnMatch) -> Iterator[str]:
    """Which printed column was taken for which, and which columns are not there."""
    for at in sorted(match.slots):
        yield _matched_column(match, at)
    for at, path in enumerate(match.paths):
        if path and at not in match.slots:
            printed = "/".join(path)
            why = "表式里没有" if at in match.extra else "编号或备注，不读"
            yield f"  第 {at + 1} 列 “{printed}”：{why}"
    for field in match.lacking():
        yield f"  没有找到 {field.list_id} 的列“{field.column.id}”"


def _matched_column(match: ColumnMatch, at: int) -> str:
    """The column of the table that a printed one fills, and how like they are."""
    slot = match.slots[at]
    list_id, name = slot.field.list_id, slot.field.column.id
    if slot.field.kind == "code":
        name = f"编码 {name}"
    if match.repeats > 1:
        name += f"（第 {slot.repeat + 1} 段）"
    points = match.likeness.get(at)
    if points is not None:
        name += f"（{points} 分）"
    printed = "/".join(match.paths[at]) or "（无列名）"
    return f"  第 {at + 1} 列 “{printed}” → {list_id} {name}"
