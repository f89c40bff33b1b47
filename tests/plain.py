"""Anything of the model as plain values, field by field, whatever fields it has: to see that two models are the same."""

from __future__ import annotations

import enum
from collections.abc import Sequence

import attrs

from budgetrules.messages.message import Message
from budgetrules.model.disclosure import Row
from budgetrules.schema.forms import Template


def plain(value: object) -> object:
    """Every field of every part. Rows name their parents and children by list and number; a template
    is its id, a message its sentence, as it is written.
    """
    if isinstance(value, Template):
        return value.id
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, Message):
        return str(value)
    if isinstance(value, Row):
        fields = {
            field.name: plain(getattr(value, field.name))
            for field in attrs.fields(Row)
            if field.name not in ("parent", "children")
        }
        above = (value.parent.list_id, value.parent.index) if value.parent else None
        return {
            **fields,
            "parent": above,
            "children": [(row.list_id, row.index) for row in value.children],
        }
    if attrs.has(type(value)):
        return {
            field.name: plain(getattr(value, field.name)) for field in attrs.fields(type(value))
        }
    if isinstance(value, dict):
        return {key: plain(held) for key, held in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [plain(held) for held in value]
    return value
