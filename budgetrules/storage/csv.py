"""The model as a Frictionless data package: datapackage.json, a CSV a list, a CSV a record type."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from budgetrules.core.figures import parse_decimal
from budgetrules.model.plain import PROFILE, RECORDS, SCHEMA_VERSION, Object, Value
from budgetrules.readers.text import LARGEST
from budgetrules.storage.cursor import JsonCursor
from budgetrules.storage.errors import Malformed
from budgetrules.storage.fields import bare, safe, typed, untyped
from budgetrules.storage.flatten import flatten
from budgetrules.storage.folder import whole_folder
from budgetrules.storage.sheets import DASH, LoadedSheet, Sheet, numbered, take_sheets

PACKAGE = "datapackage.json"
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
            lines = ([safe(text) for text in line] for line in sheet.lines)
            _write_lines(folder / file, sheet.heads(), lines)
            resources.append(_sheet_resource(number, file, sheet))
        for name, fields in RECORDS.items():
            heads = [field.name for field in fields]
            lines = ([untyped(field) for field in record.values()] for record in records[name])
            _write_lines(folder / f"{name}.csv", heads, lines)
            resources.append(_records_resource(name))
        package: Object = {
            "profile": "tabular-data-package",
            "name": "budgetrules-model",
            _OURS: {"profile": PROFILE, "schema_version": SCHEMA_VERSION},
            "resources": resources,
        }
        text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
        (folder / PACKAGE).write_text(text, encoding="utf-8", newline="\n")


def _file_name(name: str, number: int, folder: Path) -> str:
    """The file of a sheet: its name, with its number in front where that is taken."""
    stem = _NOT_IN_FILE_NAMES.sub("_", name)
    file = f"{stem}.csv"
    taken = {path.name for path in folder.iterdir()}
    return f"{number}-{file}" if file in taken or stem in RECORDS else file


def _write_lines(path: Path, heads: Sequence[str], lines: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(heads)
        writer.writerows(lines)


def _sheet_resource(number: int, file: str, sheet: Sheet) -> Object:
    fields: list[Value] = []
    for column, head in enumerate(sheet.heads()):
        fields.append({"name": head, "type": _column_type(sheet, column)})
    title = f"{sheet.title}（单位：{sheet.unit}）"
    own: Object = {
        "document": sheet.document,
        "list": sheet.list_id,
        "texts": [*sheet.texts],
        "amounts": [*sheet.amounts],
    }
    return {**_resource(f"list-{number}", file, title, fields, ["", DASH]), _OURS: own}


def _column_type(sheet: Sheet, column: int) -> str:
    if column == 0:
        return "integer"
    values = {line[column] for line in sheet.lines} - {"", DASH}
    # A column that holds something unreadable is no column of numbers to others.
    is_readable = all(parse_decimal(text) is not None for text in values)
    return "number" if column >= sheet.first_amount and is_readable else "string"


def _records_resource(name: str) -> Object:
    fields: list[Value] = []
    for field in RECORDS[name]:
        fields.append({"name": field.name, "type": field.type, "description": field.meaning})
    return _resource(name.replace("_", "-"), f"{name}.csv", name, fields, [""])


def _resource(
    name: str, path: str, title: str, fields: list[Value], missing: list[Value]
) -> Object:
    return {
        "name": name,
        "title": title,
        "path": path,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields, "missingValues": missing},
    }


def about(data: bytes) -> JsonCursor | None:
    """The descriptor of a package that we wrote; None for any other."""
    if _OURS.encode() not in data:
        return None
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return None
    ours = value.get(_OURS) if isinstance(value, dict) else None
    is_ours = isinstance(ours, dict) and ours.get("profile") == PROFILE
    return JsonCursor(value, PACKAGE) if is_ours else None


def version(package: JsonCursor) -> str:
    """The version of the layout that a package of ours has."""
    return package[_OURS]["schema_version"].text()


def load(package: JsonCursor, folder: Path) -> tuple[dict[str, list[Object]], list[LoadedSheet]]:
    """The records by type and the sheets. Raises Malformed, OSError."""
    records: dict[str, list[Object]] = {name: [] for name in RECORDS}
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
            records[name] = _records(name, lines)
    return records, sheets


def _loaded_sheet(about_sheet: JsonCursor, name: str, lines: list[list[str]]) -> LoadedSheet:
    return LoadedSheet(
        name=name,
        texts=[item.required_text() for item in about_sheet["texts"].items()],
        amounts=[item.required_text() for item in about_sheet["amounts"].items()],
        document=about_sheet["document"].text(),
        list_id=about_sheet["list"].required_text(),
        lines=[[bare(text) for text in line] for line in lines[1:]],
    )


def _name_inside(cursor: JsonCursor) -> str:
    """The name of a file of the package: never one outside its folder."""
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


def _records(name: str, lines: list[list[str]]) -> list[Object]:
    types = {field.name: field.type for field in RECORDS[name]}
    heads = lines[0] if lines else []
    records: list[Object] = []
    for number, line in enumerate(lines[1:], 2):
        where = f"{name}.csv:{number}"
        if len(line) != len(heads):
            raise Malformed(where, f"{len(heads)} columns", len(line))
        record: Object = {}
        for head, text in zip(heads, line, strict=True):
            if head in types:
                record[head] = typed(text, types[head], f"{where} {head}")
        records.append(record)
    return records
