"""Which printed column of a grid is which column of a table: header paths first, then what stands below them."""

from __future__ import annotations

import functools

import attrs

from budgetrules.core.names import fold
from budgetrules.recognition.grids.headers import column_paths, header_limit
from budgetrules.recognition.grids.similarity import LEAST, SAME, column_likeness
from budgetrules.recognition.grids.view import View, is_number, words
from budgetrules.recognition.lines.segment import Field, is_code, plain_code
from budgetrules.schema.forms import ColumnKind, Table, TableList

_KINDS = {ColumnKind.CODE: "code", ColumnKind.AMOUNT: "amount"}
_CODE_WORDS = ("编码", "代码", "编号")
_NAME_WORDS = ("名称", "项目", "科目", "内容", "类别", "分类")
# Columns that say nothing of their own: what they number or remark is in the others.
_ASIDE = ("行次", "序号", "栏次", "备注", "说明")
_SAMPLE = 60
_MOST_STRETCHES = 3
# No form is wider.
_MOST_COLUMNS = 80


@attrs.frozen(eq=False)
class Profile:
    """How many cells of a column below its headers are codes (whole numbers of up to seven digits), other numbers, texts."""

    codes: int
    numbers: int
    texts: int


@attrs.frozen(eq=False)
class ColumnMap:
    """The printed columns of a table: for each grid column the stretch it belongs to (0, unless a list is printed in several
    stretches beside each other) and the field it fills. `points` say how well the headers fit, from 0 to 100."""

    table: Table
    fields: dict[int, tuple[int, Field]]
    paths: tuple[tuple[str, ...], ...]
    likeness: dict[int, int]
    body: int
    points: int
    extra: tuple[int, ...] = ()

    def column_of(self, stretch: int, column_id: str, list_id: str) -> int | None:
        """The grid column in which a column of a list is printed."""
        for at, (held, field) in self.fields.items():
            if held == stretch and field.list_id == list_id and field.column.id == column_id:
                return at
        return None

    @property
    def stretches(self) -> int:
        """How many stretches the list is printed in."""
        return 1 + max((stretch for stretch, _ in self.fields.values()), default=0)

    def lacking(self) -> list[Field]:
        """The amount columns that the form has and the grid hasn't, those left out by some excepted."""
        held = {(field.list_id, field.column.id) for _, field in self.fields.values()}
        return [
            Field(item.id, column, "amount")
            for item in self.table.lists
            for column in item.amounts()
            if (item.id, column.id) not in held and not column.optional
        ]


def match_columns(view: View, first: int, last: int, table: Table) -> ColumnMap:
    """The best map of the rows from `first` to `last`, whose header may take as many rows as fit best; none fits with 0 points."""
    if view.grid.columns > _MOST_COLUMNS:
        return ColumnMap(table, {}, ((),) * view.grid.columns, {}, first, 0)
    limit = header_limit(view, first, last)
    profiles = [_profile(view, column, limit, last) for column in range(view.grid.columns)]
    best: ColumnMap | None = None
    for body in range(first + 1, limit + 1):
        paths = column_paths(view, first, body)
        for stretches in range(1, _MOST_STRETCHES + 1 if table.side_by_side else 2):
            found = _match(paths, profiles, table, stretches, body)
            if best is None or _weight(found) > _weight(best):
                best = found
    if best is None:
        return ColumnMap(table, {}, ((),) * view.grid.columns, {}, first, 0)
    ends = (cell.row + cell.row_span for row in range(first, best.body) for cell in view.held(row))
    return attrs.evolve(best, body=min(limit, max((best.body, *ends))))


def _weight(columns: ColumnMap) -> tuple[int, int]:
    return columns.points, sum(columns.likeness.values())


def _profile(view: View, column: int, first: int, last: int) -> Profile:
    codes = numbers = held = 0
    for row in range(first, min(last, first + _SAMPLE)):
        cell = view.cell(row, column)
        if (
            cell is None
            or cell.row != row
            or cell.column != column
            or not (text := words(cell.text))
        ):
            continue
        held += 1
        if is_code(plain_code(text.replace(" ", ""))):
            codes += 1
        elif is_number(text):
            numbers += 1
    return Profile(codes, numbers, held - codes - numbers)


