"""The plain evaluator: every rule on every instance, one verdict a check.

It defines what rules mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from budgetrules.core.diagnostics import Severity
from budgetrules.evaluation.instance import Instance
from budgetrules.evaluation.outcome import Outcome
from budgetrules.evaluation.plain import conditions, figures, narrative, records, texts
from budgetrules.evaluation.plain.instances import Instances, instances
from budgetrules.evaluation.plain.signatures import Builder, Run
from budgetrules.evaluation.strays import adds_parts, stray_in
from budgetrules.evaluation.truth import Truth
from budgetrules.evaluation.unknown import Undecidable, Unknown
from budgetrules.evaluation.view import DocumentView
from budgetrules.findings.verdicts import Verdict
from budgetrules.model.disclosure import Row
from budgetrules.schema.expressions import Expression
from budgetrules.schema.rules import Block, Check, Rule

_BUILDERS: dict[type, Builder] = {
    **records.BUILDERS,
    **figures.BUILDERS,
    **texts.BUILDERS,
    **conditions.BUILDERS,
    **narrative.BUILDERS,
}


def build(node: Expression) -> Run:
    """Make the function that computes an expression of an instance."""
    return _BUILDERS[type(node)](node, build)


@attrs.frozen(eq=False)
class _RunnableCheck:
    """A check with its guards and condition as functions.

    `adds_parts`: it adds up the parts of a row.
    """

    check: Check
    guards: tuple[Run, ...]
    condition: Run
    adds_parts: bool


@attrs.frozen(eq=False)
class _RunnableBlock:
    """The instances of a block as a function, and its checks."""

    instances: Instances
    checks: tuple[_RunnableCheck, ...]


@attrs.frozen(eq=False)
class _RunnableRule:
    """A rule with everything it computes as functions."""

    rule: Rule
    applies: Run | None
    blocks: tuple[_RunnableBlock, ...]
    severity_if: Run | None

    def severity(self, instance: Instance) -> Severity:
        """Return the severity on a failing instance."""
        if self.severity_if is None or self.rule.severity_if is None:
            return self.rule.severity
        _, otherwise = self.rule.severity_if
        if not self.severity_if(instance).certain:
            return otherwise
        return self.rule.severity


class PlainEvaluator:
    """Judge rule by rule and instance by instance.

    Rules become functions once and are kept for the next document.
    """

    def __init__(self) -> None:
        self._runnable: dict[Rule, _RunnableRule] = {}

    def run(self, rules: Sequence[Rule], view: DocumentView) -> Iterable[Outcome]:
        """Yield every outcome, rule by rule and in the order of the document."""
        for rule in rules:
            runnable = self._runnable.get(rule)
            if runnable is None:
                runnable = self._runnable[rule] = _runnable_rule(rule)
            yield from _outcomes(runnable, view)


def _runnable_rule(rule: Rule) -> _RunnableRule:
    return _RunnableRule(
        rule=rule,
        applies=build(rule.applies) if rule.applies is not None else None,
        blocks=tuple(_runnable_block(block) for block in rule.blocks),
        severity_if=build(rule.severity_if[0]) if rule.severity_if is not None else None,
    )


def _runnable_block(block: Block) -> _RunnableBlock:
    checks = tuple(_runnable_check(check) for check in block.checks)
    return _RunnableBlock(instances(block.quantifier, build), checks)


def _runnable_check(check: Check) -> _RunnableCheck:
    guards = tuple(build(guard) for guard in check.guards)
    return _RunnableCheck(
        check=check,
        guards=guards,
        condition=build(check.condition),
        adds_parts=adds_parts(check.condition),
    )


def _outcomes(runnable: _RunnableRule, view: DocumentView) -> Iterator[Outcome]:
    rule = runnable.rule
    document = Instance(document=view)
    blocked = _outcome_where_not_applying(runnable, document)
    if blocked is not None:
        yield blocked
        return
    for block in runnable.blocks:
        # Most outcomes: one for all the instances that a check does not apply to.
        checks: list[tuple[_RunnableCheck, Outcome]] = []
        for item in block.checks:
            not_applicable = _outcome(rule, item.check, Verdict.NOT_APPLICABLE, document)
            checks.append((item, not_applicable))
        for instance in block.instances(view):
            if isinstance(instance, Unknown):
                for item in block.checks:
                    yield _unknown(rule, item.check, document, instance)
                continue
            for item, not_applicable in checks:
                yield _judge(runnable, item, instance) or not_applicable


def _outcome(rule: Rule, check: Check, verdict: Verdict, instance: Instance) -> Outcome:
    return Outcome(
        rule=rule,
        check=check,
        verdict=verdict,
        severity=rule.severity,
        instance=instance,
    )


def _unknown(
    rule: Rule, check: Check, instance: Instance, reason: Unknown, truth: Truth | None = None
) -> Outcome:
    if not instance.document.is_asked(reason):
        return _outcome(rule, check, Verdict.NOT_APPLICABLE, instance)
    return Outcome(
        rule=rule,
        check=check,
        verdict=Verdict.UNKNOWN,
        severity=rule.severity,
        instance=instance,
        truth=truth,
        reason=reason,
    )


def _outcome_where_not_applying(runnable: _RunnableRule, document: Instance) -> Outcome | None:
    """Return the one outcome of a rule that does not apply, or names a document not given."""
    rule = runnable.rule
    check = rule.blocks[0].checks[0]
    for name, _ in rule.documents:
        if name not in document.document.other_documents:
            return _unknown(rule, check, document, Unknown("V113", {"name": name}))
    if runnable.applies is None:
        return None
    try:
        truth: Truth = runnable.applies(document)
    except Undecidable as error:
        return _unknown(rule, check, document, error.reason)
    if truth.certain:
        return None
    return _outcome(rule, check, Verdict.NOT_APPLICABLE, document)


def _judge(runnable: _RunnableRule, item: _RunnableCheck, instance: Instance) -> Outcome | None:
    """Judge one check; None where it does not apply.

    A guard that surely fails, or nothing to look at, makes it not applicable; an undecided guard
    turns a failure into unknown.
    """
    rule = runnable.rule
    check = item.check
    try:
        is_undecided = False
        for guard in item.guards:
            truth: Truth = guard(instance)
            if not truth.possible:
                return None
            is_undecided = is_undecided or not truth.certain
        truth = item.condition(instance)
    except Undecidable as error:
        return _unknown(rule, check, instance, error.reason)
    if truth.no_data:
        return None
    severity = rule.severity
    if truth.possible:
        if truth.exact:
            verdict = Verdict.EXACT
        else:
            verdict = Verdict.ROUNDING
    elif is_undecided:
        return _unknown(rule, check, instance, Unknown("V110"), truth)
    elif item.adds_parts and (stray := _stray_of(instance)) is not None:
        return _unknown(rule, check, instance, Unknown("V117", {"row": stray.name.strip()}), truth)
    else:
        verdict = Verdict.FAIL
        severity = runnable.severity(instance)
    return Outcome(
        rule=rule,
        check=check,
        verdict=verdict,
        severity=severity,
        instance=instance,
        truth=truth,
    )


def _stray_of(instance: Instance) -> Row | None:
    """Return a row that the form doesn't know among the parts that a check adds up."""
    for row in instance.rows():
        strays = instance.document.strays(row.list_id)
        stray = stray_in(strays, row, instance.column)
        if stray is not None:
            return stray
    return None
