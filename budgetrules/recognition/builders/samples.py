"""Examples of rules as disclosures.

What an example doesn't show is not there; a column that it doesn't name is blank.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import attrs

from budgetrules.core.figures import Rounding, read_figure
from budgetrules.core.names import fold, narrow
from budgetrules.core.units import COUNT, UNITS
from budgetrules.model.disclosure import (
    Cell,
    Claim,
    Disclosure,
    ListData,
    Place,
    Row,
    SectionData,
    TableData,
    read_cell,
)
from budgetrules.model.problems import error
from budgetrules.readers.raw import RawLine
from budgetrules.recognition.builders.fields import empty_table, named_amounts
from budgetrules.recognition.lines.rows import PrintedCell
from budgetrules.recognition.lines.segment import Field, bare_label, field_of, is_code
from budgetrules.recognition.narrative.matcher import folded, match
from budgetrules.recognition.narrative.misprints import is_near_heading, spelled_heading
from budgetrules.recognition.narrative.read import read_narrative
from budgetrules.recognition.narrative.section_text import whole_text
from budgetrules.recognition.narrative.statement_rows import statement_row
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
from budgetrules.schema.vocabulary import Vocabulary

# Lines of cells, the first one naming the columns.
Lines = Sequence[tuple[str, ...]]


def sample_disclosure(example: Example, template: Template) -> Disclosure:
    """Build the disclosure an example stands for; what can't be understood is a problem in it."""
    disclosure = Disclosure(
        path=example.span.file,
        sha256="",
        format="sample",
        template=template,
        entity="",
        fiscal_year=None,
        tables={},
    )
    _read_texts(example, template, disclosure)
    statements = {item.id: item for item in template.statements}
    for list_id, lines in example.tables:
        if list_id in statements:
            _add_statement_rows(disclosure, statements[list_id], lines)
        else:
            _add_table_rows(disclosure, template, list_id, lines)
    lines_of_sections = _section_lines(example, template)
    disclosure.whole = whole_text(lines_of_sections, disclosure.tables.values())
    complete(disclosure, template)
    return disclosure


def of_document(example: Example, name: str, document_names: Iterable[str]) -> Example:
    """Take what an example shows of one document.

    Of the one that is checked if there is no name, else of another one (上年.表5).
    """
    names = tuple(document_names)
    tables: list[tuple[str, tuple[tuple[str, ...], ...]]] = []
    if not name:
        for list_id, lines in example.tables:
            if not parse_list_id(list_id, names).document:
                tables.append((list_id, lines))
        return attrs.evolve(example, tables=tuple(tables))
    prefix = in_document(name, "")
    for list_id, lines in example.tables:
        if list_id.startswith(prefix):
            own_id = list_id.removeprefix(prefix)
            tables.append((own_id, lines))
    return attrs.evolve(example, tables=tuple(tables), texts=())


def _read_texts(example: Example, template: Template, disclosure: Disclosure) -> None:
    """Read the texts of an example: each stands in a section, or around a table."""
    sections = {section.id: section for section in template.all_sections()}
    lines: list[RawLine] = []
    texts: list[SectionData] = []
    for place, text in example.texts:
        if place in sections and template.table(place) is None:
            line = RawLine(text, len(lines) + 1)
            lines.append(line)
            texts.append(_section(sections[place], line))
        else:
            _add_text(disclosure, template, place, text)
    narrative = read_narrative(lines, template, texts)
    disclosure.sections = narrative.sections
    disclosure.statements = narrative.statements
    disclosure.unread_figures = narrative.unread_figures


def _section_lines(example: Example, template: Template) -> list[RawLine]:
    """List the texts in sections as lines, each of them a paragraph."""
    ids = {section.id for section in template.all_sections()}
    lines: list[RawLine] = []
    for number, (place, text) in enumerate(example.texts):
        if place in ids:
            lines.append(RawLine(f"{text} ", number))
    return lines


def _section(section: Section, line: RawLine) -> SectionData:
    """Build the section whose heading a text is, or that holds the text."""
    title = section.id
    slots: dict[str, Cell | str] = {}
    prescribed = ""
    words = folded([line])
    headings = Sentence(section.id, section.headings)
    heading = match(headings, words, whole=True)
    if heading is not None:
        slots = heading.slots
    elif is_near_heading(words.text, section):
        title = line.text
        prescribed = spelled_heading(section)
    text = narrow(line.text)
    place = Place(line.text, line=line.number)
    return SectionData(
        id=section.id,
        path=section.id,
        title=title,
        place=place,
        text=text,
        lines=(line.number, line.number),
        slots=slots,
        body=((line.number, text),),
        titled=not prescribed,
        prescribed=prescribed,
        opens=line.number,
        places=(place,),
    )


def _table(disclosure: Disclosure, template: Template, table_id: str) -> tuple[TableData, Table]:
    """Return the table of an example and its form; make an empty table if there is none yet."""
    schema = template.table(table_id)
    if schema is None:
        raise KeyError(table_id)
    if table_id not in disclosure.tables:
        unit = schema.unit or template.unit
        lists: dict[str, ListData] = {}
        for item in schema.lists:
            amounts = tuple(column.id for column in item.amounts())
            lists[item.id] = ListData(item.id, [], amounts)
        disclosure.tables[table_id] = empty_table(schema, unit, lists)
    return disclosure.tables[table_id], schema


