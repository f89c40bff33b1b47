"""A Parquet folder written and loaded."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyarrow import parquet as files

from budgetrules.model.plain import RECORDS
from budgetrules.storage import parquet
from budgetrules.storage.errors import Malformed
from budgetrules.storage.flatten import flatten
from tests.unit.storage.toy import toy_value


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of the toy document."""
    parquet.write(toy_value(), tmp_path / "model")
    return tmp_path / "model"


def test_records_come_back(folder: Path) -> None:
    loaded = parquet.load(folder)
    assert loaded is not None
    assert (loaded.records, loaded.sheets, loaded.version) == (flatten(toy_value()), (), "1")


@pytest.mark.parametrize("name", list(RECORDS))
def test_a_record_type_is_a_file_of_its_schema(name: str, folder: Path) -> None:
    assert files.read_schema(folder / f"{name}.parquet").equals(parquet.schema(name))


def test_beside_a_value_stand_its_digits_for_programs_that_reckon(folder: Path) -> None:
    cells = files.read_table(folder / "cells.parquet").to_pylist()
    shown = [(cell["value"], cell["digits"], cell["decimals"]) for cell in cells[:2]]
    assert shown == [("123.45", 12345, 2), (None, None, None)]


def test_digits_beyond_64_bits_are_left_out() -> None:
    value = toy_value()
    cell = value["documents"][0]["tables"][0]["lists"][0]["rows"][0]["cells"][0]
    cell["value"] = "9" * 30
    (digits, *_) = parquet.tables(flatten(value))["cells"].column("digits").to_pylist()
    assert digits is None


def test_digits_that_say_something_else_than_the_value_are_refused(folder: Path) -> None:
    table = files.read_table(folder / "cells.parquet")
    lines = table.to_pylist()
    lines[0]["digits"] = 1
    files.write_table(table.from_pylist(lines, schema=table.schema), folder / "cells.parquet")
    with pytest.raises(Malformed) as caught:
        parquet.load(folder)
    assert caught.value.where == "cells.parquet[0].digits"


def test_files_of_others_are_not_loaded(folder: Path) -> None:
    path = folder / "documents.parquet"
    files.write_table(files.read_table(path).replace_schema_metadata({}), path)
    assert parquet.load(folder) is None


def test_a_damaged_file_is_refused(folder: Path) -> None:
    (folder / "rows.parquet").write_bytes(b"PAR1 nothing")
    with pytest.raises(Malformed, match="Parquet"):
        parquet.load(folder)
