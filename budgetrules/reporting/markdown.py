"""The report as Markdown, for a page or a comment: a summary table and a list of findings a document."""

from __future__ import annotations

import re

from budgetrules.findings.verdicts import WAIVERS, DocumentResult, Finding, Report
from budgetrules.messages.catalogue import printable
from budgetrules.messages.message import words_in
from budgetrules.reporting import wording
from budgetrules.reporting.options import FormatOptions
from budgetrules.reporting.text import head_line
from budgetrules.reporting.wording import label

_MARKS = re.compile(r"([\\`*_\[\]<>|#~])")


def render(report: Report, lang: str, options: FormatOptions) -> str:
    """A heading, the summary line, then each document."""
    parts = [label("md.title", lang), escape(head_line(report, lang))]
    for document in report.documents:
        parts += _document(report, document, lang)
    return "\n\n".join(parts) + "\n"


def escape(words: str) -> str:
    """`words` with the marks of Markdown and HTML taken as letters."""
    return _MARKS.sub(r"\\\1", printable(words))


def _document(report: Report, document: DocumentResult, lang: str) -> list[str]:
    parts = [f"## {escape(document.path)}"]
    head = wording.document_words(document, lang)
    if head:
        parts.append(escape(head))
    if document.problems:
        parts.append(f"### {label('md.problems', lang)}")
        parts.append("\n".join(_problems(document, lang)))
    if not document.readable:
        return [*parts, f"**{label('not_checked', lang)}**"]
    if document.format == WAIVERS:
        return [
            *parts,
            *(
                "\n".join(_finding(number, finding, lang))
                for number, finding in enumerate(document.findings, 1)
            ),
        ]
    parts += [f"### {label('md.summary', lang)}", "\n".join(_table(report, document, lang))]
    left = document.published - document.checked
    parts.append(
        label(
            "figures.text", lang, published=document.published, checked=document.checked, left=left
        )
    )
    if document.not_exercised:
        idle = label(
            "idle.text",
            lang,
            number=len(document.not_exercised),
            rules=" ".join(document.not_exercised),
        )
        parts.append(escape(idle))
    parts.append(f"### {label('md.findings', lang)}")
    if not document.findings:
        parts.append(label("no_findings", lang))
    return [
        *parts,
        *(
            "\n".join(_finding(number, finding, lang))
            for number, finding in enumerate(document.findings, 1)
        ),
    ]


def _problems(document: DocumentResult, lang: str) -> list[str]:
    lines = []
    for problem in document.problems:
        place = wording.place_words(problem.place, lang)
        words = f"{place}{label('colon', lang)}" if place else ""
        weight = wording.severity(problem.diagnostic.severity, lang)
        lines.append(
            f"- {weight} `{problem.diagnostic.code}` {escape(words + wording.problem_words(problem, lang))}"
        )
    return lines


def _table(report: Report, document: DocumentResult, lang: str) -> list[str]:
    heads = [
        label("rule", lang),
        label("title", lang),
        *(label(f"column.{name}", lang) for name in wording.COUNT_COLUMNS),
    ]
    lines = [f"| {' | '.join(heads)} |", "|---|---|" + "---:|" * len(wording.COUNT_COLUMNS)]
    for rule, counts in document.rules.items():
        if rule not in document.not_exercised:
            title = words_in(report.rules[rule].title, lang) if rule in report.rules else ""
            numbers = wording.count_numbers(counts)
            lines.append(f"| {escape(rule)} | {escape(title)} | {' | '.join(map(str, numbers))} |")
    return lines


def _finding(number: int, finding: Finding, lang: str) -> list[str]:
    head = f"{wording.severity(finding.severity, lang)} {escape(finding.rule)}"
    lines = [f"{number}. **{head}** {escape(words_in(finding.title, lang))}"]
    where = " ".join(
        part
        for part in (
            wording.subject_words(finding.subject),
            wording.place_words(finding.subject.place, lang),
        )
        if part
    )
    fields = (
        ("at", where),
        ("says", finding.message.text(lang)),
        ("formula", finding.evidence.formula),
        ("numbers", finding.evidence.substituted),
        ("difference", wording.difference_words(finding, lang)),
        ("expected", wording.expected_words(finding, lang)),
        ("law", wording.laws_words(finding.basis, lang)),
        (
            "waived",
            wording.accepted_words(finding.waived, lang) if finding.waived is not None else "",
        ),
    )
    lines += [
        f"   - {label(code, lang)}{label('colon', lang)}{escape(words)}"
        for code, words in fields
        if words
    ]
    for consequence in finding.consequences:
        weight = wording.severity(consequence.severity, lang)
        where = wording.subject_words(consequence.subject)
        words = f"{weight} {consequence.rule} {where} {wording.message_words(consequence, lang)}"
        lines.append(f"   - {label('others', lang)}{label('colon', lang)}{escape(words)}")
    return lines
