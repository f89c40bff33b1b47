"""What was understood of a document, printed as tables, so that a person can lay it beside the original."""

from __future__ import annotations

from budgetrules.core.diagnostics import Severity
from budgetrules.core.width import display_width
from budgetrules.messages.catalogue import printable, text
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
_NAME_WIDTH = 34


def render(documents: list[Disclosure], lang: str, explain: bool, options: FormatOptions) -> str:
    """All documents; `explain` adds how tables and columns were recognised."""
    return "\n".join(_document(document, lang, explain, options) for document in documents)


def _document(document: Disclosure, lang: str, explain: bool, options: FormatOptions) -> str:
    paint = Paint(options.color)
    template = document.template
    lines = [paint(printable(document.path), "bold")]
    if template is None:
        lines.append("  " + paint(text("model.no_template", lang), "red"))
    else:
        title = template.title or template.id
        year = (
            []
            if document.fiscal_year is None
            else [wording.label("year", lang, year=document.fiscal_year)]
        )
        lines.append(
            "  "
            + printable(" · ".join([title, *([document.entity] if document.entity else []), *year]))
        )
    rows = sum(1 for table in document.tables.values() for _ in table.rows())
    figures = sum(cell.has_figure for cell in document.cells())
    counts = text(
        "model.counts",
        lang,
        tables=len(document.tables),
        rows=rows,
        figures=figures,
        sections=len(document.sections),
    )
    lines.append("  " + counts)
    if document.tables:
        lines.append(
            "  " + text("model.legend", lang, **{kind.value: sign for kind, sign in SIGNS.items()})
        )
    lists = template.lists() if template else {}
    for table in document.tables.values():
        lines += ["", *_table(table, lists, lang, options)]
    missing = (
        [table.id for table in template.tables if table.id not in document.tables]
        if template
        else []
    )
    if missing:
        lines += ["", paint(text("model.missing", lang, tables=" ".join(missing)), "yellow")]
    if document.others:
        lines += ["", paint(text("model.others", lang), "bold")]
        lines += [_other(other, lang) for other in document.others]
    if document.sections:
        lines += ["", paint(text("model.sections", lang), "bold")]
        lines += [_section(section, lang) for section in document.sections]
    if document.problems:
        lines += ["", paint(wording.label("problems", lang, number=len(document.problems)), "bold")]
        lines += [
            f"  {line}"
            for problem in document.problems
            for line in problem_lines(problem, lang, paint)
        ]
    if explain and document.explanation:
        lines += ["", paint(text("model.explanation", lang), "bold")]
        lines += [f"  {printable(line)}" for line in document.explanation]
    return "\n".join(lines) + "\n"


def _other(other: OtherTable, lang: str) -> str:
    """The line of a table that the form doesn't know."""
    title = printable(other.title or " ".join(other.rows[0]))[:60]
    columns = max(map(len, other.rows), default=0)
    size = text("model.size", lang, rows=len(other.rows), columns=columns)
    return f"  {title}  {size}  {wording.place_words(other.place, lang)}".rstrip()


def _section(section: SectionData, lang: str) -> str:
    """The line of a section, with its id in the form or ? where it has none."""
    place = wording.place_words(section.place, lang)
    names = f"{printable(section.path)}  {printable(section.title)}"
    return f"  {names}  [{section.id or '?'}]  {place}".rstrip()


def problem_lines(problem: Problem, lang: str, paint: Paint) -> list[str]:
    """One line for a problem and one for what to do about it."""
    weight = problem.diagnostic.severity
    place = wording.place_words(problem.place, lang)
    head = f"{wording.severity(weight, lang)} [{problem.diagnostic.code}]"
    color = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}[weight]
    words = f"{place}{wording.label('colon', lang)}" if place else ""
    remedy = wording.problem_hint(problem, lang)
    first = f"{paint(head, color)} {words}{wording.problem_words(problem, lang)}"
    return [first, *([" " * (display_width(head) + 1) + paint(remedy, "dim")] if remedy else [])]


def _table(
    table: TableData, lists: dict[str, TableList], lang: str, options: FormatOptions
) -> list[str]:
    paint = Paint(options.color)
    code = "model.table" if table.unit_stated else "model.unit.assumed"
    head = printable(
        " ".join(
            part
            for part in (table.id, text(code, lang, title=table.title, unit=table.unit))
            if part
        )
    )
    lines = [f"{paint(head, 'bold')}  {wording.place_words(table.place, lang)}".rstrip()]
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
    slots = ", ".join(
        f"{name}={cell_words(slot) if isinstance(slot, Cell) else slot}"
        for name, slot in claim.slots.items()
    )
    return [printable(f"  {claim.sentence}: {slots}" if slots else f"  {claim.sentence}")]


