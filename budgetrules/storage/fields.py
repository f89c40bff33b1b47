"""Fields of records as texts, for formats whose cells hold nothing else."""

from __future__ import annotations

import json
from typing import cast

from budgetrules.core.figures import parse_decimal
from budgetrules.model.plain import Value
from budgetrules.storage.errors import Malformed

# A spreadsheet takes a text that begins so for a formula; ' is what keeps it from that.
_RISKY = ("=", "+", "-", "@", "\t", "\r", "'")
_KINDS: dict[str, tuple[type, ...]] = {
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "object": (dict,),
    "array": (list,),
}


def untyped(value: Value) -> str:
    """Return the text of a field; empty for null."""
    if value is None:
        return ""
    if isinstance(value, str):
        return safe(value)
    return json.dumps(value, ensure_ascii=False)


def typed(text: str, type_: str, where: str) -> Value:
    """Return a field of a record from its text: `untyped` taken back. Raises Malformed."""
    if not text:
        return None
    if type_ == "string":
        return bare(text)
    try:
        # Spreadsheets write TRUE.
        value = json.loads(text.lower() if type_ == "boolean" else text)
    except (ValueError, RecursionError):
        value = None
    is_stray_boolean = isinstance(value, bool) and type_ != "boolean"
    if not isinstance(value, _KINDS[type_]) or is_stray_boolean:
        raise Malformed(where, type_, text)
    return cast(Value, value)


def safe(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: a ' stands in front of a risky one."""
    return f"'{text}" if _is_risky(text) else text


def bare(text: str) -> str:
    """Return a text without the ' that `safe` put in front of it."""
    rest = text.removeprefix("'")
    return rest if rest != text and _is_risky(rest) else text


def _is_risky(text: str) -> bool:
    """Whether a spreadsheet takes a text for a formula; a number with a sign is none."""
    return text.startswith(_RISKY) and parse_decimal(text) is None
