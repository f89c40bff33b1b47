"""One line a finding, as compilers print: `path:line-or-page: severity RULE place: message`."""

from __future__ import annotations

from budgetrules.findings.verdicts import DocumentResult, Finding, Report
from budgetrules.messages.catalogue import printable
from budgetrules.reporting.fields import finding_fields
from budgetrules.reporting.options import FormatOptions
from budgetrules.reporting.wording import label, labelled, line_or_page

_SUBJECT, _SUMMARY, _WAIVED = finding_fields("subject", "summary", "waived")


def render(report: Report, lang: str, options: FormatOptions) -> str:
    """Print the findings of all documents.

    Severities keep their English names, so that programs can read the lines.
    """
    lines: list[str] = []
    for document in report.documents:
        for finding in document.findings:
            line = _line(document, finding, lang)
            lines.append(f"{line}\n")
    return "".join(lines)


def _line(document: DocumentResult, finding: Finding, lang: str) -> str:
    """Print one finding."""
    line = line_or_page(finding.subject.place)
    where = f"{document.path}:{line}"
    severity = finding.severity.value
    subject = _subject(finding, lang)
    message = _message(finding, lang)
    return printable(f"{where}: {severity} {finding.rule} {subject}: {message}")


def _subject(finding: Finding, lang: str) -> str:
    """Return the subject without ": ", of which the first after the rule parts it from the rest."""
    subject = _SUBJECT.words(finding, lang)
    if not subject:
        return label("whole_document", lang)
    return subject.replace(": ", "：")


def _message(finding: Finding, lang: str) -> str:
    """Return the message, and in brackets how much follows and why it is accepted."""
    message = _SUMMARY.words(finding, lang)
    number = len(finding.consequences)
    if number:
        follows = label("follows", lang, number=number)
        message += label("aside", lang, words=follows)
    if finding.waived is not None:
        reason = _WAIVED.words(finding, lang)
        waived = labelled("waived", reason, lang)
        message += label("aside", lang, words=waived)
    return message
