"""The house stays as docs/explanation/architecture.md draws it: one direction of imports, no cycles, small files, a public face that is there."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import budgetrules
from tests.architecture.trees import FILES, PACKAGE, parsed
from tests.conftest import TOP

# What each part may import; whatever is not named here stands above all of them.
MAY = {
    "core": set(),
    "messages": {"core"},
    "schema": {"core"},
    "model": {"core", "messages", "schema"},
    "language": {"core", "schema"},
    "readers": {"core", "messages", "schema", "model"},
    "recognition": {"core", "messages", "schema", "model", "readers"},
    "storage": {"core", "messages", "schema", "model", "readers", "recognition"},
    "findings": {"core", "messages", "schema", "model"},
    "program": {"core", "schema", "language"},
    "packs": {"core", "schema", "language", "program"},
    "evaluation": {"core", "schema", "model", "findings", "program"},
    "causes": {"core", "messages", "schema", "model", "findings", "evaluation"},
    "judging": {"core", "messages", "schema", "model", "findings", "evaluation", "causes"},
    "reporting": {"core", "messages", "schema", "model", "findings"},
    "resources": set(),
    "engine": {
        *("core", "messages", "options", "schema", "model", "readers", "recognition", "storage"),
        *("findings", "program", "packs", "evaluation", "judging", "resources"),
    },
    "config": {"core", "messages", "options"},
    "options": set(),
    "version": set(),
    "exports": {"core", "schema", "model", "findings", "reporting", "storage", "version"},
    "rule_tests": {
        *("core", "messages", "schema", "model", "recognition", "findings", "evaluation", "engine"),
    },
}
# Ideographs with their radicals, 〇 and 々.
CHINESE = re.compile(
    "[\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
# Files that may hold Chinese strings, and why.
MAY_BE_CHINESE = {
    "core/script.py": "numerals, enumerators, dates: writing, which belongs to no country",
    "model/plain.py": "ids of tables and levels as examples in what CSV says of its columns",
}
# Where things stand on a page is measured in points; that decides which cell a text belongs to, never what it is worth.
GEOMETRY = PACKAGE / "readers" / "pdf"
ALSO = {
    "core": {"resources"},
    "schema": {"resources"},
    "language": {"resources"},
    "program": {"resources"},
    "packs": {"resources"},
}


def part(path: Path) -> str:
    """The part of the house a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> list[tuple[str, int]]:
    """The modules of ours that a file imports, and where."""
    modules: list[tuple[str, int]] = []
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.ImportFrom) and node.module == "budgetrules":
            modules += [(f"budgetrules.{name.name}", node.lineno) for name in node.names]
        elif isinstance(node, ast.ImportFrom):
            modules.append((node.module or "", node.lineno))
        elif isinstance(node, ast.Import):
            modules += [(name.name, node.lineno) for name in node.names]
    return [(module, line) for module, line in modules if module.startswith("budgetrules")]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_down_only(path: Path) -> None:
    own = part(path)
    if own not in MAY:
        return
    allowed = MAY[own] | ALSO.get(own, set()) | {own}
    for module, line in imports(path):
        target = module.split(".")[1] if "." in module else ""
        assert target in allowed, f"{path.relative_to(TOP)}:{line} {own} imports {module}"


def test_no_module_imports_itself_in_a_circle() -> None:
    names = {
        ".".join(path.relative_to(TOP).with_suffix("").parts).removesuffix(".__init__"): path
        for path in FILES
    }
    graph = {
        name: {module for module, _ in imports(path) if module in names}
        for name, path in names.items()
    }
    done: set[str] = set()

    def walk(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, " → ".join((*way[way.index(name) :], name))
        if name not in done:
            for other in graph[name]:
                walk(other, (*way, name))
            done.add(name)

    for name in graph:
        walk(name, ())


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_modules_are_small_and_say_what_they_are(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 600
    tree = parsed(path)
    assert ast.get_docstring(tree) or not text.strip()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), (
                f"{path.relative_to(TOP)}:{node.lineno} {node.name} has no docstring"
            )


@pytest.mark.parametrize(
    "folder",
    [
        "core",
        "schema",
        "model",
        "language",
        "readers",
        "recognition",
        "storage",
        "program",
        "evaluation",
    ],
)
def test_no_binary_float_on_the_way_of_a_verdict(folder: str) -> None:
    for path in sorted((PACKAGE / folder).rglob("*.py")):
        if GEOMETRY in path.parents:
            continue
        for node in ast.walk(parsed(path)):
            is_call = (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("float", "round")
            )
            is_float = isinstance(node, ast.Constant) and isinstance(node.value, float)
            where = f"{path.relative_to(TOP)}:{getattr(node, 'lineno', 0)}"
            assert not is_call, where
            assert not is_float, where


def chinese_in(path: Path) -> list[str]:
    """The strings of a file, docstrings apart, that hold Chinese characters, each with its line."""
    tree = parsed(path)
    docstrings = set(map(id, filter(None, map(_docstring, ast.walk(tree)))))
    strings: list[str] = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            continue
        if id(node) not in docstrings and CHINESE.search(node.value):
            strings.append(f"{path.relative_to(PACKAGE)}:{node.lineno} {node.value!r}")
    return strings


def _docstring(node: ast.AST) -> ast.Constant | None:
    """The docstring of a module, class or function."""
    if not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        return None
    first = node.body[0] if node.body else None
    is_text = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    return first.value if is_text else None


def test_the_engine_knows_no_country() -> None:
    """Words of a country stand in its pack, sentences in messages, words of the language in
    grammar: no string of the code is Chinese but where the script itself is described.
    """
    found = {str(path.relative_to(PACKAGE)): chinese_in(path) for path in FILES}
    strings = [
        item for name, items in found.items() if name not in MAY_BE_CHINESE for item in items
    ]
    assert strings == []
    assert [name for name in MAY_BE_CHINESE if not found[name]] == []


def test_the_public_names_are_there() -> None:
    for name in budgetrules.__all__:
        assert getattr(budgetrules, name).__doc__ or name == "__version__", name


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = "import sys, budgetrules; print(' '.join(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=TOP, capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"lark", "tabulate", "argparse", "attr"} & set(loaded)
