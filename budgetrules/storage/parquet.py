"""The model as Parquet: a folder with a file a record type.

Corpus runs keep many documents in files of this schema.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from budgetrules.core.figures import parse_decimal
from budgetrules.model.plain import PROFILE, RECORDS, SCHEMA_VERSION, Object, Value
from budgetrules.storage.errors import Malformed, WriteError
from budgetrules.storage.fields import typed
from budgetrules.storage.flatten import flatten
from budgetrules.storage.folder import whole_folder
from budgetrules.storage.markers import DOCUMENTS
from budgetrules.storage.records import Loaded, Records, field_types

if TYPE_CHECKING:
    import pyarrow
    from pyarrow.parquet import ParquetFile

# Beside the exact text of a value, for programs that reckon: value = digits · 10^-decimals.
# Null beyond 64 bits.
DERIVED = {"cells": ("digits", "decimals")}
_METADATA = "budgetrules"
_INT64 = 2**63
_MOST_ROWS = 50_000_000
_MOST_BYTES = 8 * 2**30


def write(value: Object, target: Path) -> None:
    """Write a folder. Raises WriteError (no pyarrow), OSError."""
    tables_by_name = tables(flatten(value))
    from pyarrow import parquet

    with whole_folder(target, DOCUMENTS) as folder:
        for name, table in tables_by_name.items():
            parquet.write_table(table, folder / f"{name}.parquet", compression="zstd")


def schema(name: str) -> pyarrow.Schema:
    """Return the schema of a record type. Raises WriteError without pyarrow."""
    try:
        import pyarrow
    except ModuleNotFoundError as error:
        raise WriteError("C131", format="parquet", package="pyarrow", extra="batch") from error
    types = {
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
    }
    fields = []
    for field, type_ in field_types(name).items():
        arrow_type = types.get(type_, pyarrow.string())
        fields.append(pyarrow.field(field, arrow_type))
    for derived in DERIVED.get(name, ()):
        fields.append(pyarrow.field(derived, pyarrow.int64()))
    about = {
        "profile": PROFILE,
        "schema_version": SCHEMA_VERSION,
        "record": name,
    }
    metadata = {_METADATA: json.dumps(about)}
    return pyarrow.schema(fields, metadata=metadata)


def tables(records: Records) -> dict[str, pyarrow.Table]:
    """Return a table for each record type. Raises WriteError without pyarrow."""
    tables_by_name = {}
    for name, own in records.items():
        own_schema = schema(name)
        import pyarrow

        lines = [_line(record) for record in own]
        if name in DERIVED:
            for line in lines:
                line.update(_derived(line["value"]))
        tables_by_name[name] = pyarrow.Table.from_pylist(lines, schema=own_schema)
    return tables_by_name


def _line(record: Object) -> Object:
    return {name: _stored(value) for name, value in record.items()}


def _stored(value: Value) -> Value:
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return value


def _derived(value: Value) -> Object:
    parsed = parse_decimal(value) if isinstance(value, str) else None
    digits, decimals = parsed if parsed is not None else (None, None)
    if digits is None or not -_INT64 <= digits < _INT64:
        return {"digits": None, "decimals": None}
    return {"digits": digits, "decimals": decimals}


def load(folder: Path) -> Loaded | None:
    """Return the records in a folder of ours, without sheets; None if it is none.

    Raises Malformed, OSError, ModuleNotFoundError.
    """
    import pyarrow
    from pyarrow import parquet

    records: Records = {}
    version = ""
    for name in RECORDS:
        path = folder / f"{name}.parquet"
        try:
            with parquet.ParquetFile(path) as file:
                about = _about(file)
                if about.get("profile") != PROFILE:
                    return None
                version = str(about.get("schema_version"))
                _refuse_large(file, path.name)
                records[name] = file.read().to_pylist()
        except (pyarrow.ArrowException, ValueError) as error:
            raise Malformed(path.name, "Parquet", error) from error
        for number, line in enumerate(records[name]):
            where = f"{path.name}[{number}]"
            _take_back(name, line, where)
    return Loaded(records, (), version)


def _about(file: ParquetFile) -> Mapping[str, object]:
    """Say what the file says of itself."""
    metadata = file.schema_arrow.metadata or {}
    text = metadata.get(_METADATA.encode(), b"{}")
    about: Mapping[str, object] = json.loads(text)
    return about


def _refuse_large(file: ParquetFile, name: str) -> None:
    """Raise Malformed before more is read than memory should hold."""
    rows = file.metadata.num_rows
    size = 0
    for number in range(file.num_row_groups):
        size += file.metadata.row_group(number).total_byte_size
    if rows > _MOST_ROWS or size > _MOST_BYTES:
        raise Malformed(name, f"<= {_MOST_ROWS} rows", rows)


def _take_back(name: str, line: Object, where: str) -> None:
    """Turn a line into the record it was made of. Raises Malformed."""
    for field, type_ in field_types(name).items():
        text = line.get(field)
        if type_ in ("object", "array") and text is not None:
            line[field] = typed(str(text), type_, where)
    digits = line.pop("digits", None)
    decimals = line.pop("decimals", None)
    if digits is None:
        return
    # The numbers beside a value must say the same as the value.
    value = str(line.get("value"))
    if (digits, decimals) != parse_decimal(value):
        raise Malformed(f"{where}.digits", value, digits)
