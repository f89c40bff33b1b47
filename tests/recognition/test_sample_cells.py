"""Every cell of the real dump, read again in another way: amounts are counted off from the right end of each line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from budgetrules import RuleSet
from budgetrules.engine import read
from budgetrules.model.disclosure import Disclosure
from tests.conftest import EXAMPLES

# How many amounts stand at the right end of a row of each table.
_AMOUNTS = {1: 1, 2: 12, 3: 3, 4: 4, 5: 3, 6: 3, 7: 11, 8: 4, 9: 4, 10: 4, 11: 9}
_AMOUNT = re.compile(r"-?[\d,]*\.?\d*")


def files() -> list[str]:
    """The real dump and the examples."""
    return ["kashgar-2024-budget.txt", "xinjiang-2024-clean.txt"]


def find(name: str, shared: Path | None) -> Path:
    """Where a document is."""
    return (shared / "disclosures" / name) if shared is not None else EXAMPLES / name


def blocks(lines: list[str]) -> dict[int, tuple[int, int]]:
    """First and last line of each table, by the lines 表 N."""
    starts = [
        (at, int(found.group(1)))
        for at, line in enumerate(lines)
        if (found := re.fullmatch(r" ?表 (\d+) ", line))
    ]
    end = next(at for at, line in enumerate(lines) if "第三部分" in line)
    ends = [at for at, _ in starts[1:]] + [end]
    return {number: (at, stop) for (at, number), stop in zip(starts, ends, strict=True)}


def again(lines: list[str], number: int) -> dict[int, list[str]]:
    """The amounts of each row by the line (from 1) on which they stand."""
    first, last = blocks(lines)[number]
    count, found = _AMOUNTS[number], {}
    numbered = next((at for at in range(first, last) if lines[at].startswith("※")), first)
    for at in range(numbered + 1, last):
        cells = lines[at].removesuffix(" ").rsplit(" ", count)[-count:]
        if (
            lines[at].endswith(" ")
            and len(cells) == count
            and all(_AMOUNT.fullmatch(cell) for cell in cells)
            and any(cells)
        ):
            found[at + 1] = cells
    return found


def amounts(disclosure: Disclosure, number: int) -> dict[int, list[str]]:
    """The same from what was read; of lists side by side the right one."""
    lists = list(disclosure.tables[f"表{number}"].lists.values())
    found = {}
    for row in lists[-1].rows:
        cells = list(row.cells.values())
        line = next((cell.place.line for cell in cells if cell.place.text), None)
        if line is not None:
            found[line] = [cell.place.text for cell in cells]
    return found


@pytest.mark.parametrize("number", _AMOUNTS)
@pytest.mark.parametrize("name", files())
def test_amounts_stand_where_counting_from_the_right_finds_them(
    name: str, number: int, rules: RuleSet, request: pytest.FixtureRequest
) -> None:
    path = find(name, request.getfixturevalue("shared") if name.startswith("kashgar") else None)
    lines = path.read_text(encoding="utf-8").split("\n")
    expected = again(lines, number)
    assert amounts(read(path, rules=rules), number) == expected
    assert expected or number in (8, 9, 10)


@pytest.mark.parametrize("name", files())
def test_every_place_holds_the_text_it_says(
    name: str, rules: RuleSet, request: pytest.FixtureRequest
) -> None:
    path = find(name, request.getfixturevalue("shared") if name.startswith("kashgar") else None)
    lines = path.read_text(encoding="utf-8").split("\n")
    count = 0
    for cell in read(path, rules=rules).cells():
        if cell.figure is not None:
            assert cell.place.line is not None
            assert cell.place.chars is not None
            start, end = cell.place.chars
            assert lines[cell.place.line - 1][start:end] == cell.place.text
            count += 1
    assert count > 200


@pytest.mark.parametrize("name", files())
def test_the_left_lists_hold_every_other_amount(
    name: str, rules: RuleSet, request: pytest.FixtureRequest
) -> None:
    path = find(name, request.getfixturevalue("shared") if name.startswith("kashgar") else None)
    lines = path.read_text(encoding="utf-8").split("\n")
    disclosure = read(path, rules=rules)
    for number in (1, 4):
        first, last = blocks(lines)[number]
        printed = [
            word
            for line in lines[first:last]
            for word in re.findall(r"(?<=\s)[\d,]+\.\d\d(?=\s)", line)
        ]
        read_ = [
            cell.place.text
            for row in disclosure.tables[f"表{number}"].rows()
            for cell in row.cells.values()
            if cell.place.text
        ]
        assert sorted(read_) == sorted(printed)
