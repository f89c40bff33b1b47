"""What only this repository asks: the disclosures of a year are complete, and each department is there once."""

from __future__ import annotations

from pathlib import Path

import pytest

DISCLOSURES = sorted((Path(__file__).parent.parent / "disclosures" / "2024").glob("*.txt"))


@pytest.mark.parametrize("path", DISCLOSURES, ids=lambda path: path.stem)
def test_the_file_is_named_for_its_department(path: Path, budget_document) -> None:
    assert budget_document(path).entity == path.stem


def test_the_tables_of_a_clean_disclosure_comply(assert_complies) -> None:
    result = assert_complies(
        DISCLOSURES[0].with_name("云岭县图书档案馆.txt"), select=["CN-T", "XJ-A"]
    )
    assert result.counts.exact > 500
