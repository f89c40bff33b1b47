"""One line a finding, as compilers print: `path:line-or-page: severity RULE place: message`."""

from __future__ import annotations

from budgetrules.findings.verdicts import DocumentResult, Finding, Report
from budgetrules.messages.catalogue import printable
from budgetrules.reporting.fields import finding_fields
from budgetrules.reporting.options import FormatOptions
from budgetrules.reporting.wording import label, labelled, line_or_page

_SUBJECT, _SUMMARY, _WAIVED = finding_fields("subject", "summary", "waived")


def render(report: Report, lang: str, options: FormatOptions) -> str:
    """The findings of all documents.

    Severities keep their English names, so that programs can read the lines.
    """
    lines = []
    for document in report.documents:
        lines += [_line(document, finding, lang) for finding in document.findings]
    return "".join(f"{line}\n" for line in lines)


def _line(document: DocumentResult, finding: Finding, lang: str) -> str:
    where = f"{document.path}:{line_or_page(finding.subject.place)}"
    # The first ": " after the rule parts subject and message, so the subject must not hold one.
    subject = _SUBJECT.words(finding, lang).replace(": ", "：") or label("whole_document", lang)
    message = _SUMMARY.words(finding, lang)
    if finding.consequences:
        message += _aside(label("follows", lang, number=len(finding.consequences)), lang)
    if finding.waived is not None:
        message += _aside(labelled("waived", _WAIVED.words(finding, lang), lang), lang)
    severity = finding.severity.value
    return printable(f"{where}: {severity} {finding.rule} {subject}: {message}")


def _aside(words: str, lang: str) -> str:
    return label("aside", lang, words=words)
