"""The model as a Frictionless data package: a folder with datapackage.json, a CSV a list, a CSV a record type."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from budgetrules.core.figures import parse_decimal
from budgetrules.model.plain import PROFILE, RECORDS, SCHEMA_VERSION, Object, Value
from budgetrules.storage.save.flat import flatten
from budgetrules.storage.save.folder import whole_folder
from budgetrules.storage.save.sheets import DASH, FIXED, Sheet, numbered, take_sheets

PACKAGE = "datapackage.json"
_RISKY = ("=", "+", "-", "@", "\t", "\r", "'")


def write(value: Object, target: Path) -> None:
    """Write a folder. Raises WriteError, OSError."""
    records = flatten(value)
    sheets = take_sheets(records)
    with whole_folder(target, PACKAGE) as folder:
        resources: list[Value] = []
        for number, (name, sheet) in enumerate(numbered(sheets), 1):
            file = re.sub(r'[\\/:*?"<>|\x00-\x1f]', "_", name) + ".csv"
            taken = {path.name for path in folder.iterdir()}
            file = (
                f"{number}-{file}"
                if file in taken or file.removesuffix(".csv") in RECORDS
                else file
            )
            _write(folder / file, sheet.heads(), ([*map(safe, line)] for line in sheet.lines))
            resources.append(_of_sheet(number, file, sheet))
        for name, fields in RECORDS.items():
            heads = [field.name for field in fields]
            _write(
                folder / f"{name}.csv",
                heads,
                ([_text(held) for held in record.values()] for record in records[name]),
            )
            resources.append(_of_records(name))
        package: Object = {
            "profile": "tabular-data-package",
            "name": "budgetrules-model",
            "budgetrules": {"profile": PROFILE, "schema_version": SCHEMA_VERSION},
            "resources": resources,
        }
        (folder / PACKAGE).write_text(
            json.dumps(package, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n"
        )


def _write(path: Path, heads: Sequence[str], lines: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(heads)
        writer.writerows(lines)


def _text(value: Value) -> str:
    if value is None:
        return ""
    return safe(value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula: a ' stands in front, which reading takes away."""
    return (
        f"'{text}"
        if text.startswith(_RISKY) and (text[0] == "'" or parse_decimal(text) is None)
        else text
    )


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


def _of_sheet(number: int, file: str, sheet: Sheet) -> Object:
    fields: list[Value] = []
    first_amount = len(FIXED) + len(sheet.texts)
    for at, head in enumerate(sheet.heads()):
        values = {line[at] for line in sheet.lines} - {"", DASH}
        # A column that holds something unreadable is no column of numbers to others.
        is_number = at >= first_amount and all(parse_decimal(text) is not None for text in values)
        fields.append(
            {"name": head, "type": "integer" if at == 0 else "number" if is_number else "string"}
        )
    found = _resource(
        f"list-{number}", file, f"{sheet.title}（单位：{sheet.unit}）", fields, ["", DASH]
    )
    own: Object = {
        "document": sheet.document,
        "list": sheet.list,
        "texts": [*sheet.texts],
        "amounts": [*sheet.amounts],
    }
    return {**found, "budgetrules": own}


def _of_records(name: str) -> Object:
    fields: list[Value] = [
        {"name": field.name, "type": field.type, "description": field.meaning}
        for field in RECORDS[name]
    ]
    return _resource(name.replace("_", "-"), f"{name}.csv", name, fields, [""])
