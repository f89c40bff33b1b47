"""Real PDFs and workbooks: every table is recognised, every amount is what another program reads, and findings are those of the dump."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pdfplumber
import pytest

from budgetrules import CheckOptions, RuleSet
from budgetrules.core.figures import parse_decimal
from budgetrules.core.names import fold
from budgetrules.engine import check_disclosure, read
from budgetrules.findings.verdicts import Finding
from budgetrules.model.disclosure import Disclosure, Place
from tests.conftest import thinned

_TABLES = {
    "kashgar-2024-budget": ("新疆部门预算", 11),
    "putuo-govoffice-2025-budget": ("上海部门预算", 9),
    "putuo-wanli-2024-budget": ("上海部门预算", 9),
    "putuo-finance-2024-final": ("部门决算", 9),
    "putuo-finance-2024-final-planted": ("部门决算", 8),
    "putuo-final-template-blank": ("部门决算", 9),
}
_CODE = re.compile(r"\d{3}|\d\d|\d{5}|\d{7}")


@pytest.fixture(scope="module", params=thinned(_TABLES, 2))
def name(request: pytest.FixtureRequest) -> str:
    """The name of a document."""
    found: str = request.param
    return found


@pytest.fixture(scope="module")
def found(name: str, shared: Path, rules: RuleSet) -> Disclosure:
    """The document as read."""
    return read(shared / "disclosures" / f"{name}.pdf", rules=rules)


def test_every_table_is_recognised_and_no_column_is_lost(name: str, found: Disclosure) -> None:
    template, count = _TABLES[name]
    assert found.template is not None
    assert (found.template.id, len(found.tables)) == (template, count)
    told = {problem.diagnostic.code for problem in found.problems}
    assert not told & {"N107", "N110", "N111", "N112", "N151", "N152", "N153"}
    assert all(table.unit_stated for table in found.tables.values())


def _amounts(found: Disclosure) -> Counter[tuple[int, str]]:
    """Every amount of the tables with its page."""
    return Counter(
        (cell.place.page or 0, "".join(cell.place.text.split()))
        for cell in found.cells()
        if cell.figure is not None
    )


def _again(path: Path, boxes: dict[int, tuple[float, float]]) -> Iterator[tuple[int, str]]:
    """The numbers that pdfplumber finds in cells, but for codes, in the stretches of pages where tables were read."""
    with pdfplumber.open(path) as document:
        for number, page in enumerate(document.pages, 1):
            if number not in boxes:
                continue
            top, bottom = boxes[number]
            for table in page.find_tables():
                if table.bbox[3] < top or table.bbox[1] > bottom:
                    continue
                for row in table.extract():
                    for cell in row:
                        text = "".join((cell or "").split())
                        if parse_decimal(text) is not None and not _CODE.fullmatch(text):
                            yield number, text


def _stretches(found: Disclosure) -> dict[int, tuple[float, float]]:
    """From which to which height each page's tables reach."""
    places: list[Place] = [cell.place for cell in found.cells() if cell.place.box is not None]
    result: dict[int, tuple[float, float]] = {}
    for place in places:
        assert place.page is not None
        assert place.box is not None
        top, bottom = result.get(place.page, (place.box[1], place.box[3]))
        result[place.page] = (min(top, place.box[1]), max(bottom, place.box[3]))
    return result


@pytest.mark.slow
def test_every_amount_is_what_another_program_reads(
    name: str, found: Disclosure, shared: Path
) -> None:
    ours = _amounts(found)
    theirs = Counter(_again(shared / "disclosures" / f"{name}.pdf", _stretches(found)))
    # Whole numbers of a few digits may be codes, column numbers or amounts of nothing: they are in ours only as amounts.
    plain = {key for key in (*ours, *theirs) if len(key[1].replace(",", "")) > 3 or "." in key[1]}
    assert {key: ours[key] for key in plain} == {key: theirs[key] for key in plain}
    if name != "putuo-final-template-blank":
        assert len(ours) > 80


def test_amounts_stand_in_the_row_and_column_of_their_sums(
    name: str, found: Disclosure, rules: RuleSet
) -> None:
    # A cell under the wrong header or in the wrong row breaks a sum somewhere.
    result = check_disclosure(
        found, CheckOptions(select=("CN-T01", "CN-T02", "CN-T03", "CN-T04")), rules
    )
    wrong = [item for item in result.findings if item.severity.value == "error"]
    assert len(wrong) <= (2 if "planted" in name else 0)


