"""Settings: the nearest file counts, alone; every mistake in it is told; paths are relative to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetrules.config import KEYS, Config, find_config, load_config
from budgetrules.messages.errors import SettingsError

LINES = [
    'rules = "a.rules"',
    'with = ["budget.txt"]',
    'rules = ["a.rules", "b"]',
    "default-rules = false",
    "default-forms = false",
    'template = "x"',
    "year = 2024",
    'select = ["X", "tag:y"]',
    'show = "unknown"',
    'set = { "公开日期" = 2024-02-01, x = "y", n = 3 }',
    'fail-level = "never"',
    "strict = true",
    'waivers = ["w.toml"]',
    'baseline = "b.json"',
    'format = "json"',
    "jobs = 2",
    'documents = ["a/*.txt"]',
    'lang = "en"',
    'ignore = "X"',
]


def write(path: Path, content: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def test_the_nearest_file_counts_alone(tmp_path: Path) -> None:
    write(tmp_path / "budgetrules.toml", 'lang = "en"\nyear = 2024\n')
    write(tmp_path / "a" / "pyproject.toml", '[tool.budgetrules]\nlang = "zh"\n')
    write(tmp_path / "a" / "b" / "pyproject.toml", "[tool.other]\nx = 'budgetrules'\n")
    (tmp_path / "a" / "b" / "c").mkdir()
    found = find_config(tmp_path / "a" / "b" / "c")
    assert (found.path, found.settings) == (tmp_path / "a" / "pyproject.toml", {"lang": "zh"})
    assert find_config(tmp_path).settings == {"lang": "en", "year": 2024}


def test_in_one_folder_our_own_file_goes_first(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", '[tool.budgetrules]\nlang = "en"\n')
    write(tmp_path / "budgetrules.toml", 'lang = "zh"\n')
    assert find_config(tmp_path).settings == {"lang": "zh"}


def test_an_empty_table_ends_the_search(tmp_path: Path) -> None:
    write(tmp_path / "budgetrules.toml", "year = 2024\n")
    write(tmp_path / "a" / "pyproject.toml", "[tool.budgetrules]\n")
    assert find_config(tmp_path / "a") == Config(tmp_path / "a" / "pyproject.toml", {})


def test_unknown_keys_and_wrong_values_are_all_told_with_suggestions(tmp_path: Path) -> None:
    path = write(
        tmp_path / "budgetrules.toml",
        'fail_level = "error"\nselct = ["X"]\nyear = "2024"\nshow = ["exact"]\nlang = "zh"\n',
    )
    with pytest.raises(SettingsError) as caught:
        load_config(path)
    assert [
        (item.code, item.details["name"], item.suggestion) for item in caught.value.diagnostics
    ] == [
        ("C151", "fail_level", "fail-level"),
        ("C151", "selct", "select"),
        ("C152", "year", None),
        ("C152", "show", None),
    ]


@pytest.mark.parametrize("line", LINES)
def test_every_key_takes_what_it_says(line: str, tmp_path: Path) -> None:
    found = load_config(write(tmp_path / "budgetrules.toml", line + "\n"))
    (key,) = found.settings
    assert key in KEYS


def test_all_keys_are_tried_above() -> None:
    assert {line.split(" = ")[0] for line in LINES} == set(KEYS)


@pytest.mark.parametrize(
    "line",
    [
        "year = 24",
        "year = true",
        "strict = 1",
        "rules = [1]",
        "set = 3",
        "set = { x = [1] }",
        'lang = "de"',
        'select = [""]',
    ],
)
def test_wrong_values_are_told(line: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="C152"):
        load_config(write(tmp_path / "budgetrules.toml", line + "\n"))


def test_a_file_that_is_no_toml_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="C150"):
        load_config(write(tmp_path / "budgetrules.toml", "year = \n"))
    with pytest.raises(SettingsError, match="C151"):
        load_config(write(tmp_path / "pyproject.toml", "[tool]\nbudgetrules = 3\n"))


def test_paths_are_those_beside_the_file_and_names_of_packs_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "own.rules", "")
    write(
        tmp_path / "budgetrules.toml",
        'rules = ["own.rules", "my-bureau", "missing.rules"]\nbaseline = "b.json"\n',
    )
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path)
    assert find_config(Path()).get("rules") == ("own.rules", "my-bureau", "missing.rules")
    monkeypatch.chdir(tmp_path / "below")
    found = find_config(Path())
    assert found.get("rules") == (
        str(tmp_path / "own.rules"),
        "my-bureau",
        str(tmp_path / "missing.rules"),
    )
    assert found.get("baseline") == str(tmp_path / "b.json")
