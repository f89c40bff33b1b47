"""One line a finding, as compilers print them: `path:line-or-page: severity RULE place: message`."""

from __future__ import annotations

from budgetrules.findings.verdicts import DocumentResult, Finding, Report
from budgetrules.messages.catalogue import printable
from budgetrules.reporting.options import FormatOptions
from budgetrules.reporting.wording import (
    accepted_words,
    label,
    line_or_page,
    message_words,
    subject_words,
)


def render(report: Report, lang: str, options: FormatOptions) -> str:
    """The findings of all documents; severities keep their English names, so that programs can read the lines."""
    return "".join(
        _line(document, finding, lang) + "\n"
        for document in report.documents
        for finding in document.findings
    )


def _line(document: DocumentResult, finding: Finding, lang: str) -> str:
    # The first ": " after the rule parts place and message, so the place must not hold one.
    place = subject_words(finding.subject).replace(": ", "：") or label("whole_document", lang)
    message = message_words(finding, lang)
    if finding.consequences:
        message += label(
            "aside", lang, words=label("follows", lang, number=len(finding.consequences))
        )
    if finding.waived is not None:
        message += label(
            "aside",
            lang,
            words=f"{label('waived', lang)}{label('colon', lang)}{accepted_words(finding.waived, lang)}",
        )
    where = f"{document.path}:{line_or_page(finding.subject.place)}"
    return printable(f"{where}: {finding.severity.value} {finding.rule} {place}: {message}")
