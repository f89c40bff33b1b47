"""A misprinted code is one error with the right code; codes that only count are one error for all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetrules import RuleSet
from budgetrules.findings.verdicts import Finding
from budgetrules.readers.formats import read_path
from tests.forms.edits import checked, numbered, text_of, told, with_part
from tests.forms.planting import Original, original

_PAGES = ("shanghai", "final", "national")


@pytest.fixture(scope="module")
def pages(rules: RuleSet, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Original]:
    """The clean page of each form."""
    folder = tmp_path_factory.mktemp("pages")
    found: dict[str, Original] = {}
    for form in _PAGES:
        path = folder / f"{form}.html"
        path.write_text(text_of(form), encoding="utf-8")
        found[form] = original(read_path(path), rules)
    return found


def grave(found: list[Finding]) -> list[Finding]:
    """The errors and warnings."""
    return [item for item in found if item.severity.value in ("error", "warning")]


@pytest.mark.parametrize("form", _PAGES)
@pytest.mark.parametrize(
    ("code", "wrong"), [("2210201", "7"), ("208", "8"), ("20805", "602"), ("2080506", "08")]
)
def test_a_code_misprinted_in_two_tables_is_two_errors_with_the_right_one(
    form: str, code: str, wrong: str, pages: dict[str, Original]
) -> None:
    page = pages[form]

    def misprinted(first: str) -> str:
        return wrong + first[3:]

    raw = page.raw
    for table in (3, 5):
        raw = with_part(raw, table, code, misprinted)
    found = grave(page.found(raw))
    assert [item.subject.table for item in found] == ["表3", "表5"]
    for item in found:
        assert item.suggestion is not None
        assert item.suggestion.value == code
        assert item.evidence.expected == code
        assert item.evidence.stated == wrong + code[3:]


@pytest.mark.parametrize(
    ("printed", "wrong", "right"),
    [("\n301 13 ", "\n301 03 ", "30113"), ("\n221 02 01 ", "\n122 02 01 ", "2210201")],
)
def test_a_misprinted_code_of_a_dump_is_one_error(
    printed: str, wrong: str, right: str, rules: RuleSet, tmp_path: Path
) -> None:
    text = text_of("xinjiang")
    at = text.rindex(printed)
    text = text[:at] + wrong + text[at + len(printed) :]
    (item,) = told(checked("xinjiang", text, tmp_path, rules))
    assert item.suggestion is not None
    assert item.suggestion.value == right


@pytest.mark.parametrize(
    ("form", "table", "length"),
    [("shanghai", 8, 5), ("shanghai", 5, 7), ("final", 2, 7), ("final", 6, 5), ("national", 6, 5)],
)
def test_codes_that_only_count_are_one_error(
    form: str, table: int, length: int, pages: dict[str, Original]
) -> None:
    page = pages[form]
    (item,) = grave(page.found(numbered(page.raw, table, length)))
    assert item.severity.value == "error"
    assert "顺次编的号" in str(item.message)
    assert item.suggestion is not None
    assert item.evidence.expected == item.suggestion.value
    assert item.evidence.stated == item.subject.row_code
