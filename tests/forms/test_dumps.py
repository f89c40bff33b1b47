"""The examples as text dumps: what they are told of is told of the page, and nothing else."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest

from budgetrules import CheckOptions, RuleSet
from budgetrules.engine import check_disclosure, read
from tests.conftest import EXAMPLES
from tests.forms.edited import BUDGET, FINAL, told

_CELLS = ("td", "th")
_BLOCKS = ("p", "h1", "h2", "h3", "h4", "li")


class _Dump(HTMLParser):
    """Lines as a program dumps them: a row a line, a blank behind each cell and paragraph."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._row: list[str] = []
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self._row = []
        elif tag in _CELLS or tag in _BLOCKS:
            self._text = ""

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag in _CELLS:
            self._row.append(self._text)
        elif tag == "tr":
            self.lines.append(" ".join(self._row))
        elif tag in _BLOCKS:
            self.lines.append(self._text)


def dumped(example: str, folder: Path) -> Path:
    """Write an example as a text dump."""
    dump = _Dump()
    dump.feed((EXAMPLES / example).read_text(encoding="utf-8"))
    path = folder / f"{example}.txt"
    path.write_text("".join(f"{line} \n\n" for line in dump.lines), encoding="utf-8")
    return path


@pytest.mark.parametrize("example", [BUDGET, FINAL])
def test_a_dump_of_a_clean_page_is_clean(rules: RuleSet, tmp_path: Path, example: str) -> None:
    path = dumped(example, tmp_path)
    result = check_disclosure(read(path, rules=rules), CheckOptions(), rules)
    page = check_disclosure(read(EXAMPLES / example, rules=rules), CheckOptions(), rules)
    assert told(result) == told(page) == []
    assert result.published >= page.published
    assert result.counts.exact > 0.9 * page.counts.exact


@pytest.mark.parametrize("example", ["shanghai-2024-errors.html", "final-2024-errors.html"])
def test_errors_of_a_page_are_those_of_its_dump(
    rules: RuleSet, tmp_path: Path, example: str
) -> None:
    path = dumped(example, tmp_path)
    found = told(check_disclosure(read(path, rules=rules), CheckOptions(), rules))
    expected = told(check_disclosure(read(EXAMPLES / example, rules=rules), CheckOptions(), rules))
    assert not Counter(found) - Counter(expected)
    assert len(found) > 0.7 * len(expected)
