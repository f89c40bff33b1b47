"""TOML files of users: read whole, or one mistake that names the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetrules.messages.errors import SettingsError
from budgetrules.messages.toml import read_toml


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_file_is_read_with_a_byte_order_mark_and_without(tmp_path: Path, mark: str) -> None:
    file = tmp_path / "a.toml"
    file.write_text(f'{mark}name = "甲"\n', encoding="utf-8")
    assert read_toml(file) == {"name": "甲"}


@pytest.mark.parametrize(
    "content", [b"name = ", b"a = 1\na = 2\n", b"\xff\xfe", b"a = " + b"[" * 20000]
)
def test_what_is_no_toml_is_one_mistake_that_names_the_file(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "a.toml"
    file.write_bytes(content)
    with pytest.raises(SettingsError) as caught:
        read_toml(file)
    (mistake,) = caught.value.diagnostics
    assert (mistake.code, mistake.details["path"]) == ("C150", str(file))


def test_a_file_that_is_not_there_is_no_mistake_in_it(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_toml(tmp_path / "none.toml")
