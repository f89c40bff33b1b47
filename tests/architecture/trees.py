"""The modules of the package and their syntax trees, each parsed once."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

from tests.conftest import TOP

PACKAGE = TOP / "budgetrules"
FILES = sorted(PACKAGE.rglob("*.py"))


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))
