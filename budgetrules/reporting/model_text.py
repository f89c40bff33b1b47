"""Print what was understood of a document, so that a person can lay it beside the original."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from budgetrules.core.diagnostics import Severity
from budgetrules.core.width import display_width
from budgetrules.messages.catalogue import printable, text
from budgetrules.messages.message import words_in
from budgetrules.model.disclosure import (
    Cell,
    CellKind,
    Claim,
    Disclosure,
    ListData,
    OtherTable,
    Problem,
    Row,
    SectionData,
    TableData,
)
from budgetrules.reporting import wording
from budgetrules.reporting.layout import Paint, clip, grid
from budgetrules.reporting.options import FormatOptions
from budgetrules.schema.forms import Column, ColumnKind, TableList

# Four things that are not numbers look different; a printed 0.00 stays 0.00.
SIGNS = {CellKind.BLANK: "·", CellKind.DASH: "—", CellKind.ABSENT: "∅", CellKind.UNREADABLE: "?"}
_COLORS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_NAME_WIDTH = 34
_HEAD_WIDTH = 24


@attrs.frozen
class _Column:
    """A column to print: its head, its cells, and the side they are aligned to."""

    head: str
    cells: list[str]
    side: str

    @property
    def width(self) -> int:
        """How many columns of a terminal it takes, the gap beside it counted."""
        widest = max(map(display_width, (self.head, *self.cells)))
        return widest + 2


def render(documents: list[Disclosure], lang: str, explain: bool, options: FormatOptions) -> str:
    """All documents; `explain` adds how tables and columns were recognised."""
    return "\n".join(_document(document, lang, explain, options) for document in documents)


def _document(document: Disclosure, lang: str, explain: bool, options: FormatOptions) -> str:
    """One document: what it is, its tables and sections, and what was not understood."""
    paint = Paint(options.color)
    lines = [paint(printable(document.path), "bold")]
    lines.append(f"  {_identity(document, lang, paint)}")
    lines.append(f"  {_counts(document, lang)}")
    if document.tables:
        signs = {kind.value: sign for kind, sign in SIGNS.items()}
        lines.append("  " + text("model.legend", lang, **signs))
    template = document.template
    lists = template.lists() if template is not None else {}
    for table in document.tables.values():
        lines += ["", *_table(table, lists, lang, options)]
    lines += _missing(document, lang, paint)
    others = [_other(other, lang) for other in document.others]
    lines += _block(paint(text("model.others", lang), "bold"), others)
    sections = [_section(section, lang) for section in document.sections]
    lines += _block(paint(text("model.sections", lang), "bold"), sections)
    lines += _problems(document, lang, paint)
    if explain:
        said = [words_in(reason, lang) for reason in document.explanation]
        reasons = [f"  {printable(line)}" for line in said]
        lines += _block(paint(text("model.explanation", lang), "bold"), reasons)
    return "\n".join(lines) + "\n"


def _block(head: str, lines: list[str]) -> list[str]:
    """A heading with lines under it; nothing where there are none."""
    return ["", head, *lines] if lines else []


def _identity(document: Disclosure, lang: str, paint: Paint) -> str:
    """Form, department and year of a document."""
    template = document.template
    if template is None:
        return paint(text("model.no_template", lang), "red")
    words = [template.title or template.id]
    if document.entity:
        words.append(document.entity)
    if document.fiscal_year is not None:
        words.append(wording.label("year", lang, year=document.fiscal_year))
    return printable(" · ".join(words))


def _counts(document: Disclosure, lang: str) -> str:
    return text(
        "model.counts",
        lang,
        tables=len(document.tables),
        rows=sum(len(list(table.rows())) for table in document.tables.values()),
        figures=sum(cell.has_figure for cell in document.cells()),
        sections=len(document.sections),
    )


def _missing(document: Disclosure, lang: str, paint: Paint) -> list[str]:
    """The tables of the form that are not there."""
    template = document.template
    tables = template.tables if template is not None else ()
    missing = [table.id for table in tables if table.id not in document.tables]
    if not missing:
        return []
    return ["", paint(text("model.missing", lang, tables=" ".join(missing)), "yellow")]


def _problems(document: Disclosure, lang: str, paint: Paint) -> list[str]:
    lines: list[str] = []
    for problem in document.problems:
        lines.extend(f"  {line}" for line in problem_lines(problem, lang, paint))
    head = wording.label("problems", lang, number=len(document.problems))
    return _block(paint(head, "bold"), lines)


def _other(other: OtherTable, lang: str) -> str:
    """The line of a table that the form doesn't know."""
    title = other.title or " ".join(other.rows[0])
    columns = max(map(len, other.rows), default=0)
    size = text("model.size", lang, rows=len(other.rows), columns=columns)
    place = wording.place_words(other.place, lang)
    return f"  {printable(title)[:60]}  {size}  {place}".rstrip()


