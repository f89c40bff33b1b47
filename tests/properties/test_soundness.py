"""Law 1: a budget for which every rule holds exactly, each figure rounded on its own, has no finding. And it is read back whole."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given

from budgetrules import RuleSet
from budgetrules.engine import read
from budgetrules.model.disclosure import Disclosure
from examples.xinjiang.dump import dump, dump_tables
from examples.xinjiang.ledger import Ledger
from examples.xinjiang.tables import PrintedTable, tables
from tests.conftest import check_text
from tests.strategies.ledgers import styled, two_years

# Three decimals are themselves against a rule of the form.
_DECIMALS = ("CN-V01",)


@given(styled())
def test_tables_that_agree_have_no_finding(rules: RuleSet, tmp_path: Path, ledger: Ledger) -> None:
    result = check_text(dump_tables(ledger), rules, tmp_path, ignore=_DECIMALS)
    assert [str(finding.message) for finding in result.findings] == []
    assert [problem.diagnostic.code for problem in result.problems] == ["N173"]
    assert result.checked == result.published


@given(two_years())
def test_a_budget_that_agrees_has_no_finding(
    rules: RuleSet, tmp_path: Path, budgets: tuple[Ledger, Ledger]
) -> None:
    result = check_text(dump(*budgets), rules, tmp_path)
    assert [(finding.rule, str(finding.message)) for finding in result.findings] == []
    assert [problem.diagnostic for problem in result.problems] == []
    # In sentences some figures stand alone (test_golden lists them); in tables none does.
    assert [item for item in result.unchecked if item.table is not None] == []


@given(styled())
def test_every_printed_cell_is_read_where_it_stands(
    rules: RuleSet, tmp_path: Path, ledger: Ledger
) -> None:
    path = tmp_path / "disclosure.txt"
    path.write_text(dump_tables(ledger), encoding="utf-8")
    disclosure = read(path, rules=rules)
    assert disclosure.entity == ledger.entity
    for printed in tables(ledger):
        assert read_back(disclosure, printed) == expected(printed)


def expected(printed: PrintedTable) -> list[list[str]]:
    """The cells of a table as printed, white space at their ends gone, rows without any word or figure left out."""
    return [
        [cell.strip() for cell in row] for row in printed.rows if any(cell.strip() for cell in row)
    ]


def read_back(disclosure: Disclosure, printed: PrintedTable) -> list[list[str]]:
    """The same from what was read: lists side by side joined by the line their rows stand on."""
    table = disclosure.tables[f"表{printed.number}"]
    schema = disclosure.template.table(table.id) if disclosure.template else None
    assert schema is not None
    rows: dict[int, list[str]] = {}
    width = 0
    for item in schema.lists:
        coded = sum(column.part is not None for column in item.columns)
        side_by_side = len(schema.lists) > 1
        for row in table.lists[item.id].rows:
            cells = rows.setdefault(row.place.line or 0, [])
            cells += [""] * (width - len(cells))
            code = row.code or ""
            if coded:
                cells += [code[:3], code[3:5], code[5:7]][:coded]
            name = f"{code} {row.name}".strip() if side_by_side else row.name
            cells.append(name)
            names = [
                column.id
                for column in item.columns
                if column.kind.value == "name" and column.id in row.texts
            ]
            cells += [row.texts[column] for column in names[1:]]
            cells += [cell.place.text for cell in row.cells.values()]
        width += 1 + len(item.amounts())
    return [cells + [""] * (len(printed.rows[0]) - len(cells)) for _, cells in sorted(rows.items())]
