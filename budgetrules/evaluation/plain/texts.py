"""Texts: names, codes, levels, titles and lists of them."""

from __future__ import annotations

from typing import Any

from budgetrules.core.figures import parse_decimal
from budgetrules.core.names import fold
from budgetrules.evaluation.plain.signatures import Build, Builder, Frame, Run
from budgetrules.evaluation.truth import Weighted
from budgetrules.evaluation.view import (
    ABSENT_INDEX,
    AbsentTable,
    DocumentView,
    Group,
    Unknowable,
    constant_cell,
)
from budgetrules.model.disclosure import Row, TableData
from budgetrules.schema import expressions as x
from budgetrules.schema.sources import CodeEntry


def _text(node: x.Text, build: Build) -> Run:
    value = node.value
    return lambda frame: value


def _texts(node: x.Texts, build: Build) -> Run:
    values = [build(value) for value in node.values]
    return lambda frame: [value(frame) for value in values]


def _text_of(node: x.TextOf, build: Build) -> Run:
    record = build(node.record)
    kind, _, name = node.part.partition(":")

    def text(frame: Frame) -> Any:
        held = record(frame)
        if held is None or isinstance(held, AbsentTable):
            return None
        if isinstance(held, Row):
            return _of_row(held, kind, name, frame)
        if isinstance(held, TableData):
            return held.title
        if isinstance(held, CodeEntry):
            return {
                "trust": held.trust,
                "names": held.names,
                "name": held.names[0] if held.names else None,
            }[kind]
        if isinstance(held, Group):
            return held.keys.get(name)
        return held.get(name)

    return text


def _of_row(row: Row, kind: str, name: str, frame: Frame) -> str | list[str] | None:
    if kind == "level":
        return row.level
    if kind == "code":
        return row.code
    if kind == "last_level":
        levels = frame["doc"].schema(row.list_id).levels
        return levels[-1] if levels else None
    if kind == "namesake_code":
        return namesake(row, frame["doc"])
    if row.index == ABSENT_INDEX and kind != "key":
        return None
    if kind == "key":
        return row.keys.get(name) or row.code or None
    if kind == "column":
        # A code list's name column may be called 名称 whatever it is printed as.
        return row.texts.get(name) or (
            None if row.list_id in frame["doc"].disclosure.statements else row.name or None
        )
    if kind == "list":
        held = row.texts.get(name)
        return [part.strip() for part in held.split("、") if part.strip()] if held else None
    return row.name or None


def namesake(row: Row, doc: DocumentView) -> str | None:
    """The code that the row's code list gives its name under the same parent; None where it gives none, or several."""
    if row.code is None:
        return None
    list_id = row.list_id
    key = doc.once(("code key", list_id), lambda: doc.schema(list_id).code_key())
    if key is None or key.codelist is None:
        return None
    found = doc.declarations.codelists[key.codelist].namesakes.get(
        (row.code[:-2], len(row.code), fold(row.name)), ()
    )
    return found[0] if len(found) == 1 else None


def _names_of(node: x.NamesOf, build: Build) -> Run:
    collection, value = build(node.collection), build(node.value)

    def names(frame: Frame) -> list[str]:
        inner = dict(frame)
        found = []
        for member in collection(frame):
            inner["member"] = member
            text = value(inner)
            if text is not None:
                found.append(text)
        return found

    return names


def _last_digits(node: x.LastDigits, build: Build) -> Run:
    text, count = build(node.text), node.count

    def last(frame: Frame) -> str | None:
        held = text(frame)
        return held[-count:] if held is not None else None

    return last


def _entity(node: x.EntityName, build: Build) -> Run:
    return lambda frame: frame["doc"].disclosure.entity or None


def _parameter(node: x.ParameterOf, build: Build) -> Run:
    name, unit = node.name, node.unit
    if unit is None:
        return lambda frame: frame["doc"].parameter(name)
    symbol = unit

    def number(frame: Frame) -> Weighted:
        text = frame["doc"].parameter(name)[0]
        if parse_decimal(text) is None:
            raise Unknowable("V111", name=name, text=text)
        return [(1, constant_cell(text.replace(",", ""), symbol))]

    return number


BUILDERS: dict[type, Builder] = {
    x.Text: _text,
    x.Texts: _texts,
    x.TextOf: _text_of,
    x.NamesOf: _names_of,
    x.LastDigits: _last_digits,
    x.EntityName: _entity,
    x.ParameterOf: _parameter,
}
