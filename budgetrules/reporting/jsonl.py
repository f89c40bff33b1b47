"""One JSON object a line and document: the entries of `documents` of the JSON report."""

from __future__ import annotations

import json

from budgetrules.findings.verdicts import Report
from budgetrules.reporting.options import FormatOptions
from budgetrules.reporting.values import document_value


def render(report: Report, lang: str, options: FormatOptions) -> str:
    """A line for each document, in order."""
    return "".join(
        json.dumps(document_value(document, lang), ensure_ascii=False, separators=(",", ":")) + "\n"
        for document in report.documents
    )
