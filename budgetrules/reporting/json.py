"""The report as one JSON object, as report.schema.json describes it.

The same report gives the same bytes.
"""

from __future__ import annotations

import importlib.resources
import json
from typing import Any

from budgetrules.findings.verdicts import Report
from budgetrules.reporting.options import FormatOptions
from budgetrules.reporting.values import report_value


def render(report: Report, lang: str, options: FormatOptions) -> str:
    """Print the whole report, indented, Chinese as it is."""
    value = report_value(report, lang, options)
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def report_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of what `render` gives."""
    file = importlib.resources.files("budgetrules.reporting") / "report.schema.json"
    schema: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return schema
