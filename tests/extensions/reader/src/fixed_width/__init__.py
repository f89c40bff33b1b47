"""A reader for files with fixed columns: what begins with a bar is a row of a table, anything else a line."""

from __future__ import annotations

import hashlib

from budgetrules import Diagnostic, Place, Problem, RawCell, RawDocument, RawGrid, RawLine, Severity


def read_fixed(data: bytes, path: str) -> RawDocument:
    """The lines and tables of a file. What is no text is a problem, never an exception."""
    digest = hashlib.sha256(data).hexdigest()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        problem = Problem(Diagnostic("N101", Severity.ERROR, {"path": path}))
        return RawDocument(path, digest, "fixed", problems=(problem,))
    lines: list[RawLine] = []
    grids: list[RawGrid] = []
    rows: list[list[RawCell]] = []
    for number, line in enumerate([*text.splitlines(), ""], 1):
        if line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            places = [
                Place(cell, sheet="1", cell=f"{number}:{at + 1}") for at, cell in enumerate(cells)
            ]
            rows.append(
                [
                    RawCell(cell, len(rows), at, place=place)
                    for at, (cell, place) in enumerate(zip(cells, places, strict=True))
                ]
            )
            continue
        if rows:
            flat = tuple(cell for row in rows for cell in row)
            grids.append(
                RawGrid(flat, len(rows), max(map(len, rows)), len(lines), rows[0][0].place)
            )
            rows = []
        if line:
            lines.append(RawLine(f"{line} ", number))
    return RawDocument(path, digest, "fixed", tuple(lines), grids=tuple(grids))
