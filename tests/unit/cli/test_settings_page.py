"""Settings as `config --show` writes them: TOML that says the same when it is read."""

from __future__ import annotations

import tomllib

import pytest

from budgetrules.cli.settings_page import toml
from budgetrules.config import Setting


@pytest.mark.parametrize(
    "value",
    [
        True,
        False,
        0,
        2024,
        "",
        "预算",
        'a "quoted" \\ word',
        "two\nlines\tand \x00 a \u2028 separator",
        ("a", "b,c", 'd"'),
        (),
        {},
        {"公开日期": "2024-02-01", 'n "x"': "y"},
    ],
)
def test_a_setting_is_read_back_as_it_was_written(value: Setting) -> None:
    read = tomllib.loads(f"setting = {toml(value)}")["setting"]
    expected = list(value) if isinstance(value, tuple) else value
    assert read == expected
    assert type(read) is type(expected)
