"""Annotations of a GitHub workflow: each finding appears at its line of the checked file."""

from __future__ import annotations

from budgetrules.core.diagnostics import Severity
from budgetrules.findings.verdicts import DocumentResult, Finding, Report
from budgetrules.messages.message import words_in
from budgetrules.model.disclosure import Problem
from budgetrules.reporting.options import FormatOptions
from budgetrules.reporting.wording import (
    accepted_words,
    label,
    message_words,
    problem_words,
    subject_words,
)

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(report: Report, lang: str, options: FormatOptions) -> str:
    """One workflow command a problem and a finding."""
    lines = []
    for document in report.documents:
        lines += [_problem(document, problem, lang) for problem in document.problems]
        lines += [_finding(document, finding, lang) for finding in document.findings]
    return "".join(f"{line}\n" for line in lines)


def _finding(document: DocumentResult, finding: Finding, lang: str) -> str:
    place = subject_words(finding.subject)
    words = message_words(finding, lang)
    title = f"{finding.rule} {words_in(finding.title, lang)}"
    line = finding.subject.place.printed_line
    if finding.waived is not None:
        words = f"{words}\n{label('waived', lang)}{label('colon', lang)}{accepted_words(finding.waived, lang)}"
    # An accepted finding is shown, but as nothing to be mended.
    severity = Severity.NOTE if finding.waived is not None else finding.severity
    return _command(severity, document.path, line, title, f"{place}\n{words}" if place else words)


def _problem(document: DocumentResult, problem: Problem, lang: str) -> str:
    diagnostic = problem.diagnostic
    return _command(
        diagnostic.severity,
        document.path,
        problem.place.printed_line,
        diagnostic.code,
        problem_words(problem, lang),
    )


def _command(severity: Severity, path: str, line: int | None, title: str, words: str) -> str:
    properties = [
        f"file={_property(path)}",
        *([f"line={line}"] if line is not None else []),
        f"title={_property(title)}",
    ]
    return f"::{_COMMANDS[severity]} {','.join(properties)}::{_data(words)}"


def _data(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")
