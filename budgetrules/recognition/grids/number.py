"""Pass 1, number: give every line and row its place in the order of reading; read every cell."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from budgetrules.readers.raw import RawGrid, RawLine
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
    for grid in raw.grids:
        between = _numbered_lines(raw.lines[len(lines) : grid.after], following)
        lines.extend(between)
        following += len(between)
        rows, following = _numbered_rows(grid, texts, following)
        grids.append(attrs.evolve(rows, above=_caption_lines(between)))
    lines.extend(_numbered_lines(raw.lines[len(lines) :], following))
    return attrs.evolve(draft, lines=tuple(lines), grids=tuple(grids))


def _numbered_lines(lines: Iterable[RawLine], first: int) -> list[RawLine]:
    return [line.numbered(at) for at, line in enumerate(lines, first)]


def _caption_lines(lines: Iterable[RawLine]) -> tuple[CaptionLine, ...]:
    return tuple(caption_line((line,)) for line in lines if line.text.strip())


def _numbered_rows(raw: RawGrid, texts: dict[str, CellText], first: int) -> tuple[GridRows, int]:
    """The rows of a grid numbered from `first`, and the number behind them."""
    grid = grid_rows(raw, [grid_cell(cell, texts) for cell in raw.cells], raw.columns)
    numbers: list[int] = []
    following = first
    for covered in grid.covering:
        numbers.append(following)
        following += max(1, _line_count(set(covered.values())))
    return attrs.evolve(grid, numbers=tuple(numbers)), following


def _line_count(cells: Iterable[GridCell]) -> int:
    return sum(len(cell.text.lines) for cell in cells)
