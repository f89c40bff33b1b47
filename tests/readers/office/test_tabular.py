"""CSV files and data packages: parted as they are parted, in any encoding, each file a grid."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetrules.readers.formats import read_path
from budgetrules.readers.raw import RawDocument
from tests.strategies.files import to_zip

_WORDS = st.text(
    st.characters(codec="gb18030", exclude_categories=("C", "Z")), min_size=1, max_size=6
)
_TABLE = st.lists(st.lists(_WORDS, min_size=3, max_size=3), min_size=2, max_size=6)


def cells(raw: RawDocument) -> list[list[list[str]]]:
    """The texts of each grid by rows."""
    found = []
    for grid in raw.grids:
        rows = [["" for _ in range(grid.columns)] for _ in range(grid.rows)]
        for cell in grid.cells:
            rows[cell.row][cell.column] = cell.text
        found.append(rows)
    return found


@given(
    _TABLE, st.sampled_from(",;\t|"), st.sampled_from(("utf-8", "utf-8-sig", "gb18030", "utf-16"))
)
def test_a_file_reads_back(
    tmp_path: Path, table: list[list[str]], sign: str, encoding: str
) -> None:
    table = [["科目", "名称", "合计"], *table]
    if any(sign in word or '"' in word for row in table for word in row):
        return
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=sign).writerows(table)
    path = tmp_path / "a.csv"
    path.write_bytes(out.getvalue().encode(encoding))
    raw = read_path(path)
    assert cells(raw) == [table]
    assert raw.grids[0].cells[4].place.cell == "B2"
    assert raw.grids[0].place.sheet == "a"


def test_quotes_line_breaks_and_short_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        '项目,金额,注\n"一、本年\n收入","1,234.50"\n"他说""好""",,x\n', encoding="utf-8"
    )
    assert cells(read_path(path)) == [
        [["项目", "金额", "注"], ["一、本年\n收入", "1,234.50", ""], ['他说"好"', "", "x"]]
    ]


def test_the_files_of_a_folder_are_one_document(tmp_path: Path) -> None:
    for name, text in {"02.csv": "b,2\n", "01.csv": "a,1\n", "readme.txt": "x"}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    raw = read_path(tmp_path)
    assert cells(raw) == [[["a", "1"]], [["b", "2"]]]
    assert [grid.place.sheet for grid in raw.grids] == ["01", "02"]


def _package(resources: list[dict[str, object]]) -> bytes:
    return json.dumps({"name": "budget", "resources": resources}).encode()


def test_a_package_names_its_files_fields_and_dialect(tmp_path: Path) -> None:
    files = {
        "datapackage.json": _package(
            [
                {
                    "name": "one",
                    "title": "支出表",
                    "path": "data/one.csv",
                    "schema": {"fields": [{"name": "k", "title": "科目"}, {"name": "v"}]},
                },
                {
                    "name": "two",
                    "path": "two.txt",
                    "dialect": {"delimiter": ";", "header": False},
                    "encoding": "gb18030",
                },
                {
                    "name": "three",
                    "data": [{"科目": "201", "合计": 12.50}, {"科目": "208", "合计": None}],
                },
            ]
        ),
        "data/one.csv": b"k,v\n201,1.00\n",
        "two.txt": "科目;合计\n201;2.00\n".encode("gb18030"),
        "other.csv": b"never,read\n",
    }
    expected = [
        [["科目", "v"], ["201", "1.00"]],
        [["科目", "合计"], ["201", "2.00"]],
        [["科目", "合计"], ["201", "12.5"], ["208", ""]],
    ]
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    for path in (tmp_path, tmp_path / "datapackage.json"):
        raw = read_path(path)
        assert cells(raw) == expected
        assert [grid.place.sheet for grid in raw.grids] == ["支出表", "two", "three"]
        assert raw.problems == ()
    (tmp_path / "a.zip").write_bytes(
        to_zip({f"budget/{name}": data for name, data in files.items()})
    )
    assert cells(read_path(tmp_path / "a.zip")) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"resources": 3}',
        '{"resources": [7]}',
        '{"resources": [{"path": "no.csv"}]}',
    ],
)
def test_a_broken_package_is_told(text: str, tmp_path: Path) -> None:
    path = tmp_path / "datapackage.json"
    path.write_text(text, encoding="utf-8")
    raw = read_path(path)
    assert raw.grids == ()
    assert [problem.diagnostic.code for problem in raw.problems][:1] in (
        ["N175"],
        ["N176"],
        ["N102"],
    )
