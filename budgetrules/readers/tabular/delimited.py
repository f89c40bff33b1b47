"""CSV files: one sheet each, cells as printed."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.model.disclosure import Place, Problem
from budgetrules.readers.packed import Unreadable, unread
from budgetrules.readers.raw import RawDocument, RawGrid
from budgetrules.readers.sheets import SheetCell, sheet_grid
from budgetrules.readers.text import LARGEST, decode

MOST_CELLS = 200_000
_LONGEST_CELL = 131_072
_DELIMITERS = ",\t;|"
_SAMPLE = 64


def read_csv(data: bytes, path: str) -> RawDocument:
    """A lone CSV file as one grid."""
    name = path.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
    problems: list[Problem] = []
    try:
        grid = csv_grid(data, path, name, problems)
    except Unreadable as error:
        return unread(data, path, "csv", error.problem)
    grids = (grid,) if grid is not None else ()
    if not grids:
        problems.append(Problem(Diagnostic("N102", Severity.ERROR, {"path": path})))
    return RawDocument(
        path, hashlib.sha256(data).hexdigest(), "csv", (), tuple(problems), grids, tables_only=True
    )


def csv_grid(
    data: bytes,
    path: str,
    sheet: str,
    problems: list[Problem],
    *,
    delimiter: str | None = None,
    encoding: str | None = None,
    header: Iterable[str] = (),
    skip: int = 0,
) -> RawGrid | None:
    """The grid of a CSV file. `header` stands in place of its first `skip` rows. Raises Unreadable if it is no text."""
    text = text_of(data, path, encoding)
    lines = io.StringIO(text, newline="")
    rows = csv.reader(lines, delimiter=delimiter or _delimiter(text), strict=False)
    cells: list[SheetCell] = []
    try:
        csv.field_size_limit(_LONGEST_CELL)
        for cell in _cells(rows, tuple(header), skip):
            cells.append(cell)
            if len(cells) >= MOST_CELLS:
                problems.append(
                    Problem(
                        Diagnostic("N167", Severity.ERROR, {"limit": f"{MOST_CELLS:,}"}),
                        Place(sheet=sheet),
                    )
                )
                break
    except csv.Error as error:
        raise Unreadable("N160", path=path, reason=str(error)[:80]) from error
    return sheet_grid(cells, sheet)


def text_of(data: bytes, path: str, encoding: str | None = None) -> str:
    """The text of a file in the encoding it names, else in UTF-8, UTF-16 or GB18030. Raises Unreadable if it is none."""
    if len(data) > LARGEST:
        raise Unreadable(
            "N103", path=path, size=str(len(data) // 2**20), limit=str(LARGEST // 2**20)
        )
    text = None
    if encoding is not None:
        try:
            text = data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            text = None
    text = text if text is not None else decode(data)
    if text is None or "\x00" in text[:4096]:
        raise Unreadable("N101", path=path)
    return text.removeprefix("\ufeff")


def _cells(rows: Iterator[list[str]], header: tuple[str, ...], skip: int) -> Iterator[SheetCell]:
    for column, text in enumerate(header, 1):
        yield SheetCell(1, column, text)
    for number, row in enumerate(rows, 1):
        if header and number <= skip:
            continue
        for column, text in enumerate(row, 1):
            if text.strip():
                yield SheetCell(number + (1 if header and not skip else 0), column, text)


def _delimiter(text: str) -> str:
    """The sign that parts most lines into the same number of cells; a comma if none does."""
    lines = [line for line in text[:65_536].splitlines() if line.strip()][:_SAMPLE]
    best, points = ",", 0
    for sign in _DELIMITERS:
        counts = [line.count(sign) for line in lines]
        common = max(set(counts), key=counts.count, default=0)
        score = counts.count(common) * common
        if score > points:
            best, points = sign, score
    return best
