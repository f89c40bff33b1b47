"""A report format: how often each rule failed, a line a rule."""

from __future__ import annotations

from collections import Counter

from budgetrules import FormatOptions, Report


def render(report: Report, lang: str, options: FormatOptions) -> str:
    """`RULE number` for each rule with findings, in the order of their names."""
    found = Counter(finding.rule for finding in report.findings)
    return "".join(f"{rule} {number}\n" for rule, number in sorted(found.items()))
