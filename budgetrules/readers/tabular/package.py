"""Folders, archives and data packages of CSV files: each file, or each resource, a grid."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import attrs

from budgetrules.model.disclosure import Place, Problem
from budgetrules.readers.packed import MOST_UNPACKED
from budgetrules.readers.raw import RawDocument, RawGrid
from budgetrules.readers.sheets import SheetCell, sheet_grid, tables_document
from budgetrules.readers.tabular.delimited import Dialect, csv_grid, text_of
from budgetrules.readers.unreadable import (
    Unreadable,
    error_problem,
    megabytes,
    unread,
)

DESCRIPTOR = "datapackage.json"
ENDINGS = (".csv", ".tsv")
_MOST_RESOURCES = 256
_LONGEST_NAME = 80

# The content of a file beside a descriptor; None if there is none of that name.
Fetch = Callable[[str], bytes | None]
_Resource = Mapping[str, Any]


def read_folder(path: str | Path) -> RawDocument:
    """Return the CSV files of a folder, as its data package says or in the order of their names.

    Raises OSError.
    """
    files = _tabular_files(Path(path))
    descriptor = files.get(DESCRIPTOR)
    if descriptor is not None:
        return read_descriptor(_bounded(descriptor), str(descriptor), str(path))
    contents = {name: _bounded(file) for name, file in files.items()}
    return read_files(contents, str(path))


def _tabular_files(folder: Path) -> dict[str, Path]:
    """Return the CSV files of a folder and its descriptor, by name."""
    files: dict[str, Path] = {}
    for item in folder.iterdir():
        name = item.name
        if name.startswith(".") or not item.is_file():
            continue
        if name == DESCRIPTOR or name.lower().endswith(ENDINGS):
            files[name] = item
    return files


def read_descriptor(data: bytes, path: str, shown: str | None = None) -> RawDocument:
    """Return a datapackage.json and the files beside it that it names.

    `shown` is the path of the document where it is not that of the descriptor.
    """
    folder = Path(path).parent

    def fetch(name: str) -> bytes | None:
        file = folder.joinpath(*PurePosixPath(name).parts)
        if not file.is_file():
            return None
        # A link may lead out of the folder.
        target = file.resolve()
        if not target.is_relative_to(folder.resolve()):
            return None
        return _bounded(file)

    return _read_package(data, shown or path, fetch)


def read_members(members: Mapping[str, bytes], path: str) -> RawDocument:
    """Return the same from an archive that is unpacked."""
    descriptors: list[str] = []
    files: dict[str, bytes] = {}
    for name, data in members.items():
        if PurePosixPath(name).name == DESCRIPTOR:
            descriptors.append(name)
        if name.lower().endswith(ENDINGS):
            files[name] = data
    if not descriptors:
        return read_files(files, path)
    descriptor = min(descriptors, key=len)
    folder = PurePosixPath(descriptor).parent

    def fetch(name: str) -> bytes | None:
        return members.get(str(folder / name))

    return _read_package(members[descriptor], path, fetch)


def read_files(files: Mapping[str, bytes], path: str) -> RawDocument:
    """Read CSV files, each as a grid under its name, in the order of the names."""
    grids: list[RawGrid] = []
    problems: list[Problem] = []
    names = sorted(files)
    for name in names:
        sheet = PurePosixPath(name).stem
        try:
            grid = csv_grid(files[name], name, sheet, problems)
        except Unreadable as error:
            problems.append(error.problem)
            continue
        if grid is not None:
            grids.append(grid)
    content = b"".join(files[name] for name in names)
    return tables_document(path, content, "csv", grids, problems)


def _bounded(file: Path) -> bytes:
    """Read a file; of one that is too large, no more than shows that it is."""
    with open(file, "rb") as opened:
        return opened.read(MOST_UNPACKED + 1)


def _read_package(data: bytes, path: str, fetch: Fetch) -> RawDocument:
    """Read the resources of a data package, as its descriptor lists them."""
    try:
        resources = _resources(data, path)
    except Unreadable as error:
        return unread(data, path, "csv", error.problem)
    package = _Package(path, fetch)
    package.parts.append(data)
    first_resources = resources[:_MOST_RESOURCES]
    for number, resource in enumerate(first_resources, 1):
        package.read_resource(number, resource)
    content = b"".join(package.parts)
    return tables_document(path, content, "csv", package.grids, package.problems)


def _resources(data: bytes, path: str) -> list[object]:
    """Return what a descriptor lists. Raises Unreadable if it is none."""
    try:
        # Numbers stay the texts they are.
        descriptor = json.loads(text_of(data, path), parse_float=str, parse_int=str)
        resources = descriptor["resources"]
        if not isinstance(resources, list):
            raise TypeError("resources")
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        reason = str(error)[:_LONGEST_NAME]
        raise Unreadable("N175", path=path, reason=reason) from error
    return resources


class _Package:
    """A data package in reading: the files read so far, their grids, and what is wrong."""

    def __init__(self, path: str, fetch: Fetch) -> None:
        self.path = path
        self.parts: list[bytes] = []
        self.grids: list[RawGrid] = []
        self.problems: list[Problem] = []
        self._fetch = fetch
        self._left = MOST_UNPACKED

    def read_resource(self, number: int, resource: object) -> None:
        """Read the files of a resource, and the rows that stand in the descriptor itself."""
        if not isinstance(resource, dict):
            self._report(str(number))
            return
        name = str(_title(resource) or number)
        files = list(self._files(resource))
        for part, data in enumerate(files):
            self._left -= len(data)
            if self._left < 0:
                limit = megabytes(MOST_UNPACKED)
                problem = error_problem("N163", path=self.path, limit=limit)
                self.problems.append(problem)
                break
            self.parts.append(data)
            self._add_file(resource, data, name, continues=part > 0)
        if "data" in resource:
            self._add_rows(resource, name)

    def _report(self, name: str) -> None:
        """Say that a resource, or a file of one, can't be read."""
        shown = name[:_LONGEST_NAME]
        place = Place(sheet=shown)
        problem = error_problem("N176", place, path=self.path, resource=shown)
        self.problems.append(problem)

    def _files(self, resource: _Resource) -> Iterator[bytes]:
        """Yield the files of a resource; only those beside the descriptor are read."""
        named = resource.get("path", [])
        names = named if isinstance(named, list) else [named]
        for name in map(str, names):
            data = None
            if _is_beside(name):
                path = PurePosixPath(name)
                data = self._fetch(str(path))
            if data is None:
                self._report(name)
            else:
                yield data

    def _add_file(self, resource: _Resource, data: bytes, name: str, continues: bool) -> None:
        path = str(resource.get("path", name))
        dialect = _dialect(resource)
        try:
            grid = csv_grid(data, path, name, self.problems, dialect)
        except Unreadable as error:
            self.problems.append(error.problem)
            return
        if grid is not None:
            self.grids.append(attrs.evolve(grid, continues=continues))

    def _add_rows(self, resource: _Resource, name: str) -> None:
        """Read rows that stand in the descriptor itself: lists, or objects by field name."""
        data = resource["data"]
        if not isinstance(data, list):
            self._report(name)
            return
        names: dict[str, None] = {}
        rows: list[list[object]] = []
        for row in data:
            if isinstance(row, dict):
                own_names = map(str, row)
                names.update(dict.fromkeys(own_names))
                values = map(row.get, names)
                rows.append(list(values))
            elif isinstance(row, list):
                rows.append(row)
        header = _titles(resource) or tuple(names)
        if header:
            rows.insert(0, list(header))
        grid = sheet_grid(_cells(rows), name)
        if grid is not None:
            self.grids.append(grid)


