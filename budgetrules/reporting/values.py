"""The report as plain values for JSON: fixed names and order, amounts as texts, null for what is absent."""

from __future__ import annotations

from budgetrules.findings.verdicts import (
    Counts,
    DocumentResult,
    Finding,
    Operand,
    Report,
    Unchecked,
)
from budgetrules.messages.catalogue import text
from budgetrules.messages.message import words_in
from budgetrules.model.disclosure import Place, Problem
from budgetrules.reporting.options import NAME, FormatOptions
from budgetrules.reporting.wording import severities
from budgetrules.schema.sources import Law

SCHEMA_VERSION = "1"

Value = None | bool | int | float | str | list["Value"] | dict[str, "Value"]


def report_value(report: Report, lang: str, options: FormatOptions) -> dict[str, Value]:
    """The whole report."""
    found = severities(report.findings)
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": NAME, "version": options.version},
        "rules": [
            {"pack": pack.name, "version": pack.version, "hash": pack.hash} for pack in report.packs
        ],
        "documents": [document_value(document, lang) for document in report.documents],
        "summary": {
            "documents": len(report.checked),
            **{weight.value: number for weight, number in found.items()},
        },
    }


def document_value(document: DocumentResult, lang: str) -> dict[str, Value]:
    """One document with its findings; a line of jsonl."""
    return {
        "path": document.path,
        "sha256": document.sha256 or None,
        "format": document.format or None,
        "template": document.template,
        "kind": document.kind,
        "entity": document.entity or None,
        "fiscal_year": document.fiscal_year,
        "unit": document.unit,
        "figures": {"published": document.published, "checked": document.checked},
        "unchecked": [_unchecked(item) for item in document.unchecked],
        "checks": _counts(document.counts),
        "not_exercised": [*document.not_exercised],
        "proof": document.proof,
        "problems": [problem_value(problem, lang) for problem in document.problems],
        "findings": [finding_value(finding, lang) for finding in document.findings],
    }


def finding_value(finding: Finding, lang: str) -> dict[str, Value]:
    """One finding; its consequences have the same fields."""
    subject, evidence = finding.subject, finding.evidence
    return {
        "rule": finding.rule,
        "title": words_in(finding.title, lang),
        "severity": finding.severity.value,
        "verdict": finding.verdict.value,
        "message": finding.message.text(lang),
        "table": subject.table,
        "table_title": subject.table_title,
        "section": subject.section,
        "section_title": subject.section_title,
        "row_code": subject.row_code,
        "row": subject.row,
        "column": subject.column,
        "stated": evidence.stated,
        "expected": evidence.expected,
        "expected_range": [*evidence.expected_range]
        if evidence.expected_range is not None
        else None,
        "difference": evidence.difference,
        "slack": evidence.slack,
        "unit": evidence.unit or None,
        "formula": evidence.formula or None,
        "substituted": evidence.substituted or None,
        "location": place_value(subject.place),
        "operands": [_operand(operand) for operand in evidence.operands],
        "basis": [_law(law) for law in finding.basis],
        "consequences": [finding_value(consequence, lang) for consequence in finding.consequences],
        "suggestion": {
            "value": finding.suggestion.value,
            "why": words_in(finding.suggestion.why, lang),
        }
        if finding.suggestion
        else None,
        "fingerprint": finding.fingerprint,
        "waived": (
            {
                "reason": words_in(finding.waived.reason, lang),
                "until": finding.waived.until,
                "by": finding.waived.by,
            }
            if finding.waived
            else None
        ),
    }


def place_value(place: Place) -> dict[str, Value]:
    """Where something is printed; every part that is not known is null."""
    return {
        "page": place.page,
        "line": place.printed_line,
        "chars": [*place.printed_chars] if place.printed_chars is not None else None,
        "box": [*place.box] if place.box is not None else None,
        "sheet": place.sheet,
        "cell": place.cell,
        "text": place.text or None,
    }


def problem_value(problem: Problem, lang: str) -> dict[str, Value]:
    """What could not be read, in words of `lang`."""
    diagnostic = problem.diagnostic
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": text(diagnostic.code, lang, **diagnostic.details),
        "location": place_value(problem.place),
    }


def _unchecked(item: Unchecked) -> dict[str, Value]:
    return {
        "table": item.table,
        "section": item.section,
        "row_code": item.row_code,
        "row": item.row,
        "column": item.column,
        "value": item.value,
        "location": place_value(item.place),
    }


def _counts(counts: Counts) -> dict[str, Value]:
    return {
        "exact": counts.exact,
        "rounding": counts.rounding,
        "fail": counts.fail,
        "unknown": counts.unknown,
        "not_applicable": counts.not_applicable,
    }


def _operand(operand: Operand) -> dict[str, Value]:
    return {
        "name": operand.name,
        "value": operand.value,
        "unit": operand.unit or None,
        "location": place_value(operand.place),
    }


def _law(law: Law) -> dict[str, Value]:
    return {"document": law.document, "article": law.article or None, "verified": law.verified}
