"""Settings of a project: `budgetrules.toml`, or `[tool.budgetrules]` of a pyproject.toml; the nearest one counts, alone.

Keys are the long options of `check` without their dashes. What a command line says goes before what stands here.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import attrs

from budgetrules.core.choices import FAIL_LEVELS, LANGUAGES, MOST_JOBS, SHOWN
from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.core.names import closest
from budgetrules.messages.errors import SettingsError
from budgetrules.messages.toml import read_toml

OWN, SHARED, TABLE = "budgetrules.toml", "pyproject.toml", "budgetrules"
Setting = str | int | bool | tuple[str, ...] | Mapping[str, str]


@attrs.frozen
class Key:
    """A setting: what its value must be (for messages), how it is read (None: it is not that), and what counts without it."""

    expected: str
    read: Callable[[object], Setting | None]
    default: Setting | None
    meaning: str
    is_path: bool = False


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _texts(value: object) -> tuple[str, ...] | None:
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        return None
    return tuple(value)


def _truth(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _year(value: object) -> int | None:
    return (
        value
        if isinstance(value, int) and not isinstance(value, bool) and 1000 <= value <= 9999
        else None
    )


def _jobs(value: object) -> int | None:
    return (
        value
        if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MOST_JOBS
        else None
    )


def _values(value: object) -> Mapping[str, str] | None:
    if not isinstance(value, dict):
        return None
    found = {
        str(name): held.isoformat() if hasattr(held, "isoformat") else held
        for name, held in value.items()
    }
    if not all(
        isinstance(held, str | int) and not isinstance(held, bool) for held in found.values()
    ):
        return None
    return {name: str(held) for name, held in found.items()}


def _one_of(*words: str) -> Callable[[object], str | None]:
    return lambda value: value if isinstance(value, str) and value in words else None


def _some_of(*words: str) -> Callable[[object], tuple[str, ...] | None]:
    def read(value: object) -> tuple[str, ...] | None:
        found = _texts(value)
        return found if found is not None and set(found) <= set(words) else None

    return read


KEYS: dict[str, Key] = {
    "documents": Key(
        "[text]",
        _texts,
        (),
        "文件：pytest 收集哪些（通配符） · which files pytest collects, as globs",
        True,
    ),
    "rules": Key(
        "[text]", _texts, (), "再加的规则（文件、文件夹、已安装的包） · further rules", True
    ),
    "default-rules": Key("true|false", _truth, True, "用自带的规则 · use the shipped rules"),
    "template": Key("text", _text, None, "按这个模板读 · read by this template"),
    "year": Key("yyyy", _year, None, "年度 · fiscal year"),
    "with": Key("[text]", _texts, (), "对照的文件 · documents to compare with", True),
    "select": Key("[text]", _texts, (), "只用这些规则 · only these rules"),
    "ignore": Key("[text]", _texts, (), "不用这些规则 · without these rules"),
    "show": Key(f"[{'|'.join(SHOWN)}]", _some_of(*SHOWN), (), "也列出 · list these verdicts too"),
    "set": Key("{name = text}", _values, {}, "外部参数 · parameters from outside"),
    "fail-level": Key(
        "|".join(FAIL_LEVELS),
        _one_of(*FAIL_LEVELS),
        "error",
        "几级疑点算失败 · what counts as failure",
    ),
    "strict": Key("true|false", _truth, False, "无法判定也算错误 · unknown counts as error"),
    "waivers": Key("[text]", _texts, (), "豁免文件 · files of waivers", True),
    "baseline": Key("text", _text, None, "基线文件 · baseline file", True),
    "jobs": Key(f"1–{MOST_JOBS}", _jobs, None, "用几个进程 · number of processes"),
    "format": Key("text", _text, "text", "输出格式 · format of the report"),
    "lang": Key("|".join(LANGUAGES), _one_of(*LANGUAGES), "zh", "语言 · language"),
}


@attrs.frozen
class Config:
    """The settings of a file, by key; `folder` is what its paths are relative to. Without a file there are none."""

    path: Path | None = None
    settings: Mapping[str, Setting] = attrs.field(factory=dict)

    @property
    def folder(self) -> Path:
        """Where the file lies."""
        return self.path.parent if self.path is not None else Path()

    def get(self, key: str) -> Setting | None:
        """The setting of a key, else what counts without one."""
        return self.settings.get(key, KEYS[key].default)


def find_config(start: Path) -> Config:
    """The settings of the nearest file in `start` or above it. Raises SettingsError with every mistake in it, OSError."""
    for folder in (start.resolve(), *start.resolve().parents):
        own = folder / OWN
        if own.is_file():
            return load_config(own)
        shared = folder / SHARED
        if shared.is_file() and b"budgetrules" in shared.read_bytes():
            config = load_config(shared)
            if config.path is not None:
                return config
    return Config()


def load_config(path: Path) -> Config:
    """The settings of a file; none if it is a pyproject.toml without our table. Raises SettingsError, OSError."""
    document = read_toml(path)
    if path.name == SHARED:
        tools = document.get("tool")
        table = tools.get(TABLE) if isinstance(tools, dict) else None
        if table is None:
            return Config()
        document = table if isinstance(table, dict) else {TABLE: table}
    mistakes: list[Diagnostic] = []
    settings: dict[str, Setting] = {}
    for name, value in document.items():
        if name not in KEYS:
            details = {"path": str(path), "name": name}
            suggestion = closest(name, KEYS) or closest(name.replace("_", "-"), KEYS)
            mistakes.append(
                Diagnostic(
                    "C151", Severity.ERROR, details, suggestion=suggestion, allowed=tuple(KEYS)
                )
            )
            continue
        found = KEYS[name].read(value)
        if found is None:
            details = {
                "path": str(path),
                "name": name,
                "expected": KEYS[name].expected,
                "found": str(value),
            }
            mistakes.append(Diagnostic("C152", Severity.ERROR, details))
            continue
        settings[name] = _located(found, path.parent) if KEYS[name].is_path else found
    if mistakes:
        raise SettingsError(tuple(mistakes))
    return Config(path, settings)


def _located(value: Setting, folder: Path) -> Setting:
    """Paths as seen from the working folder; what is no path there (the name of an installed pack) stays."""
    if isinstance(value, tuple):
        return tuple(str(_located(item, folder)) for item in value)
    if not isinstance(value, str) or os.path.isabs(value):
        return value
    target = os.path.join(folder, value)
    is_name = not os.path.exists(target) and not any(sign in value for sign in "/\\*.")
    return value if is_name else _from_here(target)


def _from_here(target: str) -> str:
    try:
        found = os.path.relpath(target)
    except ValueError:
        # Another drive of Windows.
        return target
    return target if found.startswith(os.pardir) else found
