"""One JSON object a line and document: the entries of `documents` of the JSON report."""

from __future__ import annotations

import json

from budgetrules.findings.verdicts import Report
from budgetrules.reporting.options import FormatOptions
from budgetrules.reporting.values import document_value


def render(report: Report, lang: str, options: FormatOptions) -> str:
    """Print a line for each document, in order."""
    lines = []
    for document in report.documents:
        value = document_value(document, lang)
        lines.append(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    return "".join(f"{line}\n" for line in lines)
