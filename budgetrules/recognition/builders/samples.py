"""The examples of rules as disclosures: what an example doesn't show is not there, a column it doesn't name is blank."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.core.figures import Rounding, read_figure
from budgetrules.core.names import fold, narrow
from budgetrules.core.units import UNITS
from budgetrules.model.disclosure import (
    Cell,
    CellKind,
    Claim,
    Disclosure,
    ListData,
    Place,
    Problem,
    Row,
    SectionData,
    TableData,
)
from budgetrules.readers.raw import RawLine
from budgetrules.recognition.lines.rows import PrintedCell
from budgetrules.recognition.lines.segment import Field, bare_label, is_code
from budgetrules.recognition.narrative.headings import is_near_heading, spelled_heading, whole_text
from budgetrules.recognition.narrative.matcher import folded, match
from budgetrules.recognition.narrative.statements import (
    read_statements,
    statement_row,
    unread_figures,
)
from budgetrules.recognition.recognise import complete
from budgetrules.recognition.table_rows import build_row, give_label
from budgetrules.schema.forms import (
    Column,
    ColumnKind,
    Section,
    Sentence,
    Statement,
    Table,
    TableList,
    Template,
)
from budgetrules.schema.list_ids import in_document, parse_list_id
from budgetrules.schema.rules import Example


def sample_disclosure(example: Example, template: Template) -> Disclosure:
    """The disclosure an example stands for; what can't be understood is a problem in it."""
    found = Disclosure(example.span.file, "", "sample", template, "", None, {})
    statements = {item.id: item for item in template.statements}
    for item in statements.values():
        found.statements[item.id] = ListData(
            item.id, [], tuple(column.id for column in item.rows.amounts())
        )
    sections = {section.id: section for section in template.all_sections()}
    said: list[RawLine] = []
    for place, text in example.texts:
        if place in sections and template.table(place) is None:
            said.append(RawLine(text, len(said) + 1))
            found.sections.append(_section(sections[place], said[-1]))
        else:
            _add_text(found, template, place, text)
    spoken, _ = read_statements(said, found.sections, template)
    for statement, data in spoken.items():
        found.statements[statement].rows.extend(data.rows)
    found.unread_figures = unread_figures(said, found)
    for list_id, lines in example.tables:
        if list_id in statements:
            _say(found, statements[list_id], lines)
        else:
            _add_rows(found, template, list_id, lines)
    said = [
        RawLine(f"{text} ", at)
        for at, (place, text) in enumerate(example.texts)
        if place in sections
    ]
    found.whole = whole_text(said, [row for table in found.tables.values() for row in table.rows()])
    complete(found, template)
    return found


def _section(section: Section, line: RawLine) -> SectionData:
    """The section whose heading a text is, or that holds the text."""
    words = folded([line])
    heading = match(Sentence(section.id, section.headings), words, whole=True)
    near = heading is None and is_near_heading(words.text, section)
    body = narrow(line.text)
    data = SectionData(
        section.id,
        section.id,
        line.text if near else section.id,
        Place(line.text, line=line.number),
        body,
    )
    data.body, data.lines, data.opens = (
        ((line.number, body),),
        (line.number, line.number),
        line.number,
    )
    data.places = (data.place,)
    data.slots, data.titled = heading.slots if heading is not None else {}, not near
    data.prescribed = spelled_heading(section) if near else ""
    return data


def of_document(example: Example, name: str, others: Iterable[str]) -> Example:
    """What an example shows of one document: of the one that is checked (no name), or of another one (上年.表5)."""
    if name:
        mine = [
            (list_id.removeprefix(in_document(name, "")), lines)
            for list_id, lines in example.tables
            if list_id.startswith(in_document(name, ""))
        ]
        return attrs.evolve(example, tables=tuple(mine), texts=())
    known = tuple(others)
    return attrs.evolve(
        example,
        tables=tuple(
            (list_id, lines)
            for list_id, lines in example.tables
            if not parse_list_id(list_id, known).document
        ),
    )


def _table(found: Disclosure, template: Template, table_id: str) -> tuple[TableData, Table]:
    schema = template.table(table_id)
    if schema is None:
        raise KeyError(table_id)
    if table_id not in found.tables:
        lists = {
            item.id: ListData(item.id, [], tuple(column.id for column in item.amounts()))
            for item in schema.lists
        }
        unit = schema.unit or template.unit
        found.tables[table_id] = TableData(
            table_id, schema.titles[0], unit, False, Place(schema.titles[0]), lists
        )
    return found.tables[table_id], schema


