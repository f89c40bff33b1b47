"""Laws over invented departments: what is right passes whole, and what is changed is found, in a budget and in final accounts."""

from __future__ import annotations

import re
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgetrules import CheckOptions, RuleSet
from budgetrules.core.figures import Figure
from budgetrules.engine import check_disclosure, read
from budgetrules.findings.verdicts import DocumentResult, Finding
from budgetrules.model.disclosure import Cell, Disclosure, Row
from budgetrules.readers.formats import read_path
from examples.forms.budget_text import budget
from examples.forms.final import amount
from examples.forms.final_text import final
from examples.forms.ledger import Ledger, invented
from examples.forms.page import Block, to_html
from tests.conftest import at_most
from tests.forms.planting import amounts_in_words, first_digits, original, steadies

ENTITY = "云溪区数字服务局"
_OTHER = 333_337


def carrying(year: int, seed: int, opening: int) -> Ledger:
    """A year with other income, which raises what is carried over."""
    return attrs.evolve(
        invented(ENTITY, year, seed), other_income=_OTHER, opening=opening, opening_fiscal=2_163_117
    )


def on_page(blocks: list[Block], folder: Path, rules: RuleSet) -> Disclosure:
    """A disclosure written and read."""
    path = folder / "page.html"
    path.write_text(to_html("例", blocks), encoding="utf-8")
    return read(path, rules=rules)


def all_of(result: DocumentResult) -> list[Finding]:
    """The findings with what follows from them."""
    found: list[Finding] = []
    for item in result.findings:
        found.extend((item, *item.consequences))
    return found


@settings(max_examples=at_most(8))
@given(st.integers(0, 10_000), st.integers(10_001, 20_000))
def test_right_documents_pass_by_themselves_and_beside_each_other(
    rules: RuleSet, tmp_path_factory: pytest.TempPathFactory, one: int, other: int
) -> None:
    folder = tmp_path_factory.mktemp("pages")
    plan, plan_before = invented(ENTITY, 2024, one), invented(ENTITY, 2023, other)
    before = carrying(2023, other, 4_581_118)
    now = carrying(2024, one + 1, before.opening + _OTHER)
    accounts = on_page(final(now, before, plan), folder, rules)
    accounts_before = on_page(final(before, now, plan_before), folder, rules)
    plans = on_page(budget(plan, plan_before), folder, rules)
    plans_before = on_page(budget(plan_before, plan), folder, rules)
    options = CheckOptions(values={"单位性质": "行政单位"})
    for document, others in ((accounts, [plans, accounts_before]), (plans, [plans_before])):
        result = check_disclosure(document, options, rules, others)
        assert [(item.rule, item.message) for item in result.findings] == []
        assert result.counts.unknown == 0


@pytest.fixture(scope="module")
def accounts(rules: RuleSet, tmp_path_factory: pytest.TempPathFactory) -> Disclosure:
    """Final accounts that are right."""
    before = carrying(2023, 11, 4_581_118)
    blocks = final(carrying(2024, 12, before.opening + _OTHER), before, invented(ENTITY, 2024, 13))
    return on_page(blocks, tmp_path_factory.mktemp("accounts"), rules)


@pytest.fixture(scope="module")
def plans(rules: RuleSet, tmp_path_factory: pytest.TempPathFactory) -> Disclosure:
    """A budget that is right."""
    blocks = budget(invented(ENTITY, 2024, 14), invented(ENTITY, 2023, 15))
    return on_page(blocks, tmp_path_factory.mktemp("plans"), rules)


def amounts(document: Disclosure) -> list[tuple[Row, str]]:
    """Every amount of the tables."""
    return [
        (row, column)
        for table in document.tables.values()
        for row in table.rows()
        for column, cell in row.cells.items()
        if cell.figure is not None
    ]


