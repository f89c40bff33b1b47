"""Other documents: which plays which part, and how rules are read in their names."""

from __future__ import annotations

import attrs
import pytest

from budgetrules.core.diagnostics import Severity
from budgetrules.evaluation.other_documents import assign, readings, rows_of
from budgetrules.model.disclosure import Disclosure
from budgetrules.schema.packs import OtherDocument
from budgetrules.schema.rules import Rule
from budgetrules.schema.vocabulary import Vocabulary
from tests.unit.evaluation.toy import DETAIL, disclosure, template

LAST_YEAR = {"上年": OtherDocument("上年", "", -1)}
BUDGET = {"年初预算": OtherDocument("年初预算", "budget", 0)}


def document(year: int, entity: str = "甲局", **form: object) -> Disclosure:
    """A document of a year and department; `form` changes its form."""
    made = disclosure()
    made.fiscal_year = year
    made.entity = entity
    made.template = attrs.evolve(template(), **form)
    return made


def test_last_years_document_is_of_the_same_form_one_year_before() -> None:
    this, last = document(2030), document(2029)
    assert assign(this, [this, document(2028), last], LAST_YEAR) == {"上年": last}
    assert assign(this, [document(2029, id="别的")], LAST_YEAR) == {}


def test_a_budget_is_of_its_kind_whatever_its_form() -> None:
    this, budget = document(2030), document(2030, id="预算表式", kind="budget")
    assert assign(this, [budget], BUDGET) == {"年初预算": budget}
    assert assign(this, [document(2030, kind="final")], BUDGET) == {}


@pytest.mark.parametrize(
    ("entity", "fits"),
    [("甲局", True), ("甲局（本级）", True), ("", True), ("乙局", False)],
)
def test_it_is_of_the_same_department_or_of_one_that_is_not_known(entity: str, fits: bool) -> None:
    assert bool(assign(document(2030), [document(2029, entity)], LAST_YEAR)) is fits


@pytest.mark.parametrize(("entity", "fits"), [("甲局（总部）", True), ("甲局（本级）", False)])
def test_what_may_stand_behind_a_name_is_in_the_vocabulary(entity: str, fits: bool) -> None:
    this = document(2030, vocabulary=Vocabulary(entity_suffixes=("总部",)))
    assert bool(assign(this, [document(2029, entity)], LAST_YEAR)) is fits


def test_a_document_without_year_or_form_has_no_others() -> None:
    undated = document(2030)
    undated.fiscal_year = None
    assert assign(undated, [document(2029)], LAST_YEAR) == {}


def test_the_first_that_fits_plays_the_part() -> None:
    one, two = document(2029), document(2029)
    assert assign(document(2030), [one, two], LAST_YEAR)["上年"] is one


def test_rows_are_copied_under_the_name_of_the_document_with_the_same_cells() -> None:
    other = disclosure(DETAIL)
    lists = rows_of("上年", other)
    copies, rows = lists["上年.表2"].rows, other.tables["表2"].lists["表2"].rows
    assert [row.list_id for row in copies] == ["上年.表2"] * len(rows)
    assert all(copy.cells is row.cells for copy, row in zip(copies, rows, strict=True))
    by_code = {row.code: row for row in copies}
    assert by_code["20101"].parent is by_code["201"]
    assert by_code["20101"] in by_code["201"].children


def rule(name: str, *documents: tuple[str, str]) -> Rule:
    """A reading of a rule for documents of these forms."""
    return Rule(name, "", Severity.ERROR, (), documents=documents)


def test_a_rule_is_read_in_the_names_of_the_document_given() -> None:
    plain = rule("R-1")
    old, new = rule("R-2", ("上年", "旧表式")), rule("R-2", ("上年", "试验"))
    assert readings([plain, old, new], {"上年": document(2029)}) == [plain, new]
    assert readings([plain, old, new], {}) == [plain, old]
    assert readings([old], {"上年": document(2029)}) == []
