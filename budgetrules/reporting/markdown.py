"""The report as Markdown, for a page or a comment: a summary table and a list of findings a
document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetrules.findings.verdicts import WAIVERS, Counts, DocumentResult, Finding, Report
from budgetrules.messages.catalogue import printable
from budgetrules.messages.message import words_in
from budgetrules.model.disclosure import Problem
from budgetrules.reporting import wording
from budgetrules.reporting.fields import finding_fields
from budgetrules.reporting.options import FormatOptions
from budgetrules.reporting.text import head_line
from budgetrules.reporting.wording import label, labelled

_MARKS = re.compile(r"([\\`*_\[\]<>|#~])")
_SEVERITY, _TITLE = finding_fields("severity", "title")
_ITEMS = finding_fields(
    *("place", "message", "formula", "substituted", "difference", "expected", "basis", "waived")
)
_OF_CONSEQUENCE = finding_fields("severity", "rule", "subject", "summary")


def render(report: Report, lang: str, options: FormatOptions) -> str:
    """A heading, the summary line, then each document."""
    blocks = [label("md.title", lang), escape(head_line(report, lang))]
    for document in report.documents:
        blocks += _document(report, document, lang)
    return "\n\n".join(blocks) + "\n"


def escape(words: str) -> str:
    """`words` with the marks of Markdown and HTML taken as letters."""
    return _MARKS.sub(r"\\\1", printable(words))


def _document(report: Report, document: DocumentResult, lang: str) -> Iterator[str]:
    """The blocks of a document."""
    yield f"## {escape(document.path)}"
    head = wording.document_words(document, lang)
    if head:
        yield escape(head)
    if document.problems:
        yield f"### {label('md.problems', lang)}"
        yield "\n".join(_problem(problem, lang) for problem in document.problems)
    if not document.readable:
        yield f"**{label('not_checked', lang)}**"
        return
    if document.format != WAIVERS:
        yield from _coverage(report, document, lang)
    for number, finding in enumerate(document.findings, 1):
        yield "\n".join(_finding(number, finding, lang))


def _problem(problem: Problem, lang: str) -> str:
    severity = wording.severity(problem.diagnostic.severity, lang)
    words = escape(wording.placed_problem_words(problem, lang))
    return f"- {severity} `{problem.diagnostic.code}` {words}"


def _coverage(report: Report, document: DocumentResult, lang: str) -> Iterator[str]:
    """What was checked and what was not, up to the heading of the findings."""
    yield f"### {label('md.summary', lang)}"
    yield "\n".join(_rule_table(report, document, lang))
    yield wording.figures_words(document, lang)
    if document.not_exercised:
        yield escape(wording.idle_words(document, lang))
    yield f"### {label('md.findings', lang)}"
    if not document.findings:
        yield label("no_findings", lang)


def _rule_table(report: Report, document: DocumentResult, lang: str) -> Iterator[str]:
    count_heads = [label(f"column.{name}", lang) for name in wording.COUNT_COLUMNS]
    heads = [label("rule", lang), label("title", lang), *count_heads]
    yield f"| {' | '.join(heads)} |"
    yield "|---|---|" + "---:|" * len(count_heads)
    for rule, counts in document.rules.items():
        if rule not in document.not_exercised:
            yield _rule_row(report, rule, counts, lang)


def _rule_row(report: Report, rule: str, counts: Counts, lang: str) -> str:
    info = report.rules.get(rule)
    title = "" if info is None else words_in(info.title, lang)
    numbers = map(str, wording.count_numbers(counts))
    return f"| {escape(rule)} | {escape(title)} | {' | '.join(numbers)} |"


def _finding(number: int, finding: Finding, lang: str) -> Iterator[str]:
    head = f"{_SEVERITY.words(finding, lang)} {escape(finding.rule)}"
    yield f"{number}. **{head}** {escape(_TITLE.words(finding, lang))}"
    for field in _ITEMS:
        words = field.words(finding, lang)
        if words:
            yield f"   - {labelled(field.label, escape(words), lang)}"
    for consequence in finding.consequences:
        parts = [field.words(consequence, lang) for field in _OF_CONSEQUENCE]
        yield f"   - {labelled('others', escape(' '.join(parts)), lang)}"
