"""Turn printed rows into rows of the model: keys, labels, and cells with their figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

import attrs

from budgetrules.core.figures import Rounding, read_figure
from budgetrules.core.names import fold
from budgetrules.core.units import UNITS, Unit
from budgetrules.model.disclosure import Cell, CellKind, ListData, Place, Problem, Row, read_cell
from budgetrules.model.problems import error, note, warning
from budgetrules.recognition.levels import join_code
from budgetrules.recognition.lines.rows import PrintedCell, PrintedRow
from budgetrules.recognition.lines.segment import DASHES, bare_label, is_code, plain_code
from budgetrules.schema.forms import Column, RowLabel, TableList, Template
from budgetrules.schema.vocabulary import Vocabulary

# 30101基本工资, 30101-基本工资, 301-01 基本工资; not 301.5, nor a number of six digits.
_LEADING_CODE = re.compile(r"(\d{3}(?:[-/·.]?\d{2}){0,2})(?!\d|\.\d)[-—–:：、.·/\s]*(?=[^\s\d])")
_NOT_DIGITS = re.compile(r"\D")


def build_list(
    item: TableList,
    printed: Sequence[PrintedRow],
    columns: tuple[str, ...],
    template: Template,
    unit: Unit,
) -> tuple[ListData, list[Problem]]:
    """Build the rows of a list, and say what of them can't be understood.

    `columns` are the amount columns that are printed.
    """
    rows: list[Row] = []
    problems: list[Problem] = []
    for printed_row in printed:
        cells = _cells_of(printed_row, item.id)
        if any(cell.text for cell in cells):
            index = len(rows)
            row, unread = build_row(item, cells, index, template, unit)
            rows.append(row)
            problems.extend(unread)
    if item.rows:
        problems.extend(_give_labels(rows, item, template))
    data = ListData(
        id=item.id,
        rows=rows,
        columns_present=columns,
    )
    return data, problems


def _cells_of(row: PrintedRow, list_id: str) -> list[PrintedCell]:
    """Return the cells of one of the lists that stand side by side in a row."""
    return [cell for cell in row.cells if cell.field.list_id == list_id]


def build_row(
    item: TableList,
    cells: Sequence[PrintedCell],
    index: int,
    template: Template,
    unit: Unit,
) -> tuple[Row, list[Problem]]:
    """Build the row that printed cells make up, and say which of them can't be understood."""
    printed = (cell.place for cell in cells if cell.text)
    first = next(printed, cells[0].place)
    words = _words_of(cells)
    amounts: dict[str, Cell] = {}
    problems: list[Problem] = []
    for cell in cells:
        field = cell.field
        if field.kind == "amount":
            amount = _amount(cell, template, unit)
            amounts[field.column.id] = amount
            if amount.kind is CellKind.UNREADABLE:
                problem = _problem("N110", item, cell.text, cell.place)
                problems.append(problem)
    name = _name_in(words, item)
    code = ""
    if words.codes:
        code = join_code(words.codes)
    if code and not is_code(code):
        if name and _has_digit(code):
            place = words.places.get("code", first)
            problem = _problem("N118", item, code, place)
            problems.append(problem)
        code = ""
    row = Row(
        list_id=item.id,
        index=index,
        keys=_keys(item, code, words.texts),
        code=code or None,
        name=name or _other_name(words, code),
        label=None,
        level=None,
        cells=amounts,
        place=first,
        texts=words.texts,
        text_places=words.places,
    )
    return row, problems


def _problem(
    code: str,
    item: TableList,
    text: str,
    place: Place,
) -> Problem:
    """Report a text that can't stand where it does."""
    return error(code, place, table=item.table, text=text)


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)


@attrs.frozen(eq=False)
class _Words:
    """What a row says besides its amounts: the parts of its code, and texts by column.

    `places` holds where each text stands, and under `code` where the code does.
    """

    codes: list[str]
    texts: dict[str, str]
    places: dict[str, Place]


def _words_of(cells: Sequence[PrintedCell]) -> _Words:
    """Gather what the cells of a row say besides amounts."""
    codes: list[str] = []
    texts: dict[str, str] = {}
    places: dict[str, Place] = {}
    for cell in cells:
        kind = cell.field.kind
        column = cell.field.column
        text = cell.text
        if kind == "amount":
            continue
        if kind == "code":
            codes.append(plain_code(text, surely=True))
            places.setdefault("code", cell.place)
            continue
        if kind == "coded":
            code, text = split_code(text)
            codes.append(code)
        texts[column.id] = text
        places[column.id] = cell.place
    return _Words(
        codes=codes,
        texts=texts,
        places=places,
    )


def split_code(text: str) -> tuple[str, str]:
    """201 一般公共服务支出 → code and name; a text without a code in front has none."""
    first, _, rest = text.partition(" ")
    code = plain_code(first, surely=True)
    if rest and is_code(code):
        return code, rest.strip()
    leading = _LEADING_CODE.match(text)
    if leading is None:
        return "", text
    digits = _NOT_DIGITS.sub("", leading.group(1))
    return digits, text[leading.end() :]


