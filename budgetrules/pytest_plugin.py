"""The pytest plugin: disclosures, rules and their examples as tests.

It does nothing until a project asks for it. A project asks by `budget_files` in its pytest
settings, by `--budget-files`, or by `documents` in its budgetrules.toml or `[tool.budgetrules]`.
Nothing of ours but the table of options is imported before that, or before a test uses one of the
fixtures.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from budgetrules import options

if TYPE_CHECKING:
    from budgetrules.engine import RuleSet
    from budgetrules.plugin.fixtures import AssertComplies, Check, Read

# The types of pytest's settings by kind; whole numbers are known since 8.4.
_Type = Literal["linelist", "bool", "string", "int"]
_NUMBER: _Type = "int" if pytest.version_tuple >= (8, 4) else "string"
_TYPES: dict[str, _Type] = {options.TRUTH.name: "bool", options.YEAR.name: _NUMBER}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add every setting of the plugin to pytest's settings and to the command line."""
    group = parser.getgroup("budgetrules", "budgetrules: disclosures as tests")
    for option in options.PYTEST_SETTINGS:
        _add_setting(parser, group, option)


def _add_setting(parser: pytest.Parser, group: pytest.OptionGroup, option: options.Option) -> None:
    name = options.pytest_name(option)
    is_list = option.kind.repeats or option is options.TEMPLATE
    kind: _Type = "linelist" if is_list else _TYPES.get(option.kind.name, "string")
    words = option.in_pytest
    parser.addini(name, words, type=kind, default=None)
    flag = name.replace("_", "-")
    if option.kind is options.TRUTH:
        group.addoption(f"--{flag}", dest=name, action="store_true", default=None, help=words)
        off = f"--no-{flag}"
        group.addoption(off, dest=name, action="store_false", default=None, help=f"not: {words}")
        return
    action = "append" if is_list else "store"
    metavar = option.pytest_metavar
    group.addoption(f"--{flag}", dest=name, action=action, metavar=metavar, help=words)


def pytest_configure(config: pytest.Config) -> None:
    """Switch the plugin on if the project asks for it."""
    config.addinivalue_line(
        "markers", "budget: a rule on a disclosure, or an example of a rule (budgetrules)"
    )
    if not (
        config.getoption("budget_files")
        or config.getini("budget_files")
        or _has_settings(config.rootpath)
    ):
        return
    from budgetrules.plugin.active import switch_on

    switch_on(config)


def _has_settings(root: Path) -> bool:
    """Return whether the nearest settings file could name documents.

    That is a look at bytes, so that other projects don't wait.
    """
    for folder in (root, *root.parents):
        if (folder / "budgetrules.toml").is_file():
            return True
        shared = folder / "pyproject.toml"
        if shared.is_file() and b"tool.budgetrules" in shared.read_bytes():
            return True
    return False


@pytest.fixture(scope="session")
def budget_rules(request: pytest.FixtureRequest) -> RuleSet:
    """Return the rules that the project's settings name."""
    from budgetrules.plugin.fixtures import rules_of

    return rules_of(request.config)


@pytest.fixture
def budget_document(request: pytest.FixtureRequest) -> Read:
    """Return a function path → Disclosure; a file is read once in a session."""
    from budgetrules.plugin.fixtures import reader_of

    return reader_of(request)


@pytest.fixture
def budget_check(request: pytest.FixtureRequest) -> Check:
    """Return a function (path or Disclosure, options of CheckOptions by name) → DocumentResult.

    Waivers and baseline are applied.
    """
    from budgetrules.plugin.fixtures import checker_of

    return checker_of(request)


@pytest.fixture
def assert_complies(request: pytest.FixtureRequest) -> AssertComplies:
    """Return a function like `budget_check` that fails the test with the findings.

    They are printed as `check` prints them.
    """
    from budgetrules.plugin.fixtures import asserter_of

    return asserter_of(request)
