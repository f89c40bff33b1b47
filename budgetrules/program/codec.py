"""Plans as JSON: frozen values as lists that begin with the number of their class. Never pickle: a cache file is only data."""

from __future__ import annotations

import enum
import json
from types import ModuleType
from typing import Any

import attrs

from budgetrules.core import diagnostics, figures, spans
from budgetrules.program import plan
from budgetrules.schema import expressions, forms, packs, rules, scopes, sources

_MODULES: tuple[ModuleType, ...] = (
    expressions,
    rules,
    forms,
    scopes,
    sources,
    packs,
    plan,
    spans,
    diagnostics,
    figures,
)
_TUPLE, _DICT, _ENUM = -1, -2, -3


def _classes() -> list[type]:
    found = []
    for module in _MODULES:
        for value in vars(module).values():
            if (
                isinstance(value, type)
                and value.__module__ == module.__name__
                and (attrs.has(value) or issubclass(value, enum.Enum))
            ):
                found.append(value)
    return found


_CLASSES = _classes()
_NUMBERS = {cls: number for number, cls in enumerate(_CLASSES)}
_FIELDS = {cls: tuple(field.alias or field.name for field in attrs.fields(cls)) for cls in _CLASSES if attrs.has(cls)}


def dumps(value: object) -> str:
    """A plan as text."""
    return json.dumps(_encode(value), ensure_ascii=False, separators=(",", ":"))


def loads(text: str) -> Any:
    """The plan that `dumps` wrote. Raises ValueError for a text that is none."""
    try:
        return _decode(json.loads(text))
    except (IndexError, KeyError, TypeError, RecursionError) as error:
        raise ValueError(f"not a plan: {error}") from None


def _encode(value: Any) -> Any:
    if value is None or isinstance(value, str | int | bool):
        return value
    if isinstance(value, tuple):
        return [_TUPLE, *map(_encode, value)]
    if isinstance(value, dict):
        return [_DICT, *(_encode(part) for pair in value.items() for part in pair)]
    if isinstance(value, enum.Enum):
        return [_ENUM, _NUMBERS[type(value)], value.value]
    return [_NUMBERS[type(value)], *(_encode(getattr(value, name)) for name in _FIELDS[type(value)])]


def _decode(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    kind = value[0]
    if kind >= 0:
        return _CLASSES[kind](*[_decode(part) if isinstance(part, list) else part for part in value[1:]])
    if kind == _TUPLE:
        return tuple([_decode(part) if isinstance(part, list) else part for part in value[1:]])
    if kind == _DICT:
        parts = [_decode(part) for part in value[1:]]
        return dict(zip(parts[::2], parts[1::2], strict=True))
    return _CLASSES[value[1]](value[2])
