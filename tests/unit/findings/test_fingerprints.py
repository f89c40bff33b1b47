"""Fingerprints stay when a document is exported again, and tell findings apart."""

from __future__ import annotations

import attrs
import pytest

from budgetrules.findings.fingerprints import with_fingerprints
from budgetrules.findings.verdicts import Evidence, Finding
from budgetrules.model.disclosure import Place
from tests.unit.reporting.samples import finding, warning


def named(*findings: Finding, entity: str = "示例局", year: int = 2024) -> list[str]:
    marked = with_fingerprints(findings, "示例表式", entity, year)
    return [item.fingerprint for item in marked]


def stating(stated: str, unit: str = "万元") -> Finding:
    return finding(evidence=Evidence(stated=stated, unit=unit))


def moved(place: Place) -> Finding:
    return finding(subject=attrs.evolve(finding().subject, place=place))


def test_the_place_and_the_words_do_not_count() -> None:
    other = attrs.evolve(moved(Place("x", page=1, line=2)), message="换一句话", title="另一标题")
    assert named(other) == named(finding())


def test_blanks_and_width_of_names_do_not_count() -> None:
    assert named(finding(), entity="示例 局") == named(finding(), entity="示例局")


@pytest.mark.parametrize(
    ("stated", "unit"), [("1904.490", "万元"), ("19044900", "元"), ("0.190449", "亿元")]
)
def test_the_same_amount_in_another_unit_is_the_same_finding(stated: str, unit: str) -> None:
    assert named(stating(stated, unit)) == named(stating("1904.49"))


@pytest.mark.parametrize("zero", ["0.00", "0", "0.0"])
def test_every_zero_is_one(zero: str) -> None:
    assert named(stating(zero)) == named(stating("0"))


def test_another_rule_amount_year_or_entity_is_another_finding() -> None:
    names = [
        *named(finding()),
        *named(finding(rule="T-A17")),
        *named(stating("1904.50")),
        *named(finding(), year=2023),
        *named(finding(), entity="另一局"),
    ]
    assert len(set(names)) == len(names)


def test_equal_findings_get_an_ordinal() -> None:
    first, second, third = named(finding(), finding(), finding())
    assert (second, third) == (f"{first}-2", f"{first}-3")


def test_what_follows_from_a_finding_is_named_after_all_that_lead() -> None:
    leading = finding(consequences=(warning(),))
    marked = with_fingerprints([leading, warning()], "示例表式", "示例局", 2024)
    assert marked[0].consequences[0].fingerprint == f"{marked[1].fingerprint}-2"
