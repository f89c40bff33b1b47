"""The docs are right: their commands, rule texts and Python run, and print what they show.

A block ```rules name.rules or ```text name writes a file; ```console runs the lines that begin with `$ ` and compares what is
printed (`…` alone stands for any lines); ```python runs, and what it prints must follow in a ```text block marked `output`.
Rewrite what is shown with BUDGETRULES_REWRITE=1.
"""

from __future__ import annotations

import ast
import contextlib
import io
import os
import re
import shlex
import shutil
from pathlib import Path

import pytest

import budgetrules
from budgetrules.cli.main import main
from budgetrules.config import KEYS
from budgetrules.options import PYTEST_SETTINGS, pytest_name
from docs.generate import main as generate
from tests.conftest import EXAMPLES, TOP

PAGES = sorted([TOP / "README.md", *(TOP / "docs").rglob("*.md")])
_BLOCK = re.compile(r"^```(\w+)[ ]?([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")


def console(block: str) -> list[tuple[str, list[str]]]:
    """Commands and the lines shown behind each."""
    found: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif found:
            found[-1][1].append(line)
    return found


def printed(command: str) -> list[str]:
    """What a budgetrules command prints on both streams."""
    words = shlex.split(command)
    assert words[0] == "budgetrules", command
    stream = io.StringIO()
    with contextlib.redirect_stdout(stream), contextlib.redirect_stderr(stream):
        main(words[1:])
    return [line.rstrip() for line in stream.getvalue().rstrip("\n").split("\n")]


def agrees(shown: list[str], found: list[str]) -> bool:
    """Whether lines are as shown, `…` standing for any number of them."""
    if not shown:
        return not found
    if shown[0].strip() == "…":
        return any(agrees(shown[1:], found[at:]) for at in range(len(found) + 1))
    return bool(found) and shown[0].rstrip() == found[0] and agrees(shown[1:], found[1:])


def renewed(shown: list[str], found: list[str]) -> list[str]:
    """The lines to show now: all of them, or as many before and behind an `…` as before."""
    if "…" not in [line.strip() for line in shown]:
        return found
    at = [line.strip() for line in shown].index("…")
    behind = len(shown) - at - 1
    return [*found[:at], shown[at], *(found[-behind:] if behind else [])]


# Pages with rules of their own: the packs are compiled anew at each command.
_SLOW = ("first-rule.md", "new-province.md", "language.md")


def _page(path: Path) -> object:
    marks = pytest.mark.slow if path.name in _SLOW else ()
    return pytest.param(path, marks=marks, id=str(path.relative_to(TOP)))


@pytest.mark.parametrize("path", [_page(path) for path in PAGES])
def test_what_a_page_shows_is_true(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(EXAMPLES, tmp_path / "examples", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("BUDGETRULES_LANG", raising=False)
    text = path.read_text(encoding="utf-8")
    new = text
    said: str | None = None
    for kind, name, block in _BLOCK.findall(text):
        if kind == "text" and name == "output":
            assert block == said, f"{path.name}: prints\n{said}"
        elif kind in ("rules", "text") and name:
            (tmp_path / name).write_text(block, encoding="utf-8")
        elif kind == "console":
            for command, shown in console(block):
                if not command.startswith("budgetrules"):
                    continue
                found = printed(command)
                if os.environ.get("BUDGETRULES_REWRITE") and shown and not agrees(shown, found):
                    old, fresh = (
                        "\n".join([f"$ {command}", *shown]),
                        "\n".join([f"$ {command}", *renewed(shown, found)]),
                    )
                    new = new.replace(old, fresh)
                else:
                    assert not shown or agrees(shown, found), (
                        f"{path.name}: $ {command}\n" + "\n".join(found)
                    )
        elif kind == "python":
            stream = io.StringIO()
            with contextlib.redirect_stdout(stream):
                exec(compile(block, str(path), "exec"), {"__name__": "docs"})
            said = stream.getvalue()
    if new != text:
        path.write_text(new, encoding="utf-8")


# Pages that say how to add to the package show its inside.
_FOR_USERS = [path for path in PAGES if not path.name.startswith("add-")]


@pytest.mark.parametrize("path", _FOR_USERS, ids=lambda path: str(path.relative_to(TOP)))
def test_programs_use_public_names_only(path: Path) -> None:
    for kind, _, block in _BLOCK.findall(path.read_text(encoding="utf-8")):
        for node in ast.walk(ast.parse(block)) if kind == "python" else ():
            if (
                isinstance(node, ast.ImportFrom)
                and (node.module or "").split(".")[0] == "budgetrules"
            ):
                assert node.module == "budgetrules", (
                    f"{path.name}: {node.module} is no public module"
                )
                assert {name.name for name in node.names} <= set(budgetrules.__all__), path.name
            elif isinstance(node, ast.Import):
                assert not [
                    name.name for name in node.names if name.name.startswith("budgetrules.")
                ], path.name
            elif isinstance(node, ast.Attribute):
                assert not node.attr.startswith("_"), f"{path.name}: {node.attr}"


def test_every_public_name_stands_in_the_reference() -> None:
    text = (TOP / "docs" / "reference" / "library.md").read_text(encoding="utf-8")
    assert [name for name in budgetrules.__all__ if not re.search(rf"`{name}\b", text)] == []


def test_every_setting_stands_in_the_reference() -> None:
    text = (TOP / "docs" / "reference" / "configuration.md").read_text(encoding="utf-8")
    assert [key for key in KEYS if f"`{key}`" not in text] == []
    text = (TOP / "docs" / "how-to" / "pytest.md").read_text(encoding="utf-8")
    names = [pytest_name(option) for option in PYTEST_SETTINGS]
    assert [name for name in names if f"`{name}`" not in text] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(TOP)))
def test_links_lead_somewhere(path: Path) -> None:
    for target in _LINK.findall(path.read_text(encoding="utf-8")):
        if not target.startswith(("http", "mailto")):
            assert (path.parent / target).exists(), target


def test_generated_pages_are_fresh() -> None:
    assert generate(["--check"]) == 0
