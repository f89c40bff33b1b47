"""Figures wrong together by one amount are one error, which names them all and what each should be."""

from __future__ import annotations

import pytest

from budgetrules import CheckOptions, RuleSet
from budgetrules.engine import check_disclosure
from budgetrules.model.disclosure import Disclosure
from tests.conftest import thinned
from tests.forms.edits import FORMS, disclosure_of, raised, text_of, told

_UP = ("2210201", "22102", "221")
_BOTH = ("合计", "基本支出")
_AMOUNT = "5.00"


@pytest.fixture(scope="module")
def documents(rules: RuleSet, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Disclosure]:
    """The clean example of each form."""
    folder = tmp_path_factory.mktemp("forms")
    return {form: disclosure_of(form, text_of(form), folder, rules) for form in FORMS}


def places(rows: tuple[str, ...], columns: tuple[str, ...]) -> list[tuple[str, str]]:
    """Every column of every row."""
    return [(row, column) for row in rows for column in columns]


@pytest.mark.parametrize("table", thinned(["表5", "表3"], 2))
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("rows", "columns", "first"),
    [
        (_UP, _BOTH, "2210201 合计"),
        (("221",), _BOTH, "221 合计"),
        ((*_UP, "total"), ("基本支出",), "2210201 基本支出"),
        (_UP, ("合计",), "2210201 合计"),
    ],
)
def test_figures_raised_alike_are_one_error(
    rows: tuple[str, ...],
    columns: tuple[str, ...],
    first: str,
    form: str,
    table: str,
    documents: dict[str, Disclosure],
    rules: RuleSet,
) -> None:
    document = documents[form]
    total = "总计" if form == "xinjiang" else "合计"
    wrong = places(tuple(total if row == "total" else row for row in rows), columns)
    if (form, table, rows, columns) == ("final", "表3", _UP, _BOTH):
        # Nothing else holds the items of this table: which one is wrong can't be told.
        wrong = wrong[2:]
        first = "22102 合计"
        with raised(document, table, places(("2210201",), columns), _AMOUNT):
            _one_error(document, table, wrong, first, rules)
        return
    _one_error(document, table, wrong, first, rules)


def _one_error(
    document: Disclosure,
    table: str,
    wrong: list[tuple[str, str]],
    first: str,
    rules: RuleSet,
) -> None:
    with raised(document, table, wrong, _AMOUNT):
        (item,) = told(check_disclosure(document, CheckOptions(), rules))
    assert item.severity.value == "error"
    subject = item.subject
    assert f"{subject.row_code} {subject.column}" == first
    named = {operand.name for operand in item.evidence.operands}
    assert named == {f"{table} {row} {column}" for row, column in wrong}
    assert item.suggestion is not None
    assert item.evidence.expected == item.suggestion.value
    assert item.evidence.difference is not None
    assert float(item.evidence.difference) == float(_AMOUNT)
