"""Annotations of a GitHub workflow: each finding appears at its line of the checked file."""

from __future__ import annotations

from budgetrules.core.diagnostics import Severity
from budgetrules.findings.verdicts import DocumentResult, Finding, Report
from budgetrules.model.disclosure import Problem
from budgetrules.reporting.fields import finding_fields
from budgetrules.reporting.options import FormatOptions
from budgetrules.reporting.wording import labelled, problem_words

_COMMANDS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "notice",
}
_TITLE, _SUBJECT, _SUMMARY, _WAIVED = finding_fields("title", "subject", "summary", "waived")


def render(report: Report, lang: str, options: FormatOptions) -> str:
    """Print one workflow command a problem and a finding."""
    commands: list[str] = []
    for document in report.documents:
        for problem in document.problems:
            commands.append(_problem(document, problem, lang))
        for finding in document.findings:
            commands.append(_finding(document, finding, lang))
    return "".join(f"{command}\n" for command in commands)


def _finding(document: DocumentResult, finding: Finding, lang: str) -> str:
    """Return the command of a finding: its subject, its message and why it is accepted."""
    severity = finding.severity
    title = _TITLE.words(finding, lang)
    subject = _SUBJECT.words(finding, lang)
    lines: list[str] = []
    # A finding about the whole document has no subject.
    if subject:
        lines.append(subject)
    lines.append(_SUMMARY.words(finding, lang))
    if finding.waived is not None:
        # An accepted finding is shown, but as nothing to be mended.
        severity = Severity.NOTE
        reason = _WAIVED.words(finding, lang)
        lines.append(labelled("waived", reason, lang))
    return _command(
        severity,
        document.path,
        finding.subject.place.printed_line,
        title=f"{finding.rule} {title}",
        words="\n".join(lines),
    )


def _problem(document: DocumentResult, problem: Problem, lang: str) -> str:
    """Return the command of what could not be read."""
    diagnostic = problem.diagnostic
    return _command(
        diagnostic.severity,
        document.path,
        problem.place.printed_line,
        title=diagnostic.code,
        words=problem_words(problem, lang),
    )


def _command(
    severity: Severity,
    path: str,
    line: int | None,
    *,
    title: str,
    words: str,
) -> str:
    """Return a workflow command with its properties."""
    properties = ["file=" + _property(path)]
    if line is not None:
        properties.append(f"line={line}")
    properties.append("title=" + _property(title))
    name = _COMMANDS[severity]
    listed = ",".join(properties)
    return f"::{name} {listed}::{_data(words)}"


def _data(words: str) -> str:
    """Return words with what would end a command written as GitHub asks."""
    words = words.replace("%", "%25")
    words = words.replace("\r", "%0D")
    return words.replace("\n", "%0A")


def _property(words: str) -> str:
    """Return words as `_data` does, also without what would end a property."""
    words = _data(words)
    words = words.replace(":", "%3A")
    return words.replace(",", "%2C")