def test_places_have_page_and_box_and_come_in_order(found: Disclosure, rules: RuleSet) -> None:
    result = check_disclosure(found, CheckOptions(), rules)
    places = [item.subject.place for item in result.findings if item.subject.place.page is not None]
    assert [place.page for place in places] == sorted(place.page or 0 for place in places)
    assert all(place.box is not None for place in places)
    for cell in found.cells():
        assert cell.place.page is not None
        if cell.figure is not None:
            assert cell.place.box is not None


def test_the_pdf_has_the_findings_of_the_dump(shared: Path, rules: RuleSet) -> None:
    results = []
    for ending in ("txt", "pdf"):
        path = shared / "disclosures" / f"kashgar-2024-budget.{ending}"
        results.append(check_disclosure(read(path, rules=rules), CheckOptions(), rules))
    text, pdf = results
    assert [item.fingerprint for item in pdf.findings] == [
        item.fingerprint for item in text.findings
    ]
    assert (pdf.counts.rounding, pdf.counts.fail) == (text.counts.rounding, text.counts.fail)
    assert [
        rule for rule, counts in pdf.rules.items() if counts.unknown > text.rules[rule].unknown
    ] == []


def test_a_workbook_of_tables_has_the_findings_that_lie_in_them_and_one_problem(
    shared: Path, rules: RuleSet
) -> None:
    folder = shared / "disclosures"
    text = check_disclosure(
        read(folder / "kashgar-2024-budget.txt", rules=rules), CheckOptions(), rules
    )
    found = read(folder / "kashgar-2024-budget.xlsx", rules=rules)
    book = check_disclosure(found, CheckOptions(), rules)
    assert [problem.diagnostic.code for problem in book.problems] == ["N173"]
    assert not [
        item for item in book.findings if item.rule in ("XJ-G02", "CN-G02", "XJ-D00", "CN-D00")
    ]
    # Its sheets hold the performance sheets too, which stand under the last heading of the narrative in the dump.
    sheets = {"部门整体绩效目标表", "项目支出绩效目标表"}
    expected = Counter(
        _told(item)
        for item in text.findings
        if item.subject.table or item.subject.section_title in sheets
    )
    # What is told once of a whole text begins in the narrative of the dump.
    assert Counter(_told(item) for item in book.findings if item.rule != "CN-D38n") == expected
    assert all(item.subject.place.sheet for item in book.findings)


def _told(item: Finding) -> tuple[str, str]:
    """The rule of a finding and what is printed; a dump wraps names."""
    return item.rule, fold(item.evidence.stated or "")


def test_the_workbook_says_what_the_dump_says(shared: Path, rules: RuleSet) -> None:
    from tests.strategies.drawn import figures

    folder = shared / "disclosures"
    one, other = (
        read(folder / f"kashgar-2024-budget.{ending}", rules=rules) for ending in ("txt", "xlsx")
    )
    assert figures(other) == figures(one)


@pytest.mark.slow
@pytest.mark.parametrize("document", ["putuo-finance-2024-final", "putuo-wanli-2024-budget"])
def test_the_box_of_a_figure_in_the_narrative_holds_just_that_figure(
    document: str, shared: Path, rules: RuleSet
) -> None:
    path = shared / "disclosures" / f"{document}.pdf"
    found = read(path, rules=rules)
    count = 0
    with pdfplumber.open(path) as opened:
        characters = {number: page.chars for number, page in enumerate(opened.pages, 1)}
    for statement in found.statements.values():
        for row in statement.rows:
            for cell in row.cells.values():
                if cell.figure is None:
                    continue
                place = cell.place
                assert place.box is not None
                left, top, right, bottom = place.box
                inside = [
                    character["text"]
                    for character in characters[place.page or 0]
                    if left - 1 <= (character["x0"] + character["x1"]) / 2 <= right + 1
                    and top - 1 <= (character["top"] + character["bottom"]) / 2 <= bottom + 1
                ]
                said = "".join("".join(inside).split())
                # A figure that goes on in the next line begins here.
                assert said
                assert "".join(place.text.split()).startswith(said)
                count += 1
    assert count > 100
