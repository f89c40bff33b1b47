"""The model as JSON, as model.schema.json describes it; the same documents give the same bytes."""

from __future__ import annotations

import importlib.resources
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from budgetrules.model.plain import Object, Value
from budgetrules.storage.encode import whole_value

# What stands under these names has a line for each field, or for each item; everything else stands
# on one line: a row with its cells, a place. That can be read and compared, and is written several
# times faster than a line for each number.
_BY_FIELD = frozenset({"documents", "tables", "statements", "lists", "sections", "whole"})
_BY_ITEM = frozenset(
    {
        "rows",
        "unread",
        "notes",
        "claims",
        "body",
        "body_locations",
        "unread_figures",
        "unread_cells",
        "others",
        "problems",
        "explanation",
    }
)
_one_line = json.JSONEncoder(ensure_ascii=False).encode


def render(value: Object) -> str:
    """Return the whole model, a line a row, Chinese as it is."""
    return "".join(_by_field(value, "\n")) + "\n"


def document_text(document: Object) -> str:
    """Return one document as it stands in the whole."""
    return "".join(_by_field(document, "\n    "))


def whole_text(documents: Sequence[str]) -> str:
    """Return the whole model of texts of its documents, as `render` gives it."""
    fields: list[str] = []
    for name, value in whole_value([]).items():
        text = _joined(documents) if name == "documents" else _one_line(value)
        fields.append(f"  {_one_line(name)}: {text}")
    return "{\n" + ",\n".join(fields) + "\n}\n"


def _joined(documents: Sequence[str]) -> str:
    if not documents:
        return "[]"
    return "[\n    " + ",\n    ".join(documents) + "\n  ]"


def _by_field(value: Object, line: str) -> Iterator[str]:
    """Yield an object with a line a field; `line` is a line break and its indent."""
    if not value:
        yield "{}"
        return
    inner = line + "  "
    begin = "{"
    for name, field_value in value.items():
        yield f"{begin}{inner}{_one_line(name)}: "
        yield from _field(name, field_value, inner)
        begin = ","
    yield line + "}"


def _field(name: str, value: Value, line: str) -> Iterator[str]:
    by_field = name in _BY_FIELD
    by_item = by_field or name in _BY_ITEM
    if isinstance(value, dict) and by_field:
        yield from _by_field(value, line)
    elif isinstance(value, list) and value and by_item:
        yield from _by_item(value, line, by_field)
    else:
        yield _one_line(value)


def _by_item(
    values: list[Value],
    line: str,
    by_field: bool,
) -> Iterator[str]:
    """Yield an array with a line an item, or with a line a field of each."""
    inner = line + "  "
    begin = "["
    for item in values:
        yield begin + inner
        if by_field and isinstance(item, dict):
            yield from _by_field(item, inner)
        else:
            yield _one_line(item)
        begin = ","
    yield line + "]"


def write(value: Object, target: Path) -> None:
    """Write a file. Raises OSError."""
    target.write_text(render(value), encoding="utf-8", newline="\n")


def model_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of what `render` gives."""
    file = importlib.resources.files("budgetrules.storage") / "model.schema.json"
    text = file.read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema
