"""Problems: how they weigh, where they stand and what fills their messages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from budgetrules.core.diagnostics import Severity
from budgetrules.model.disclosure import UNKNOWN_PLACE, Place, Problem
from budgetrules.model.problems import error, warning

BOTH = [(error, Severity.ERROR), (warning, Severity.WARNING)]


@pytest.mark.parametrize(("report", "severity"), BOTH)
def test_a_problem_has_its_code_its_words_and_its_place(
    report: Callable[..., Problem], severity: Severity
) -> None:
    place = Place("合计", line=3)
    problem = report("N113", place, table="表1")
    assert problem.diagnostic.code == "N113"
    assert problem.diagnostic.severity is severity
    assert problem.diagnostic.details == {"table": "表1"}
    assert problem.place is place


@pytest.mark.parametrize(("report", "severity"), BOTH)
def test_without_a_place_it_stands_nowhere(
    report: Callable[..., Problem], severity: Severity
) -> None:
    assert report("N173").place is UNKNOWN_PLACE


def test_a_word_may_be_called_as_the_parameters_are() -> None:
    assert error("N173", code="x", place="y").diagnostic.details == {"code": "x", "place": "y"}
