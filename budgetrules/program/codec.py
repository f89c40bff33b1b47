"""Plans as JSON: a list of values, each naming those it is made of by their numbers.

Never pickle: a cache file is only data.

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
from budgetrules.schema import cues, expressions, forms, packs, rules, scopes, sources, vocabulary

_MODULES: tuple[ModuleType, ...] = (
    cues,
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
    """Return every class whose values may stand in a plan, in a fixed order."""
    classes = []
    for module in _MODULES:
        for value in vars(module).values():
            if isinstance(value, type) and _is_of_plans(value, module):
                classes.append(value)
    return classes


def _is_of_plans(cls: type, module: ModuleType) -> bool:
    if cls.__module__ != module.__name__:
        return False
    return attrs.has(cls) or issubclass(cls, enum.Enum)


def _field_names(cls: type[attrs.AttrsInstance]) -> tuple[str, ...]:
    """Return the fields of a class, in the order in which it takes them."""
    return tuple(field.name for field in attrs.fields(cls))


def _takes_names(cls: type[attrs.AttrsInstance]) -> bool:
    """Return whether a class takes its fields by name only."""
    return any(field.kw_only for field in attrs.fields(cls))


_CLASSES = _classes()
_ATTRS_CLASSES = [cls for cls in _CLASSES if attrs.has(cls)]
_NUMBERS = {cls: number for number, cls in enumerate(_CLASSES)}
_FIELDS: dict[type, tuple[str, ...]] = {cls: _field_names(cls) for cls in _ATTRS_CLASSES}
# The fields of classes that take them by name only, by the number of the class.
_NAMED = {_NUMBERS[cls]: _FIELDS[cls] for cls in _ATTRS_CLASSES if _takes_names(cls)}


def dumps(value: object) -> str:
    """Return a plan as text."""
    writer = _Writer()
    writer.number(value)
    return json.dumps(writer.entries, ensure_ascii=False, separators=(",", ":"))


def loads(text: str) -> Any:
    """Return the plan that `dumps` wrote. Raises ValueError for a text that is none."""
    with uncollected():
        try:
            values = _values(json.loads(text))
            return values[-1]
        except (IndexError, KeyError, TypeError, RecursionError) as error:
            raise ValueError(f"not a plan: {error}") from None


class _Writer:
    """The list as it grows; what is there already gets the number it has."""

    def __init__(self) -> None:
        self.entries: list[Any] = []
        self._known: dict[tuple[Any, ...], int] = {}

    def number(self, value: Any) -> int:
        """Return the number of a value in the list, which holds it from now on."""
        if value is None or isinstance(value, str | int | bool):
            # 1 and True are equal and not the same.
            key = (type(value), value)
            return self._place(key, value)
        entry = self._entry(value)
        return self._place(tuple(entry), entry)

    def _entry(self, value: Any) -> list[int]:
        """Return a value as the numbers of what it is made of, led by what it is."""
        if isinstance(value, tuple):
            return [_TUPLE, *map(self.number, value)]
        if isinstance(value, dict):
            keys_and_values = itertools.chain.from_iterable(value.items())
            return [_DICT, *map(self.number, keys_and_values)]
        cls = type(value)
        if isinstance(value, enum.Enum):
            return [_ENUM, _NUMBERS[cls], self.number(value.value)]
        entry = [_NUMBERS[cls]]
        for name in _FIELDS[cls]:
            part = getattr(value, name)
            entry.append(self.number(part))
        return entry

    def _place(self, key: tuple[Any, ...], entry: Any) -> int:
        number = self._known.setdefault(key, len(self.entries))
        if number == len(self.entries):
            self.entries.append(entry)
        return number


def _values(entries: list[Any]) -> list[Any]:
    """Make the values of a list, each of those before it."""
    values: list[Any] = []
    # Local names: a plan has some twenty thousand entries.
    add = values.append
    classes = _CLASSES
    named = _NAMED
    for entry in entries:
        if entry.__class__ is not list:
            add(entry)
            continue
        kind = entry[0]
        if kind == _ENUM:
            _, number, value = entry
            add(classes[number](values[value]))
            continue
        parts = [values[number] for number in entry[1:]]
        if kind == _TUPLE:
            add(tuple(parts))
        elif kind == _DICT:
            pairs = zip(parts[::2], parts[1::2], strict=True)
            add(dict(pairs))
        elif kind in named:
            fields = zip(named[kind], parts, strict=True)
            add(classes[kind](**dict(fields)))
        else:
            add(classes[kind](*parts))
    return values