def _add_rows(
    found: Disclosure, template: Template, list_id: str, lines: Sequence[tuple[str, ...]]
) -> None:
    table, schema = _table(found, template, parse_list_id(list_id).table)
    item = next(item for item in schema.lists if item.id == list_id)
    rows = table.lists[list_id].rows
    named = {name.strip() for name in lines[0][1:]}
    present = tuple(
        column.id for column in item.amounts() if not column.optional or column.id in named
    )
    table.lists[list_id].columns_present = present
    unit = UNITS[table.unit]
    for line in lines[1:]:
        cells = [_first_cell(item, line[0].strip())]
        for name, text in zip(lines[0][1:], line[1:], strict=True):
            field = _field(item, name.strip())
            if field is not None and field.column is cells[0].field.column and not text.strip():
                continue
            if field is None:
                _tell(found, "N120", table=list_id, text=name.strip())
            else:
                cells.append(PrintedCell(field, text.strip(), Place(text.strip())))
        shown = {cell.field.column.id for cell in cells}
        blank = [
            Field(item.id, column, "amount")
            for column in item.amounts()
            if not column.optional and column.id not in shown
        ]
        cells.extend(PrintedCell(field, "", Place()) for field in blank)
        row, problems = build_row(item, cells, len(rows), template, unit)
        found.problems.extend(problems)
        if item.rows:
            _label(row, item, line[0], found)
        rows.append(row)


def _say(found: Disclosure, item: Statement, lines: Sequence[tuple[str, ...]]) -> None:
    """Rows of a statement: the first cell is its key, or a number where it has none. Its section is there by that."""
    if item.section and all(section.id != item.section for section in found.sections):
        found.sections.append(SectionData(item.section, item.section, item.section, Place()))
    for line in lines[1:]:
        said = dict(
            zip(
                (name.strip() for name in lines[0][1:]),
                (text.strip() for text in line[1:]),
                strict=True,
            )
        )
        key = item.rows.keys[0].id if item.rows.keys else ""
        values: dict[str, Cell | str] = {key: line[0].strip()} if key else {}
        for name, text in said.items():
            column = item.rows.column(name)
            if column is None:
                _tell(found, "N120", table=item.id, text=name)
            elif column.kind is not ColumnKind.AMOUNT:
                values[name] = text
            elif text:
                unit = UNITS[column.unit or "个"]
                rounding = Rounding.EXACT if unit.dimension in ("count", "year") else Rounding.HALF
                figure = read_figure(text, unit, rounding)
                values[name] = Cell(
                    CellKind.FIGURE if figure else CellKind.UNREADABLE, figure, Place(text)
                )
        statement_row(
            item,
            Claim(item.id, values, Place(line[0].strip())),
            None,
            found.statements[item.id].rows,
        )


def _first_cell(item: TableList, text: str) -> PrintedCell:
    code = next((column for column in item.columns if column.kind is ColumnKind.CODE), None)
    name = item.name_column()
    if code is not None and (is_code(text) or name is None):
        return PrintedCell(Field(item.id, code, "code"), text, Place(text))
    return PrintedCell(Field(item.id, name or item.columns[0], "text"), text, Place(text))


def _field(item: TableList, name: str) -> Field | None:
    column: Column | None = next(
        (column for column in item.columns if column.id == name or column.key == name), None
    )
    if column is None:
        return None
    kind = {ColumnKind.CODE: "code", ColumnKind.AMOUNT: "amount"}.get(column.kind, "text")
    return Field(item.id, column, kind)


def _label(row: Row, item: TableList, text: str, found: Disclosure) -> None:
    """A prescribed row is named by its id, or by its words."""
    word = text.strip()
    by_words = (
        label.id
        for label in item.rows
        if fold(word) in map(fold, label.labels) or bare_label(word) == label.id
    )
    name = next((label.id for label in item.rows if label.id == word), None) or next(by_words, None)
    if name is not None:
        give_label(row, item, next(at for at, label in enumerate(item.rows) if label.id == name))
    elif not row.code:
        _tell(found, "N111", table=item.id, text=word)


def _add_text(found: Disclosure, template: Template, table_id: str, text: str) -> None:
    table, schema = _table(found, template, table_id)
    words = folded([RawLine(text, 1)])
    header = match(schema.header, words, whole=True) if schema.header is not None else None
    if header is not None:
        table.header = header
        stated = next(
            (value for value in header.slots.values() if isinstance(value, str) and value in UNITS),
            None,
        )
        table.unit, table.unit_stated = stated or table.unit, stated is not None
        return
    notes = [
        claim
        for claim in (match(sentence, words) for sentence in schema.notes)
        if claim is not None
    ]
    table.notes.extend(notes)
    if not notes:
        _tell(found, "N109", table=table_id, text=text)


def _tell(found: Disclosure, code: str, **details: str) -> None:
    found.problems.append(Problem(Diagnostic(code, Severity.ERROR, details)))