@functools.lru_cache(maxsize=256)
def _printed(table: Table) -> tuple[Field, ...]:
    """The columns of a table in printed order, codes and names apart."""
    return tuple(
        Field(item.id, column, _KINDS.get(column.kind, "text"))
        for item in table.lists
        for column in item.columns
    )


def _match(
    paths: tuple[tuple[str, ...], ...],
    profiles: list[Profile],
    table: Table,
    stretches: int,
    body: int,
) -> ColumnMap:
    slots = [(stretch, field) for stretch in range(stretches) for field in _printed(table)]
    points = [
        _all_points(path, profile, table) * stretches
        for path, profile in zip(paths, profiles, strict=True)
    ]
    pairs = _aligned(points)
    fields = {at: slots[slot] for at, slot in pairs.items()}
    likeness = {at: points[at][slot] for at, slot in pairs.items()}
    for item in table.lists:
        for stretch in range(stretches):
            _complete(item, stretch, fields, paths, profiles)
    extra = tuple(
        at for at, path in enumerate(paths) if at not in fields and _is_extra(path, profiles[at])
    )
    return ColumnMap(
        table,
        fields,
        paths,
        likeness,
        body,
        _score(table, stretches, fields, likeness, extra),
        extra,
    )


def _is_extra(path: tuple[str, ...], profile: Profile) -> bool:
    return not _is_aside(path) and bool(path or profile.numbers or profile.codes)


@functools.lru_cache(maxsize=16384)
def _likenesses(path: tuple[str, ...], table: Table) -> tuple[int, ...]:
    """How like a path is to what each of a table's columns is called."""
    return tuple(column_likeness(path, field.column) for field in _printed(table))


def _all_points(path: tuple[str, ...], profile: Profile, table: Table) -> list[int]:
    """How likely a printed column is each of the table's."""
    leaf = path[-1] if path else ""
    alike = _likenesses(path, table)
    return [
        _points(path, leaf, profile, field, named)
        for field, named in zip(_printed(table), alike, strict=True)
    ]


def _points(path: tuple[str, ...], leaf: str, profile: Profile, field: Field, named: int) -> int:
    if field.kind == "amount":
        mostly_text = profile.texts > profile.numbers + profile.codes
        return max(0, named - 40) if mostly_text and profile.texts > 1 else named
    if field.kind == "code":
        if _is_aside(path):
            return 0
        if leaf == fold(field.column.part or "") or leaf.endswith(_CODE_WORDS):
            return max(named, 90)
        coded = any(word in step for step in path for word in _CODE_WORDS)
        mostly_codes = profile.codes > profile.texts + profile.numbers
        return (
            80
            if coded and not profile.texts
            else 60
            if mostly_codes and not leaf.endswith(_NAME_WORDS)
            else 0
        )
    if leaf.endswith(_NAME_WORDS) and not leaf.endswith(_CODE_WORDS):
        named = max(named, 55)
    return max(0, named - 40) if profile.numbers > profile.texts else named


def _aligned(points: list[list[int]]) -> dict[int, int]:
    """Columns to slots, both in order, with the most points; but where columns are called so plainly that only another order
    fits (预算数 and 决算数 by turns), those as they are called, and the rest in order."""
    found = _in_order(points)
    plain = _plainly(points)
    if all(found.get(at) == slot for at, slot in plain.items()):
        return found
    taken = set(plain.values())
    rest = [
        [0 if at in plain or slot in taken else value for slot, value in enumerate(row)]
        for at, row in enumerate(points)
    ]
    return {**_in_order(rest), **plain}


def _plainly(points: list[list[int]]) -> dict[int, int]:
    """The columns that are called as one slot is, more than as any other, and more than any other column is."""
    found: dict[int, int] = {}
    for at, row in enumerate(points):
        best = max(row, default=0)
        slot = row.index(best) if best >= SAME - 10 and row.count(best) == 1 else None
        if slot is not None and all(
            other[slot] < best for number, other in enumerate(points) if number != at
        ):
            found[at] = slot
    return found


