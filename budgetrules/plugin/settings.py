"""What the plugin is asked to do: the command line first, then pytest's settings, then those of budgetrules."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import attrs
import pytest

from budgetrules.config import Config, find_config
from budgetrules.core.choices import FAIL_LEVELS, LANGUAGES
from budgetrules.findings.globs import matches
from budgetrules.messages.errors import SettingsError

UNKNOWN = ("warning", "error")
# The keys of budgetrules.toml that say the same as one of ours.
_KEYS = {
    "files": "documents",
    "rules": "rules",
    "default_rules": "default-rules",
    "with": "with",
    "select": "select",
    "ignore": "ignore",
    "waivers": "waivers",
    "baseline": "baseline",
    "fail_level": "fail-level",
    "lang": "lang",
}


@attrs.frozen
class Pattern:
    """A glob and the folder it is seen from."""

    folder: Path
    glob: str

    def fits(self, path: Path) -> bool:
        """Whether a file is meant."""
        return matches(self.glob, os.path.relpath(path, self.folder), "", self.folder)


@attrs.frozen
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
    year = reader.text("year") or str(project.get("year") or "")
    if year and not (year.isascii() and year.isdigit() and len(year) == 4):
        raise pytest.UsageError(f"budget_year: {year!r}: a year of four digits is needed")
    template = cast(str | None, project.get("template"))
    return Settings(
        files=reader.patterns(),
        rules=reader.paths("rules"),
        default_rules=reader.truth("default_rules", True),
        templates=reader.words("template") or ((template,) if template else ()),
        year=int(year) if year else None,
        others=reader.paths("with"),
        select=reader.words("select"),
        ignore=reader.words("ignore"),
        values={**cast(Mapping[str, str], project.get("set")), **reader.values()},
        waivers=reader.paths("waivers"),
        baseline=next(iter(reader.paths("baseline")), None),
        fail_level=reader.one_of("fail_level", FAIL_LEVELS),
        unknown=reader.one_of("unknown", UNKNOWN, "error" if project.get("strict") else "warning"),
        examples=reader.truth("examples", True),
        lang=reader.one_of("lang", LANGUAGES),
    )


class _Reader:
    def __init__(self, config: pytest.Config, project: Config) -> None:
        self._config = config
        self._project = project

    def _found(self, name: str) -> tuple[object, Path | None]:
        """The value of a setting and the folder that its paths are seen from (None: they are right as they are)."""
        given = self._config.getoption(f"budget_{name}")
        if given is not None:
            return given, Path(self._config.invocation_params.dir)
        in_pytest = self._config.getini(f"budget_{name}")
        if in_pytest is not None and in_pytest != [] and in_pytest != "":
            inipath = self._config.inipath
            return in_pytest, inipath.parent if inipath is not None else self._config.rootpath
        key = _KEYS.get(name)
        return (self._project.get(key) if key is not None else None), None

    def words(self, name: str) -> tuple[str, ...]:
        """A list; one on the command line or on a line may hold commas."""
        value, _ = self._found(name)
        lines = value if isinstance(value, list | tuple) else [value] if value else []
        return tuple(
            word.strip() for line in lines for word in str(line).split(",") if word.strip()
        )

    def paths(self, name: str) -> tuple[str, ...]:
        """Paths, made absolute where they are files; names of installed packs stay."""
        value, folder = self._found(name)
        lines = (
            [str(line) for line in value]
            if isinstance(value, list | tuple)
            else [str(value)]
            if value
            else []
        )
        if folder is None:
            return tuple(
                os.path.abspath(line) if os.path.exists(line) or name != "rules" else line
                for line in lines
            )
        targets = [(line, folder / line) for line in lines]
        return tuple(
            str(target) if target.exists() or name != "rules" else line for line, target in targets
        )

    def patterns(self) -> tuple[Pattern, ...]:
        """Which files are disclosures."""
        value, folder = self._found("files")
        lines = [str(line) for line in cast(list[str], value or [])]
        if folder is not None:
            return tuple(Pattern(folder, line) for line in lines)
        # As `config` gives them they are seen from the working folder.
        return tuple(
            Pattern(Path(self._project.folder).resolve(), _seen_from(self._project.folder, line))
            for line in lines
        )

    def text(self, name: str) -> str:
        """A text; empty if there is none."""
        value, _ = self._found(name)
        return str(value) if value is not None else ""

    def truth(self, name: str, default: bool) -> bool:
        """Yes or no."""
        value, _ = self._found(name)
        return default if value is None else bool(value)

    def one_of(self, name: str, words: tuple[str, ...], default: str = "") -> str:
        """One of some words; the first is the default where no other is given."""
        found = self.text(name) or default or words[0]
        if found not in words:
            raise pytest.UsageError(f"budget_{name}: {found!r}: choose from {', '.join(words)}")
        return found

    def values(self) -> dict[str, str]:
        """Parameters, written NAME=VALUE."""
        value, _ = self._found("set")
        found = {}
        for line in cast(list[str], value or []):
            name, sign, held = str(line).partition("=")
            if not sign or not name.strip():
                raise pytest.UsageError(f"budget_set: {line!r}: write NAME=VALUE")
            found[name.strip()] = held.strip()
        return found


def _seen_from(folder: Path, path: str) -> str:
    return os.path.relpath(os.path.abspath(path), folder.resolve()).replace(os.sep, "/")
