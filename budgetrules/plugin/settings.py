"""What the plugin is asked to do.

The command line goes before pytest's settings, and these before those of budgetrules.
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
        """Return whether a file is meant."""
        relative = os.path.relpath(path, self.folder)
        return matches(self.glob, relative, "", self.folder)


@attrs.frozen(kw_only=True)
class Settings:
    """Everything the plugin was asked for."""

    files: tuple[Pattern, ...] = ()
    rules: tuple[str, ...] = ()
    default_rules: bool = True
    default_forms: bool = True
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
        """Return whether a file is a disclosure to be checked."""
        return any(pattern.fits(path) for pattern in self.files)


def settings_of(config: pytest.Config) -> Settings:
    """Read the settings of a session. Raises pytest.UsageError for what is wrong in them."""
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
        default_forms=reader.truth(o.DEFAULT_FORMS),
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
        """Return the value of a setting, and the folder that its paths are seen from.

        No folder: they are right as they are. Nothing of the project's own settings is read here
        where pytest's are another kind of value.
        """
        config = self._config
        name = o.pytest_name(option)
        on_command_line = config.getoption(name)
        if on_command_line is not None:
            return on_command_line, Path(config.invocation_params.dir)
        in_pytest = config.getini(name)
        if in_pytest not in (None, [], ""):
            if config.inipath is None:
                return in_pytest, config.rootpath
            return in_pytest, config.inipath.parent
        is_own_setting = bool(option.meaning) and option is not o.SET
        if not is_own_setting:
            return None, None
        return self._project.get(option.name), None

    def _lines(self, option: Option) -> tuple[list[str], Path | None]:
        """Return the lines of a list, and the folder that paths among them are seen from."""
        value, folder = self._given(option)
        if isinstance(value, list | tuple):
            return list(map(str, value)), folder
        if value:
            return [str(value)], folder
        return [], folder

    def words(self, option: Option) -> tuple[str, ...]:
        """Return a list; one on the command line or on a line may hold commas."""
        lines, _ = self._lines(option)
        words: list[str] = []
        for line in lines:
            words += map(str.strip, line.split(","))
        return tuple(filter(None, words))

    def paths(self, option: Option) -> tuple[str, ...]:
        """Return paths, made absolute where they are files; names of installed packs stay."""
        lines, folder = self._lines(option)
        may_be_name = option is o.RULES
        base = folder if folder is not None else Path()
        paths: list[str] = []
        for line in lines:
            target = base / line
            if may_be_name and not target.exists():
                paths.append(line)
            else:
                paths.append(_absolute(target, folder))
        return tuple(paths)

    def patterns(self) -> tuple[Pattern, ...]:
        """Return which files are disclosures."""
        lines, folder = self._lines(o.DOCUMENTS)
        if folder is not None:
            return tuple(Pattern(folder, line) for line in lines)
        # As `config` gives them they are seen from the working folder.
        own = self._project.folder.resolve()
        patterns: list[Pattern] = []
        for line in lines:
            glob = _seen_from(own, line)
            patterns.append(Pattern(own, glob))
        return tuple(patterns)

    def text(self, option: Option) -> str:
        """Return a text; empty if there is none."""
        value, _ = self._given(option)
        return "" if value is None else str(value)

    def truth(self, option: Option) -> bool:
        """Return yes or no; yes where nothing is said."""
        value, _ = self._given(option)
        return True if value is None else bool(value)

    def year(self) -> int | None:
        """Return the fiscal year. Raises pytest.UsageError for what is none."""
        year = self.text(o.FISCAL_YEAR)
        if not year or year == "0":
            return None
        is_number = year.isascii() and year.isdigit()
        if not is_number or len(year) != 4:
            raise pytest.UsageError(f"budget_year: {year!r}: a year of four digits is needed")
        return int(year)

    def one_of(self, option: Option, default: str = "") -> str:
        """Return one of some words; the first is the default where no other is given.

        Raises pytest.UsageError for another word.
        """
        first, *_ = option.choices
        word = self.text(option) or default or first
        if word not in option.choices:
            allowed = ", ".join(option.choices)
            name = o.pytest_name(option)
            raise pytest.UsageError(f"{name}: {word!r}: choose from {allowed}")
        return word

    def values(self) -> dict[str, str]:
        """Return parameters, written NAME=VALUE. Raises pytest.UsageError."""
        lines, _ = self._lines(o.SET)
        values: dict[str, str] = {}
        for line in lines:
            name, sign, value = line.partition("=")
            if not sign or not name.strip():
                raise pytest.UsageError(f"budget_set: {line!r}: write NAME=VALUE")
            values[name.strip()] = value.strip()
        return values


def _absolute(target: Path, folder: Path | None) -> str:
    """Return a path as a text; what pytest's settings name is absolute already."""
    if folder is not None:
        return str(target)
    return os.path.abspath(target)


def _seen_from(folder: Path, path: str) -> str:
    """Return a path of the working folder as it is seen from an absolute one, with slashes."""
    absolute = os.path.abspath(path)
    relative = os.path.relpath(absolute, folder)
    return relative.replace(os.sep, "/")
