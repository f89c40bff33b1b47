"""A line a finding, consequence or problem, for spreadsheets.

Columns are named as in the JSON report.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from budgetrules.core.figures import parse_decimal
from budgetrules.findings.verdicts import DocumentResult, Finding, Report
from budgetrules.model.disclosure import Problem
from budgetrules.reporting.fields import finding_fields
from budgetrules.reporting.options import FormatOptions
from budgetrules.reporting.wording import problem_words

_FIELDS = finding_fields(
    *("severity", "rule", "title", "verdict", "message"),
    *("table", "table_title", "section", "section_title", "row_code", "row", "column"),
    *("page", "line", "sheet", "cell", "stated", "expected", "difference", "slack", "unit"),
    *("formula", "substituted", "suggestion", "basis", "fingerprint", "waived"),
)
COLUMNS = ("path", "kind", "number", *(field.name for field in _FIELDS))
# A spreadsheet takes a cell that begins so for a formula.
_STARTS_FORMULA = {"=", "+", "-", "@", "\t", "\r"}

_Record = dict[str, object]


def render(report: Report, lang: str, options: FormatOptions) -> str:
    """Print all lines under one heading line.

    `kind` is finding, consequence or problem, `number` that of the finding.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for document in report.documents:
        for record in _records(document, lang):
            cells = map(record.get, COLUMNS)
            writer.writerow(map(_safe, cells))
    return out.getvalue()


def _records(document: DocumentResult, lang: str) -> Iterator[_Record]:
    """Yield the lines of a document as cells by column."""
    for problem in document.problems:
        yield _problem(document, problem, lang)
    for number, finding in enumerate(document.findings, 1):
        start = {"path": document.path, "kind": "finding", "number": number}
        yield from _finding(start, finding, lang)


def _problem(document: DocumentResult, problem: Problem, lang: str) -> _Record:
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


def _finding(start: _Record, finding: Finding, lang: str) -> Iterator[_Record]:
    """Yield the line of a finding, which begins with `start`, then those of its consequences."""
    cells = {field.name: field.cell(finding, lang) for field in _FIELDS}
    yield {**start, **cells}
    for consequence in finding.consequences:
        yield from _finding({**start, "kind": "consequence"}, consequence, lang)


def _safe(content: object) -> str:
    """Return a cell that no spreadsheet takes for a formula: texts come from documents."""
    words = "" if content is None else str(content)
    if words[:1] in _STARTS_FORMULA and parse_decimal(words) is None:
        return f"'{words}"
    return words