def _name_in(words: _Words, item: TableList) -> str:
    """Return the text in the column of names."""
    column = item.name_column()
    if column is None:
        return ""
    return words.texts.get(column.id, "")


def _other_name(words: _Words, code: str) -> str:
    """Say what stands for the name of a row that has none: text in place of its code, or any
    other.
    """
    if code:
        return ""
    in_place_of_code = "".join(words.codes)
    texts = filter(None, words.texts.values())
    return in_place_of_code or next(texts, "")


def _keys(
    item: TableList,
    code: str,
    texts: dict[str, str],
) -> dict[str, str]:
    """Return the value of each key that the row has."""
    keys: dict[str, str] = {}
    for key in item.keys:
        value = code
        if not key.is_code:
            value = texts.get(key.id, "")
        if value:
            keys[key.id] = value
    return keys


def _amount(
    cell: PrintedCell,
    template: Template,
    unit: Unit,
) -> Cell:
    """Return the cell of the model that a printed amount is, in its column's own unit if it has
    one.
    """
    text = cell.text
    if not text:
        return Cell(
            kind=CellKind.BLANK,
            figure=None,
            place=cell.place,
        )
    if text in DASHES:
        return Cell(
            kind=CellKind.DASH,
            figure=None,
            place=cell.place,
        )
    own = _unit_of(cell.field.column, unit)
    if template.truncates:
        rounding = Rounding.TRUNCATED
    else:
        rounding = Rounding.HALF
    # A table in 元 prints whole 元 or 分 whatever the form's 万元 tables do.
    least_decimals = template.least(own.symbol)
    figure = read_figure(text, own, rounding, least_decimals)
    return read_cell(figure, cell.place)


def _unit_of(column: Column, unit: Unit) -> Unit:
    if not column.unit:
        return unit
    return UNITS[column.unit]


def _give_labels(rows: Sequence[Row], item: TableList, template: Template) -> Iterator[Problem]:
    """Give rows the prescribed labels, in declared order; report those that have none.

    Equal labels fall to the next one of that name. In a form that nobody described, a second row
    of a name may be anything.
    """
    vocabulary = template.vocabulary
    printed_as = [_label_words(label, vocabulary) for label in item.rows]
    taken: set[str] = set()
    last = -1
    for row in rows:
        if row.code:
            _label_by_code(row, item)
            continue
        named = _labels_named(row, printed_as, vocabulary)
        fitting = [at for at in named if item.rows[at].id not in taken]
        if not fitting and not template.by_kinds:
            # A row printed twice takes its label twice, so that rules can see that.
            fitting = named[:1]
        at = _best_label(row, printed_as, fitting, last)
        if at is None:
            yield _unlabelled(row, item, template)
            continue
        give_label(row, item, at)
        label = item.rows[at]
        taken.add(label.id)
        if label.parent is not None:
            last = at


def _label_by_code(row: Row, item: TableList) -> None:
    """Give a row with a code the prescribed label that stands for the code."""
    for at, label in enumerate(item.rows):
        if label.code and label.code == row.code:
            give_label(row, item, at)
            return


def _unlabelled(row: Row, item: TableList, template: Template) -> Problem:
    """Report a row of a name that the form doesn't have."""
    report = note if template.by_kinds else warning
    return report("N111", row.place, table=item.id, text=row.name)


def _label_words(label: RowLabel, vocabulary: Vocabulary) -> set[str]:
    """Say how a label may be printed: folded, and without numbering."""
    words: set[str] = set()
    for text in label.labels:
        words.add(fold(text))
        words.add(bare_label(text, vocabulary))
    return words


def _labels_named(row: Row, printed_as: Sequence[Set[str]], vocabulary: Vocabulary) -> list[int]:
    """Return the numbers of the labels that a row's name may be."""
    words = {fold(row.name), bare_label(row.name, vocabulary)}
    code, behind = split_code(row.name)
    if code:
        words.add(fold(behind))
    return [at for at, labels in enumerate(printed_as) if words & labels]


def _best_label(
    row: Row,
    printed_as: Sequence[Set[str]],
    fitting: Sequence[int],
    last: int,
) -> int | None:
    """Return the label that reads as the row does, and of those the first behind the last one
    given.
    """
    name = fold(row.name)
    exact = [at for at in fitting if name in printed_as[at]]
    likely = exact or fitting
    ahead = [at for at in likely if at > last]
    best = ahead or likely
    if not best:
        return None
    return best[0]


def give_label(
    row: Row,
    item: TableList,
    at: int,
) -> None:
    """Make a row the prescribed one of this number; a label that stands for a code gives it one."""
    label = item.rows[at]
    row.label = label.id
    if label.code:
        row.code = label.code
        for key in item.keys:
            row.keys[key.id] = label.code
