"""Every evaluator says the same of the same rules and documents: verdict, instance and numbers, outcome by outcome.

To put another evaluator through the suite, add it to `EVALUATORS`. To add a case, add an example to a file in `cases/`
and run `REWRITE_CONFORMANCE=1 pytest tests/conformance`, which writes what the plain evaluator says under each example;
the diff is the review.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import attrs
import pytest

from budgetrules.core.operators import OPERATORS, TEXT_OPERATORS
from budgetrules.evaluation.plain.evaluator import PlainEvaluator
from budgetrules.evaluation.protocol import Evaluator
from budgetrules.schema.expressions import Compare, CompareTexts, Expression
from budgetrules.schema.rules import Quantifier
from tests.conformance.cases import FOLDER, MARK, Case, load
from tests.conformance.outcome_text import lines

EVALUATORS: dict[str, Callable[[], Evaluator]] = {
    "plain": PlainEvaluator,
}


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> list[Case]:
    return load(tmp_path_factory.mktemp("conformance"))


def said(evaluator: Evaluator, case: Case) -> list[str]:
    """What an evaluator says of a case."""
    return lines(case.rule, list(evaluator.run((case.rule,), case.view())))


@pytest.mark.parametrize("file", sorted(path.name for path in FOLDER.glob("*.rules")))
@pytest.mark.parametrize("make", EVALUATORS.values(), ids=EVALUATORS)
def test_each_case_comes_out_as_expected(
    make: Callable[[], Evaluator], file: str, cases: list[Case]
) -> None:
    evaluator = make()
    mine = [case for case in cases if case.file.name == file]
    if os.environ.get("REWRITE_CONFORMANCE") and isinstance(evaluator, PlainEvaluator):
        rewrite(FOLDER / file, {case.example.span.line: said(evaluator, case) for case in mine})
        return
    assert {case.name: said(evaluator, case) for case in mine} == {
        case.name: list(case.expected) for case in mine
    }


@pytest.mark.parametrize("make", EVALUATORS.values(), ids=EVALUATORS)
def test_many_rules_at_once_say_what_each_says_alone(
    make: Callable[[], Evaluator], cases: list[Case]
) -> None:
    chosen = [case.rule for case in cases if case.name.endswith("-1")]
    view = cases[0].view()
    together = [(outcome.rule.id, outcome.verdict) for outcome in make().run(chosen, view)]
    alone = [(rule.id, outcome.verdict) for rule in chosen for outcome in make().run((rule,), view)]
    assert together == alone


def test_every_case_has_an_expectation(cases: list[Case]) -> None:
    assert [case.name for case in cases if not case.expected] == []


def parts_of(value: object) -> Iterator[object]:
    """A value and every value of ours in it."""
    yield value
    if isinstance(value, tuple):
        for item in value:
            yield from parts_of(item)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from parts_of(getattr(value, field.name))


def test_the_cases_hold_every_quantifier_expression_and_operator(cases: list[Case]) -> None:
    parts = [part for case in cases for part in parts_of(case.rule)]
    kinds = {type(part) for part in parts}
    assert [kind.__name__ for kind in get_args(Quantifier) if kind not in kinds] == []
    assert [kind.__name__ for kind in get_args(Expression) if kind not in kinds] == []
    relations = {part.relation for part in parts if isinstance(part, Compare)}
    assert relations == set(OPERATORS)
    of_texts = {part.relation for part in parts if isinstance(part, CompareTexts)}
    assert of_texts == set(TEXT_OPERATORS)


def rewrite(file: Path, said_by_line: dict[int, list[str]]) -> None:
    """Put what was said under each example of a case file."""
    kept = file.read_text(encoding="utf-8").split("\n")
    examples = [at for at, line in enumerate(kept, 1) if at in said_by_line]
    written: list[str] = []
    for at, line in enumerate(kept, 1):
        if line.strip().startswith(MARK):
            continue
        written.append(line)
        started = [start for start in examples if start <= at]
        if started and _ends_example(kept, at):
            written.extend(f"    {MARK} {words}" for words in said_by_line.pop(started[-1], []))
    file.write_text("\n".join(written), encoding="utf-8")


def _ends_example(lines_of_file: list[str], at: int) -> bool:
    """Whether the line behind this one, outcomes left out, is no part of its example."""
    behind = [line for line in lines_of_file[at:] if not line.strip().startswith(MARK)]
    return not behind or not behind[0].startswith("    ")
