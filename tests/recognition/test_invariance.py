"""A change that changes nothing changes no finding: width, separators, blank lines, line breaks, page numbers, encodings."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from budgetrules import CheckOptions, RuleSet
from budgetrules.engine import check_disclosure, read
from budgetrules.findings.verdicts import DocumentResult
from tests.conftest import EXAMPLES, check_text, thinned

_WIDE = str.maketrans("0123456789.,", "０１２３４５６７８９．，")


def _wide(text: str) -> str:
    return "\n".join(line.translate(_WIDE) if "." in line else line for line in text.split("\n"))


def _no_separators(text: str) -> str:
    return re.sub(r"(?<=\d),(?=\d{3})", "", text)


def _blank_lines(text: str) -> str:
    order = random.Random(7)
    return "\n".join(line + "\n" * order.choice((0, 0, 1, 3)) for line in text.split("\n"))


def _no_blank_lines(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if line) + "\n"


def _page_numbers(text: str, style: str) -> str:
    order = random.Random(11)
    lines: list[str] = []
    page = 3
    for line in text.split("\n"):
        lines.append(line)
        if order.random() < 0.1:
            page += 1
            lines += ["", style.format(page)]
    return "\n".join(lines)


CHANGES: dict[str, Callable[[str], str]] = {
    "full-width digits": _wide,
    "no thousands separators": _no_separators,
    "more blank lines": _blank_lines,
    "no blank lines": _no_blank_lines,
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "page numbers": lambda text: _page_numbers(text, "{} "),
    "page numbers between dashes": lambda text: _page_numbers(text, "- {} - "),
    "page numbers in words": lambda text: _page_numbers(text, "第 {} 页 "),
    "blanks at line ends cut off": lambda text: "\n".join(
        line.rstrip() for line in text.split("\n")
    ),
    "tabs": lambda text: text.replace(" ", "\t"),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "no lines 表 N": lambda text: re.sub(r"(?m)^ ?表 \d+ $", "", text),
    "form feeds": lambda text: text.replace("\n 表", "\n\f表"),
}


def said(result: DocumentResult) -> Counter[tuple[object, ...]]:
    """Findings without their places, and how often each rule said what."""
    found = Counter(
        (
            item.rule,
            item.subject.table,
            item.subject.row_code,
            item.subject.column,
            item.evidence.difference,
        )
        for item in result.findings
    )
    counts = {
        (rule, counts.exact, counts.rounding, counts.fail, counts.unknown): 1
        for rule, counts in result.rules.items()
    }
    return found + Counter(counts)


_DOCUMENTS = ("xinjiang-2024-errors.txt", "xinjiang-2024-clean.txt", "kashgar-2024-budget.txt")


@pytest.fixture(scope="module", params=thinned(_DOCUMENTS, len(_DOCUMENTS)))
def text(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    folder = (
        request.getfixturevalue("shared") / "disclosures"
        if name.startswith("kashgar")
        else EXAMPLES
    )
    content: str = (folder / name).read_text(encoding="utf-8")
    return content


@pytest.fixture(scope="module")
def before(text: str, rules: RuleSet, tmp_path_factory: pytest.TempPathFactory) -> DocumentResult:
    """What is found before anything is changed."""
    return check_text(text, rules, tmp_path_factory.mktemp("before"))


@pytest.mark.parametrize("change", thinned(CHANGES, 2))
def test_a_change_that_changes_nothing(
    change: str, text: str, before: DocumentResult, rules: RuleSet, tmp_path: Path
) -> None:
    after = check_text(CHANGES[change](text), rules, tmp_path)
    assert said(after) == said(before)
    assert (after.published, after.checked) == (before.published, before.checked)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_encodings(
    encoding: str, text: str, before: DocumentResult, rules: RuleSet, tmp_path: Path
) -> None:
    path = tmp_path / "encoded.txt"
    path.write_bytes(text.encode(encoding))
    after = check_disclosure(read(path, rules=rules), CheckOptions(), rules)
    assert said(after) == said(before)
