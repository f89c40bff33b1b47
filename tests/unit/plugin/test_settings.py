"""Where a setting of the plugin is taken from."""

from __future__ import annotations

import os
from pathlib import Path

import attrs
import pytest

from budgetrules import options as o
from budgetrules.plugin.settings import Pattern, Settings, settings_of

_NAMES = {o.pytest_name(option) for option in o.PYTEST_SETTINGS}


@attrs.frozen
class _Invocation:
    dir: Path


class _Config:
    """The part of pytest.Config that settings are read from."""

    def __init__(self, folder: Path, command: dict[str, object], ini: dict[str, object]) -> None:
        assert {*command, *ini} <= _NAMES
        self.rootpath = folder
        self.inipath = folder / "pytest.ini"
        self.invocation_params = _Invocation(folder / "work")
        self._command = command
        self._ini = ini

    def getoption(self, name: str) -> object:
        return self._command.get(name)

    def getini(self, name: str) -> object:
        return self._ini.get(name)


def settings(folder: Path, command: dict[str, object] | None = None, **ini: object) -> Settings:
    config = _Config(folder, command or {}, ini)
    # All of a config that settings are read from.
    return settings_of(config)  # type: ignore[arg-type]


def test_nothing_is_asked_for_by_itself(tmp_path: Path) -> None:
    assert settings(tmp_path) == Settings(values={})


def test_the_command_line_goes_before_pytests_settings(tmp_path: Path) -> None:
    given = settings(tmp_path, {"budget_lang": "en"}, budget_lang="zh")
    assert given.lang == "en"


def test_pytests_settings_go_before_those_of_budgetrules(tmp_path: Path) -> None:
    own = tmp_path / "budgetrules.toml"
    own.write_text('lang = "en"\nselect = ["A"]\n', encoding="utf-8")
    given = settings(tmp_path, budget_lang="zh")
    assert (given.lang, given.select) == ("zh", ("A",))


def test_words_may_stand_on_one_line(tmp_path: Path) -> None:
    assert settings(tmp_path, budget_select=["A, B", "C,"]).select == ("A", "B", "C")


def test_paths_are_seen_from_where_they_are_written(tmp_path: Path) -> None:
    in_ini = settings(tmp_path, budget_baseline="b.json")
    assert in_ini.baseline == str(tmp_path / "b.json")
    on_command_line = settings(tmp_path, {"budget_baseline": "b.json"})
    assert on_command_line.baseline == str(tmp_path / "work" / "b.json")


def test_a_pack_that_is_no_file_keeps_its_name(tmp_path: Path) -> None:
    (tmp_path / "own.rules").touch()
    given = settings(tmp_path, budget_rules=["own.rules", "my-bureau"])
    assert given.rules == (str(tmp_path / "own.rules"), "my-bureau")


def test_a_parameter_is_a_name_and_a_value(tmp_path: Path) -> None:
    assert settings(tmp_path, budget_set=["批准数 = 3"]).values == {"批准数": "3"}


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("budget_set", ["批准数"], "write NAME=VALUE"),
        ("budget_year", "24", "four digits"),
        ("budget_year", "二〇二四", "four digits"),
        ("budget_lang", "fr", "choose from zh, en"),
    ],
)
def test_what_is_wrong_is_told_with_its_name(
    name: str, value: object, told: str, tmp_path: Path
) -> None:
    with pytest.raises(pytest.UsageError, match=f"{name}: .*{told}"):
        settings(tmp_path, **{name: value})


@pytest.mark.parametrize(("value", "year"), [("2024", 2024), ("0", None), ("", None)])
def test_no_year_is_none(value: str, year: int | None, tmp_path: Path) -> None:
    assert settings(tmp_path, budget_year=value).year == year


def test_undecided_is_an_error_where_the_project_is_strict(tmp_path: Path) -> None:
    (tmp_path / "budgetrules.toml").write_text("strict = true\n", encoding="utf-8")
    assert settings(tmp_path).unknown == "error"
    assert settings(tmp_path, budget_unknown="warning").unknown == "warning"


def test_a_document_is_what_a_glob_means_from_its_folder(tmp_path: Path) -> None:
    pattern = Pattern(tmp_path, "data/*.txt")
    assert pattern.fits(tmp_path / "data" / "a.txt")
    assert not pattern.fits(tmp_path / "a.txt")
    assert not pattern.fits(tmp_path / "data" / "a.pdf")


def test_documents_of_the_settings_file_are_seen_from_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "budgetrules.toml").write_text('documents = ["d/*.txt"]\n', encoding="utf-8")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    given = settings(tmp_path)
    assert given.is_document(tmp_path / "d" / "a.txt")
    assert not given.is_document(Path(os.path.abspath("d/a.txt")))