def _in_order(points: list[list[int]]) -> dict[int, int]:
    """Columns to slots, both in order, with the most points; then slots left over to the column that alone is called so."""
    rows, width = len(points), len(points[0]) if points else 0
    best = [[0] * (width + 1) for _ in range(rows + 1)]
    for at in range(rows - 1, -1, -1):
        for slot in range(width - 1, -1, -1):
            skip = max(best[at + 1][slot], best[at][slot + 1])
            take = points[at][slot] + best[at + 1][slot + 1] if points[at][slot] >= LEAST else 0
            best[at][slot] = max(skip, take)
    found: dict[int, int] = {}
    at = slot = 0
    while at < rows and slot < width:
        if (
            points[at][slot] >= LEAST
            and best[at][slot] == points[at][slot] + best[at + 1][slot + 1]
        ):
            found[at] = slot
            at, slot = at + 1, slot + 1
        elif best[at][slot] == best[at + 1][slot]:
            at += 1
        else:
            slot += 1
    free = [slot for slot in range(width) if slot not in found.values()]
    for wanted in free:
        same = [row for row in range(rows) if row not in found and points[row][wanted] >= SAME - 10]
        if len(same) == 1 and sum(points[same[0]][other] >= SAME - 10 for other in free) == 1:
            found[same[0]] = wanted
    return found


def _complete(
    item: TableList,
    stretch: int,
    fields: dict[int, tuple[int, Field]],
    paths: tuple[tuple[str, ...], ...],
    profiles: list[Profile],
) -> None:
    """Columns without headers of their own: more code columns than declared, the name's column, a code and a name in one."""
    own = sorted(
        at for at, (held, field) in fields.items() if held == stretch and field.list_id == item.id
    )
    amounts = [at for at in own if fields[at][1].kind == "amount"]
    if not amounts:
        return
    begin = max((at + 1 for at in fields if at < amounts[0] and at not in own), default=0)
    codes = [column for column in item.columns if column.kind is ColumnKind.CODE]
    names = [column for column in item.columns if column.kind is ColumnKind.NAME]
    free = [at for at in range(begin, amounts[0]) if at not in fields]
    if codes:
        for at in [at for at in free if not _is_aside(paths[at])]:
            coded = (
                any(word in step for step in paths[at] for word in _CODE_WORDS)
                and not profiles[at].texts
            )
            if coded or (
                profiles[at].codes
                and profiles[at].codes > profiles[at].texts + profiles[at].numbers
            ):
                fields[at] = (stretch, Field(item.id, codes[0], "code"))
                free.remove(at)
    if names and not any(fields[at][1].column in names for at in own):
        unnamed = [at for at in free if not profiles[at].numbers and not _is_aside(paths[at])]
        if unnamed:
            fields[unnamed[-1]] = (stretch, Field(item.id, names[0], "text"))
            own.append(unnamed[-1])
    if codes and not any(
        held == stretch and field.list_id == item.id and field.kind == "code"
        for held, field in fields.values()
    ):
        for at in own:
            if fields[at][1].column == item.name_column():
                fields[at] = (stretch, Field(item.id, fields[at][1].column, "coded"))


def _is_aside(path: tuple[str, ...]) -> bool:
    return bool(path) and path[-1].endswith(_ASIDE)


def _score(
    table: Table,
    stretches: int,
    fields: dict[int, tuple[int, Field]],
    likeness: dict[int, int],
    extra: tuple[int, ...],
) -> int:
    """Seven tenths: the amount columns found and how alike their headers are; two: that nothing is left over; one: the names."""
    wanted = {
        (item.id, column.id)
        for item in table.lists
        for column in item.amounts()
        if not column.optional
    }
    if not wanted:
        return 0
    amounts = {at: (held, field) for at, (held, field) in fields.items() if field.kind == "amount"}
    required = [at for at, (_, field) in amounts.items() if not field.column.optional]
    found = 70 * sum(likeness[at] for at in required) // (SAME * len(wanted) * stretches)
    rest = 20 * len(amounts) // (len(amounts) + len(extra)) if amounts else 0
    lists = [item for item in table.lists if item.name_column() is not None]
    named = {
        (held, field.list_id) for held, field in fields.values() if field.kind in ("text", "coded")
    }
    named_lists = sum((stretch, item.id) in named for stretch in range(stretches) for item in lists)
    return found + rest + (10 * named_lists // (len(lists) * stretches) if lists else 10)
