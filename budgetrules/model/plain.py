"""The shape of a model written down: names and types of its values, whatever file they stand in.

`writing` makes these values, `reading` takes them back. Nested they are the model JSON; flat, a
record type a table, they are what CSV, workbooks and Parquet hold.
"""

from __future__ import annotations

import hashlib
import json

import attrs

from budgetrules.model.disclosure import Place

PROFILE = "budgetrules-model"
SCHEMA_VERSION = "1"

Value = None | bool | int | float | str | list["Value"] | dict[str, "Value"]
Object = dict[str, Value]


def place_value(place: Place) -> Object:
    """Write down where something is printed; every part that is not known is null."""
    return {
        "page": place.page,
        "line": place.line,
        "chars": [*place.chars] if place.chars is not None else None,
        "box": [*place.box] if place.box is not None else None,
        "sheet": place.sheet,
        "cell": place.cell,
        "text": place.text or None,
        "order": [*place.order] if place.order is not None else None,
    }


_PLACE_KEYS = place_value(Place()).keys()


_PROBLEM_KEYS = {"code", "severity", "message"}


def digest(document: Object) -> str:
    """Digest what a written document says, in one hash: a later change shows.

    Boxes don't count, whose binary digits a spreadsheet may touch, nor do messages, which there are
    in two languages.
    """
    bare: Object = {}
    for name, value in document.items():
        if name not in ("digest", "explanation"):
            bare[name] = _bare(value)
    text = json.dumps(bare, ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _bare(value: Value) -> Value:
    """Return a value without boxes and messages.

    An empty text is none: most formats can't tell them apart.

    Places are most of what there is, so they are told apart first.
    """
    if isinstance(value, dict):
        if value.keys() == _PLACE_KEYS:
            return _bare_place(value)
        return _bare_object(value)
    if isinstance(value, list):
        return [_bare(item) for item in value]
    return _null_if_empty(value)


def _null_if_empty(value: Value) -> Value:
    return None if value == "" else value


def _bare_place(place: Object) -> Object:
    bare: Object = {}
    for name, value in place.items():
        if name != "box":
            bare[name] = value if value != "" else None
    return bare


def _bare_object(value: Object) -> Object:
    is_problem = value.keys() >= _PROBLEM_KEYS
    bare: Object = {}
    for name, part in value.items():
        if name == "box" or (is_problem and name == "message"):
            continue
        if isinstance(part, dict | list):
            part = _bare(part)
        bare[name] = part if part != "" else None
    return bare


# The section number, in flat formats, of the text of everything outside the columns of amounts.
WHOLE = -1


@attrs.frozen
class Field:
    """A column of a record type: its name, its type and what it holds.

    Types are string, integer, boolean, number, object, array.

    `number` is a binary float: only boxes are, in points. Amounts are strings, so that no digit is
    lost. Objects and arrays are JSON where a format has none of its own. An empty string is the
    same as null.
    """

    name: str
    type: str = "string"
    meaning: str = ""


def _fields(*entries: tuple[str, str, str]) -> tuple[Field, ...]:
    return tuple(Field(*entry) for entry in entries)


@attrs.frozen
class Simple:
    """A field of the model that is a text, a number or a truth.

    The name it has there, that in files, its type and meaning.
    """

    attribute: str
    key: str
    type: str
    meaning: str


# One line here, and one in model.schema.json, has such a field written and read back in every
# format.
SIMPLE: dict[str, tuple[Simple, ...]] = {
    "document": (Simple("narrative", "narrative", "boolean", "false for a file of tables only"),),
    "table": (Simple("titled", "titled", "boolean", "whether the title reads as prescribed"),),
    "section": (
        Simple("titled", "titled", "boolean", "whether the heading reads as prescribed"),
        Simple("prescribed", "prescribed", "string", "how it should read where not"),
        Simple("reworded", "reworded", "boolean", "whether it is in other words, not misprinted"),
        Simple("opens", "opens", "integer", "number of the first line below the heading"),
        Simple("sheet", "is_sheet", "boolean", "whether it has cells for sentences"),
        Simple(
            "repeated",
            "repeated",
            "boolean",
            "whether the form has one of it for each of several things",
        ),
    ),
}


def simple_values(kind: str, record: object) -> Object:
    """Return the simple fields of a document, table or section."""
    values: Object = {}
    for field in SIMPLE[kind]:
        value = getattr(record, field.attribute)
        # An empty text is null here as everywhere.
        values[field.key] = _null_if_empty(value)
    return values


def _simple(part: str) -> tuple[tuple[str, str, str], ...]:
    return tuple((field.key, field.type, field.meaning) for field in SIMPLE[part])


_DOCUMENT = ("document", "string", "key of the document in this package")
_LIST = ("list", "string", "id of the list: a table (表3), a side of one (表1.收入) or a statement")
_ROW = ("row", "integer", "its number in the list, from 0")
_PLACE = (
    ("page", "integer", "page, from 1"),
    ("line", "integer", "line, from 1"),
    ("char_start", "integer", "first character of the line, from 0"),
    ("char_end", "integer", "the character behind the last"),
    ("x0", "number", "left edge in points"),
    ("y0", "number", "top edge"),
    ("x1", "number", "right edge"),
    ("y1", "number", "bottom edge"),
    ("sheet", "string", "sheet of a workbook"),
    ("cell", "string", "cell of that sheet"),
    ("printed", "string", "the text printed there"),
    ("order_row", "integer", "where it comes in a file that is not made of lines"),
    ("order_column", "integer", "and in that row"),
)
PLACE_FIELDS = tuple(name for name, _, _ in _PLACE)

RECORDS: dict[str, tuple[Field, ...]] = {
    "documents": _fields(
        _DOCUMENT,
        ("schema_version", "string", "version of this layout"),
        ("path", "string", "the file it was read from; places are places in that file"),
        ("sha256", "string", "hash of that file"),
        ("format", "string", "text, pdf …"),
        ("template", "string", "the form it was recognised as"),
        ("kind", "string", "budget or final"),
        ("entity", "string", "department or unit"),
        ("fiscal_year", "integer", "fiscal year"),
        *_simple("document"),
        ("digest", "string", "hash of all its records, by which a later change is noticed"),
    ),
    "tables": _fields(
        _DOCUMENT,
        ("table", "string", "id of the table in the form"),
        ("number", "string", "number as printed"),
        ("title", "string", "title as printed"),
        ("unit", "string", "unit of its amounts"),
        ("unit_stated", "boolean", "whether the table prints its unit"),
        *_simple("table"),
        ("unheaded", "array", "prescribed column heads that are not printed"),
        *_PLACE,
    ),
    "lists": _fields(
        _DOCUMENT,
        _LIST,
        ("table", "string", "its table; null for a statement of the narrative"),
        ("columns", "array", "its amount columns: id, header, kind"),
        ("unknown_columns", "array", "heads of columns of figures that the form doesn't know"),
    ),
    "rows": _fields(
        _DOCUMENT,
        _LIST,
        _ROW,
        ("level", "string", "总计, 类, 款 …"),
        ("label", "string", "the prescribed row it is"),
        ("code", "string", "code, its parts joined"),
        ("name", "string", "name"),
        ("parent", "integer", "the row above it"),
        ("parent_list", "string", "the list that row is in, if it is another"),
        ("child", "integer", "its number among the rows below that row, from 0"),
        ("keys", "object", "the value of each key"),
        *_PLACE,
    ),
    "texts": _fields(
        _DOCUMENT,
        _LIST,
        _ROW,
        ("column", "string", "id of a name, code or text column"),
        (
            "is_text",
            "boolean",
            "whether it is a text of the row (which may be empty), or only a place",
        ),
        ("text", "string", "what is printed there"),
        ("located", "boolean", "whether its place is known"),
        *_PLACE,
    ),
    "cells": _fields(
        _DOCUMENT,
        _LIST,
        _ROW,
        ("column", "string", "id of an amount column"),
        ("kind", "string", "figure, blank, dash, absent, unreadable or unsaid"),
        ("value", "string", "the number with its decimals, without separators"),
        ("unit", "string", "its unit"),
        ("rounding", "string", "half, truncated or exact: what true values it may stand for"),
        *_PLACE,
    ),
    "sections": _fields(
        _DOCUMENT,
        ("section", "integer", "its number, from 0; -1 for the whole text"),
        ("id", "string", "the section of the form it was recognised as"),
        ("path", "string", "the numbers of its headings"),
        ("title", "string", "heading"),
        ("first_line", "integer", "its first line"),
        ("last_line", "integer", "its last line"),
        ("text", "string", "its text, folded; null where its lines make it up"),
        *_simple("section"),
        ("slots", "object", "what the heading states"),
        *_PLACE,
    ),
    "lines": _fields(
        _DOCUMENT,
        ("section", "integer", "number of the section"),
        ("number", "integer", "number of the line in the document"),
        ("text", "string", "what it says, folded"),
        ("located", "boolean", "whether its place is known"),
        *_PLACE,
    ),
    "claims": _fields(
        _DOCUMENT,
        ("role", "string", "header or caption (above a table), note (below it) or section"),
        ("table", "string", "the table, for header, caption and note"),
        ("section", "integer", "number of the section, for section"),
        ("sentence", "string", "id of the sentence"),
        ("in_section", "string", "the section it names"),
        ("slots", "object", "what it states"),
        ("slot_locations", "object", "where each of them is printed"),
        *_PLACE,
    ),
    "others": _fields(
        _DOCUMENT,
        ("other", "integer", "number of a table that the form doesn't know"),
        ("title", "string", "what stands over it"),
        *_PLACE,
    ),
    "other_rows": _fields(
        _DOCUMENT,
        ("other", "integer", "number of that table"),
        ("cells", "array", "its texts in one row"),
    ),
    "problems": _fields(
        _DOCUMENT,
        ("code", "string", "code of the message"),
        ("severity", "string", "error, warning or note"),
        ("message", "string", "what was not understood"),
        ("details", "object", "the words that fill the message"),
        *_PLACE,
    ),
    "unread": _fields(
        _DOCUMENT,
        (
            "table",
            "string",
            "below which table the line stands; null for a figure of the narrative",
        ),
        *_PLACE,
    ),
    "unread_cells": _fields(
        _DOCUMENT,
        ("table", "string", "the id or title of the table of a figure that nothing reads"),
        ("row", "string", "what its row says first"),
        ("column", "string", "the header over it"),
        *_PLACE,
    ),
    "explanations": _fields(_DOCUMENT, ("text", "string", "why a table was or was not recognised")),
}
