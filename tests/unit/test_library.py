"""The library's face: figures of a program checked like those of a file, reports in formats, every mistake told."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgetrules import (
    CheckOptions,
    Disclosure,
    RuleSet,
    ValuesError,
    Verdict,
    check,
    check_iter,
    from_values,
    read,
    read_all,
    render,
    write,
)
from budgetrules.model.disclosure import CellKind, Row
from examples.xinjiang.dump import dump_tables
from examples.xinjiang.ledger import Ledger
from tests.conftest import EXAMPLES
from tests.strategies.damage import damaged
from tests.strategies.ledgers import styled

FORM = "新疆部门预算"
CLEAN = EXAMPLES / "xinjiang-2024-clean.txt"
_TABLES_ONLY = CheckOptions(select=("CN-T", "XJ-A1", "XJ-A2", "CN-C"))


def values_of(disclosure: Disclosure) -> dict[str, list[dict[str, str | None]]]:
    """The rows of all tables as a program would hold them."""
    assert disclosure.template is not None
    lists = disclosure.template.lists()
    found: dict[str, list[dict[str, str | None]]] = {}
    for table in disclosure.tables.values():
        for data in table.lists.values():
            keys = {key.id for key in lists[data.id].keys if key.is_code}
            found[data.id] = [_row_values(row, keys) for row in data.rows]
    return found


def _row_values(row: Row, keys: set[str]) -> dict[str, str | None]:
    values: dict[str, str | None] = {key: row.code for key in keys if row.code}
    values.update(row.texts)
    for name, cell in row.cells.items():
        printed = (
            cell.figure.plain()
            if cell.figure
            else {CellKind.DASH: "—", CellKind.UNREADABLE: cell.place.text}.get(cell.kind)
        )
        values[name] = printed
    return values


@settings(max_examples=max(5, settings.default.max_examples // 4))
@given(data=st.data())
def test_the_figures_of_a_program_are_judged_like_those_of_a_file(
    data: st.DataObject, rules: RuleSet, tmp_path: Path
) -> None:
    ledger: Ledger = data.draw(styled())
    path = tmp_path / "disclosure.txt"
    path.write_text(data.draw(damaged(dump_tables(ledger))), encoding="utf-8")
    first = read(path, rules=rules)
    units = {table.id: table.unit for table in first.tables.values()}
    second = from_values(
        FORM,
        values_of(first),
        rules=rules,
        entity=first.entity,
        fiscal_year=first.fiscal_year,
        units=units,
    )
    one, other = check([first, second], _TABLES_ONLY, rules).documents
    assert other.rules == one.rules
    assert [
        (f.rule, f.subject.table, f.subject.row_code, f.subject.column)
        for f in sorted_findings(other)
    ] == [
        (f.rule, f.subject.table, f.subject.row_code, f.subject.column)
        for f in sorted_findings(one)
    ]


def sorted_findings(result):  # type: ignore[no-untyped-def]
    return sorted(result.findings, key=lambda finding: finding.fingerprint)


def test_numbers_may_be_text_integers_or_decimals(rules: RuleSet) -> None:
    row = {"名称": "总计", "合计": "1,904.50", "基本支出": Decimal("320.10"), "项目支出": 1584}
    cells = from_values(FORM, {"表3": [row]}, rules=rules).tables["表3"].lists["表3"].rows[0].cells
    assert [cell.figure.plain() for cell in cells.values() if cell.figure] == [
        "1904.50",
        "320.10",
        "1584.00",
    ]


def test_columns_are_known_by_id_key_or_printed_head(rules: RuleSet) -> None:
    rows = [
        {"科目": "2010301", "名称": "行政运行", "财政小计": "1.00"},
        {
            "类": "201",
            "款": "03",
            "项": "02",
            "功能分类科目名称": "一般行政管理事务",
            "财政拨款(补助)小计": "2.00",
        },
    ]
    found = from_values(FORM, {"表2": rows}, rules=rules).tables["表2"].lists["表2"].rows
    assert [
        (row.code, row.name, row.cells["财政小计"].figure.plain())
        for row in found
        if row.cells["财政小计"].figure
    ] == [
        ("2010301", "行政运行", "1.00"),
        ("2010302", "一般行政管理事务", "2.00"),
    ]


def test_blank_dash_and_spoiled_values_stay_apart(rules: RuleSet) -> None:
    row = {"名称": "总计", "合计": None, "基本支出": "—", "项目支出": "1x.5"}
    disclosure = from_values(FORM, {"表3": [row]}, rules=rules)
    cells = disclosure.tables["表3"].lists["表3"].rows[0].cells
    assert [cell.kind for cell in cells.values()] == [
        CellKind.BLANK,
        CellKind.DASH,
        CellKind.UNREADABLE,
    ]
    assert "N110" in [problem.diagnostic.code for problem in disclosure.problems]


def test_every_mistake_in_values_is_told_with_a_suggestion(rules: RuleSet) -> None:
    with pytest.raises(ValuesError) as caught:
        from_values(
            FORM,
            {
                "表33": [],
                "表3": [{"名称": "总计", "合记": "1", "基本支出": 1.5}],
                "表5": [{"合计": True}],
            },
            rules=rules,
            units={"表12": "万元", "表5": "美元"},
        )
    found = [
        (item.code, item.details["name"], item.suggestion) for item in caught.value.diagnostics
    ]
    assert ("N193", "表33", "表3") in found
    assert ("N194", "合记", "合计") in found
    assert ("N195", "基本支出", None) in found
    assert ("N196", "美元", "万元") in found
    assert any(code == "N193" and name == "表12" for code, name, _ in found)
    assert "1.5" not in str(caught.value)
    with pytest.raises(ValuesError, match="N197"):
        from_values("新疆部门预祘", {}, rules=rules)


def test_notes_narrative_and_header_are_read_as_in_a_file(rules: RuleSet) -> None:
    text = CLEAN.read_text(encoding="utf-8")
    narrative = text[text.index("第三部分") :]
    first = read(CLEAN, rules=rules)
    note = "云山地区数据发展中心2024年没有使用国有资本经营预算拨款安排的支出，国有资本经营预算支出情况表为空表。"
    second = from_values(
        FORM,
        values_of(first),
        rules=rules,
        entity=first.entity,
        fiscal_year=2024,
        notes={"表9": note},
        narrative="\n".join(line for line in narrative.replace("\n\n", "").splitlines()),
    )
    assert second.entity == first.entity
    assert second.tables["表9"].notes
    assert second.tables["表3"].header is not None
    assert second.narrative


def test_a_report_can_be_had_in_every_format(rules: RuleSet) -> None:
    report = check([EXAMPLES / "xinjiang-2024-errors.txt"], rules=rules)
    for name in ("text", "concise", "json", "jsonl", "csv", "markdown", "github"):
        assert "CN-T01" in render(report, name)
    assert "error" in render(report, "concise", "en")
    with pytest.raises(KeyError):
        render(report, "no such format")


@pytest.mark.slow
def test_models_are_written_by_ending_and_read_back(rules: RuleSet, tmp_path: Path) -> None:
    document = read(CLEAN, rules=rules)
    write(document, tmp_path / "one.json")
    write([document, document], tmp_path / "two", "csv")
    assert read(tmp_path / "one.json", rules=rules).entity == document.entity
    assert len(read_all(tmp_path / "two", rules=rules)) == 2
    with pytest.raises(ValueError, match="unknown format"):
        write(document, tmp_path / "three.docx")


def test_files_and_disclosures_may_be_mixed(rules: RuleSet) -> None:
    document = read(CLEAN, rules=rules)
    results = list(check_iter([CLEAN, document, str(CLEAN)], rules=rules))
    assert len({str(result.counts) for result in results}) == 1
    assert all(result.findings == () for result in results)
    assert Verdict.FAIL.value == "fail"
