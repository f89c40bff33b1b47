"""Law 5: in tables keyed by code the order of rows changes no verdict, nor does that of tables; nor a unit that scales all."""

from __future__ import annotations

import random
from pathlib import Path

import attrs
from hypothesis import given
from hypothesis import strategies as st

from budgetrules import RuleSet
from budgetrules.findings.verdicts import DocumentResult
from examples.xinjiang.dump import table_lines
from examples.xinjiang.ledger import Ledger
from examples.xinjiang.tables import PrintedTable, tables
from tests.conftest import check_text
from tests.strategies.ledgers import ledgers

_BY_CODE = (2, 3, 5, 6, 8, 9)


def verdicts(result: DocumentResult) -> dict[str, object]:
    """How often each rule said what."""
    return {rule: attrs.asdict(counts) for rule, counts in result.rules.items() if rule != "CN-V01"}


def text_of(found: list[PrintedTable], ledger: Ledger) -> str:
    """Tables as a dump, in the order given."""
    return "".join("\n".join(table_lines(table, ledger)) + "\n" for table in found)


@given(ledgers(), st.integers(0, 1000))
def test_the_order_of_rows_and_tables_changes_nothing(
    rules: RuleSet, tmp_path: Path, ledger: Ledger, seed: int
) -> None:
    plain = tables(ledger)
    mixed = tables(ledger)
    order = random.Random(seed)
    for table in mixed:
        if table.number in _BY_CODE:
            order.shuffle(table.rows)
    order.shuffle(mixed)
    before = check_text(text_of(plain, ledger), rules, tmp_path)
    after = check_text(text_of(mixed, ledger), rules, tmp_path)
    assert verdicts(after) == verdicts(before)


@given(ledgers())
def test_a_unit_that_scales_values_and_steps_changes_nothing(
    rules: RuleSet, tmp_path: Path, ledger: Ledger
) -> None:
    # One step is one 元 in both: 万元 with four decimals, 元 with none.
    wan = attrs.evolve(ledger, unit="万元", decimals=4)
    yuan = attrs.evolve(ledger, unit="元", decimals=0)
    results = [check_text(text_of(tables(one), one), rules, tmp_path) for one in (wan, yuan)]
    assert verdicts(results[0]) == verdicts(results[1])
