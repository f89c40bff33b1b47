"""The plan: frozen values, equal if they say the same."""

from __future__ import annotations

import attrs
import pytest

from budgetrules.program.plan import Plan, RuleSource, TemplateRules
from budgetrules.schema.packs import Declarations, PackHeader


def empty_plan() -> Plan:
    """A plan without packs."""
    return Plan((), Declarations(PackHeader("")), (TemplateRules("甲", ()),), ())


def test_plans_that_say_the_same_are_equal() -> None:
    assert empty_plan() == empty_plan()
    other = attrs.evolve(empty_plan(), templates=(TemplateRules("乙", ()),))
    assert other != empty_plan()


def test_a_plan_does_not_change() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        empty_plan().templates = ()  # type: ignore[misc]  # what may not be done


def test_where_a_rule_stands_says_its_file_and_line() -> None:
    source = RuleSource(rule="R-1", pack="toy", file="toy.rules", line=3, text="规则 R-1")
    assert attrs.astuple(source) == ("R-1", "toy", "toy.rules", 3, "规则 R-1")
