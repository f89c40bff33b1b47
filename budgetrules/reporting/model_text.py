"""Print what was understood of a document, so that a person can lay it beside the original."""

from __future__ import annotations

from collections.abc import Iterator

from budgetrules.core.diagnostics import Severity
from budgetrules.core.width import display_width
from budgetrules.messages.catalogue import printable, text
from budgetrules.messages.message import words_in
from budgetrules.model.disclosure import (
    Cell,
    CellKind,
    Claim,
    Disclosure,
    InferredTable,
    ListData,
    OtherTable,
    Problem,
    Row,
    SectionData,
    TableData,
)
from budgetrules.reporting import wording
from budgetrules.reporting.cell_text import SIGNS, cell_words
from budgetrules.reporting.column_layout import PrintedColumn, table_lines
from budgetrules.reporting.layout import Paint, clip, indented
from budgetrules.reporting.options import FormatOptions
from budgetrules.reporting.statement_text import statement_lines
from budgetrules.reporting.unread_text import unread_lines
from budgetrules.schema.forms import Column, ColumnKind, TableList

_COLORS = {
    Severity.ERROR: "red",
    Severity.WARNING: "yellow",
    Severity.NOTE: "cyan",
}
# Characters of the title of a table that the form doesn't know.
_MOST_OF_TITLE = 60
_NAME_WIDTH = 34
_HEAD_WIDTH = 24


def render(documents: list[Disclosure], lang: str, explain: bool, options: FormatOptions) -> str:
    """Print all documents; `explain` adds how tables and columns were recognised."""
    paint = Paint(options.color)
    parts: list[str] = []
    for document in documents:
        lines = list(_document(document, lang, paint, options.width))
        if explain:
            lines += _explanation(document, lang, paint)
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def _document(
    document: Disclosure,
    lang: str,
    paint: Paint,
    width: int | None,
) -> Iterator[str]:
    """Yield the lines of a document: what it is, its tables and sections, what is unclear."""
    path = printable(document.path)
    yield paint(path, "bold")
    yield "  " + _identity(document, lang, paint)
    yield "  " + _counts(document, lang)
    if document.tables:
        yield "  " + _legend(lang)
    lists: dict[str, TableList] = {}
    if document.template is not None:
        lists = document.template.lists()
    for table in document.tables.values():
        yield ""
        yield _table_head(table, lang, paint)
        yield from _table_lines(table, lists, lang, width)
    yield from _missing(document, lang, paint)
    yield from _other_tables(document, lang, paint)
    yield from _sections(document, lang, paint)
    yield from statement_lines(document, lang, paint, width)
    yield from unread_lines(document, lang, paint, width)
    yield from _problems(document, lang, paint)


def _legend(lang: str) -> str:
    """Explain the signs of cells that hold no number."""
    signs: dict[str, str] = {}
    for kind, sign in SIGNS.items():
        signs[kind.value] = sign
    return text("model.legend", lang, **signs)


def _block(head: str, lines: list[str]) -> list[str]:
    """Return a heading with lines under it; nothing where there are none."""
    return ["", head, *lines] if lines else []


def _identity(document: Disclosure, lang: str, paint: Paint) -> str:
    """Name form, department and year of a document."""
    template = document.template
    if template is None:
        words = text("model.no_template", lang)
        return paint(words, "red")
    parts = [template.title or template.id]
    if document.entity:
        parts.append(document.entity)
    if document.fiscal_year is not None:
        year = wording.label("year", lang, year=document.fiscal_year)
        parts.append(year)
    return printable(" · ".join(parts))


def _counts(document: Disclosure, lang: str) -> str:
    """Say how many tables, rows, figures and sections a document has."""
    number_of_rows = 0
    for table in document.tables.values():
        number_of_rows += len(list(table.rows()))
    return text(
        "model.counts",
        lang,
        tables=len(document.tables),
        rows=number_of_rows,
        figures=sum(cell.has_figure for cell in document.cells()),
        sections=len(document.sections),
    )


def _missing(document: Disclosure, lang: str, paint: Paint) -> list[str]:
    """Name the tables of the form that are not there; one that nobody described asks for none."""
    if document.template is None or document.template.by_kinds:
        return []
    missing: list[str] = []
    for table in document.template.tables:
        if table.id not in document.tables:
            missing.append(table.id)
    if not missing:
        return []
    words = text("model.missing", lang, tables=" ".join(missing))
    return ["", paint(words, "yellow")]


