"""How densely the package may be written, held as numbers: one idea a line, small functions.

A statement's size is the number of syntax nodes of its own expressions; a code line is no blank,
comment or docstring. Complexity is McCabe's, with and/or, conditional expressions
and comprehensions counted. CONTRIBUTING.md says how to write so that these hold.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.trees import FILES, PACKAGE, parsed
from tests.conftest import TOP

NODES_A_LINE, NODES_A_STATEMENT, NINE_IN_TEN = 9, 7, 13
COMPLEXITY, LONGEST_LINE, LONGEST_FUNCTION, LONGEST_FILE, PARAMETERS = 15, 100, 60, 600, 6
Function = ast.FunctionDef | ast.AsyncFunctionDef
_COMPREHENSIONS = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
_BRANCHES = (
    ast.If
    | ast.For
    | ast.AsyncFor
    | ast.While
    | ast.ExceptHandler
    | ast.Assert
    | ast.IfExp
    | ast.comprehension
    | ast.match_case
)
# Nodes that say nothing of their own: a statement's inner statements are counted by themselves.
_SILENT = ast.stmt | ast.expr_context | ast.operator | ast.cmpop | ast.boolop | ast.unaryop


def docstring_lines(tree: ast.Module) -> set[int]:
    """The lines that docstrings stand on."""
    lines: set[int] = set()
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        first = body[0] if isinstance(body, list) and body else None
        is_text = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
        if is_text and isinstance(first.value.value, str):
            lines.update(range(first.lineno, (first.end_lineno or first.lineno) + 1))
    return lines


def code_lines(text: str, tree: ast.Module) -> int:
    """How many lines hold code: no blank, no comment alone, no docstring."""
    silent = docstring_lines(tree)
    lines = enumerate(text.splitlines(), 1)
    return sum(
        1 for at, line in lines if line.strip() and line.strip()[0] != "#" and at not in silent
    )


def size(statement: ast.stmt) -> int:
    """How many nodes a statement has without those of the statements in it."""
    nodes, todo = 0, [statement]
    while todo:
        nodes += 1
        children = ast.iter_child_nodes(todo.pop())
        todo += [child for child in children if not isinstance(child, _SILENT)]
    return nodes


def inside(function: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a function without those of functions in it."""
    todo = list(ast.iter_child_nodes(function))
    while todo:
        node = todo.pop()
        if not isinstance(node, Function):
            yield node
            todo.extend(ast.iter_child_nodes(node))


def complexity(function: ast.AST) -> int:
    """The number of ways through a function, ways inside expressions counted."""
    total = 1
    for node in inside(function):
        if isinstance(node, ast.BoolOp):
            total += len(node.values) - 1
        if isinstance(node, _BRANCHES):
            total += 1
        if isinstance(node, ast.comprehension):
            total += len(node.ifs)
    return total


def test_the_package_holds_few_ideas_a_line() -> None:
    nodes = lines = 0
    for path in FILES:
        tree = parsed(path)
        nodes += sum(1 for _ in ast.walk(tree))
        lines += code_lines(path.read_text(encoding="utf-8"), tree)
    assert nodes / lines <= NODES_A_LINE


def test_statements_are_small() -> None:
    sizes = sorted(
        size(node)
        for path in FILES
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.stmt)
    )
    assert sum(sizes) / len(sizes) <= NODES_A_STATEMENT
    assert sizes[len(sizes) * 9 // 10] <= NINE_IN_TEN


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_place_is_dense(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= LONGEST_FILE
    assert [at for at, line in enumerate(lines, 1) if len(line) > LONGEST_LINE] == []
    for node in ast.walk(parsed(path)):
        where = f"{path.relative_to(TOP)}:{getattr(node, 'lineno', 0)}"
        if isinstance(node, _COMPREHENSIONS):
            assert len(node.generators) == 1, f"{where}: a comprehension with two fors"
        elif isinstance(node, ast.IfExp):
            inner = [child for child in ast.walk(node) if isinstance(child, ast.IfExp)]
            assert inner == [node], f"{where}: a conditional expression inside another"
        elif isinstance(node, Function):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert complexity(node) <= COMPLEXITY, f"{where}: {node.name} has too many ways"
            assert length <= LONGEST_FUNCTION, f"{where}: {node.name} is long"
            positional = len(node.args.posonlyargs) + len(node.args.args)
            assert positional <= PARAMETERS, f"{where}: {node.name} has many parameters"
