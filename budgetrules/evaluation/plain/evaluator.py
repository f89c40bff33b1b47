"""The plain evaluator: every rule on every instance, one verdict a check."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from budgetrules.core.diagnostics import Severity
from budgetrules.evaluation.plain import conditions, figures, records, texts
from budgetrules.evaluation.plain.instances import Instances, instances
from budgetrules.evaluation.plain.signatures import Builder, Frame, Run
from budgetrules.evaluation.truth import TextHit, Truth
from budgetrules.evaluation.view import DocumentView, Unknowable
from budgetrules.findings.verdicts import Verdict
from budgetrules.schema.expressions import Expression
from budgetrules.schema.rules import Check, Rule

_MOST_PLACES = 20
_BUILDERS: dict[type, Builder] = {
    **records.BUILDERS,
    **figures.BUILDERS,
    **texts.BUILDERS,
    **conditions.BUILDERS,
}


def build(node: Expression) -> Run:
    """The function that computes an expression in a frame."""
    return _BUILDERS[type(node)](node, build)


@attrs.define(eq=False)
class Outcome:
    """What one check said of one instance: `truth` where it was computed, `reason` where it could not be."""

    rule: Rule
    check: Check
    verdict: Verdict
    frame: Frame
    truth: Truth | None = None
    reason: Unknowable | None = None


@attrs.frozen(eq=False)
class RunnableCheck:
    """A check with its guards and condition as functions."""

    check: Check
    guards: tuple[Run, ...]
    condition: Run
    # Most outcomes: one for all instances that a check doesn't apply to.
    not_applicable: Outcome


@attrs.frozen(eq=False)
class RunnableRule:
    """A rule with everything it computes as functions."""

    rule: Rule
    applies: Run | None
    blocks: tuple[tuple[Instances, tuple[RunnableCheck, ...]], ...]
    severity_if: tuple[Run, Severity] | None

    def severity(self, frame: Frame) -> Severity:
        """The severity on one instance."""
        if self.severity_if is None:
            return self.rule.severity
        condition, otherwise = self.severity_if
        return self.rule.severity if condition(frame).certain else otherwise


def runnable(rules: Sequence[Rule]) -> tuple[RunnableRule, ...]:
    """Make rules ready to run; done once for many documents."""
    return tuple(
        RunnableRule(
            rule,
            build(rule.applies) if rule.applies is not None else None,
            tuple(
                (
                    instances(block.quantifier, build),
                    tuple(_check(rule, check) for check in block.checks),
                )
                for block in rule.blocks
            ),
            (build(rule.severity_if[0]), rule.severity_if[1]) if rule.severity_if else None,
        )
        for rule in rules
    )


def _check(rule: Rule, check: Check) -> RunnableCheck:
    guards = tuple(build(guard) for guard in check.guards)
    return RunnableCheck(
        check, guards, build(check.condition), Outcome(rule, check, Verdict.NOT_APPLICABLE, {})
    )


def evaluate(rule: RunnableRule, doc: DocumentView) -> Iterator[Outcome]:
    """Every outcome of a rule on a document, in the order of the document."""
    blocked = _not_applying(rule, doc)
    if blocked is not None:
        yield blocked
        return
    for each, checks in rule.blocks:
        for frame in each(doc):
            if isinstance(frame, Unknowable):
                for runnable_check in checks:
                    yield Outcome(
                        rule.rule, runnable_check.check, Verdict.UNKNOWN, {"doc": doc}, reason=frame
                    )
                continue
            for runnable_check in checks:
                yield judge_check(rule.rule, runnable_check, frame)


def each_hit(outcome: Outcome) -> Iterator[Outcome]:
    """A failed check of a text as one outcome for each place where the text is wrong; any other as it is.

    Of one kind of fault all over the whole text no more than a few places follow the first; its message says how many there are.
    """
    grounds = outcome.truth.grounds if outcome.truth is not None else None
    if not isinstance(grounds, TextHit) or not grounds.others:
        yield outcome
        return
    whole = grounds.others[0].first is not None
    first = grounds if whole else TextHit(grounds.words, grounds.place)
    for hit in (first, *(grounds.others[:_MOST_PLACES] if whole else grounds.others)):
        yield attrs.evolve(outcome, truth=Truth(False, False, False, False, hit))


def _not_applying(rule: RunnableRule, doc: DocumentView) -> Outcome | None:
    check, frame = rule.rule.blocks[0].checks[0], {"doc": doc}
    lacking = next((name for name, _ in rule.rule.documents if name not in doc.others), None)
    if lacking is not None:
        return Outcome(
            rule.rule, check, Verdict.UNKNOWN, frame, reason=Unknowable("V113", name=lacking)
        )
    if rule.applies is None:
        return None
    try:
        truth: Truth = rule.applies(frame)
    except Unknowable as reason:
        return Outcome(rule.rule, check, Verdict.UNKNOWN, frame, reason=reason)
    return None if truth.certain else Outcome(rule.rule, check, Verdict.NOT_APPLICABLE, frame)


def judge_check(rule: Rule, item: RunnableCheck, frame: Frame) -> Outcome:
    """One verdict: guards that surely fail make it not applicable, undecided ones turn a fail into unknown."""
    try:
        undecided = False
        for guard in item.guards:
            truth: Truth = guard(frame)
            if not truth.possible:
                return item.not_applicable
            undecided = undecided or not truth.certain
        truth = item.condition(frame)
    except Unknowable as reason:
        return Outcome(rule, item.check, Verdict.UNKNOWN, frame, reason=reason)
    if truth.no_data:
        return item.not_applicable
    if truth.possible:
        return Outcome(
            rule, item.check, Verdict.EXACT if truth.exact else Verdict.ROUNDING, frame, truth
        )
    if undecided:
        return Outcome(rule, item.check, Verdict.UNKNOWN, frame, truth, Unknowable("V110"))
    return Outcome(rule, item.check, Verdict.FAIL, frame, truth)