def _add_table_rows(disclosure: Disclosure, template: Template, list_id: str, lines: Lines) -> None:
    table_id = parse_list_id(list_id).table
    table, schema = _table(disclosure, template, table_id)
    item = next(item for item in schema.lists if item.id == list_id)
    names = _column_names(lines)
    data = table.lists[list_id]
    data.columns_present = named_amounts(item, names)
    for line in lines[1:]:
        cells = _cells(disclosure, item, names, line)
        unit = UNITS[table.unit]
        row, problems = build_row(item, cells, len(data.rows), template, unit)
        disclosure.problems.extend(problems)
        if item.rows:
            word = line[0].strip()
            _label(row, item, word, disclosure, template.vocabulary)
        data.rows.append(row)


def _column_names(lines: Lines) -> list[str]:
    """List the columns that an example names: in its first line, behind a word of its author."""
    return [name.strip() for name in lines[0][1:]]


def _cells(
    disclosure: Disclosure, item: TableList, names: Sequence[str], line: Sequence[str]
) -> list[PrintedCell]:
    """Make the cells of a row, with a blank one for each column of amounts not named."""
    first = _first_cell(item, line[0].strip())
    cells = [first]
    texts = map(str.strip, line[1:])
    for name, text in zip(names, texts, strict=True):
        column = _column(item, name)
        if column is None:
            _tell(disclosure, "N120", table=item.id, text=name)
        elif text or column is not first.field.column:
            field = field_of(item, column)
            cells.append(PrintedCell(field, text, Place(text)))
    shown = {cell.field.column.id for cell in cells}
    for column in item.amounts():
        if not column.optional and column.id not in shown:
            field = field_of(item, column)
            cells.append(PrintedCell(field, "", Place()))
    return cells


def _first_cell(item: TableList, text: str) -> PrintedCell:
    """Make the first cell of a row: its code, or else its name."""
    name = item.name_column()
    code = _code_column(item)
    if code is not None and (is_code(text) or name is None):
        field = Field(item.id, code, "code")
    else:
        field = Field(item.id, name or item.columns[0], "text")
    return PrintedCell(field, text, Place(text))


def _code_column(item: TableList) -> Column | None:
    for column in item.columns:
        if column.kind is ColumnKind.CODE:
            return column
    return None


def _column(item: TableList, name: str) -> Column | None:
    for column in item.columns:
        if name in (column.id, column.key):
            return column
    return None


def _label(
    row: Row, item: TableList, word: str, disclosure: Disclosure, vocabulary: Vocabulary
) -> None:
    """Tell which prescribed row a row is: by its id, or else by its words."""
    ids = [label.id for label in item.rows]
    if word in ids:
        give_label(row, item, ids.index(word))
        return
    for at, label in enumerate(item.rows):
        is_printed_so = fold(word) in map(fold, label.labels)
        is_its_id = bare_label(word, vocabulary) == label.id
        if is_printed_so or is_its_id:
            give_label(row, item, at)
            return
    if not row.code:
        _tell(disclosure, "N111", table=item.id, text=word)


def _add_statement_rows(disclosure: Disclosure, item: Statement, lines: Lines) -> None:
    """Add rows of a statement: the first cell is the key, or a number where it has none.

    The section of the statement is there by that.
    """
    present = {section.id for section in disclosure.sections}
    if item.section and item.section not in present:
        section = SectionData(
            id=item.section,
            path=item.section,
            title=item.section,
            place=Place(),
        )
        disclosure.sections.append(section)
    names = _column_names(lines)
    rows = disclosure.statements[item.id].rows
    for line in lines[1:]:
        first, *rest = map(str.strip, line)
        texts = dict(zip(names, rest, strict=True))
        slots = _slots(disclosure, item, first, texts)
        claim = Claim(item.id, slots, Place(first))
        row = statement_row(item, claim, None, len(rows))
        rows.append(row)


def _slots(
    disclosure: Disclosure, item: Statement, first: str, texts: Mapping[str, str]
) -> dict[str, Cell | str]:
    """Read the cells of a row as the slots of a statement."""
    slots: dict[str, Cell | str] = {}
    if item.rows.keys:
        slots[item.rows.keys[0].id] = first
    for name, text in texts.items():
        column = item.rows.column(name)
        if column is None:
            _tell(disclosure, "N120", table=item.id, text=name)
        elif column.kind is not ColumnKind.AMOUNT:
            slots[name] = text
        elif text:
            slots[name] = _stated_cell(column, text)
    return slots


def _stated_cell(column: Column, text: str) -> Cell:
    unit = UNITS[column.unit or COUNT.symbol]
    rounding = Rounding.HALF
    if unit.dimension in ("count", "year"):
        rounding = Rounding.EXACT
    figure = read_figure(text, unit, rounding)
    return read_cell(figure, Place(text))


def _add_text(disclosure: Disclosure, template: Template, table_id: str, text: str) -> None:
    """Read a text around a table: the line above it, or notes below."""
    table, schema = _table(disclosure, template, table_id)
    words = folded([RawLine(text, 1)])
    header = None
    if schema.header is not None:
        header = match(schema.header, words, whole=True)
    if header is not None:
        table.header = header
        unit = _stated_unit(header)
        table.unit_stated = unit is not None
        table.unit = unit or table.unit
        return
    is_note = False
    for sentence in schema.notes:
        note = match(sentence, words)
        if note is not None:
            table.notes.append(note)
            is_note = True
    if not is_note:
        _tell(disclosure, "N109", table=table_id, text=text)


def _stated_unit(header: Claim) -> str | None:
    for value in header.slots.values():
        if isinstance(value, str) and value in UNITS:
            return value
    return None


def _tell(disclosure: Disclosure, code: str, **details: str) -> None:
    disclosure.problems.append(error(code, **details))
