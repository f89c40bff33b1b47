"""A disclosure written to a file of any kind reads back to the figures, verdicts and findings of its text dump."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from budgetrules import RuleSet
from budgetrules.engine import read
from examples.xinjiang.department import department
from examples.xinjiang.dump import dump, dump_tables
from examples.xinjiang.ledger import Ledger
from tests.conftest import at_most, thinned
from tests.recognition.grids.test_drawn_tables import checked, from_text, is_read_whole, verdicts
from tests.strategies.drawn import Block, Figures, Style, blocks, figures, styles
from tests.strategies.files import to_csv_files, to_docx, to_html, to_package, to_xlsx, to_zip
from tests.strategies.ledgers import styled

Writer = Callable[[list[Block], Path], Path]


def _saved(data: bytes, path: Path) -> Path:
    path.write_bytes(data)
    return path


def _folder(files: dict[str, bytes], path: Path) -> Path:
    path.mkdir(exist_ok=True)
    for old in path.iterdir():
        old.unlink()
    for name, data in files.items():
        (path / name).write_bytes(data)
    return path


TABLES: dict[str, Writer] = {
    "xlsx": lambda parts, folder: _saved(to_xlsx(parts), folder / "a.xlsx"),
    "xlsx text": lambda parts, folder: _saved(to_xlsx(parts, formats="text"), folder / "a.xlsx"),
    "xlsx one sheet": lambda parts, folder: _saved(
        to_xlsx(parts, one_sheet=True), folder / "a.xlsx"
    ),
    "csv folder": lambda parts, folder: _folder(to_csv_files(parts), folder / "csv"),
    "csv zip gb18030": lambda parts, folder: _saved(
        to_zip(to_csv_files(parts, encoding="gb18030")), folder / "a.zip"
    ),
}
WHOLE: dict[str, Writer] = {
    "docx": lambda parts, folder: _saved(to_docx(parts), folder / "a.docx"),
    "html": lambda parts, folder: _saved(to_html(parts), folder / "a.html"),
    "html gb18030": lambda parts, folder: _saved(
        to_html(parts, encoding="gb18030", inside=True), folder / "a.htm"
    ),
}


@pytest.mark.parametrize("kind", thinned([*TABLES, *sorted(WHOLE, reverse=True)], 2))
@given(styled(), styles())
@settings(max_examples=at_most(12))
def test_tables_read_back(
    kind: str, rules: RuleSet, tmp_path: Path, ledger: Ledger, style: Style
) -> None:
    expected = from_text(dump_tables(ledger), rules, tmp_path)
    assume(is_read_whole(expected))
    found = read({**TABLES, **WHOLE}[kind](blocks(ledger, None, style), tmp_path), rules=rules)
    assert figures(found) == figures(expected)
    assert not [
        problem for problem in found.problems if problem.diagnostic.severity.value == "error"
    ]
    assert [table.unit for table in found.tables.values()] == [ledger.unit] * 11


@pytest.mark.parametrize("kind", thinned(sorted(WHOLE, reverse=True), len(WHOLE)))
@given(styles())
@settings(max_examples=at_most(6))
def test_a_whole_disclosure_has_the_findings_of_its_dump(
    kind: str, rules: RuleSet, tmp_path: Path, style: Style
) -> None:
    now, before = department(2024), department(2023)
    expected = checked(from_text(dump(now, before), rules, tmp_path), rules)
    found = checked(read(WHOLE[kind](blocks(now, before, style), tmp_path), rules=rules), rules)
    assert verdicts(found) == verdicts(expected)
    assert [item.fingerprint for item in found.findings] == [
        item.fingerprint for item in expected.findings
    ]
    assert (found.published, found.checked) == (expected.published, expected.checked)


@given(styled(), styles())
@settings(max_examples=at_most(15))
def test_numbers_without_formats_have_the_decimals_of_their_column(
    rules: RuleSet, tmp_path: Path, ledger: Ledger, style: Style
) -> None:
    written = blocks(attrs.evolve(ledger, zeros=False), None, style)
    expected = figures(read(_saved(to_xlsx(written), tmp_path / "a.xlsx"), rules=rules))
    found = figures(
        read(_saved(to_xlsx(written, formats="general"), tmp_path / "b.xlsx"), rules=rules)
    )
    assert found.keys() == expected.keys()
    assert _values(found) == _values(expected)


def _values(found: Figures) -> dict[tuple[str, ...], list[str]]:
    """Amounts without regard to zeros at their ends."""
    return {
        key: [
            f"{kind} {digits * 10 ** (8 - decimals)} {unit}"
            for kind, digits, decimals, unit in values
        ]
        for key, values in found.items()
    }


@given(styled(), st.sampled_from(("parts", "one", "first", "short")))
@settings(max_examples=at_most(12))
def test_a_data_package_reads_back(
    rules: RuleSet, tmp_path: Path, ledger: Ledger, codes: str
) -> None:
    style = Style(codes=codes, numbers=False)
    told = from_text(dump_tables(attrs.evolve(ledger, unit="万元")), rules, tmp_path)
    assume(is_read_whole(told))
    expected = figures(told)
    parts = blocks(attrs.evolve(ledger, unit="万元"), None, style)
    found = read(_folder(to_package(parts), tmp_path / "package"), rules=rules)
    assert figures(found) == expected
    zipped = read(_saved(to_zip(to_package(parts)), tmp_path / "package.zip"), rules=rules)
    assert figures(zipped) == expected