def _is_beside(name: str) -> bool:
    """Return whether a path is that of a file beside the descriptor, and does not lead out."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        return False
    return "://" not in name and "\\" not in name


def _cells(rows: list[list[object]]) -> Iterator[SheetCell]:
    """Yield the cells with text."""
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            text = "" if value is None else str(value)
            if text.strip():
                yield SheetCell(number, column, text)


def _dialect(resource: _Resource) -> Dialect:
    """Return how a resource says that its files are written."""
    delimiter = _described(resource).get("delimiter")
    is_one_sign = isinstance(delimiter, str) and len(delimiter) == 1
    encoding = resource.get("encoding")
    return Dialect(
        delimiter=delimiter if is_one_sign else None,
        encoding=encoding if isinstance(encoding, str) else None,
        header=_titles(resource),
        skip=1 if _prints_header(resource) else 0,
    )


def _described(resource: _Resource) -> Mapping[str, Any]:
    """Return what a resource says of its dialect."""
    dialect = resource.get("dialect")
    return dialect if isinstance(dialect, dict) else {}


def _prints_header(resource: _Resource) -> bool:
    """Return whether the first row of a resource is its header."""
    dialect = _described(resource)
    return bool(dialect.get("header", True))


def _titles(resource: _Resource) -> tuple[str, ...]:
    """Return the titles of the fields, their names where they have none.

    Nothing if no field has a title and a header is printed: that stands as it is.
    """
    fields = _fields(resource)
    has_title = any(field.get("title") for field in fields)
    if not has_title and _prints_header(resource):
        return ()
    titles: list[str] = []
    for field in fields:
        title = _title(field)
        titles.append(str(title or ""))
    return tuple(titles)


def _title(described: _Resource) -> Any:
    """Return the title of a resource or field, its name if it has none."""
    return described.get("title") or described.get("name")


def _fields(resource: _Resource) -> list[_Resource]:
    """Return the fields that the schema of a resource lists; none if it is no proper schema."""
    schema = resource.get("schema")
    if not isinstance(schema, dict):
        return []
    fields = schema.get("fields")
    if not isinstance(fields, list):
        return []
    is_proper = all(isinstance(field, dict) for field in fields)
    return fields if is_proper else []
