"""A data package written and loaded."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from budgetrules.storage import csv as model_csv
from budgetrules.storage.errors import Malformed
from budgetrules.storage.flatten import flatten
from budgetrules.storage.records import Loaded
from budgetrules.storage.sheets import put_back
from tests.unit.storage.toy import toy_value


def _load(folder: Path) -> Loaded:
    package = model_csv.about((folder / model_csv.PACKAGE).read_bytes())
    assert package is not None
    return model_csv.load(package, folder)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A package of the toy document."""
    model_csv.write(toy_value(), tmp_path / "package")
    return tmp_path / "package"


@pytest.mark.parametrize("documents", [1, 2])
def test_records_come_back_when_the_sheets_are_put_back(documents: int, tmp_path: Path) -> None:
    model_csv.write(toy_value(documents), tmp_path / "package")
    loaded = _load(tmp_path / "package")
    assert put_back(loaded.sheets, loaded.records) == []
    # An empty text is null in files of text.
    expected = flatten(toy_value(documents))
    for own in expected.values():
        for record in own:
            record.update({name: None for name, value in record.items() if value == ""})
    assert loaded.records == expected
    assert loaded.version == "1"


def test_a_sheet_is_a_file_named_for_its_list(folder: Path) -> None:
    lines = (folder / "表1.收入.csv").read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ["行号,编码,名称,备注,合计,其中", "0,200,总计,'=1+1,123.45,—"]


def test_a_column_with_something_unreadable_is_none_of_numbers_to_others(folder: Path) -> None:
    package = json.loads((folder / model_csv.PACKAGE).read_text(encoding="utf-8"))
    income, spending = package["resources"][:2]
    assert [field["type"] for field in income["schema"]["fields"][-2:]] == ["number", "number"]
    assert [field["type"] for field in spending["schema"]["fields"][-1:]] == ["string"]


@pytest.mark.parametrize(
    "data", [b"", b"budgetrules", b'["budgetrules"]', b'{"budgetrules": {"profile": "other"}}']
)
def test_other_descriptors_are_none_of_ours(data: bytes) -> None:
    assert model_csv.about(data) is None


def test_no_file_outside_the_folder_is_read(folder: Path) -> None:
    text = (folder / model_csv.PACKAGE).read_text(encoding="utf-8")
    (folder / model_csv.PACKAGE).write_text(text.replace('"rows.csv"', '"../rows.csv"'))
    with pytest.raises(Malformed, match="file name"):
        _load(folder)


def test_a_line_with_a_column_too_many_is_refused_with_its_number(folder: Path) -> None:
    with (folder / "rows.csv").open("a", encoding="utf-8") as file:
        file.write("x\n")
    with pytest.raises(Malformed) as caught:
        _load(folder)
    assert caught.value.where == "rows.csv:6"


def test_what_is_no_text_is_refused(folder: Path) -> None:
    (folder / "rows.csv").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(Malformed, match="UTF-8"):
        _load(folder)
