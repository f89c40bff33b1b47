"""The pytest plugin: disclosures, rules and their examples as tests. It does nothing until a project asks for it.

A project asks by `budget_files` in its pytest settings, by `--budget-files`, or by `documents` in its budgetrules.toml or
`[tool.budgetrules]`. Nothing of ours is imported before that, or before a test uses one of the fixtures.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

if TYPE_CHECKING:
    from budgetrules.engine import RuleSet
    from budgetrules.plugin.fixtures import AssertComplies, Check, Read

# pytest's settings know whole numbers since 8.4.
_NUMBER: Literal["int", "string"] = "int" if pytest.version_tuple >= (8, 4) else "string"
# name, type in pytest's settings, option takes (None: a switch), help
_OPTIONS: tuple[tuple[str, Literal["linelist", "bool", "string", "int"], str | None, str], ...] = (
    ("files", "linelist", "GLOB", "which files are disclosures, as globs from the root folder"),
    ("rules", "linelist", "PATH", "further rules: files, folders, names of installed packs"),
    ("default_rules", "bool", None, "use the shipped rules (true)"),
    (
        "template",
        "linelist",
        "ID",
        "the forms that disclosures may have; rules of other forms are not collected",
    ),
    ("year", _NUMBER, "YEAR", "fiscal year of the disclosures"),
    (
        "with",
        "linelist",
        "PATH",
        "documents to compare with: last year's, the budget of a final account",
    ),
    ("select", "linelist", "IDS", "only these rules: ids, prefixes, tag:NAME"),
    ("ignore", "linelist", "IDS", "without these rules"),
    ("set", "linelist", "NAME=VALUE", "a parameter from outside"),
    ("waivers", "linelist", "FILE", "files of waivers: what they accept is an expected failure"),
    ("baseline", "string", "FILE", "a baseline: what it knows is an expected failure"),
    ("fail_level", "string", "LEVEL", "which findings fail: error (default), warning, note, never"),
    ("unknown", "string", "warning|error", "what a check that could not be decided is (warning)"),
    ("examples", "bool", None, "collect the examples in *.rules (true)"),
    ("lang", "string", "zh|en", "language of findings (zh)"),
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Every setting of the plugin, in pytest's settings and on the command line."""
    group = parser.getgroup("budgetrules", "budgetrules: disclosures as tests")
    for name, kind, takes, words in _OPTIONS:
        parser.addini(f"budget_{name}", words, type=kind, default=None)
        option = f"--budget-{name.replace('_', '-')}"
        if takes is None:
            group.addoption(
                option, dest=f"budget_{name}", action="store_true", default=None, help=words
            )
            off = f"--no-budget-{name.replace('_', '-')}"
            group.addoption(
                off, dest=f"budget_{name}", action="store_false", default=None, help=f"not: {words}"
            )
        elif kind == "linelist":
            group.addoption(
                option, dest=f"budget_{name}", action="append", metavar=takes, help=words
            )
        else:
            group.addoption(option, dest=f"budget_{name}", metavar=takes, help=words)


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
    """Whether the nearest settings file could name documents; a look at bytes, so that other projects don't wait."""
    for folder in (root, *root.parents):
        if (folder / "budgetrules.toml").is_file():
            return True
        shared = folder / "pyproject.toml"
        if shared.is_file() and b"tool.budgetrules" in shared.read_bytes():
            return True
    return False


@pytest.fixture(scope="session")
def budget_rules(request: pytest.FixtureRequest) -> RuleSet:
    """The rules that the project's settings name."""
    from budgetrules.plugin.fixtures import rules_of

    return rules_of(request.config)


@pytest.fixture
def budget_document(request: pytest.FixtureRequest) -> Read:
    """A function path → Disclosure; a file is read once in a session."""
    from budgetrules.plugin.fixtures import reader_of

    return reader_of(request)


@pytest.fixture
def budget_check(request: pytest.FixtureRequest) -> Check:
    """A function (path or Disclosure, options of CheckOptions by name) → DocumentResult, waivers and baseline applied."""
    from budgetrules.plugin.fixtures import checker_of

    return checker_of(request)


@pytest.fixture
def assert_complies(request: pytest.FixtureRequest) -> AssertComplies:
    """A function like `budget_check` that fails the test with the findings, printed as `check` prints them."""
    from budgetrules.plugin.fixtures import asserter_of

    return asserter_of(request)
