"""A data package that `writing.csv` wrote → its records and sheets."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from budgetrules.core.figures import parse_decimal
from budgetrules.model.plain import PROFILE, RECORDS, Object, Value
from budgetrules.readers.text import LARGEST
from budgetrules.storage.load.sheets import ReadSheet
from budgetrules.storage.load.values import At, Malformed

PACKAGE = "datapackage.json"
_RISKY = ("=", "+", "-", "@", "\t", "\r", "'")


def about(data: bytes) -> At | None:
    """The descriptor of a package that we wrote; None for any other."""
    if b"budgetrules" not in data:
        return None
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict) or not isinstance(value.get("budgetrules"), dict):
        return None
    return At(value, PACKAGE) if value["budgetrules"].get("profile") == PROFILE else None


def load(package: At, folder: Path) -> tuple[dict[str, list[Object]], list[ReadSheet]]:
    """The records by type and the sheets. Raises Malformed, OSError."""
    records: dict[str, list[Object]] = {name: [] for name in RECORDS}
    sheets: list[ReadSheet] = []
    for resource in package.part("resources").items():
        path = folder / _inside(resource.part("path"))
        own = resource.part("budgetrules")
        lines = _lines(path)
        if not own.is_null:
            texts, amounts = (
                [item.named() for item in own.part(name).items()] for name in ("texts", "amounts")
            )
            shown = [[bare(text) for text in line] for line in lines[1:]]
            sheets.append(
                ReadSheet(
                    path.name,
                    own.part("document").text(),
                    own.part("list").named(),
                    texts,
                    amounts,
                    shown,
                )
            )
        elif resource.part("title").text() in RECORDS:
            name = resource.part("title").text()
            records[name] = _typed(name, lines)
    return records, sheets


def _inside(at: At) -> str:
    """The name of a file of the package: never one outside its folder."""
    name = at.named()
    if Path(name).name != name:
        raise Malformed(at.way, "file name", name)
    return name


def _lines(path: Path) -> list[list[str]]:
    if path.stat().st_size > LARGEST:
        raise Malformed(path.name, f"<= {LARGEST} bytes", path.stat().st_size)
    with path.open(encoding="utf-8-sig", newline="") as file, _long_fields():
        try:
            return [line for line in csv.reader(file) if line]
        except (csv.Error, UnicodeDecodeError) as error:
            raise Malformed(path.name, "CSV, UTF-8", error) from error


@contextmanager
def _long_fields() -> Iterator[None]:
    """The csv module stops at fields of 128 kB unless told otherwise."""
    before = csv.field_size_limit(LARGEST)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _typed(name: str, lines: list[list[str]]) -> list[Object]:
    types = {field.name: field.type for field in RECORDS[name]}
    heads = lines[0] if lines else []
    found: list[Object] = []
    for number, line in enumerate(lines[1:], 2):
        if len(line) != len(heads):
            raise Malformed(f"{name}.csv:{number}", f"{len(heads)} columns", len(line))
        found.append(
            {
                head: typed(text, types[head], f"{name}.csv:{number} {head}")
                for head, text in zip(heads, line, strict=True)
                if head in types
            }
        )
    return found


def typed(text: str, type_: str, way: str) -> Value:
    """A field of a record from its text. Raises Malformed."""
    if not text:
        return None
    if type_ == "string":
        return bare(text)
    kinds: dict[str, tuple[type, ...]] = {
        "integer": (int,),
        "number": (int, float),
        "boolean": (bool,),
        "object": (dict,),
        "array": (list,),
    }
    try:
        # Spreadsheets write TRUE.
        value = json.loads(text.lower() if type_ == "boolean" else text)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, kinds[type_]) or (isinstance(value, bool) and type_ != "boolean"):
        raise Malformed(way, type_, text)
    return cast(Value, value)


def bare(text: str) -> str:
    """A text without the ' that keeps spreadsheets from taking it for a formula."""
    return (
        text[1:]
        if text.startswith("'") and text[1:].startswith(_RISKY) and parse_decimal(text[1:]) is None
        else text
    )
