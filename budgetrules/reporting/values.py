"""The report as plain values for JSON.

Names and order are fixed, amounts are texts, and what is absent is null.
"""

from __future__ import annotations

from budgetrules.findings.verdicts import DocumentResult, Report
from budgetrules.reporting.fields import finding_value
from budgetrules.reporting.options import NAME, FormatOptions
from budgetrules.reporting.value_parts import (
    Value,
    counts_value,
    problem_value,
    unchecked_value,
)
from budgetrules.reporting.wording import severities
from budgetrules.schema.packs import PackInfo

SCHEMA_VERSION = "1"


def report_value(report: Report, lang: str, options: FormatOptions) -> dict[str, Value]:
    """Return the whole report."""
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": NAME, "version": options.version},
        "rules": [_pack(pack) for pack in report.packs],
        "documents": [document_value(document, lang) for document in report.documents],
        "summary": _summary(report),
    }


def _pack(pack: PackInfo) -> Value:
    return {"pack": pack.name, "version": pack.version, "hash": pack.hash}


def _summary(report: Report) -> Value:
    summary: dict[str, Value] = {"documents": len(report.checked)}
    for severity, number in severities(report.findings).items():
        summary[severity.value] = number
    return summary


def document_value(document: DocumentResult, lang: str) -> dict[str, Value]:
    """Return one document with its findings; a line of jsonl."""
    return {
        "path": document.path,
        "sha256": document.sha256 or None,
        "format": document.format or None,
        "template": document.template,
        "kind": document.kind,
        "entity": document.entity or None,
        "fiscal_year": document.fiscal_year,
        "unit": document.unit,
        "figures": {
            "published": document.published,
            "checked": document.checked,
            "unread": document.unread,
        },
        "unchecked": [unchecked_value(item) for item in document.unchecked],
        "checks": counts_value(document.counts),
        "not_exercised": [*document.not_exercised],
        "proof": document.proof,
        "problems": [problem_value(problem, lang) for problem in document.problems],
        "findings": [finding_value(finding, lang) for finding in document.findings],
    }
