"""The model as a Frictionless data package: datapackage.json, a CSV a list, a CSV a record type."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from budgetrules.core.figures import parse_decimal
from budgetrules.messages import catalogue
from budgetrules.model.plain import PROFILE, RECORDS, SCHEMA_VERSION, Object, Value
from budgetrules.readers.text import LARGEST
from budgetrules.storage.cursor import JsonCursor
from budgetrules.storage.errors import Malformed
from budgetrules.storage.fields import bare, safe, typed, untyped
from budgetrules.storage.flatten import flatten
from budgetrules.storage.folder import whole_folder
from budgetrules.storage.markers import PACKAGE
from budgetrules.storage.records import Loaded, LoadedSheet, field_types, no_records
from budgetrules.storage.sheets import DASH, Sheet, numbered, take_sheets

# What a descriptor says under this name says that the package, or the resource, is one of ours.
_OURS = "budgetrules"
_NOT_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


def write(value: Object, target: Path) -> None:
    """Write a folder. Raises WriteError, OSError."""
    records = flatten(value)
    sheets = take_sheets(records)
    resources: list[Value] = []
    with whole_folder(target, PACKAGE) as folder:
        for number, (name, sheet) in enumerate(numbered(sheets), 1):
            file = _file_name(name, number, folder)
            _write_lines(folder / file, sheet.heads(), _safe_lines(sheet))
            resources.append(_sheet_resource(number, file, sheet))
        for name, own in records.items():
            path = folder / f"{name}.csv"
            _write_lines(path, field_types(name), _record_lines(own))
            resources.append(_records_resource(name))
        _write_descriptor(folder, resources)


def _write_descriptor(folder: Path, resources: list[Value]) -> None:
    about: Object = {"profile": PROFILE, "schema_version": SCHEMA_VERSION}
    package: Object = {
        "profile": "tabular-data-package",
        "name": "budgetrules-model",
        _OURS: about,
        "resources": resources,
    }
    text = json.dumps(package, ensure_ascii=False, indent=2)
    (folder / PACKAGE).write_text(f"{text}\n", encoding="utf-8", newline="\n")


def _safe_lines(sheet: Sheet) -> Iterator[list[str]]:
    for line in sheet.lines:
        yield [safe(text) for text in line]


def _record_lines(records: Iterable[Object]) -> Iterator[list[str]]:
    for record in records:
        yield [untyped(value) for value in record.values()]


def _file_name(name: str, number: int, folder: Path) -> str:
    """Return the file of a sheet: its name, with its number in front where that is taken."""
    stem = _NOT_IN_FILE_NAMES.sub("_", name)
    file = f"{stem}.csv"
    taken = {path.name for path in folder.iterdir()}
    is_free = file not in taken and stem not in RECORDS
    return file if is_free else f"{number}-{file}"


_Line = Sequence[str]


def _write_lines(
    path: Path,
    heads: Iterable[str],
    lines: Iterable[_Line],
) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(heads)
        writer.writerows(lines)


def _sheet_resource(number: int, file: str, sheet: Sheet) -> Object:
    fields: list[Value] = []
    for column, head in enumerate(sheet.heads()):
        type_ = _column_type(sheet, column)
        fields.append({"name": head, "type": type_})
    title = catalogue.text("sheet.in_unit", name=sheet.title, unit=sheet.unit)
    missing: list[Value] = ["", DASH]
    resource = _resource(f"list-{number}", file, title, fields, missing)
    resource[_OURS] = {
        "document": sheet.document,
        "list": sheet.list_id,
        "texts": [*sheet.texts],
        "amounts": [*sheet.amounts],
    }
    return resource


def _column_type(sheet: Sheet, column: int) -> str:
    if column == 0:
        return "integer"
    values = {line[column] for line in sheet.lines}
    values -= {"", DASH}
    # A column that holds something unreadable is no column of numbers to others.
    is_readable = all(parse_decimal(text) is not None for text in values)
    return "number" if column >= sheet.first_amount and is_readable else "string"


def _records_resource(name: str) -> Object:
    fields: list[Value] = []
    for field in RECORDS[name]:
        description: Object = {
            "name": field.name,
            "type": field.type,
            "description": field.meaning,
        }
        fields.append(description)
    key = name.replace("_", "-")
    return _resource(key, f"{name}.csv", name, fields, [""])


def _resource(
    name: str,
    path: str,
    title: str,
    fields: list[Value],
    missing: list[Value],
) -> Object:
    schema: Object = {"fields": fields, "missingValues": missing}
    return {
        "name": name,
        "title": title,
        "path": path,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def about(data: bytes) -> JsonCursor | None:
    """Return the descriptor of a package that we wrote; None for any other."""
    if _OURS.encode() not in data:
        return None
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict):
        return None
    ours = value.get(_OURS)
    if not isinstance(ours, dict) or ours.get("profile") != PROFILE:
        return None
    return JsonCursor(value, PACKAGE)


def load(package: JsonCursor, folder: Path) -> Loaded:
    """Return the records and sheets of a package of ours. Raises Malformed, OSError."""
    records = no_records()
    sheets: list[LoadedSheet] = []
    for resource in package["resources"].items():
        path = folder / _name_inside(resource["path"])
        lines = _read_lines(path)
        about_sheet = resource[_OURS]
        if not about_sheet.is_null:
            sheets.append(_loaded_sheet(about_sheet, path.name, lines))
            continue
        name = resource["title"].text()
        if name in RECORDS:
            records[name] = list(_records(name, lines))
    version = package[_OURS]["schema_version"].text()
    return Loaded(records, sheets, version)


def _loaded_sheet(
    about_sheet: JsonCursor,
    name: str,
    lines: list[list[str]],
) -> LoadedSheet:
    shown: list[list[str]] = []
    for line in lines[1:]:
        shown.append([bare(text) for text in line])
    return LoadedSheet(
        name=name,
        texts=about_sheet["texts"].names(),
        amounts=about_sheet["amounts"].names(),
        document=about_sheet["document"].text(),
        list_id=about_sheet["list"].required_text(),
        lines=shown,
    )


def _name_inside(cursor: JsonCursor) -> str:
    """Return the name of a file of the package: never one outside its folder."""
    name = cursor.required_text()
    if Path(name).name != name:
        raise Malformed(cursor.path, "file name", name)
    return name


def _read_lines(path: Path) -> list[list[str]]:
    size = path.stat().st_size
    if size > LARGEST:
        raise Malformed(path.name, f"<= {LARGEST} bytes", size)
    with path.open(encoding="utf-8-sig", newline="") as file, _long_fields():
        try:
            return [line for line in csv.reader(file) if line]
        except (csv.Error, UnicodeDecodeError) as error:
            raise Malformed(path.name, "CSV, UTF-8", error) from error


@contextmanager
def _long_fields() -> Iterator[None]:
    """Let the csv module read fields of any length; it stops at 128 kB otherwise."""
    before = csv.field_size_limit(LARGEST)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _records(name: str, lines: list[list[str]]) -> Iterator[Object]:
    types = field_types(name)
    heads = lines[0] if lines else []
    for number, line in enumerate(lines[1:], 2):
        where = f"{name}.csv:{number}"
        if len(line) != len(heads):
            raise Malformed(where, f"{len(heads)} columns", len(line))
        record: Object = {}
        for head, text in zip(heads, line, strict=True):
            type_ = types.get(head)
            if type_ is not None:
                value = typed(text, type_, f"{where} {head}")
                record[head] = value
        yield record