def _other_tables(document: Disclosure, lang: str, paint: Paint) -> list[str]:
    """List the tables that the form doesn't know."""
    head = text("model.others", lang)
    lines = [_other_table(table, lang) for table in document.others]
    lines += [_inferred_table(table, lang) for table in document.inferred]
    return _block(paint(head, "bold"), lines)


def _sections(document: Disclosure, lang: str, paint: Paint) -> list[str]:
    """List the sections."""
    head = text("model.sections", lang)
    lines = [_section(section, lang) for section in document.sections]
    return _block(paint(head, "bold"), lines)


def _problems(document: Disclosure, lang: str, paint: Paint) -> list[str]:
    """List what could not be read."""
    lines: list[str] = []
    for problem in document.problems:
        of_problem = problem_lines(problem, lang, paint)
        lines += indented(of_problem, 2)
    number = len(document.problems)
    head = wording.label("problems", lang, number=number)
    return _block(paint(head, "bold"), lines)


def _explanation(document: Disclosure, lang: str, paint: Paint) -> list[str]:
    """List the reasons that tables and columns were taken for what they are."""
    head = text("model.explanation", lang)
    lines: list[str] = []
    for reason in document.explanation:
        words = words_in(reason, lang)
        lines.append(f"  {printable(words)}")
    return _block(paint(head, "bold"), lines)


def _other_table(table: OtherTable, lang: str) -> str:
    """Return the line of a table that the form doesn't know."""
    title = table.title or " ".join(table.rows[0])
    columns = max(map(len, table.rows), default=0)
    size = text("model.size", lang, rows=len(table.rows), columns=columns)
    place = wording.place_words(table.place, lang)
    clipped = printable(title)[:_MOST_OF_TITLE]
    return _line_of([clipped, size, place])


def _inferred_table(table: InferredTable, lang: str) -> str:
    """Return the line of a table that was inferred: what it was taken for."""
    columns: list[str] = []
    for item in table.schema.lists:
        columns.extend(column.id for column in item.columns)
    rows = list(table.data.rows())
    words = text(
        "model.inferred",
        lang,
        id=table.schema.id,
        title=table.data.title[:_MOST_OF_TITLE],
        rows=len(rows),
        nested=sum(row.parent is not None for row in rows),
        columns=" ".join(columns),
    )
    return "  " + printable(words)


def _section(section: SectionData, lang: str) -> str:
    """Return the line of a section, with its id in the form or ? where it has none."""
    place = wording.place_words(section.place, lang)
    path = printable(section.path)
    title = printable(section.title)
    name = section.id or "?"
    return _line_of([path, title, f"[{name}]", place])


def _line_of(parts: list[str]) -> str:
    """Return parts beside each other, behind an indent."""
    line = "  " + "  ".join(parts)
    return line.rstrip()


def problem_lines(problem: Problem, lang: str, paint: Paint) -> list[str]:
    """Return one line for a problem and one for what to do about it."""
    diagnostic = problem.diagnostic
    severity = wording.severity(diagnostic.severity, lang)
    head = f"{severity} [{diagnostic.code}]"
    painted = paint(head, _COLORS[diagnostic.severity])
    words = wording.placed_problem_words(problem, lang)
    lines = [f"{painted} {words}"]
    remedy = wording.problem_hint(problem, lang)
    if remedy:
        hang = display_width(head) + 1
        lines += indented([paint(remedy, "dim")], hang)
    return lines


def _table_head(table: TableData, lang: str, paint: Paint) -> str:
    """Return the line with id, title, unit and place of a table."""
    code = "model.table" if table.unit_stated else "model.unit.assumed"
    name = text(code, lang, title=table.title, unit=table.unit)
    if table.id:
        name = f"{table.id} {name}"
    head = paint(printable(name), "bold")
    place = wording.place_words(table.place, lang)
    return f"{head}  {place}".rstrip()


def _table_lines(
    table: TableData,
    lists: dict[str, TableList],
    lang: str,
    width: int | None,
) -> Iterator[str]:
    """Yield the lists of a table, then the sentences above and below it."""
    has_several_lists = len(table.lists) > 1
    for item in table.lists.values():
        if has_several_lists:
            yield f" {item.id}"
        if item.rows:
            spec = lists.get(item.id)
            yield from _list(item, spec, lang, width)
        else:
            yield "  " + text("model.empty", lang)
    if table.header is not None:
        yield _claim(table.header)
    for note in table.notes:
        yield _claim(note)


