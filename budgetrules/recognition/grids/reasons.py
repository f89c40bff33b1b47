"""Say in words why a part was taken for a table, or wasn't: what `read --explain` shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetrules.messages.message import Message, Words
from budgetrules.recognition.grids.columns import ColumnMatch
from budgetrules.recognition.grids.draft import GridPart, TableDraft
from budgetrules.schema.forms import Table

_UNHEADED = Message("why.column.unheaded")


def goes_on(
    part: GridPart,
    draft: TableDraft,
    points: int,
) -> Message:
    """Say that a part goes on with the table before it."""
    slots: dict[str, Words] = {"part": _where(part), "table": draft.table.id, "points": str(points)}
    return Message("why.goes_on", slots)


def has_title(
    part: GridPart,
    match: ColumnMatch,
    least: int,
) -> Message:
    """Say that a part stands under the title of a table, whose columns may have too few points."""
    code = "why.title_is" if part.is_sure else "why.title_like"
    slots: dict[str, Words] = {
        "part": _where(part),
        "table": match.table.id,
        "points": str(match.points),
    }
    if match.points < least:
        code += "_short"
        slots["least"] = str(least)
    return Message(code, slots)


def is_none(
    part: GridPart,
    best: ColumnMatch | None,
    least: int,
) -> Message:
    """Say that a part is no table of the form; `best` is the match with the most points."""
    title: Words = ""
    if part.title:
        title = Message("why.none.title", {"title": part.title})
    nearest: Words = ""
    if best is not None and best.points:
        slots = {"table": best.table.id, "points": str(best.points), "least": str(least)}
        nearest = Message("why.none.nearest", slots)
    return Message("why.none", {"part": _where(part), "title": title, "nearest": nearest})


def by_columns(
    part: GridPart,
    matches: Sequence[ColumnMatch],
    table: Table | None,
) -> Message:
    """Say that a part without title was taken for a table by its columns."""
    scores = [f"{match.table.id} {match.points}" for match in matches]
    chosen = table.id if table is not None else "?"
    slots: dict[str, Words] = {"part": _where(part), "scores": "、".join(scores), "table": chosen}
    return Message("why.by_columns", slots)


def _where(part: GridPart) -> Message:
    """Return the grid of a part, and how many rows and columns the part has."""
    rows = part.last - part.begin
    columns = part.grid.columns
    slots: dict[str, Words] = {"grid": _grid_name(part), "rows": str(rows), "columns": str(columns)}
    return Message("why.part", slots)


def _grid_name(part: GridPart) -> Message:
    """Return the grid as a person finds it: by table of a text, sheet, page or line."""
    place = part.grid.place
    sheet = place.sheet or ""
    if sheet.startswith("#"):
        return Message("why.grid.numbered", {"number": sheet[1:]})
    if sheet:
        return Message("why.grid.sheet", {"sheet": sheet})
    if place.page:
        return Message("why.grid.page", {"page": str(place.page)})
    return Message("why.grid.line", {"line": str(part.grid.raw.after)})


def columns(match: ColumnMatch) -> Iterator[Message]:
    """Say which printed column was taken for which, and which columns are not there."""
    for at in sorted(match.slots):
        yield _matched_column(match, at)
    for at, path in enumerate(match.paths):
        if path and at not in match.slots:
            is_unknown = at in match.extra
            code = "why.column.unknown" if is_unknown else "why.column.aside"
            yield Message(code, {"number": str(at + 1), "printed": "/".join(path)})
    for field in match.lacking():
        slots = {"list": field.list_id, "column": field.column.id}
        yield Message("why.column.lacking", slots)


def _matched_column(match: ColumnMatch, at: int) -> Message:
    """Return the column of the table that a printed one fills, and how like they are."""
    printed = "/".join(match.paths[at])
    slots: dict[str, Words] = {
        "number": str(at + 1),
        "printed": printed or _UNHEADED,
        "list": match.slots[at].field.list_id,
        "field": _field_name(match, at),
    }
    return Message("why.column", slots)


def _field_name(match: ColumnMatch, at: int) -> Words:
    """Return the column of the form that a printed one fills: kind, repeat and points beside its
    name.
    """
    slot = match.slots[at]
    name: Words = slot.field.column.id
    if slot.field.kind == "code":
        name = Message("why.field.code", {"name": name})
    if match.repeats > 1:
        name = Message("why.field.repeat", {"name": name, "number": str(slot.repeat + 1)})
    points = match.likeness.get(at)
    if points is not None:
        name = Message("why.field.points", {"name": name, "points": str(points)})
    return name
