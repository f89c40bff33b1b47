"""A folder that `writing.parquet` wrote → its records."""

from __future__ import annotations

import json
from pathlib import Path

from budgetrules.core.figures import parse_decimal
from budgetrules.model.plain import PROFILE, RECORDS, Object
from budgetrules.storage.load.csv import typed
from budgetrules.storage.load.values import Malformed

MARKER = "documents.parquet"
_MOST_ROWS = 50_000_000
_MOST_BYTES = 8 * 2**30


def load(folder: Path) -> tuple[dict[str, list[Object]], str] | None:
    """The records by type and the version of the layout; None if it is not ours. Raises Malformed, OSError, ModuleNotFoundError."""
    import pyarrow
    from pyarrow import parquet

    records: dict[str, list[Object]] = {}
    version = ""
    for name, fields in RECORDS.items():
        path = folder / f"{name}.parquet"
        try:
            with parquet.ParquetFile(path) as file:
                about = json.loads((file.schema_arrow.metadata or {}).get(b"budgetrules", b"{}"))
                if about.get("profile") != PROFILE:
                    return None
                version = str(about.get("schema_version"))
                groups = [
                    file.metadata.row_group(number).total_byte_size
                    for number in range(file.num_row_groups)
                ]
                if file.metadata.num_rows > _MOST_ROWS or sum(groups) > _MOST_BYTES:
                    raise Malformed(path.name, f"<= {_MOST_ROWS} rows", file.metadata.num_rows)
                lines = file.read().to_pylist()
        except (pyarrow.ArrowException, ValueError) as error:
            raise Malformed(path.name, "Parquet", error) from error
        parsed = {field.name: field.type for field in fields if field.type in ("object", "array")}
        for number, line in enumerate(lines):
            way = f"{path.name}[{number}]"
            line.update(
                {
                    field: typed(line[field], kind, way)
                    for field, kind in parsed.items()
                    if line.get(field) is not None
                }
            )
            _agree(line, way)
        records[name] = lines
    return records, version


def _agree(line: Object, way: str) -> None:
    """The numbers beside a value must say the same as the value."""
    value, digits = line.get("value"), line.pop("digits", None)
    decimals = line.pop("decimals", None)
    if digits is not None and (digits, decimals) != parse_decimal(str(value)):
        raise Malformed(f"{way}.digits", str(value), digits)
