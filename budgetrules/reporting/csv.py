"""A line a finding, consequence or problem, for spreadsheets; column names are those of the JSON report."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from budgetrules.core.figures import parse_decimal
from budgetrules.findings.verdicts import DocumentResult, Finding, Report
from budgetrules.messages.message import words_in
from budgetrules.model.disclosure import Problem
from budgetrules.reporting.options import FormatOptions
from budgetrules.reporting.wording import accepted_words, laws_words, problem_words

COLUMNS = (
    "path", "kind", "number", "severity", "rule", "title", "verdict", "message", "table", "table_title", "section",
    "section_title", "row_code", "row", "column", "page", "line", "sheet", "cell", "stated", "expected", "difference",
    "slack", "unit", "formula", "substituted", "suggestion", "basis", "fingerprint", "waived",
)  # fmt: skip


def render(report: Report, lang: str, options: FormatOptions) -> str:
    """All lines under one heading line; `kind` is finding, consequence or problem, `number` that of the finding."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for document in report.documents:
        for record in _records(document, lang):
            writer.writerow([_safe(record.get(column)) for column in COLUMNS])
    return out.getvalue()


def _records(document: DocumentResult, lang: str) -> Iterator[dict[str, object]]:
    for problem in document.problems:
        yield _problem(document, problem, lang)
    for number, finding in enumerate(document.findings, 1):
        yield from _finding(document, finding, number, "finding", lang)


def _problem(document: DocumentResult, problem: Problem, lang: str) -> dict[str, object]:
    return {
        "path": document.path,
        "kind": "problem",
        "severity": problem.diagnostic.severity.value,
        "rule": problem.diagnostic.code,
        "message": problem_words(problem, lang),
        "page": problem.place.page,
        "line": problem.place.printed_line,
        "sheet": problem.place.sheet,
        "cell": problem.place.cell,
    }


def _finding(
    document: DocumentResult, finding: Finding, number: int, kind: str, lang: str
) -> Iterator[dict[str, object]]:
    subject, evidence, place = finding.subject, finding.evidence, finding.subject.place
    yield {
        "path": document.path,
        "kind": kind,
        "number": number,
        "severity": finding.severity.value,
        "rule": finding.rule,
        "title": words_in(finding.title, lang),
        "verdict": finding.verdict.value,
        "message": finding.message.text(lang),
        "table": subject.table,
        "table_title": subject.table_title,
        "section": subject.section,
        "section_title": subject.section_title,
        "row_code": subject.row_code,
        "row": subject.row,
        "column": subject.column,
        "page": place.page,
        "line": place.printed_line,
        "sheet": place.sheet,
        "cell": place.cell,
        "stated": evidence.stated,
        "expected": evidence.expected,
        "difference": evidence.difference,
        "slack": evidence.slack,
        "unit": evidence.unit,
        "formula": evidence.formula,
        "substituted": evidence.substituted,
        "suggestion": finding.suggestion.value if finding.suggestion else None,
        "basis": laws_words(finding.basis, lang),
        "fingerprint": finding.fingerprint,
        "waived": accepted_words(finding.waived, lang) if finding.waived is not None else None,
    }
    for consequence in finding.consequences:
        yield from _finding(document, consequence, number, "consequence", lang)


def _safe(value: object) -> str:
    """A cell that no spreadsheet takes for a formula: texts come from documents of others."""
    words = "" if value is None else str(value)
    return (
        f"'{words}"
        if words[:1] in {"=", "+", "-", "@", "\t", "\r"} and parse_decimal(words) is None
        else words
    )
