"""Written models recognised and read back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from budgetrules.model.disclosure import Disclosure
from budgetrules.storage.encode import model_value
from budgetrules.storage.formats import WRITERS, writer
from budgetrules.storage.written import is_written, read_written
from tests.plain import plain
from tests.unit.storage.toy import toy_disclosure, toy_value

FORMATS = sorted(WRITERS)


def _written(name: str, folder: Path) -> Path:
    target = folder / f"model.{name}"
    writer(name)(toy_value(), target)
    return target


def _codes(documents: list[Disclosure] | None) -> list[str]:
    assert documents is not None
    return [problem.diagnostic.code for problem in documents[0].problems]


@pytest.mark.parametrize("name", FORMATS)
def test_what_a_format_writes_is_read_back(name: str, tmp_path: Path) -> None:
    documents = read_written(_written(name, tmp_path), {})
    assert documents is not None
    assert [plain(document) for document in documents] == [plain(toy_disclosure())]


@pytest.mark.parametrize("name", FORMATS)
def test_a_package_is_one_input_and_a_file_is_not_a_package(name: str, tmp_path: Path) -> None:
    target = _written(name, tmp_path)
    assert is_written(target) == target.is_dir()
    assert not is_written(tmp_path)


@pytest.mark.parametrize(
    "content", ["甲乙", "{}", '{"profile": "other"}', "[1]", "PK", "PAR1", '{"budgetrules-model"']
)
def test_other_files_are_none(content: str, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(content, encoding="utf-8")
    documents = read_written(tmp_path / "a.json", {})
    # What begins like a model and breaks off is one that was damaged.
    assert (_codes(documents) if documents else None) == (
        ["N184"] if "budgetrules-model" in content else None
    )


def test_a_folder_of_other_files_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("x")
    assert read_written(tmp_path, {}) is None


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"schema_version": "9"}, "N183"),
        ({"documents": {}}, "N184"),
        ({"documents": []}, "N191"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(
    change: dict[str, object], code: str, tmp_path: Path
) -> None:
    (tmp_path / "a.json").write_text(json.dumps({**toy_value(), **change}), encoding="utf-8")
    assert _codes(read_written(tmp_path / "a.json", {})) == [code]


def test_another_year_can_be_had_of_a_model(tmp_path: Path) -> None:
    documents = read_written(_written("json", tmp_path), {}, year=2031)
    assert documents is not None
    assert documents[0].fiscal_year == 2031


def test_the_hash_of_a_changed_document_is_that_of_its_file(tmp_path: Path) -> None:
    value = model_value([toy_disclosure()], "zh")
    value["documents"][0]["entity"] = "别的部门"
    hashes = set()
    for name in ("a.json", "b.json"):
        (tmp_path / name).write_text(json.dumps(value), encoding="utf-8")
        documents = read_written(tmp_path / name, {})
        assert documents is not None
        hashes.add(documents[0].sha256)
    assert len(hashes) == 1
    assert hashes != {"ab" * 32}
