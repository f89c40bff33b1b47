"""Plans as JSON: a list of values, each naming those it is made of by their numbers. Never pickle:
a cache file is only data.

Whatever occurs several times (the same expression in rules for several forms) stands in the list
once.
"""

from __future__ import annotations

import enum
import itertools
import json
from types import ModuleType
from typing import Any

import attrs

from budgetrules.core import diagnostics, figures, spans
from budgetrules.core.collecting import uncollected
from budgetrules.program import plan
from budgetrules.schema import expressions, forms, packs, rules, scopes, sources, vocabulary

_MODULES: tuple[ModuleType, ...] = (
    expressions,
    rules,
    forms,
    scopes,
    sources,
    packs,
    vocabulary,
    plan,
    spans,
    diagnostics,
    figures,
)
# An entry of the list is a plain value, or a list that begins with the number of a class or with
# one of these.
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
# In the order in which the class takes them.
_FIELDS = {
    cls: tuple(field.name for field in attrs.fields(cls)) for cls in _CLASSES if attrs.has(cls)
}

# Classes that take their fields by name only.
_NAMED = {
    _NUMBERS[cls]: _FIELDS[cls]
    for cls in _FIELDS
    if any(field.kw_only for field in attrs.fields(cls))
}


def dumps(value: object) -> str:
    """A plan as text."""
    writer = _Writer()
    writer.number(value)
    return json.dumps(writer.entries, ensure_ascii=False, separators=(",", ":"))


def loads(text: str) -> Any:
    """The plan that `dumps` wrote. Raises ValueError for a text that is none."""
    with uncollected():
        try:
            return _values(json.loads(text))[-1]
        except (IndexError, KeyError, TypeError, RecursionError) as error:
            raise ValueError(f"not a plan: {error}") from None


class _Writer:
    """The list as it grows; what is there already gets the number it has."""

    def __init__(self) -> None:
        self.entries: list[Any] = []
        self._known: dict[tuple[Any, ...], int] = {}

    def number(self, value: Any) -> int:
        """The number of a value in the list, which holds it from now on."""
        if value is None or isinstance(value, str | int | bool):
            # 1 and True are equal and not the same.
            return self._place((type(value), value), value)
        if isinstance(value, tuple):
            entry = [_TUPLE, *map(self.number, value)]
        elif isinstance(value, dict):
            entry = [_DICT, *map(self.number, itertools.chain.from_iterable(value.items()))]
        elif isinstance(value, enum.Enum):
            entry = [_ENUM, _NUMBERS[type(value)], self.number(value.value)]
        else:
            entry = [
                _NUMBERS[type(value)],
                *(self.number(getattr(value, name)) for name in _FIELDS[type(value)]),
            ]
        return self._place(tuple(entry), entry)

    def _place(self, key: tuple[Any, ...], entry: Any) -> int:
        number = self._known.setdefault(key, len(self.entries))
        if number == len(self.entries):
            self.entries.append(entry)
        return number


def _values(entries: list[Any]) -> list[Any]:
    values: list[Any] = []
    add, classes, named = values.append, _CLASSES, _NAMED
    for entry in entries:
        if entry.__class__ is not list:
            add(entry)
            continue
        kind = entry[0]
        if kind == _ENUM:
            add(classes[entry[1]](values[entry[2]]))
            continue
        parts = [values[number] for number in entry[1:]]
        if kind >= 0:
            names = named.get(kind)
            maker = classes[kind]
            add(maker(*parts) if names is None else maker(**dict(zip(names, parts, strict=True))))
        elif kind == _TUPLE:
            add(tuple(parts))
        else:
            add(dict(zip(parts[::2], parts[1::2], strict=True)))
    return values
