"""Outcomes: their grounds, and one for each place where a text is wrong."""

from __future__ import annotations

import pytest

from budgetrules.core.diagnostics import Severity
from budgetrules.evaluation.instance import Instance
from budgetrules.evaluation.outcome import Outcome, each_hit
from budgetrules.evaluation.truth import Fault, Grounds, Mismatch, TextHit, failing
from budgetrules.findings.verdicts import Verdict
from budgetrules.model.disclosure import Place
from budgetrules.schema import expressions as x
from budgetrules.schema.rules import Block, Check, Once, Rule
from tests.unit.evaluation.toy import view

CHECK = Check(x.All(()))
RULE = Rule("R-1", "规则", Severity.ERROR, (Block(Once(), (CHECK,)),))


def outcome(grounds: Grounds) -> Outcome:
    """A failure on these grounds."""
    return Outcome(
        rule=RULE,
        check=CHECK,
        verdict=Verdict.FAIL,
        severity=Severity.ERROR,
        instance=Instance(document=view()),
        truth=failing(grounds),
    )


def hits(count: int, *, whole: bool) -> TextHit:
    """So many hits of one check: the first with the others."""
    fault = Fault() if whole else None
    others = tuple(
        TextHit("甲", Place(line=line), fault=fault, follows=whole) for line in range(2, count + 1)
    )
    return TextHit("甲", Place(line=1), others, fault)


def lines(outcomes: list[Outcome]) -> list[int | None]:
    """Where the hits of outcomes stand."""
    return [item.grounds.place.line for item in outcomes if isinstance(item.grounds, TextHit)]


def test_an_outcome_has_the_grounds_of_its_condition() -> None:
    grounds = Mismatch("甲", "乙")
    assert outcome(grounds).grounds is grounds


def test_what_is_no_text_or_one_hit_stays_one_outcome() -> None:
    for grounds in (Mismatch("甲", "乙"), hits(1, whole=False)):
        failure = outcome(grounds)
        assert list(each_hit(failure)) == [failure]


def test_each_hit_of_a_section_is_a_failure_of_its_own() -> None:
    parts = list(each_hit(outcome(hits(30, whole=False))))
    assert lines(parts) == list(range(1, 31))
    assert all(isinstance(part.grounds, TextHit) and not part.grounds.others for part in parts)


@pytest.mark.parametrize(("count", "expected"), [(3, 3), (50, 21)])
def test_of_the_whole_text_twenty_places_follow_the_first_at_most(
    count: int, expected: int
) -> None:
    parts = list(each_hit(outcome(hits(count, whole=True))))
    assert len(parts) == expected
    assert isinstance(parts[0].grounds, TextHit)
    assert len(parts[0].grounds.others) == count - 1
