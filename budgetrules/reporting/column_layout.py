"""Lay columns beside each other, in as many parts as the width of the page asks for."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from budgetrules.core.width import display_width
from budgetrules.reporting.layout import grid, indented


@attrs.frozen
class PrintedColumn:
    """A column to print: its head, its cells, and the side they are aligned to."""

    head: str
    cells: list[str]
    side: str

    @property
    def width(self) -> int:
        """The width that it takes on a terminal, the gap beside it counted."""
        widths = map(display_width, [self.head, *self.cells])
        return max(widths) + 2


def table_lines(
    fixed: Sequence[PrintedColumn],
    others: Sequence[PrintedColumn],
    width: int | None,
) -> list[str]:
    """Print columns as a table; the fixed ones are repeated in every part of it."""
    lines: list[str] = []
    for part in _parts_that_fit(fixed, others, width):
        if lines:
            lines.append("")
        lines += _part([*fixed, *part])
    return lines


def _part(columns: list[PrintedColumn]) -> list[str]:
    """Print these columns beside each other, with a ruling between heads and cells."""
    heads = [column.head for column in columns]
    cells = [column.cells for column in columns]
    sides = [column.side for column in columns]
    rows = [heads, *zip(*cells, strict=True)]
    head, *body = grid(rows, sides)
    widths = map(display_width, [head, *body])
    ruling = "─" * max(widths)
    return indented([head, ruling, *body], 2)


def _parts_that_fit(
    fixed: Sequence[PrintedColumn],
    columns: Sequence[PrintedColumn],
    width: int | None,
) -> list[list[PrintedColumn]]:
    """Return the columns in groups that fit into `width` beside the fixed ones, which repeat."""
    if width is None or not columns:
        return [list(columns)]
    taken = 2 + sum(column.width for column in fixed)
    room = max(20, width - taken)
    group: list[PrintedColumn] = []
    groups = [group]
    used = 0
    for column in columns:
        used += column.width
        if group and used > room:
            group = []
            groups.append(group)
            used = column.width
        group.append(column)
    return groups
