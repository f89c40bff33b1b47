"""Pass 1, number: give every line and row its place in the order of reading; read every cell."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from budgetrules.readers.raw import RawLine
from budgetrules.recognition.grids.cells import (
    CaptionLine,
    CellText,
    GridCell,
    GridRows,
    caption_line,
    grid_cell,
    grid_rows,
)
from budgetrules.recognition.grids.draft import Draft


def number(draft: Draft) -> Draft:
    """Number the lines and rows of a document through from 1; no template is needed for it.

    A row takes as many numbers as the cells over it have lines.
    """
    raw = draft.raw
    lines: list[RawLine] = []
    grids: list[GridRows] = []
    texts: dict[str, CellText] = {}
    following = 1
    for raw_grid in raw.grids:
        since_grid = raw.lines[len(lines) : raw_grid.after]
        above = _numbered_lines(since_grid, following)
        lines.extend(above)
        following += len(above)
        cells = [grid_cell(cell, texts) for cell in raw_grid.cells]
        rows = grid_rows(raw_grid, cells, raw_grid.columns)
        numbers, following = _row_numbers(rows, following)
        grid = attrs.evolve(rows, numbers=numbers, above=_caption_lines(above))
        grids.append(grid)
    behind_grids = raw.lines[len(lines) :]
    lines.extend(_numbered_lines(behind_grids, following))
    return attrs.evolve(draft, lines=tuple(lines), grids=tuple(grids))


def _numbered_lines(lines: Iterable[RawLine], first: int) -> list[RawLine]:
    return [line.numbered(at) for at, line in enumerate(lines, first)]


def _caption_lines(lines: Iterable[RawLine]) -> tuple[CaptionLine, ...]:
    """Return the lines on which something is printed, as they may stand over a table."""
    captions: list[CaptionLine] = []
    for line in lines:
        if line.text.strip():
            captions.append(caption_line((line,)))
    return tuple(captions)


def _row_numbers(grid: GridRows, first: int) -> tuple[tuple[int, ...], int]:
    """Return the numbers of a grid's rows from `first` on, and the one behind them."""
    numbers: list[int] = []
    following = first
    for covered in grid.covering:
        numbers.append(following)
        cells = set(covered.values())
        following += max(1, _line_count(cells))
    return tuple(numbers), following


def _line_count(cells: Iterable[GridCell]) -> int:
    return sum(len(cell.text.lines) for cell in cells)
