"""How many decimals stand for numbers without a number format: the most that any number of their column has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from budgetrules.core.figures import parse_decimal, plain_decimal
from budgetrules.readers.raw import RawCell
from budgetrules.recognition.grids.assign import Piece
from budgetrules.recognition.grids.view import number_words
from budgetrules.recognition.lines.segment import Field

_MOST_DECIMALS = 6


@attrs.frozen(eq=False)
class Decimals:
    """`texts` holds what stands for cells by their identity; `columns` the columns in which zeros were added, with how many
    decimals; `all_loose` whether no amount of the table has a number format."""

    texts: dict[int, str]
    columns: dict[str, int]
    all_loose: bool


def decimals_of(pieces: Iterable[Piece]) -> Decimals:
    """The texts of loose amounts, with the zeros at their ends that General leaves out."""
    held: dict[tuple[str, str], list[RawCell]] = {}
    for piece in pieces:
        for field, cell in _amounts(piece):
            held.setdefault((field.list_id, field.column.id), []).append(cell)
    texts: dict[int, str] = {}
    columns: dict[str, int] = {}
    for (_, column), cells in held.items():
        parsed = {
            id(cell): found
            for cell in cells
            if (found := parse_decimal(number_words(cell.text))) is not None
        }
        most = min(_MOST_DECIMALS, max((decimals for _, decimals in parsed.values()), default=0))
        for cell in cells:
            digits, decimals = parsed.get(id(cell), (0, most))
            if cell.loose and decimals < most:
                texts[id(cell)] = plain_decimal(digits * 10 ** (most - decimals), most)
                columns[column] = most
    all_loose = all(
        cell.loose
        for cells in held.values()
        for cell in cells
        if parse_decimal(cell.text) is not None
    )
    return Decimals(texts, columns, all_loose)


def _amounts(piece: Piece) -> Iterator[tuple[Field, RawCell]]:
    for at, (_, field) in piece.columns.fields.items():
        if field.kind != "amount":
            continue
        for row in range(piece.first, piece.last):
            cell = piece.view.cell(row, at)
            if cell is not None and cell.row == row and cell.column == at and cell.text.strip():
                yield field, cell