def _list(item: ListData, spec: TableList | None, lang: str, width: int | None) -> list[str]:
    amounts, texts = _columns(item, spec)
    has_code = any(row.code for row in item.rows)
    fixed_heads = [*([text("model.code", lang)] if has_code else []), text("model.name", lang)]
    fixed = [[*([row.code or ""] if has_code else []), _name(row, width)] for row in item.rows]
    columns = [
        (_head(column, spec), [cell_words(row.cells.get(column)) for row in item.rows], "right")
        for column in amounts
    ]
    columns += [
        (_head(column, spec), [_text(row, column, width) for row in item.rows], "left")
        for column in texts
    ]
    lines: list[str] = []
    for part in _chunks(fixed_heads, fixed, columns, width):
        heads = [*fixed_heads, *(head for head, _, _ in part)]
        rows = [[*cells, *(values[i] for _, values, _ in part)] for i, cells in enumerate(fixed)]
        align = [*["left"] * len(fixed_heads), *(side for _, _, side in part)]
        printed = grid([heads, *rows], align)
        rule = "─" * max(display_width(line) for line in printed)
        lines += [f"  {line}" for line in (printed[0], rule, *printed[1:])]
        lines.append("")
    return lines[:-1]


def _columns(item: ListData, spec: TableList | None) -> tuple[list[str], list[str]]:
    """The amount columns and the text columns to print, in printed order; what the form doesn't know comes last."""
    if spec is None:
        found = dict.fromkeys(name for row in item.rows for name in row.cells)
        return list(found), []
    known: list[str] = [column.id for column in spec.amounts() if column.id in item.columns_present]
    extra = dict.fromkeys(name for row in item.rows for name in row.cells if name not in known)
    shown = spec.name_column()
    texts = [column.id for column in spec.columns if _is_text(column, shown)]
    return [*known, *extra], [
        name for name in texts if any(row.texts.get(name) for row in item.rows)
    ]


def _is_text(column: Column, shown: Column | None) -> bool:
    if column.kind is ColumnKind.TEXT:
        return True
    return column.kind is ColumnKind.NAME and shown is not None and column.id != shown.id


def _head(column: str, spec: TableList | None) -> str:
    found = spec.column(column) if spec else None
    if found is None or not found.path:
        return printable(column)
    steps = [step[0] for step in found.path if step]
    return printable("/".join(steps)) if display_width("/".join(steps)) <= 24 else printable(column)


def _name(row: Row, width: int | None) -> str:
    depth = 0
    above = row.parent
    while above is not None:
        depth, above = depth + 1, above.parent
    words = "  " * depth + printable(row.name)
    return words if width is None else clip(words, _NAME_WIDTH)


def _text(row: Row, column: str, width: int | None) -> str:
    words = printable(row.texts.get(column, "")) or SIGNS[CellKind.BLANK]
    return words if width is None else clip(words, _NAME_WIDTH)


def cell_words(cell: Cell | None) -> str:
    """A cell as people read it: the number with its decimals, or the sign of what stands there instead."""
    if cell is None:
        return SIGNS[CellKind.ABSENT]
    if cell.figure is not None and cell.kind is CellKind.FIGURE:
        return cell.figure.grouped()
    if cell.kind is CellKind.UNREADABLE:
        return f"{SIGNS[cell.kind]}{printable(cell.place.text)}"
    return SIGNS[cell.kind]


def _chunks(
    heads: list[str],
    fixed: list[list[str]],
    columns: list[tuple[str, list[str], str]],
    width: int | None,
) -> list[list[tuple[str, list[str], str]]]:
    """The columns in groups that fit into `width` beside the code and the name, which are repeated."""
    if width is None or not columns:
        return [columns]
    left = sum(
        max(display_width(cell) for cell in side) + 2 for side in zip(heads, *fixed, strict=True)
    )
    room = max(20, width - 2 - left)
    groups: list[list[tuple[str, list[str], str]]] = [[]]
    used = 0
    for column in columns:
        need = max(display_width(cell) for cell in (column[0], *column[1])) + 2
        if groups[-1] and used + need > room:
            groups.append([])
            used = 0
        groups[-1].append(column)
        used += need
    return groups
