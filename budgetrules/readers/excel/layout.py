"""What the XML of a sheet says beside its values: merged ranges, what is hidden, formulas that were never computed."""

from __future__ import annotations

import xml.parsers.expat
from typing import Any

import attrs
from openpyxl.utils import range_boundaries

from budgetrules.readers.packed import Unreadable

MOST_CELLS = 200_000
_MOST_MERGED = 100_000
_LAST_COLUMN, _LAST_ROW = 16_384, 1_048_576


@attrs.define(eq=False)
class SheetLayout:
    """`merged` holds (first column, first row, last column, last row), all from 1; `hidden_columns` ranges from 1."""

    merged: list[tuple[int, int, int, int]] = attrs.field(factory=list)
    hidden_rows: list[int] = attrs.field(factory=list)
    hidden_columns: list[tuple[int, int]] = attrs.field(factory=list)
    uncomputed: set[str] = attrs.field(factory=set)
    cells: int = 0


def sheet_layout(content: bytes, path: str, part: str) -> SheetLayout:
    """Read the XML of a sheet once. Raises Unreadable if it is no XML, merges too much or holds too many cells and rows."""
    found = SheetLayout()
    state = {"cell": "", "formula": False, "value": False, "inside": False}

    def start(name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag in ("c", "row"):
            found.cells += 1
            if found.cells > MOST_CELLS:
                raise Unreadable("N157", path=path, limit=f"{MOST_CELLS:,}")
        if tag == "c":
            # A computed text may be empty; a computed number can't.
            state.update(
                cell=attributes.get("r", ""),
                formula=False,
                value=attributes.get("t") == "str",
                inside=False,
            )
        elif tag == "f":
            state["formula"] = True
        elif tag == "v":
            state["inside"] = True
        elif tag == "row" and _is_true(attributes.get("hidden")):
            found.hidden_rows.append(int(attributes.get("r", "0") or 0))
        elif tag == "col" and _is_true(attributes.get("hidden")):
            found.hidden_columns.append(
                (int(attributes.get("min", "0")), int(attributes.get("max", "0")))
            )
        elif tag == "mergeCell":
            if len(found.merged) >= _MOST_MERGED:
                raise Unreadable("N165", path=path, part=part, limit=f"{_MOST_MERGED:,}")
            left, top, right, bottom = range_boundaries(attributes.get("ref", "A1"))
            found.merged.append((left or 1, top or 1, right or _LAST_COLUMN, bottom or _LAST_ROW))

    def text(content: str) -> None:
        state["value"] = state["value"] or (bool(state["inside"]) and bool(content.strip()))

    def end(name: str) -> None:
        tag = name.rpartition(":")[2]
        if tag == "v":
            state["inside"] = False
        elif tag == "c" and state["formula"] and not state["value"]:
            found.uncomputed.add(str(state["cell"]))

    parser: Any = xml.parsers.expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    try:
        parser.Parse(content, True)
    except (xml.parsers.expat.ExpatError, ValueError) as error:
        raise Unreadable("N160", path=path, reason=f"{part}: {error}") from error
    return found


def _is_true(value: str | None) -> bool:
    return value in ("1", "true")