def _claim(claim: Claim) -> str:
    """Return the line of a sentence, with what was read from it."""
    slots: list[str] = []
    for name, slot in claim.slots.items():
        words = cell_words(slot) if isinstance(slot, Cell) else slot
        slots.append(f"{name}={words}")
    line = f"  {claim.sentence}"
    if slots:
        line += ": " + ", ".join(slots)
    return printable(line)


def _list(item: ListData, spec: TableList | None, lang: str, width: int | None) -> list[str]:
    """Return the rows of a list as a table, in as many parts as the width asks for."""
    fixed = list(_fixed_columns(item, lang, width))
    others = list(_other_columns(item, spec, width))
    return table_lines(fixed, others, width)


def _fixed_columns(item: ListData, lang: str, width: int | None) -> Iterator[PrintedColumn]:
    """Yield the columns that every part repeats: code, if there is one, and name."""
    codes = [row.code or "" for row in item.rows]
    if any(codes):
        head = text("model.code", lang)
        yield PrintedColumn(head, codes, "left")
    names = [_name(row, width) for row in item.rows]
    head = text("model.name", lang)
    yield PrintedColumn(head, names, "left")


def _other_columns(
    item: ListData,
    spec: TableList | None,
    width: int | None,
) -> Iterator[PrintedColumn]:
    """Yield the columns of amounts, then those of texts."""
    for column in _amounts(item, spec):
        head = _head(column, spec)
        cells = [cell_words(row.cells.get(column)) for row in item.rows]
        yield PrintedColumn(head, cells, "right")
    for column in _texts(item, spec):
        head = _head(column, spec)
        cells = [_text(row, column, width) for row in item.rows]
        yield PrintedColumn(head, cells, "left")


def _amounts(item: ListData, spec: TableList | None) -> list[str]:
    """Return the amount columns in printed order; what the form doesn't know comes last."""
    columns: dict[str, None] = {}
    if spec is not None:
        for column in spec.amounts():
            if column.id in item.columns_present:
                columns[column.id] = None
    for row in item.rows:
        columns.update(dict.fromkeys(row.cells))
    return list(columns)


def _texts(item: ListData, spec: TableList | None) -> list[str]:
    """Return the text columns that hold something, in printed order."""
    if spec is None:
        return []
    name_column = spec.name_column()
    columns: list[str] = []
    for column in spec.columns:
        if _is_text(column, name_column) and _is_filled(column, item):
            columns.append(column.id)
    return columns


def _is_filled(column: Column, item: ListData) -> bool:
    """Return whether some row has a text in a column."""
    texts = [row.texts.get(column.id) for row in item.rows]
    return any(texts)


def _is_text(column: Column, name_column: Column | None) -> bool:
    """Return whether a column holds texts; names that are printed as the name don't count."""
    if column.kind is ColumnKind.TEXT:
        return True
    if column.kind is not ColumnKind.NAME or name_column is None:
        return False
    return column.id != name_column.id


def _head(column: str, spec: TableList | None) -> str:
    """Return the head of a column as the form prints it; its id where none is known or fits."""
    declared = None
    if spec is not None:
        declared = spec.column(column)
    if declared is None or not declared.path:
        return printable(column)
    steps = [spellings[0] for spellings in declared.path if spellings]
    head = "/".join(steps)
    if display_width(head) > _HEAD_WIDTH:
        return printable(column)
    return printable(head)


def _name(row: Row, width: int | None) -> str:
    """Return the name of a row, indented by its level."""
    indent = ""
    above = row.parent
    while above is not None:
        indent += "  "
        above = above.parent
    name = indent + printable(row.name)
    return _clipped(name, width)


def _text(row: Row, column: str, width: int | None) -> str:
    """Return the text of a row in a column, or the sign of a blank."""
    words = printable(row.texts.get(column, ""))
    return _clipped(words or SIGNS[CellKind.BLANK], width)


def _clipped(words: str, width: int | None) -> str:
    """Return words, clipped where the width of lines is limited at all."""
    return words if width is None else clip(words, _NAME_WIDTH)