def _section(section: SectionData, lang: str) -> str:
    """The line of a section, with its id in the form or ? where it has none."""
    place = wording.place_words(section.place, lang)
    names = f"{printable(section.path)}  {printable(section.title)}"
    return f"  {names}  [{section.id or '?'}]  {place}".rstrip()


def problem_lines(problem: Problem, lang: str, paint: Paint) -> list[str]:
    """One line for a problem and one for what to do about it."""
    severity = problem.diagnostic.severity
    place = wording.place_words(problem.place, lang)
    head = f"{wording.severity(severity, lang)} [{problem.diagnostic.code}]"
    lead = f"{place}{wording.label('colon', lang)}" if place else ""
    words = wording.problem_words(problem, lang)
    lines = [f"{paint(head, _COLORS[severity])} {lead}{words}"]
    remedy = wording.problem_hint(problem, lang)
    if remedy:
        indent = " " * (display_width(head) + 1)
        lines.append(indent + paint(remedy, "dim"))
    return lines


def _table(
    table: TableData, lists: dict[str, TableList], lang: str, options: FormatOptions
) -> list[str]:
    paint = Paint(options.color)
    code = "model.table" if table.unit_stated else "model.unit.assumed"
    title = text(code, lang, title=table.title, unit=table.unit)
    name = " ".join(filter(None, (table.id, title)))
    head = paint(printable(name), "bold")
    place = wording.place_words(table.place, lang)
    lines = [f"{head}  {place}".rstrip()]
    for item in table.lists.values():
        if len(table.lists) > 1:
            lines.append(f" {item.id}")
        if not item.rows:
            lines.append("  " + text("model.empty", lang))
            continue
        lines += _list(item, lists.get(item.id), lang, options.width)
    if table.header is not None:
        lines += _claim(table.header)
    for note in table.notes:
        lines += _claim(note)
    return lines


def _claim(claim: Claim) -> list[str]:
    """The line of a sentence, with what was read from it."""
    slots = []
    for name, slot in claim.slots.items():
        words = cell_words(slot) if isinstance(slot, Cell) else slot
        slots.append(f"{name}={words}")
    line = f"  {claim.sentence}"
    if slots:
        line += f": {', '.join(slots)}"
    return [printable(line)]


def _list(item: ListData, spec: TableList | None, lang: str, width: int | None) -> list[str]:
    """The rows of a list as a table, in as many parts as the width asks for."""
    fixed = list(_fixed_columns(item, lang, width))
    others = list(_other_columns(item, spec, width))
    lines: list[str] = []
    for part in _chunks(fixed, others, width):
        lines += _part([*fixed, *part])
        lines.append("")
    return lines[:-1]


def _part(columns: list[_Column]) -> list[str]:
    """Print these columns beside each other, with a line between heads and cells."""
    heads = [column.head for column in columns]
    cells = [column.cells for column in columns]
    sides = [column.side for column in columns]
    rows = zip(*cells, strict=True)
    head, *body = grid([heads, *rows], sides)
    width = max(map(display_width, (head, *body)))
    return [f"  {line}" for line in (head, "─" * width, *body)]


