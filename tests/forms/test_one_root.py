"""One root, one finding: an error that breaks many relations is told once, at its place, with what is right."""

from __future__ import annotations

import re

import pytest

from budgetrules import RuleSet
from budgetrules.findings.verdicts import Finding
from budgetrules.readers.formats import read_path
from tests.conftest import EXAMPLES, thinned
from tests.forms import planting
from tests.forms.planting import Original, original


@pytest.fixture(scope="module", params=thinned(["shanghai-2024-clean", "final-2024-clean"], 2))
def page(request: pytest.FixtureRequest, rules: RuleSet) -> Original:
    return original(read_path(EXAMPLES / f"{request.param}.html"), rules)


def errors(found: list[Finding]) -> list[Finding]:
    """The findings that are errors."""
    return [item for item in found if item.severity.value == "error"]


def test_a_wrong_unit_of_a_table_is_one_finding_at_the_unit(page: Original) -> None:
    told = 0
    for plant in planting.table_units(page.raw):
        found = page.found(plant.raw)
        if not found:
            # The tables without a figure.
            continue
        (item,) = found
        right = plant.was.rpartition("：")[2]
        assert (item.severity.value, item.evidence.stated, item.evidence.expected) == (
            "error",
            plant.now,
            right,
        )
        assert item.suggestion is not None
        assert item.suggestion.value == right
        told += 1
    assert told == 7


def test_a_wrong_code_is_one_error_that_names_the_right_one(page: Original) -> None:
    plants = [*planting.codes(page.raw)][::9]
    for plant in plants:
        found = errors(page.found(plant.raw))
        assert len(found) <= 1 + (len(plant.was) == 3), (
            plant.was,
            plant.now,
            [item.message for item in found],
        )
        first = next(item for item in found if item.rule in ("CN-C01", "CN-C02", "CN-C05"))
        assert first.subject.row_code is not None
        assert first.subject.row_code.endswith(plant.now)
        if first.suggestion is not None:
            assert first.suggestion.value.endswith(plant.was)
    assert len(plants) > 6


def test_a_row_left_out_is_one_error(page: Original) -> None:
    several = 0
    plants = [plant for plant in planting.rows_left_out(page.raw) if re.match(r"2\d\d ", plant.was)]
    for plant in plants[::4]:
        found = errors(page.found(plant.raw))
        assert found, plant.was
        several += len(found) > 1
    assert several <= 1


@pytest.mark.slow
def test_an_amount_left_out_is_told_by_the_list_of_names(rules: RuleSet) -> None:
    page = original(read_path(EXAMPLES / "final-2024-clean.html"), rules)
    economic = [
        plant
        for plant in planting.blanked(page.raw)
        if any(cell.text == "办公费" for cell in page.raw.grids[5].cells)
        and next(iter(plant.spots))[0] == "#6"
    ]
    told = 0
    for plant in economic:
        found = page.found(plant.raw)
        listed = [item for item in found if "FA-D14" in (other.rule for other in item.consequences)]
        assert all(
            item.suggestion is not None
            and abs(float(item.suggestion.value) - float(plant.was)) < 0.1
            for item in listed
        )
        told += len(listed)
    assert told > 8
