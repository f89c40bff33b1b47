"""Whatever a file or a grid holds, reading ends with a document, never with an exception."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgetrules import RuleSet
from budgetrules.model.disclosure import Place
from budgetrules.readers.formats import read_path
from budgetrules.readers.packed import unpack
from budgetrules.readers.raw import RawCell, RawDocument, RawGrid, RawLine
from examples.xinjiang.department import department
from tests.conftest import at_most
from tests.recognition.grids.sketch import understood
from tests.strategies.drawn import Style, blocks
from tests.strategies.files import to_csv_files, to_docx, to_html, to_package, to_xlsx, to_zip

_PARTS = blocks(department(2024), department(2023), Style())
_FILES = {
    "xlsx": to_xlsx(_PARTS),
    "docx": to_docx(_PARTS),
    "html": to_html(_PARTS),
    "zip": to_zip(to_csv_files(_PARTS)),
    "json": to_package(_PARTS)["datapackage.json"],
    "csv": to_csv_files(_PARTS)["02.csv"],
}
_WORDS = st.sampled_from(
    [
        "",
        "",
        "合计",
        "总计",
        "科目编码",
        "类",
        "款",
        "项",
        "部门支出总体情况表",
        "单位：元",
        "基本支出",
        "201",
        "03",
        "1.00",
        "—",
        "注：",
        "※",
    ]
)


@pytest.mark.parametrize("kind", _FILES)
@given(st.data())
@settings(max_examples=at_most(25))
def test_damaged_bytes_are_told_or_read(kind: str, tmp_path: Path, data: st.DataObject) -> None:
    content = bytearray(_FILES[kind])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.sampled_from((0, 1, 200)))] = data.draw(
            st.binary(max_size=4)
        )
    path = tmp_path / f"a.{kind}"
    path.write_bytes(
        bytes(content[: data.draw(st.sampled_from((len(content), len(content) // 2)))])
    )
    assert isinstance(read_path(path), RawDocument)


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
@given(st.data())
@settings(max_examples=at_most(25))
def test_damaged_parts_are_told_or_read(kind: str, tmp_path: Path, data: st.DataObject) -> None:
    members = unpack(_FILES[kind], "a")
    name = data.draw(
        st.sampled_from(sorted(name for name in members if name.endswith((".xml", ".rels"))))
    )
    content = bytearray(members[name])
    at = data.draw(st.integers(0, len(content) - 1))
    content[at : at + data.draw(st.sampled_from((0, 1, 7, 400)))] = data.draw(
        st.sampled_from((b"", b"<", b'"', b"99999999999", b"-1", b"&x;", b"ABC"))
    )
    path = tmp_path / f"a.{kind}"
    with zipfile.ZipFile(path, "w") as archive:
        for other, held in members.items():
            archive.writestr(other, bytes(content) if other == name else held)
    assert isinstance(read_path(path), RawDocument)


@st.composite
def _grids(draw: st.DrawFn) -> RawGrid:
    rows, columns = draw(st.integers(1, 8)), draw(st.integers(1, 9))
    cells = [
        RawCell(
            draw(_WORDS),
            row,
            column,
            draw(st.sampled_from((1, 1, 1, 2, 9))),
            draw(st.sampled_from((1, 1, 1, 3))),
            Place("", 1),
        )
        for row in range(rows)
        for column in range(columns)
        if draw(st.integers(0, 5))
    ]
    sheet = draw(st.sampled_from((None, None, "表3", "#1")))
    return RawGrid(
        tuple(cells),
        rows,
        columns,
        draw(st.integers(0, 3)),
        Place(sheet=sheet),
        draw(st.booleans()),
    )


@given(st.lists(_grids(), min_size=1, max_size=4), st.lists(_WORDS, min_size=3, max_size=3))
def test_any_grids_are_recognised_or_kept(
    rules: RuleSet, grids: list[RawGrid], words: list[str]
) -> None:
    lines = tuple(RawLine(f"{word} ", number) for number, word in enumerate(words, 1))
    ordered = tuple(sorted(grids, key=lambda grid: grid.after))
    found = understood(
        RawDocument("a", "0", "pdf", lines, (), ordered, drawn=True), rules, "新疆部门预算"
    )
    for table in found.tables.values():
        for row in table.rows():
            assert row.place is not None
