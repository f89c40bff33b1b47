"""The plain evaluator: guards, severities, unknowns, and rules that do not apply."""

from __future__ import annotations

from budgetrules.core.diagnostics import Severity
from budgetrules.evaluation.outcome import Outcome
from budgetrules.evaluation.plain.evaluator import PlainEvaluator
from budgetrules.evaluation.protocol import Evaluator
from budgetrules.evaluation.view import DocumentView
from budgetrules.findings.verdicts import Verdict
from budgetrules.schema import expressions as x
from budgetrules.schema.rules import Block, Check, EachRow, Once, Quantifier, Rule
from tests.unit.evaluation.toy import INCOME, disclosure, view

AMOUNT = x.CellOf(x.Bound("row"), (("表1.收入", ("金额",)),))
NAMED = x.CompareTexts("contains", x.TextOf(x.Bound("row"), x.TextPart.KEY, "项目"), x.Text("拨款"))
IS_ONE = x.Compare("=", AMOUNT, x.Constant("1"))
ROWS = EachRow(("表1.收入",))


def rule(
    *checks: Check,
    quantifier: Quantifier = ROWS,
    applies: x.Expression | None = None,
    severity_if: tuple[x.Expression, Severity] | None = None,
    documents: tuple[tuple[str, str], ...] = (),
) -> Rule:
    """A rule of one block."""
    return Rule(
        "R-1",
        "规则",
        Severity.ERROR,
        (Block(quantifier, checks),),
        applies=applies,
        severity_if=severity_if,
        documents=documents,
    )


def outcomes(chosen: Rule, document: DocumentView | None = None) -> list[Outcome]:
    """What the evaluator says of a rule on the income (3, 1 and 2), or on another document."""
    evaluator: Evaluator = PlainEvaluator()
    return list(evaluator.run((chosen,), document or view(INCOME)))


def verdicts(chosen: Rule, document: DocumentView | None = None) -> list[str]:
    """The verdicts alone."""
    return [outcome.verdict.value for outcome in outcomes(chosen, document)]


def test_every_check_has_an_outcome_on_every_instance() -> None:
    two = rule(Check(IS_ONE), Check(x.Not(IS_ONE)))
    assert verdicts(two) == ["fail", "exact", "exact", "rounding", "fail", "exact"]


def test_a_guard_that_fails_makes_a_check_not_applicable() -> None:
    assert verdicts(rule(Check(IS_ONE, guards=(NAMED,)))) == [
        "not_applicable",
        "exact",
        "not_applicable",
    ]


def test_a_guard_that_only_rounding_allows_turns_a_failure_into_unknown() -> None:
    is_two = x.Compare("=", AMOUNT, x.Constant("2"))
    (_, _, last) = outcomes(rule(Check(x.Compare("=", AMOUNT, x.Constant("9")), guards=(is_two,))))
    assert last.verdict is Verdict.UNKNOWN
    assert last.reason is not None
    assert last.reason.code == "V110"
    assert last.grounds is not None


def test_where_there_is_nothing_to_look_at_a_check_does_not_apply() -> None:
    blank = view({"表1.收入": ("项目 金额", "拨款 -")})
    assert verdicts(rule(Check(IS_ONE)), blank) == ["not_applicable"]


def test_what_can_not_be_looked_at_is_unknown_and_says_why() -> None:
    (outcome,) = outcomes(rule(Check(IS_ONE)), view())
    assert outcome.verdict is Verdict.UNKNOWN
    assert outcome.reason is not None
    assert outcome.reason.code == "V101"


def test_a_rule_that_does_not_apply_has_one_outcome() -> None:
    never = x.Compare("=", x.Constant("1"), x.Constant("2"))
    always = x.Compare("=", x.Constant("1"), x.Constant("1"))
    assert verdicts(rule(Check(IS_ONE), applies=never)) == ["not_applicable"]
    assert len(verdicts(rule(Check(IS_ONE), applies=always))) == 3


def test_whether_a_rule_applies_may_be_unknown() -> None:
    empty = x.Empty(x.TableOf("表2"))
    (outcome,) = outcomes(rule(Check(IS_ONE), applies=empty))
    assert outcome.verdict is Verdict.UNKNOWN


def test_a_rule_that_names_a_document_not_given_is_unknown() -> None:
    comparing = rule(Check(IS_ONE), documents=(("上年", "试验"),))
    (outcome,) = outcomes(comparing)
    assert outcome.reason is not None
    assert outcome.reason.details == {"name": "上年"}
    given = view(INCOME, last_year=disclosure(INCOME))
    assert verdicts(comparing, given) == ["fail", "exact", "fail"]


def test_the_severity_of_a_failure_may_hang_on_a_condition() -> None:
    chosen = rule(
        Check(x.Compare("=", AMOUNT, x.Constant("9"))), severity_if=(NAMED, Severity.WARNING)
    )
    assert [outcome.severity for outcome in outcomes(chosen)] == [
        Severity.WARNING,
        Severity.ERROR,
        Severity.WARNING,
    ]


def test_one_evaluator_runs_many_documents() -> None:
    evaluator = PlainEvaluator()
    once = rule(Check(x.Has(x.RowsOf("表1.收入"))), quantifier=Once())
    said = [
        [outcome.verdict.value for outcome in evaluator.run((once,), document)]
        for document in (view(INCOME), view(), view(INCOME))
    ]
    assert said == [["exact"], ["unknown"], ["exact"]]
