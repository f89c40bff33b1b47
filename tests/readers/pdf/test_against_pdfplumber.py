"""Another library reads the same cells: pdfplumber on the real documents, cell by cell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.readers.pdf.test_drawn_tables import pages_of

pdfplumber = pytest.importorskip("pdfplumber")

NAMES = (
    "kashgar-2024-budget",
    "putuo-final-template-blank",
    "putuo-finance-2024-final",
    "putuo-finance-2024-final-planted",
    "putuo-govoffice-2025-budget",
    "putuo-wanli-2024-budget",
)
# In points: pdfplumber moves lines by up to three to make them meet.
NEAR = 3.5


def words(text: str | None) -> list[str]:
    """The lines of a cell; the libraries differ in where they see blanks, so they are left out."""
    return ["".join(line.split()) for line in (text or "").split("\n")]


def is_table(table: Any) -> bool:
    """Shaded lines of a table of contents are a table of one column to pdfplumber; they are lines of text."""
    return max(len(row.cells) for row in table.rows) > 1


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_every_cell_says_what_pdfplumber_says(name: str, shared: Path) -> None:
    path = shared / "disclosures" / f"{name}.pdf"
    pages = pages_of(path.read_bytes())
    compared = 0
    with pdfplumber.open(path) as document:
        assert len(pages) == len(document.pages)
        for content, page in zip(pages, document.pages, strict=True):
            tables = [table for table in page.find_tables() if is_table(table)]
            assert len(tables) == len(content.grids), page.page_number
            left = [cell for grid in content.grids for cell in grid.cells]
            for table in tables:
                for row, texts in zip(table.rows, table.extract(), strict=True):
                    for box, text in zip(row.cells, texts, strict=True):
                        if box is None:
                            continue
                        same = [
                            cell
                            for cell in left
                            if all(abs(a - b) < NEAR for a, b in zip(cell.box, box, strict=True))
                        ]
                        assert [words(cell.text) for cell in same] == [words(text)], (
                            page.page_number,
                            box,
                        )
                        left.remove(same[0])
                        compared += 1
            assert left == [], page.page_number
    assert compared > 200


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_nothing_that_pdfplumber_sees_is_missing(name: str, shared: Path) -> None:
    """Every character of a page stands in a line, a cell or an aside, as often as it is printed."""
    path = shared / "disclosures" / f"{name}.pdf"
    pages = pages_of(path.read_bytes())
    with pdfplumber.open(path) as document:
        for content, page in zip(pages, document.pages, strict=True):
            seen = sorted(char["text"] for char in page.chars if not char["text"].isspace())
            read = [line.text for line in content.lines] + [
                cell.text for grid in content.grids for cell in grid.cells
            ]
            assert sorted("".join("".join(text.split()) for text in read)) == seen, page.page_number
