"""Annotations of a GitHub workflow: each finding appears at its line of the checked file."""

from __future__ import annotations

from budgetrules.core.diagnostics import Severity
from budgetrules.findings.verdicts import DocumentResult, Finding, Report
from budgetrules.model.disclosure import Problem
from budgetrules.reporting.fields import finding_fields
from budgetrules.reporting.options import FormatOptions
from budgetrules.reporting.wording import labelled, problem_words

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_TITLE, _SUBJECT, _SUMMARY, _WAIVED = finding_fields("title", "subject", "summary", "waived")


def render(report: Report, lang: str, options: FormatOptions) -> str:
    """One workflow command a problem and a finding."""
    commands = []
    for document in report.documents:
        commands += [_problem(document, problem, lang) for problem in document.problems]
        commands += [_finding(document, finding, lang) for finding in document.findings]
    return "".join(f"{command}\n" for command in commands)


def _finding(document: DocumentResult, finding: Finding, lang: str) -> str:
    title = f"{finding.rule} {_TITLE.words(finding, lang)}"
    severity = finding.severity
    lines = [_SUBJECT.words(finding, lang), _SUMMARY.words(finding, lang)]
    if finding.waived is not None:
        # An accepted finding is shown, but as nothing to be mended.
        severity = Severity.NOTE
        lines.append(labelled("waived", _WAIVED.words(finding, lang), lang))
    if not lines[0]:
        # A finding about the whole document has no subject.
        lines.pop(0)
    line = finding.subject.place.printed_line
    return _command(severity, document.path, line, title, "\n".join(lines))


def _problem(document: DocumentResult, problem: Problem, lang: str) -> str:
    diagnostic = problem.diagnostic
    line = problem.place.printed_line
    words = problem_words(problem, lang)
    return _command(diagnostic.severity, document.path, line, diagnostic.code, words)


def _command(severity: Severity, path: str, line: int | None, title: str, words: str) -> str:
    properties = [f"file={_property(path)}"]
    if line is not None:
        properties.append(f"line={line}")
    properties.append(f"title={_property(title)}")
    command = f"{_COMMANDS[severity]} {','.join(properties)}"
    return f"::{command}::{_data(words)}"


def _data(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")
