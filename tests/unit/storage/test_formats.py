"""What each format looks like to others, and what reading back says when somebody has been at it."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import attrs
import jsonschema
import openpyxl
import pytest
from pyarrow import parquet

from budgetrules import Disclosure, RuleSet
from budgetrules.cli.main import main
from budgetrules.engine import read, read_all
from budgetrules.model import disclosure as m
from budgetrules.model.plain import RECORDS
from budgetrules.storage.encode import model_value
from budgetrules.storage.errors import WriteError
from budgetrules.storage.fields import safe
from budgetrules.storage.formats import WRITERS, writer
from budgetrules.storage.json import model_schema, render
from budgetrules.storage.parquet import schema
from tests.conftest import EXAMPLES

ERRORS = EXAMPLES / "xinjiang-2024-errors.txt"
CLEAN = EXAMPLES / "xinjiang-2024-clean.txt"


@pytest.fixture(scope="module")
def model(rules: RuleSet) -> Disclosure:
    return read(ERRORS, rules=rules)


@pytest.fixture
def written(model: Disclosure, tmp_path: Path) -> Callable[[str], Path]:
    def write(name: str) -> Path:
        target = tmp_path / f"model.{name}"
        writer(name)(model_value([model], "zh"), target)
        return target

    return write


@pytest.fixture(scope="module")
def table(rules: RuleSet, tmp_path_factory: pytest.TempPathFactory) -> Disclosure:
    """The first table of the example alone."""
    path = tmp_path_factory.mktemp("table") / "table.txt"
    text = CLEAN.read_text(encoding="utf-8")
    path.write_text(text[: text.index("\n 表 2")], encoding="utf-8")
    return read(path, rules=rules, template="新疆部门预算")


def codes(document: Disclosure) -> list[str]:
    return [problem.diagnostic.code for problem in document.problems]


# What is written of each part of the model. A new field belongs here, and where it says in model/plain.py (SIMPLE) if it is
# a text, a number or a truth; else in encode.py, flatten.py, unflatten.py and decode.py of storage.
WRITTEN = {
    m.Disclosure: "path sha256 format template entity fiscal_year tables sections problems explanation statements unread_figures unread_cells "
    "others narrative whole",
    m.TableData: "id title unit unit_stated place lists header notes number unread titled unheaded caption",
    m.SectionData: "id path title place text lines claims slots body titled prescribed reworded opens sheet repeated places",
    m.ListData: "id rows columns_present unknown_columns",
    m.Row: "list_id index keys code name label level cells place texts text_places parent children",
    m.Claim: "sentence slots place section slot_places",
    m.Cell: "kind figure place",
    m.Place: "text page line chars box sheet cell order",
    m.OtherTable: "title place rows",
    m.Problem: "diagnostic place",
}


@pytest.mark.parametrize("part", WRITTEN, ids=lambda part: part.__name__)
def test_every_field_of_the_model_is_written(part: type) -> None:
    fields = {field.name for field in attrs.fields(part)}
    # What is inferred of unknown tables is told anew by whoever has the document.
    assert fields - {"inferred"} == set(WRITTEN[part].split())


def test_the_json_follows_its_schema(rules: RuleSet, model: Disclosure, tmp_path: Path) -> None:
    (tmp_path / "noise.txt").write_text("随便什么\n", encoding="utf-8")
    noise = read(tmp_path / "noise.txt", rules=rules)
    jsonschema.Draft202012Validator.check_schema(model_schema())
    jsonschema.Draft202012Validator(model_schema()).validate(
        model_value([model, noise], "en", explain=True)
    )


def test_the_json_has_a_line_a_row_and_says_what_the_value_says(model: Disclosure) -> None:
    value = model_value([model], "zh", True)
    text = render(value)
    assert json.loads(text) == value
    lists = [item for table in model.tables.values() for item in table.lists.values()] + list(
        model.statements.values()
    )
    lines = [line.strip().rstrip(",") for line in text.splitlines()]
    assert sum(line.startswith('{"index": ') for line in lines) == sum(
        len(item.rows) for item in lists
    )
    assert json.loads(render(model_value([], "zh"))) == model_value([], "zh")


def test_a_data_package_has_a_table_of_numbers_for_each_list(
    written: Callable[[str], Path],
) -> None:
    folder = written("csv")
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    resource = next(item for item in package["resources"] if item["path"] == "表3.csv")
    with (folder / "表3.csv").open(encoding="utf-8", newline="") as file:
        heads, first, *_ = csv.reader(file)
    assert heads == ["行号", "编码", "名称", "合计", "基本支出", "项目支出"]
    assert first == ["0", "", "总计", "4714.76", "3319.06", "1395.70"]
    assert [field["type"] for field in resource["schema"]["fields"]] == [
        "integer",
        "string",
        "string",
        *["number"] * 3,
    ]
    for item in package["resources"]:
        with (folder / item["path"]).open(encoding="utf-8", newline="") as file:
            assert next(csv.reader(file)) == [field["name"] for field in item["schema"]["fields"]]


def test_a_workbook_shows_lists_as_numbers_with_their_decimals_and_hides_the_rest(
    written: Callable[[str], Path],
) -> None:
    book = openpyxl.load_workbook(written("xlsx"))
    shown = [page.title for page in book.worksheets if page.sheet_state == "visible"]
    assert shown == [*[name for name in shown if name.startswith("表")], "budgetrules"]
    total = next(cell for cell in book["表3"][2] if cell.value == 4714.76)
    assert (total.data_type, total.number_format) == ("n", "#,##0.00")


def test_parquet_has_the_schema_that_is_documented(written: Callable[[str], Path]) -> None:
    folder = written("parquet")
    assert {path.stem for path in folder.iterdir()} == set(RECORDS)
    for name, fields in RECORDS.items():
        found = parquet.read_schema(folder / f"{name}.parquet")
        assert found.equals(schema(name), check_metadata=True)
        assert found.names[: len(fields)] == [field.name for field in fields]
    cells = parquet.read_table(folder / "cells.parquet").to_pylist()
    total = next(
        cell
        for cell in cells
        if cell["list"] == "表3" and cell["row"] == 0 and cell["column"] == "合计"
    )
    assert (total["value"], total["digits"], total["decimals"], total["unit"]) == (
        "4714.76",
        471476,
        2,
        "万元",
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(WRITERS))
def test_several_documents_in_one_package_come_back_each(
    name: str, rules: RuleSet, model: Disclosure, tmp_path: Path
) -> None:
    target = tmp_path / f"model.{name}"
    writer(name)(model_value([model, model, read(CLEAN, rules=rules)], "zh"), target)
    assert [one.path for one in read_all(target, rules=rules)] == [
        str(ERRORS),
        str(ERRORS),
        str(CLEAN),
    ]
    with pytest.raises(ValueError, match="3 documents"):
        read(target, rules=rules)


@pytest.mark.slow
def test_a_number_changed_in_a_sheet_is_checked_as_changed_and_that_is_said(
    rules: RuleSet, written: Callable[[str], Path]
) -> None:
    target = written("xlsx")
    book = openpyxl.load_workbook(target)
    book["表3"].cell(2, 4).value = 4714.77
    book.save(target)
    found = read(target, rules=rules)
    assert codes(found) == ["N180"]
    assert found.path == str(target)
    cell = found.tables["表3"].lists["表3"].rows[0].cells["合计"]
    assert cell.figure is not None
    assert cell.figure.plain() == "4714.77"


@pytest.mark.slow
def test_an_untouched_workbook_saved_again_is_the_same_model(
    rules: RuleSet, model: Disclosure, written: Callable[[str], Path]
) -> None:
    target = written("xlsx")
    openpyxl.load_workbook(target).save(target)
    found = read(target, rules=rules)
    assert (found.path, codes(found)) == (model.path, [])
    assert model_value([found], "zh") == model_value([model], "zh")


def test_blank_dash_and_spoiled_numbers_in_a_changed_csv_are_what_they_look_like(
    rules: RuleSet, written: Callable[[str], Path]
) -> None:
    folder = written("csv")
    lines = (folder / "表3.csv").read_text(encoding="utf-8").splitlines()
    lines[1] = "0,,总计,—,,1x95.70"
    (folder / "表3.csv").write_text("\n".join(lines), encoding="utf-8")
    cells = read(folder, rules=rules).tables["表3"].lists["表3"].rows[0].cells
    assert [cells[name].kind.value for name in ("合计", "基本支出", "项目支出")] == [
        "dash",
        "blank",
        "unreadable",
    ]


def test_rows_added_removed_and_renamed_in_a_csv_are_told(
    rules: RuleSet, written: Callable[[str], Path]
) -> None:
    folder = written("csv")
    lines = (folder / "表3.csv").read_text(encoding="utf-8").splitlines()
    lines[2] = lines[2].replace("一般公共服务支出", "别的")
    lines[3:4] = []
    lines.append("999,299,新的一行,1.00,1.00,")
    (folder / "表3.csv").write_text("\n".join(lines), encoding="utf-8")
    assert codes(read(folder, rules=rules)) == ["N180", "N187", "N186", "N189"]


def test_a_record_without_its_row_is_told(rules: RuleSet, written: Callable[[str], Path]) -> None:
    folder = written("csv")
    path = folder / "texts.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines.append(lines[1].replace("表1.收入", "表99"))
    path.write_text("\n".join(lines), encoding="utf-8")
    assert "N185" in codes(read(folder, rules=rules))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda value: value.update(schema_version="9"), "N183"),
        (lambda value: value.update(documents={}), "N184"),
        (lambda value: value.update(documents=[]), "N191"),
        (
            lambda value: value["documents"][0]["tables"][0]["lists"][0]["rows"][0]["cells"][
                0
            ].update(value="1,2"),
            "N184",
        ),
        (
            lambda value: value["documents"][0]["tables"][0]["lists"][0]["rows"][0]["cells"][
                0
            ].update(kind="full"),
            "N184",
        ),
        (lambda value: value["documents"][0]["tables"][0].update(unit="美元"), "N184"),
        (
            lambda value: value["documents"][0]["tables"][0]["lists"][0]["rows"][0].update(
                parent=0, child=0
            ),
            "N184",
        ),
        (
            lambda value: value["documents"][0]["tables"][0]["lists"][0]["rows"][0].update(
                parent=99, child=0
            ),
            "N184",
        ),
        (lambda value: value["documents"][0].update(template="没有的表式"), "N181"),
        (lambda value: value["documents"][0]["tables"][0].update(id="表99"), None),
        (lambda value: value["documents"][0]["tables"][0]["lists"][0].update(id="表99"), "N182"),
    ],
)
def test_a_model_that_is_broken_says_where(
    change: Callable[[dict], None],
    code: str | None,
    table: Disclosure,
    rules: RuleSet,
    tmp_path: Path,
) -> None:
    target = tmp_path / "model.json"
    value = model_value([table], "zh")
    change(value)
    target.write_text(json.dumps(value), encoding="utf-8")
    (found,) = read_all(target, rules=rules)
    assert code is None or code in codes(found)


def test_half_a_json_is_told_as_broken(rules: RuleSet, written: Callable[[str], Path]) -> None:
    target = written("json")
    target.write_text(target.read_text(encoding="utf-8")[:5000], encoding="utf-8")
    assert codes(read(target, rules=rules)) == ["N184"]


def test_a_json_nested_without_end_is_told_as_broken(rules: RuleSet, tmp_path: Path) -> None:
    for depth in (400, 900, 100_000):
        target = tmp_path / f"{depth}.json"
        nested = "[" * depth + "]" * depth
        target.write_text(
            f'{{"profile": "budgetrules-model", "schema_version": "1", "documents": [{{"problems": {nested}}}]}}'
        )
        assert codes(read(target, rules=rules)) == ["N184"]


def test_a_package_never_reads_outside_its_folder(
    rules: RuleSet, written: Callable[[str], Path]
) -> None:
    folder = written("csv")
    package = folder / "datapackage.json"
    package.write_text(
        package.read_text(encoding="utf-8").replace('"表3.csv"', '"../表3.csv"'), encoding="utf-8"
    )
    assert codes(read(folder, rules=rules)) == ["N184"]


@pytest.mark.slow
def test_a_workbook_that_unpacks_to_too_much_is_refused_unread(
    rules: RuleSet, tmp_path: Path
) -> None:
    target = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "xl/workbook.xml",
            '<workbook><sheets><sheet name="budgetrules" sheetId="1"/></sheets></workbook>',
        )
        block = b"0" * 2**20
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(1100):
                sheet.write(block)
    assert codes(read(target, rules=rules)) == ["N184"]


def test_a_folder_of_something_else_is_never_replaced(model: Disclosure, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("x", encoding="utf-8")
    for name in ("csv", "parquet"):
        with pytest.raises(WriteError, match="C132"):
            writer(name)(model_value([model], "zh"), tmp_path / "mine")
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]


def test_a_package_of_ours_is_replaced_whole(
    model: Disclosure, rules: RuleSet, tmp_path: Path
) -> None:
    target = tmp_path / "out"
    writer("csv")(model_value([model, model], "zh"), target)
    writer("csv")(model_value([model], "zh"), target)
    assert len(read_all(target, rules=rules)) == 1
    assert not list(target.glob("2-*"))
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_no_text_of_a_package_is_a_formula(written: Callable[[str], Path]) -> None:
    assert [safe(text) for text in ("=1+1", "-12.50", "@x", "'quoted", "名称", "")] == [
        "'=1+1",
        "-12.50",
        "'@x",
        "''quoted",
        "名称",
        "",
    ]
    for path in written("csv").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            assert not [
                text for line in csv.reader(file) for text in line if text.startswith(("=", "@"))
            ]


def test_the_command_needs_a_file_for_what_is_no_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", str(CLEAN), "--format", "xlsx"]) == 2
    assert "C130" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(WRITERS))
def test_check_takes_what_read_wrote(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = str(tmp_path / f"model.{name}")
    assert main(["check", str(ERRORS), "--format", "json"]) == 1
    direct = capsys.readouterr().out
    assert main(["read", str(ERRORS), "--format", name, "-o", target]) == 0
    assert main(["check", target, "--format", "json"]) == 1
    assert capsys.readouterr().out == direct


def test_a_folder_that_holds_a_package_is_walked_past_its_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data").mkdir()
    assert main(["read", str(CLEAN), "--format", "csv", "-o", str(tmp_path / "data" / "one")]) == 0
    capsys.readouterr()
    assert main(["check", str(tmp_path), "--format", "json"]) == 0
    assert [document["path"] for document in json.loads(capsys.readouterr().out)["documents"]] == [
        str(CLEAN)
    ]
