"""The model as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from budgetrules.storage.json import document_text, model_schema, render, whole_text, write
from tests.unit.storage.toy import toy_value


@pytest.mark.parametrize("documents", [0, 1, 2])
def test_the_text_says_what_the_value_says(documents: int) -> None:
    value = toy_value(documents)
    assert json.loads(render(value)) == value


@pytest.mark.parametrize("documents", [0, 1, 2])
def test_the_whole_put_together_of_documents_is_the_whole(documents: int) -> None:
    value = toy_value(documents)
    texts = [document_text(document) for document in value["documents"]]
    assert whole_text(texts) == render(value)


def test_a_row_stands_on_one_line() -> None:
    lines = render(toy_value()).splitlines()
    rows = [line for line in lines if line.lstrip().startswith('{"index": ')]
    assert len(rows) == 4
    assert all(json.loads(line.strip().rstrip(","))["cells"] is not None for line in rows)


def test_it_follows_the_schema() -> None:
    jsonschema.Draft202012Validator(model_schema()).validate(toy_value(2))


def test_a_file_holds_the_text(tmp_path: Path) -> None:
    write(toy_value(), tmp_path / "a.json")
    assert (tmp_path / "a.json").read_bytes() == render(toy_value()).encode()