@settings(max_examples=at_most(25))
@given(st.data())
@pytest.mark.parametrize("kind", ["accounts", "plans"])
def test_an_amount_changed_in_a_table_is_found(
    kind: str, accounts: Disclosure, plans: Disclosure, rules: RuleSet, data: st.DataObject
) -> None:
    document = accounts if kind == "accounts" else plans
    places = amounts(document)
    row, column = places[data.draw(st.integers(0, len(places) - 1))]
    kept = row.cells[column]
    assert kept.figure is not None
    moved = kept.figure.digits + max(50, abs(kept.figure.digits) // 3)
    row.cells[column] = Cell(
        kept.kind,
        Figure(moved, kept.figure.decimals, kept.figure.unit, kept.figure.rounding),
        kept.place,
    )
    try:
        found = all_of(check_disclosure(document, CheckOptions(), rules))
    finally:
        row.cells[column] = kept
    tables = {row.list_id.split(".", 1)[0]}
    assert any(item.severity.value == "error" and item.subject.table in tables for item in found), (
        row.name,
        column,
    )


def test_figures_of_another_year_that_differ_are_found(rules: RuleSet, tmp_path: Path) -> None:
    before = carrying(2023, 21, 4_581_118)
    now = carrying(2024, 22, before.opening + _OTHER)
    plan = invented(ENTITY, 2024, 23)
    accounts = on_page(final(now, before, plan), tmp_path, rules)
    other_plan = on_page(
        budget(invented(ENTITY, 2024, 24), invented(ENTITY, 2023, 25)), tmp_path, rules
    )
    other_before = on_page(final(carrying(2023, 26, 4_581_118), now, plan), tmp_path, rules)
    found = {
        item.rule
        for item in all_of(
            check_disclosure(accounts, CheckOptions(), rules, [other_plan, other_before])
        )
    }
    assert {"FA-X01", "FA-X02", "FA-X03", "FA-X03r"} <= found


def test_a_document_of_another_department_or_year_is_not_used(
    rules: RuleSet, tmp_path: Path
) -> None:
    before = carrying(2023, 21, 4_581_118)
    now = carrying(2024, 22, before.opening + _OTHER)
    plan = invented(ENTITY, 2024, 23)
    accounts = on_page(final(now, before, plan), tmp_path, rules)
    stranger = attrs.evolve(invented(ENTITY, 2024, 24), entity="青禾区文化服务局")
    strange = on_page(budget(stranger, stranger), tmp_path, rules)
    late = on_page(budget(invented(ENTITY, 2025, 24), plan), tmp_path, rules)
    result = check_disclosure(accounts, CheckOptions(), rules, [strange, late])
    assert all(item.rule[:4] != "FA-X" for item in all_of(result))
    assert [problem.diagnostic.code for problem in result.problems].count("N156") == 2
    assert result.counts.unknown > 0


@pytest.mark.slow
def test_what_is_planted_against_other_documents_is_found_in_tables_and_in_sentences(
    rules: RuleSet, tmp_path: Path
) -> None:
    before = carrying(2023, 31, 4_581_118)
    now, plan = carrying(2024, 32, before.opening + _OTHER), invented(ENTITY, 2024, 33)
    others = [
        on_page(budget(plan, invented(ENTITY, 2023, 35)), tmp_path, rules),
        on_page(final(before, now, plan), tmp_path, rules),
    ]
    path = tmp_path / "accounts.html"
    path.write_text(to_html("例", final(now, before, plan)), encoding="utf-8")
    page = original(read_path(path), rules, others)
    assert page.result.findings == ()
    budgeted = [
        plant
        for plant in amounts_in_words(page.raw)
        if re.search(r"年初预算为[\d.]+万元", plant.was)
    ]
    plants = {
        "FA-X01": budgeted,
        "FA-X03": [
            plant for plant in steadies(page.raw) if plant.now == "持平" and "运行" not in plant.was
        ],
        "FA-X02t": [
            plant for plant in first_digits(page.raw) if next(iter(plant.spots))[0] == "#7"
        ][:4:2],
        "FA-X04": [plant for plant in first_digits(page.raw) if plant.was == amount(now.opening)],
    }
    for rule, wrong in plants.items():
        told = [
            [other.rule for item in page.found(plant.raw) for other in (item, *item.consequences)]
            for plant in wrong
        ]
        assert wrong, rule
        assert all(told), rule
        assert sum(rule in rules_told for rules_told in told) * 2 >= len(told), (rule, told)
