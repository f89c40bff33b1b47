"""Folders, archives and data packages of CSV files: each file, or each resource, a grid."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import attrs

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.model.disclosure import Place, Problem
from budgetrules.readers.packed import MOST_UNPACKED, Unreadable, unread
from budgetrules.readers.raw import RawDocument, RawGrid
from budgetrules.readers.sheets import SheetCell, sheet_grid
from budgetrules.readers.tabular.delimited import csv_grid, text_of

DESCRIPTOR = "datapackage.json"
ENDINGS = (".csv", ".tsv")
_MOST_RESOURCES = 256
Fetch = Callable[[str], bytes | None]


def read_folder(path: str | Path) -> RawDocument:
    """The CSV files of a folder, as its data package says or in the order of their names. Raises OSError."""
    folder = Path(path)
    names = sorted(
        item.name for item in folder.iterdir() if item.is_file() and not item.name.startswith(".")
    )
    held = {
        name: folder / name
        for name in names
        if name == DESCRIPTOR or name.lower().endswith(ENDINGS)
    }
    if DESCRIPTOR in held:
        return read_descriptor(_bounded(held[DESCRIPTOR]), str(held[DESCRIPTOR]), str(path))
    return read_files({name: _bounded(file) for name, file in held.items()}, str(path))


def read_descriptor(data: bytes, path: str, shown: str | None = None) -> RawDocument:
    """A datapackage.json and the files beside it that it names."""
    folder = Path(path).parent

    def fetch(name: str) -> bytes | None:
        file = folder.joinpath(*PurePosixPath(name).parts)
        # A link may lead out of the folder.
        if not file.is_file() or not file.resolve().is_relative_to(folder.resolve()):
            return None
        return _bounded(file)

    return _package(data, shown or path, fetch)


def read_members(members: Mapping[str, bytes], path: str) -> RawDocument:
    """The same from an archive that is unpacked."""
    descriptor = min(
        (name for name in members if PurePosixPath(name).name == DESCRIPTOR), key=len, default=None
    )
    if descriptor is None:
        return read_files(
            {name: data for name, data in members.items() if name.lower().endswith(ENDINGS)}, path
        )
    folder = PurePosixPath(descriptor).parent
    return _package(members[descriptor], path, lambda name: members.get(str(folder / name)))


def read_files(files: Mapping[str, bytes], path: str) -> RawDocument:
    """CSV files, each a grid under its name, in the order of the names."""
    problems: list[Problem] = []
    grids: list[RawGrid] = []
    for name in sorted(files):
        try:
            grid = csv_grid(files[name], name, PurePosixPath(name).stem, problems)
        except Unreadable as error:
            problems.append(error.problem)
            continue
        if grid is not None:
            grids.append(grid)
    return _document(path, b"".join(files[name] for name in sorted(files)), grids, problems)


def _document(
    path: str, content: bytes, grids: list[RawGrid], problems: list[Problem]
) -> RawDocument:
    if not grids and not problems:
        problems.append(Problem(Diagnostic("N102", Severity.ERROR, {"path": path})))
    digest = hashlib.sha256(content).hexdigest()
    return RawDocument(path, digest, "csv", (), tuple(problems), tuple(grids), tables_only=True)


def _bounded(file: Path) -> bytes:
    with open(file, "rb") as opened:
        return opened.read(MOST_UNPACKED + 1)


def _package(data: bytes, path: str, fetch: Fetch) -> RawDocument:
    problems: list[Problem] = []
    grids: list[RawGrid] = []
    try:
        descriptor = json.loads(text_of(data, path), parse_float=str, parse_int=str)
        resources = descriptor["resources"]
        if not isinstance(resources, list):
            raise TypeError("resources")
    except Unreadable as error:
        return unread(data, path, "csv", error.problem)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        problem = Problem(
            Diagnostic("N175", Severity.ERROR, {"path": path, "reason": str(error)[:80]})
        )
        return unread(data, path, "csv", problem)
    left = MOST_UNPACKED
    content = [data]
    for number, resource in enumerate(resources[:_MOST_RESOURCES], 1):
        if not isinstance(resource, dict):
            problems.append(_wrong(path, str(number)))
            continue
        name = str(resource.get("title") or resource.get("name") or number)
        for at, part in enumerate(_parts(resource, fetch, path, problems)):
            left -= len(part)
            if left < 0:
                details = {"path": path, "limit": str(MOST_UNPACKED // 2**20)}
                problems.append(Problem(Diagnostic("N163", Severity.ERROR, details)))
                break
            content.append(part)
            _add(resource, part, name, at > 0, grids, problems)
        if "data" in resource:
            _add_inline(resource, name, path, grids, problems)
    return _document(path, b"".join(content), grids, problems)


def _wrong(path: str, name: str) -> Problem:
    return Problem(
        Diagnostic("N176", Severity.ERROR, {"path": path, "resource": name[:80]}),
        Place(sheet=name[:80]),
    )


def _parts(
    resource: dict[str, Any], fetch: Fetch, path: str, problems: list[Problem]
) -> list[bytes]:
    """The files of a resource. Only files beside the descriptor are read: no address, no path that leads elsewhere."""
    named = resource.get("path", [])
    found = []
    for name in named if isinstance(named, list) else [named]:
        pure = PurePosixPath(str(name))
        outside = (
            pure.is_absolute() or ".." in pure.parts or "://" in str(name) or "\\" in str(name)
        )
        data = None if outside else fetch(str(pure))
        if data is None:
            problems.append(_wrong(path, str(name)))
        else:
            found.append(data)
    return found


def _add(
    resource: dict[str, Any],
    data: bytes,
    name: str,
    continues: bool,
    grids: list[RawGrid],
    problems: list[Problem],
) -> None:
    dialect = resource.get("dialect") if isinstance(resource.get("dialect"), dict) else {}
    assert isinstance(dialect, dict)
    has_header = bool(dialect.get("header", True))
    titles = _titles(resource)
    sign = dialect.get("delimiter")
    encoding = resource.get("encoding")
    try:
        grid = csv_grid(
            data,
            str(resource.get("path", name)),
            name,
            problems,
            delimiter=sign if isinstance(sign, str) and len(sign) == 1 else None,
            encoding=encoding if isinstance(encoding, str) else None,
            header=titles,
            skip=1 if has_header else 0,
        )
    except Unreadable as error:
        problems.append(error.problem)
        return
    if grid is not None:
        grids.append(attrs.evolve(grid, continues=continues))


def _titles(resource: dict[str, Any]) -> tuple[str, ...]:
    """The titles of the fields, their names where they have none; nothing if no field has a title and a header is printed."""
    schema = resource.get("schema")
    fields = schema.get("fields") if isinstance(schema, dict) else None
    if not isinstance(fields, list) or not all(isinstance(field, dict) for field in fields):
        return ()
    dialect = resource.get("dialect")
    printed = not isinstance(dialect, dict) or bool(dialect.get("header", True))
    if printed and not any(field.get("title") for field in fields):
        return ()
    return tuple(str(field.get("title") or field.get("name") or "") for field in fields)


def _add_inline(
    resource: dict[str, Any], name: str, path: str, grids: list[RawGrid], problems: list[Problem]
) -> None:
    """Rows that stand in the descriptor itself: lists, or objects by field name."""
    data = resource["data"]
    if not isinstance(data, list):
        problems.append(_wrong(path, name))
        return
    rows: list[list[object]] = []
    names: dict[str, None] = {}
    for row in data:
        if isinstance(row, dict):
            names.update(dict.fromkeys(map(str, row)))
            rows.append([row.get(key) for key in names])
        elif isinstance(row, list):
            rows.append(row)
    header = list(_titles(resource)) or list(names)
    held: list[list[object]] = [[*header], *rows] if header else rows
    cells = [
        SheetCell(number, column, str(value))
        for number, row in enumerate(held, 1)
        for column, value in enumerate(row, 1)
        if value is not None and str(value).strip()
    ]
    grid = sheet_grid(cells, name)
    if grid is not None:
        grids.append(grid)
