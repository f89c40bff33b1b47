"""Rules on their own examples: does each pass and fail where its author says?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

import attrs

from budgetrules.engine import RuleSet
from budgetrules.evaluation.other_documents import rows_of
from budgetrules.evaluation.plain.evaluator import PlainEvaluator
from budgetrules.evaluation.protocol import Evaluator
from budgetrules.evaluation.view import DocumentView
from budgetrules.findings.verdicts import Verdict
from budgetrules.messages.catalogue import describe, text
from budgetrules.recognition.builders.samples import of_document, sample_disclosure
from budgetrules.schema.forms import Template
from budgetrules.schema.rules import Example, Rule


@attrs.frozen
class ExampleResult:
    """What a rule said on one of its examples: `expected` is pass or fail, `detail` says why it did
    not hold.
    """

    rule: str
    title: str
    expected: str
    passed: bool
    detail: str
    file: str
    line: int


def run_examples(
    rules: RuleSet, lang: str = "zh", only: Collection[str] | None = None
) -> list[ExampleResult]:
    """Run every example of every rule (or of those whose ids are in `only`), for each template in
    whose terms it is written.
    """
    results: list[ExampleResult] = []
    evaluator = PlainEvaluator()
    for template_id, chosen in rules.by_template.items():
        readings: dict[tuple[str, int], ExampleResult] = {}
        for rule in chosen:
            if only is not None and rule.id not in only:
                continue
            for result in _run(evaluator, rule, rules.templates[template_id], rules, lang):
                # An example of a rule that names another document shows one form it may have.
                key = (result.file, result.line)
                if key not in readings or result.passed:
                    readings[key] = result
        results.extend(readings.values())
    return _once(results)


def _run(
    evaluator: Evaluator, rule: Rule, template: Template, rules: RuleSet, lang: str
) -> Iterator[ExampleResult]:
    for example in rule.examples:
        forms = {name: rules.templates[form] for name, form in rule.documents}
        disclosure = sample_disclosure(of_document(example, "", forms), template)
        others = {
            name: sample_disclosure(of_document(example, name, forms), form)
            for name, form in forms.items()
        }
        read_problems: list[str] = []
        for document in (disclosure, *others.values()):
            for problem in document.problems:
                read_problems.append(describe(problem.diagnostic, lang))
        problems = "; ".join(read_problems)
        lists = {name: rows_of(name, other) for name, other in others.items()}
        doc = DocumentView(
            disclosure, template, rules.plan.declarations, dict(example.values), lists, forms=forms
        )
        counts = Counter(outcome.verdict for outcome in evaluator.run((rule,), doc))
        yield _result(rule, example, problems or _mismatch(example, counts, lang))


def _mismatch(example: Example, counts: Counter[Verdict], lang: str) -> str:
    failed = counts[Verdict.FAIL]
    held = counts[Verdict.EXACT] + counts[Verdict.ROUNDING]
    if example.passes and not failed and held:
        return ""
    if not example.passes and failed:
        return ""
    verdicts: list[str] = []
    for verdict, count in counts.items():
        name = text(f"report.verdict.{verdict.value}", lang)
        verdicts.append(f"{name} {count}")
    return ", ".join(verdicts) or text("cli.test.nothing", lang)


def _result(rule: Rule, example: Example, detail: str) -> ExampleResult:
    expected = "pass" if example.passes else "fail"
    return ExampleResult(
        rule.id, rule.title, expected, not detail, detail, example.span.file, example.span.line
    )


def _once(results: list[ExampleResult]) -> list[ExampleResult]:
    """Return one result an example: it holds only if it holds for every template it fits."""
    found: dict[tuple[str, int], ExampleResult] = {}
    for result in results:
        key = (result.file, result.line)
        if key not in found or not result.passed:
            found[key] = result
    return list(found.values())
