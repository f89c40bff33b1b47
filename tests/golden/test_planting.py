"""Errors planted one by one, everywhere in the tables: each is found where it is or at the other end of its relation.

Every few lines get wrong figures, with `BUDGETRULES_ALL=1` every line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from budgetrules import RuleSet
from budgetrules.findings.verdicts import Finding
from tests.conftest import EXAMPLES, check_text, every
from tests.properties.test_detection import figures_in, lines_of, said

Planted = tuple[str, str | None]
_CODE = re.compile(r"\d{3}( \d\d)?( \d\d)?(?= )")
_NAME = re.compile(r"[\u4e00-\u9fff（）]{3,}")


def digits(line: str) -> Iterator[Planted]:
    """The first digit of every figure."""
    for found in figures_in(line):
        word = found.group()
        yield (
            word,
            line[: found.start()] + str(int(word[0]) % 9 + 1) + word[1:] + line[found.end() :],
        )


def last_digits(line: str) -> Iterator[Planted]:
    """The decimals of every figure."""
    for found in figures_in(line):
        word = found.group()
        yield (
            word,
            line[: found.start()]
            + word[:-2]
            + f"{(int(word[-2:]) + 40) % 100:02d}"
            + line[found.end() :],
        )


def blanked(line: str) -> Iterator[Planted]:
    """Every figure left out."""
    for found in figures_in(line):
        yield found.group(), line[: found.start()] + line[found.end() :]


def negative(line: str) -> Iterator[Planted]:
    """A minus before every figure."""
    for found in figures_in(line):
        yield found.group(), line[: found.start()] + "-" + line[found.start() :]


def codes(line: str) -> Iterator[Planted]:
    """The last digit of every code."""
    found = _CODE.match(line)
    if found is not None:
        yield (
            found.group(),
            found.group()[:-1] + str((int(found.group()[-1]) + 3) % 10) + line[found.end() :],
        )


def names(line: str) -> Iterator[Planted]:
    """Two characters of a coded row's name swapped."""
    found = _NAME.search(line)
    if found is not None and _CODE.match(line) and figures_in(line):
        word = found.group()
        swapped = word[0] + word[2] + word[1] + word[3:]
        if swapped != word:
            yield word, line.replace(word, swapped, 1)


def rows(line: str) -> Iterator[Planted]:
    """A row gone."""
    if figures_in(line) and _NAME.search(line):
        yield "gone", None


def twice(line: str) -> Iterator[Planted]:
    """A row printed twice."""
    if figures_in(line) and _NAME.search(line):
        yield "twice", line + "\n" + line


def headers(line: str) -> Iterator[Planted]:
    """The department or the unit in a table's header."""
    if line.startswith("编制部门"):
        yield "unit", line.replace("单位：万元", "")
        yield "department", line.replace("编制部门：", "编制部门：某")


def notes(line: str) -> Iterator[Planted]:
    """The sentence below an empty table."""
    if "没有使用" in line:
        yield "year", line.replace("2024", "2023")
        yield "department", "某" + line
        yield "gone", None
    if "空表。" in line:
        yield "words", line.replace("空表", "附表")


PLANTS: tuple[Callable[[str], Iterator[Planted]], ...] = (
    digits, last_digits, blanked, negative, codes, names, rows, twice, headers, notes,
)  # fmt: skip
_MANY = frozenset({digits, last_digits, blanked, negative, rows, twice})
# Kinds of errors of which a document holds a few only.
_FEW = frozenset({headers, notes})
# The name of the only unit may be left out in the list of what was carried over: no relation needs it.
_HARMLESS = re.compile(r"^[^\d]*(中心|局) [\d., ]+$")


@pytest.fixture(
    params=[
        pytest.param("xinjiang-2024-clean.txt"),
        pytest.param("kashgar-2024-budget.txt", marks=pytest.mark.slow),
    ]
)
def document(request: pytest.FixtureRequest) -> tuple[str, int]:
    """A text, and which of its printed lines get an error: every one, every third or every fifth."""
    name: str = request.param
    is_real = name.startswith("kashgar")
    folder = request.getfixturevalue("shared") / "disclosures" if is_real else EXAMPLES
    text = (folder / name).read_text(encoding="utf-8")
    return text, every(5 if is_real else 3)


def step_of(plant: Callable[[str], Iterator[Planted]], step: int) -> int:
    """Each how manyth line gets an error of a kind."""
    if plant in _FEW:
        return 1
    return step if plant in _MANY else every(1)


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.__name__)
def test_what_is_planted_is_found(
    plant: Callable[[str], Iterator[Planted]],
    document: tuple[str, int],
    rules: RuleSet,
    tmp_path: Path,
) -> None:
    text, step = document
    lines = text.split("\n")
    start = next(at for at, line in enumerate(lines) if line.strip() == "表 1")
    end = next(at for at, line in enumerate(lines) if "第三部分" in line)
    known = {said(finding) for finding in check_text(text, rules, tmp_path).findings}
    printed = [at for at in range(start, end) if lines[at].strip()]
    plants = [
        (at, what, wrong)
        for at in printed[:: step_of(plant, step)]
        for what, wrong in plant(lines[at])
        if plant is not rows or not _HARMLESS.match(lines[at])
    ]
    for at, what, wrong in plants[:: every(1) // 5 or 1] if plant in _FEW else plants:
        damaged = [*lines[:at], *([wrong] if wrong is not None else []), *lines[at + 1 :]]
        result = check_text("\n".join(damaged), rules, tmp_path)
        new = [finding for finding in result.findings if said(finding) not in known]
        where = f"line {at + 1} {what!r} → {wrong!r}"
        assert new, where
        if plant in (digits, last_digits, blanked, negative):
            assert all(at + 1 in lines_of(finding) for finding in new), where
        else:
            assert connected(new, at + 1, lines), where
    assert plants


def connected(findings: list[Finding], line: int, lines: list[str]) -> bool:
    """Whether a finding is on the line, next to it (a row gone), or speaks of a code or name that stands there."""
    words = re.findall(r"[\u4e00-\u9fff（）]{3,}", lines[line - 1].replace(" ", ""))
    table = [
        found.group() for text in lines[:line] if (found := re.fullmatch(r"表 \d+", text.strip()))
    ][-1].replace(" ", "")
    whole = (
        lines[line - 1].startswith("编制部门")
        or "空表" in lines[line - 1]
        or "没有使用" in lines[line - 1]
    )
    code = _CODE.match(lines[line - 1])
    key = code.group().replace(" ", "") if code else None
    for finding in findings:
        subject = finding.subject
        near = any(line - 3 <= other <= line + 1 for other in lines_of(finding))
        same = (key is not None and subject.row_code == key) or any(
            word in str(finding.message).replace(" ", "") for word in words
        )
        if near or same or (whole and subject.table == table):
            return True
    return False
