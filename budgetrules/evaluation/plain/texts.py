"""Texts: names, codes, levels, titles and lists of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from budgetrules.core.figures import parse_decimal
from budgetrules.core.names import fold
from budgetrules.core.operators import TextOperator
from budgetrules.evaluation.instance import Instance
from budgetrules.evaluation.plain.signatures import Build, Builder, Run
from budgetrules.evaluation.truth import Weighted
from budgetrules.evaluation.unknown import Undecidable
from budgetrules.evaluation.values import ABSENT_INDEX, AbsentTable, Group, constant_cell
from budgetrules.evaluation.view import DocumentView
from budgetrules.model.disclosure import Row, TableData
from budgetrules.schema import expressions as x
from budgetrules.schema.expressions import TextPart
from budgetrules.schema.sources import CodeEntry

# The text, or texts, that a row gives: of the row, the id of the part (of a key or a column), and
# the document.
RowText = Callable[[Row, str, DocumentView], str | list[str] | None]

# A text as printed, or several.
Printed = str | Iterable[str]


def agreement(operator: TextOperator) -> Callable[[Printed, Printed], bool]:
    """Make the relation of an operator between printed texts, whatever their width and spaces."""
    holds = operator.holds
    when_alike = operator.when_alike

    def agrees(one: Printed, other: Printed) -> bool:
        # Most texts are the same character by character, or not even nearly: folding decides the
        # rest.
        if when_alike is not None and one == other:
            return when_alike
        return holds(_folded(one), _folded(other))

    return agrees


def _folded(printed: Printed) -> tuple[str, ...]:
    if isinstance(printed, str):
        return (fold(printed),)
    return tuple(map(fold, printed))


def _text(node: x.Text, build: Build) -> Run:
    value = node.value
    return lambda instance: value


def _texts(node: x.Texts, build: Build) -> Run:
    values = [build(value) for value in node.values]
    return lambda instance: [value(instance) for value in values]


def _text_of(node: x.TextOf, build: Build) -> Run:
    record_of = build(node.record)
    part = node.part
    name = node.name
    of_row = row_text(part)

    def text(instance: Instance) -> Any:
        record = record_of(instance)
        if isinstance(record, Row):
            return of_row(record, name, instance.document)
        if record is None or isinstance(record, AbsentTable):
            return None
        if isinstance(record, TableData):
            return record.title
        if isinstance(record, CodeEntry):
            return _of_entry(record, part)
        if isinstance(record, Group):
            return record.keys.get(name)
        return record.get(name)

    return text


def _of_entry(entry: CodeEntry, part: TextPart) -> str | tuple[str, ...] | None:
    if part is TextPart.TRUST:
        return entry.trust
    if part is TextPart.NAMES:
        return entry.names
    if not entry.names:
        return None
    return entry.names[0]


def _level(row: Row, name: str, view: DocumentView) -> str | None:
    return row.level


def _code(row: Row, name: str, view: DocumentView) -> str | None:
    return row.code


def _last_level(row: Row, name: str, view: DocumentView) -> str | None:
    levels = view.schema(row.list_id).levels
    if not levels:
        return None
    return levels[-1]


def _key(row: Row, name: str, view: DocumentView) -> str | None:
    return row.keys.get(name) or row.code or None


def _printed_name(row: Row, name: str, view: DocumentView) -> str | None:
    if row.index == ABSENT_INDEX:
        return None
    return row.name or None


def _printed_column(row: Row, name: str, view: DocumentView) -> str | None:
    if row.index == ABSENT_INDEX:
        return None
    printed = row.texts.get(name)
    if printed:
        return printed
    # A code list's name column may be called 名称 whatever it is printed as.
    is_said = row.list_id in view.disclosure.statements
    if is_said:
        return None
    return row.name or None


def _printed_items(row: Row, name: str, view: DocumentView) -> list[str] | None:
    if row.index == ABSENT_INDEX:
        return None
    printed = row.texts.get(name)
    if not printed:
        return None
    items = (item.strip() for item in printed.split("、"))
    return [item for item in items if item]


def namesake(row: Row, name: str, view: DocumentView) -> str | None:
    """Return the code that the row's code list gives its name under the same parent.

    For a code that belongs nowhere, the one of its name that the list lacks. None where it gives
    none, or several.
    """
    if row.code is None:
        return None
    list_id = row.list_id
    key = view.memo(("code key", list_id), lambda: view.schema(list_id).code_key())
    if key is None or key.codelist is None:
        return None
    codelist = view.declarations.codelists[key.codelist]
    named = fold(row.name)
    codes = codelist.namesakes.get((row.code[:-2], len(row.code), named), ())
    if not codes and row.code not in codelist.entries:
        printed = view.memo(("printed codes", list_id), lambda: _printed_codes(view, list_id))
        may_repeat = view.schema(list_id).repeats_codes()
        return codelist.lost_code(row.code, named, printed, may_repeat=may_repeat)
    return codes[0] if len(codes) == 1 else None


def _printed_codes(view: DocumentView, list_id: str) -> frozenset[str]:
    """Return the codes of the rows that a list prints."""
    data = view.disclosure.list_data(list_id)
    rows = data.rows if data is not None else ()
    return frozenset(row.code for row in rows if row.code is not None)


_OF_ROW: dict[TextPart, RowText] = {
    TextPart.LEVEL: _level,
    TextPart.CODE: _code,
    TextPart.LAST_LEVEL: _last_level,
    TextPart.NAMESAKE_CODE: namesake,
    TextPart.KEY: _key,
    TextPart.COLUMN: _printed_column,
    TextPart.ITEMS: _printed_items,
    TextPart.NAME: _printed_name,
}


def row_text(part: TextPart) -> RowText:
    """Return the text that stands for a part of a row."""
    return _OF_ROW.get(part, _printed_name)


def _names_of(node: x.NamesOf, build: Build) -> Run:
    collection = build(node.collection)
    value = build(node.value)

    def names(instance: Instance) -> list[str]:
        texts = []
        for member in collection(instance):
            text = value(instance.with_member(member))
            if text is not None:
                texts.append(text)
        return texts

    return names


def _last_digits(node: x.LastDigits, build: Build) -> Run:
    text_of = build(node.text)
    count = node.count

    def last(instance: Instance) -> str | None:
        text: str | None = text_of(instance)
        if text is None:
            return None
        return text[-count:]

    return last


def _entity(node: x.EntityName, build: Build) -> Run:
    return lambda instance: instance.document.disclosure.entity or None


def _year_day(node: x.YearDay, build: Build) -> Run:
    day = "12-31" if node.last else "01-01"
    return lambda instance: f"{instance.document.parameter('budget_year')[0]}-{day}"


def _parameter(node: x.ParameterOf, build: Build) -> Run:
    name = node.name
    unit = node.unit
    if unit is None:
        return lambda instance: instance.document.parameter(name)
    symbol = unit

    def number(instance: Instance) -> Weighted:
        text = instance.document.parameter(name)[0]
        if parse_decimal(text) is None:
            raise Undecidable("V111", name=name, text=text)
        return [(1, constant_cell(text.replace(",", ""), symbol))]

    return number


BUILDERS: dict[type, Builder] = {
    x.Text: _text,
    x.Texts: _texts,
    x.TextOf: _text_of,
    x.NamesOf: _names_of,
    x.LastDigits: _last_digits,
    x.EntityName: _entity,
    x.YearDay: _year_day,
    x.ParameterOf: _parameter,
}
