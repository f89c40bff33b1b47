"""The report as Markdown, for a page or a comment.

It has a summary table and a list of findings a document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

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
    """Print a heading, the summary line, then each document."""
    summary = head_line(report, lang)
    blocks = [label("md.title", lang), escape(summary)]
    for document in report.documents:
        blocks += _document(report, document, lang)
    return "\n\n".join(blocks) + "\n"


def escape(words: str) -> str:
    """Return `words` with the marks of Markdown and HTML taken as letters."""
    words = printable(words)
    return _MARKS.sub(r"\\\1", words)


def _document(report: Report, document: DocumentResult, lang: str) -> Iterator[str]:
    """Yield the blocks of a document."""
    yield f"## {escape(document.path)}"
    head = wording.document_words(document, lang)
    if head:
        yield escape(head)
    if document.problems:
        yield "### " + label("md.problems", lang)
        problems = [_problem(problem, lang) for problem in document.problems]
        yield "\n".join(problems)
    if not document.readable:
        warning = label("not_checked", lang)
        yield f"**{warning}**"
        return
    if document.format != WAIVERS:
        yield from _coverage(report, document, lang)
    for number, finding in enumerate(document.findings, 1):
        lines = _finding(number, finding, lang)
        yield "\n".join(lines)


def _problem(problem: Problem, lang: str) -> str:
    """Return the line of what could not be read."""
    diagnostic = problem.diagnostic
    severity = wording.severity(diagnostic.severity, lang)
    words = wording.placed_problem_words(problem, lang)
    return f"- {severity} `{diagnostic.code}` {escape(words)}"


def _coverage(report: Report, document: DocumentResult, lang: str) -> Iterator[str]:
    """Yield what was checked and what was not, up to the heading of the findings."""
    yield "### " + label("md.summary", lang)
    table = _rule_table(report, document, lang)
    yield "\n".join(table)
    yield wording.figures_words(document, lang)
    if document.not_exercised:
        idle = wording.idle_words(document, lang)
        yield escape(idle)
    yield "### " + label("md.findings", lang)
    if not document.findings:
        yield label("no_findings", lang)


def _rule_table(
    report: Report,
    document: DocumentResult,
    lang: str,
) -> Iterator[str]:
    """Yield the lines of the table of rules that found something to look at."""
    heads = [label("rule", lang), label("title", lang)]
    for name in wording.COUNT_COLUMNS:
        heads.append(label(f"column.{name}", lang))
    yield _table_row(heads)
    yield "|---|---|" + "---:|" * len(wording.COUNT_COLUMNS)
    for rule, counts in document.rules.items():
        if rule not in document.not_exercised:
            yield _rule_row(report, rule, counts, lang)


def _rule_row(report: Report, rule: str, counts: Counts, lang: str) -> str:
    """Return the row of a rule: its id, its title and its counts."""
    info = report.rules.get(rule)
    title = ""
    if info is not None:
        title = words_in(info.title, lang)
    numbers = map(str, wording.count_numbers(counts))
    return _table_row([escape(rule), escape(title), *numbers])


def _table_row(cells: Iterable[str]) -> str:
    inside = " | ".join(cells)
    return f"| {inside} |"


def _finding(number: int, finding: Finding, lang: str) -> Iterator[str]:
    """Yield the lines of a finding: head, fields, what follows from it."""
    severity = _SEVERITY.words(finding, lang)
    rule = escape(finding.rule)
    title = _TITLE.words(finding, lang)
    yield f"{number}. **{severity} {rule}** {escape(title)}"
    for field in _ITEMS:
        words = field.words(finding, lang)
        if words:
            yield "   - " + labelled(field.label, escape(words), lang)
    for consequence in finding.consequences:
        parts = [field.words(consequence, lang) for field in _OF_CONSEQUENCE]
        words = " ".join(parts)
        yield "   - " + labelled("others", escape(words), lang)
