"""What the plugin is asked to do: the command line first, then pytest's settings, then those of
budgetrules.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import attrs
import pytest

from budgetrules import options as o
from budgetrules.config import Config, find_config
from budgetrules.findings.globs import matches
from budgetrules.messages.errors import SettingsError
from budgetrules.options import Option


@attrs.frozen
class Pattern:
    """A glob and the folder it is seen from."""

    folder: Path
    glob: str

    def fits(self, path: Path) -> bool:
        """Whether a file is meant."""
        return matches(self.glob, os.path.relpath(path, self.folder), "", self.folder)


@attrs.frozen(kw_only=True)
class Settings:
    """Everything the plugin was asked for."""

    files: tuple[Pattern, ...] = ()
    rules: tuple[str, ...] = ()
    default_rules: bool = True
    templates: tuple[str, ...] = ()
    year: int | None = None
    others: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    values: Mapping[str, str] = attrs.field(factory=dict)
    waivers: tuple[str, ...] = ()
    baseline: str | None = None
    fail_level: str = "error"
    unknown: str = "warning"
    examples: bool = True
    lang: str = "zh"

    def is_document(self, path: Path) -> bool:
        """Whether a file is a disclosure to be checked."""
        return any(pattern.fits(path) for pattern in self.files)


def settings_of(config: pytest.Config) -> Settings:
    """The settings of a session. Raises pytest.UsageError for what is wrong in them."""
    try:
        project = find_config(config.rootpath)
    except (SettingsError, OSError) as error:
        raise pytest.UsageError(str(error)) from error
    reader = _Reader(config, project)
    own_values = cast(Mapping[str, str], project.get("set"))
    undecided = "error" if project.get("strict") else "warning"
    baselines = reader.paths(o.BASELINE)
    return Settings(
        files=reader.patterns(),
        rules=reader.paths(o.RULES),
        default_rules=reader.truth(o.DEFAULT_RULES),
        templates=reader.words(o.TEMPLATE),
        year=reader.year(),
        others=reader.paths(o.WITH),
        select=reader.words(o.SELECT),
        ignore=reader.words(o.IGNORE),
        values={**own_values, **reader.values()},
        waivers=reader.paths(o.WAIVERS),
        baseline=baselines[0] if baselines else None,
        fail_level=reader.one_of(o.FAIL_LEVEL),
        unknown=reader.one_of(o.PYTEST_UNKNOWN, undecided),
        examples=reader.truth(o.PYTEST_EXAMPLES),
        lang=reader.one_of(o.LANG),
    )


class _Reader:
    """The settings of a session, read from where they stand."""

    def __init__(self, config: pytest.Config, project: Config) -> None:
        self._config = config
        self._project = project

    def _given(self, option: Option) -> tuple[object, Path | None]:
        """The value of a setting, and the folder that its paths are seen from.

        No folder: they are right as they are. Nothing of the project's own settings is read here
        where pytest's are another kind of value.
        """
        name = o.pytest_name(option)
        on_command_line = self._config.getoption(name)
        if on_command_line is not None:
            return on_command_line, Path(self._config.invocation_params.dir)
        in_pytest = self._config.getini(name)
        if in_pytest is not None and in_pytest != [] and in_pytest != "":
            inipath = self._config.inipath
            return in_pytest, inipath.parent if inipath is not None else self._config.rootpath
        is_setting = bool(option.meaning) and option is not o.SET
        return (self._project.get(option.name) if is_setting else None), None

    def _lines(self, option: Option) -> tuple[list[str], Path | None]:
        """The lines of a list, and the folder that paths among them are seen from."""
        value, folder = self._given(option)
        if isinstance(value, list | tuple):
            return [str(line) for line in value], folder
        return ([str(value)] if value else []), folder

    def words(self, option: Option) -> tuple[str, ...]:
        """A list; one on the command line or on a line may hold commas."""
        lines, _ = self._lines(option)
        words: list[str] = []
        for line in lines:
            words.extend(word.strip() for word in line.split(","))
        return tuple(filter(None, words))

    def paths(self, option: Option) -> tuple[str, ...]:
        """Paths, made absolute where they are files; names of installed packs stay."""
        lines, folder = self._lines(option)
        may_be_name = option is o.RULES
        base = folder if folder is not None else Path()
        paths = []
        for line in lines:
            target = base / line
            is_path = not may_be_name or target.exists()
            paths.append(_absolute(target, folder) if is_path else line)
        return tuple(paths)

    def patterns(self) -> tuple[Pattern, ...]:
        """Which files are disclosures."""
        lines, folder = self._lines(o.DOCUMENTS)
        if folder is not None:
            return tuple(Pattern(folder, line) for line in lines)
        # As `config` gives them they are seen from the working folder.
        own = self._project.folder
        return tuple(Pattern(own.resolve(), _seen_from(own, line)) for line in lines)

    def text(self, option: Option) -> str:
        """A text; empty if there is none."""
        value, _ = self._given(option)
        return str(value) if value is not None else ""

    def truth(self, option: Option) -> bool:
        """Yes or no; yes where nothing is said."""
        value, _ = self._given(option)
        return True if value is None else bool(value)

    def year(self) -> int | None:
        """The fiscal year. Raises pytest.UsageError for what is none."""
        year = self.text(o.FISCAL_YEAR)
        if not year or year == "0":
            return None
        if not (year.isascii() and year.isdigit() and len(year) == 4):
            raise pytest.UsageError(f"budget_year: {year!r}: a year of four digits is needed")
        return int(year)

    def one_of(self, option: Option, default: str = "") -> str:
        """One of some words; the first is the default where no other is given."""
        word = self.text(option) or default or option.choices[0]
        if word not in option.choices:
            allowed = ", ".join(option.choices)
            name = o.pytest_name(option)
            raise pytest.UsageError(f"{name}: {word!r}: choose from {allowed}")
        return word

    def values(self) -> dict[str, str]:
        """Parameters, written NAME=VALUE."""
        lines, _ = self._lines(o.SET)
        values: dict[str, str] = {}
        for line in lines:
            name, sign, value = line.partition("=")
            if not sign or not name.strip():
                raise pytest.UsageError(f"budget_set: {line!r}: write NAME=VALUE")
            values[name.strip()] = value.strip()
        return values


def _absolute(target: Path, folder: Path | None) -> str:
    """A path as a text; what pytest's settings name is absolute already."""
    return str(target) if folder is not None else os.path.abspath(target)


def _seen_from(folder: Path, path: str) -> str:
    return os.path.relpath(os.path.abspath(path), folder.resolve()).replace(os.sep, "/")