def _fixed_columns(item: ListData, lang: str, width: int | None) -> Iterator[_Column]:
    """The columns that every part repeats: code, if there is one, and name."""
    if any(row.code for row in item.rows):
        codes = [row.code or "" for row in item.rows]
        yield _Column(text("model.code", lang), codes, "left")
    names = [_name(row, width) for row in item.rows]
    yield _Column(text("model.name", lang), names, "left")


def _other_columns(item: ListData, spec: TableList | None, width: int | None) -> Iterator[_Column]:
    for column in _amounts(item, spec):
        cells = [cell_words(row.cells.get(column)) for row in item.rows]
        yield _Column(_head(column, spec), cells, "right")
    for column in _texts(item, spec):
        cells = [_text(row, column, width) for row in item.rows]
        yield _Column(_head(column, spec), cells, "left")


def _amounts(item: ListData, spec: TableList | None) -> list[str]:
    """The amount columns in printed order; what the form doesn't know comes last."""
    declared = spec.amounts() if spec is not None else ()
    columns = {column.id: None for column in declared if column.id in item.columns_present}
    for row in item.rows:
        columns.update(dict.fromkeys(row.cells))
    return list(columns)


def _texts(item: ListData, spec: TableList | None) -> list[str]:
    """The text columns that hold something, in printed order."""
    if spec is None:
        return []
    shown = spec.name_column()
    columns = [column.id for column in spec.columns if _is_text(column, shown)]
    return [name for name in columns if any(row.texts.get(name) for row in item.rows)]


def _is_text(column: Column, shown: Column | None) -> bool:
    if column.kind is ColumnKind.TEXT:
        return True
    return column.kind is ColumnKind.NAME and shown is not None and column.id != shown.id


def _head(column: str, spec: TableList | None) -> str:
    """The head of a column as the form prints it; its id where that is unknown or too wide."""
    declared = spec.column(column) if spec is not None else None
    if declared is None or not declared.path:
        return printable(column)
    steps = [spellings[0] for spellings in declared.path if spellings]
    head = "/".join(steps)
    if display_width(head) > _HEAD_WIDTH:
        return printable(column)
    return printable(head)


def _name(row: Row, width: int | None) -> str:
    """The name of a row, indented by its level."""
    indent = ""
    above = row.parent
    while above is not None:
        indent += "  "
        above = above.parent
    words = indent + printable(row.name)
    return words if width is None else clip(words, _NAME_WIDTH)


def _text(row: Row, column: str, width: int | None) -> str:
    words = printable(row.texts.get(column, "")) or SIGNS[CellKind.BLANK]
    return words if width is None else clip(words, _NAME_WIDTH)


def cell_words(cell: Cell | None) -> str:
    """A cell as people read it: the number with its decimals, or the sign of what stands there
    instead.
    """
    if cell is None:
        return SIGNS[CellKind.ABSENT]
    if cell.figure is not None and cell.kind is CellKind.FIGURE:
        return cell.figure.grouped()
    if cell.kind is CellKind.UNREADABLE:
        return f"{SIGNS[cell.kind]}{printable(cell.place.text)}"
    return SIGNS[cell.kind]


def _chunks(fixed: list[_Column], columns: list[_Column], width: int | None) -> list[list[_Column]]:
    """The columns in groups that fit into `width` beside the fixed ones, which are repeated."""
    if width is None or not columns:
        return [columns]
    taken = 2 + sum(column.width for column in fixed)
    room = max(20, width - taken)
    groups: list[list[_Column]] = [[]]
    used = 0
    for column in columns:
        used += column.width
        if groups[-1] and used > room:
            groups.append([])
            used = column.width
        groups[-1].append(column)
    return groups
