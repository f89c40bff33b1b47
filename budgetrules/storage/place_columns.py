"""A place as the columns of a record, and back; its columns are listed as PLACE_FIELDS."""

from __future__ import annotations

from typing import cast

from budgetrules.model.plain import Object, Value

# The parts of a place that a record has as they are; a place's text is its column `printed`.
_SINGLE = ("page", "line", "sheet", "cell")
_CHARS = ("char_start", "char_end")
_BOX = ("x0", "y0", "x1", "y1")
_ORDER = ("order_row", "order_column")


def to_columns(value: Value) -> Object:
    """Return the columns of a nested place."""
    place = cast(Object, value)
    columns: Object = {name: place[name] for name in _SINGLE}
    columns["printed"] = place["text"]
    _spread(place["chars"], _CHARS, columns)
    _spread(place["box"], _BOX, columns)
    _spread(place["order"], _ORDER, columns)
    return columns


def _spread(values: Value, names: tuple[str, ...], columns: Object) -> None:
    """Give each item of an array the column of its name; null without an array."""
    if values is None:
        columns.update(dict.fromkeys(names))
    else:
        items = cast(list[Value], values)
        columns.update(zip(names, items, strict=True))


def from_columns(record: Object) -> Object:
    """Return the nested place of a record; null for what it lacks."""
    return {
        "page": record.get("page"),
        "line": record.get("line"),
        "chars": _gather(record, _CHARS),
        "box": _gather(record, _BOX),
        "sheet": record.get("sheet"),
        "cell": record.get("cell"),
        "text": record.get("printed"),
        "order": _gather(record, _ORDER),
    }


def _gather(record: Object, names: tuple[str, ...]) -> Value:
    """Return an array of columns; null if one of them is."""
    values: list[Value] = []
    for name in names:
        values.append(record.get(name))
    return None if None in values else values
