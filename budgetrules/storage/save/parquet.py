"""The model as Parquet: a folder with a file a record type. Corpus runs keep many documents in files of this schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from budgetrules.core.figures import parse_decimal
from budgetrules.model.plain import PROFILE, RECORDS, SCHEMA_VERSION, Object, Value
from budgetrules.storage.errors import WriteError
from budgetrules.storage.save.flat import Records, flatten
from budgetrules.storage.save.folder import whole_folder

if TYPE_CHECKING:
    import pyarrow

MARKER = "documents.parquet"
# Beside the exact text of a value, for programs that reckon: value = digits · 10^-decimals. Null beyond 64 bits.
DERIVED = {"cells": ("digits", "decimals")}
_INT64 = 2**63


def write(value: Object, target: Path) -> None:
    """Write a folder. Raises WriteError (no pyarrow), OSError."""
    made = tables(flatten(value))
    from pyarrow import parquet

    with whole_folder(target, MARKER) as folder:
        for name, table in made.items():
            parquet.write_table(table, folder / f"{name}.parquet", compression="zstd")


def schema(name: str) -> pyarrow.Schema:
    """The schema of a record type. Raises WriteError without pyarrow."""
    try:
        import pyarrow
    except ModuleNotFoundError as error:
        raise WriteError("C131", format="parquet", package="pyarrow", extra="batch") from error
    types = {"integer": pyarrow.int64(), "number": pyarrow.float64(), "boolean": pyarrow.bool_()}
    fields = [
        pyarrow.field(field.name, types.get(field.type, pyarrow.string()))
        for field in RECORDS[name]
    ]
    fields += [pyarrow.field(field, pyarrow.int64()) for field in DERIVED.get(name, ())]
    about = {"profile": PROFILE, "schema_version": SCHEMA_VERSION, "record": name}
    return pyarrow.schema(fields, metadata={"budgetrules": json.dumps(about)})


def tables(records: Records) -> dict[str, pyarrow.Table]:
    """A table for each record type. Raises WriteError without pyarrow."""
    found = {}
    for name, held in records.items():
        own = schema(name)
        import pyarrow

        lines = [{field: _stored(value) for field, value in record.items()} for record in held]
        if name in DERIVED:
            lines = [{**line, **_derived(line["value"])} for line in lines]
        found[name] = pyarrow.Table.from_pylist(lines, schema=own)
    return found


def _stored(value: Value) -> Value:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value


def _derived(value: Value) -> Object:
    parsed = parse_decimal(value) if isinstance(value, str) else None
    if parsed is None or not -_INT64 <= parsed[0] < _INT64:
        return {"digits": None, "decimals": None}
    return {"digits": parsed[0], "decimals": parsed[1]}
