"""How values are put into words that several formats share: places, subjects, laws, amounts, counts."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from budgetrules.core.diagnostics import Severity
from budgetrules.core.figures import group_thousands, parse_decimal
from budgetrules.findings.verdicts import Counts, DocumentResult, Finding, Report, Subject, Waived
from budgetrules.messages.catalogue import describe, hint, printable, text
from budgetrules.messages.message import words_in
from budgetrules.model.disclosure import Place, Problem
from budgetrules.schema.sources import Law

COUNT_COLUMNS = ("checked", "exact", "rounding", "fail", "not_applicable", "unknown")


def count_numbers(counts: Counts) -> tuple[int, ...]:
    """The numbers of COUNT_COLUMNS; checked is what was decided, so it leaves out not applicable and unknown."""
    decided = counts.exact + counts.rounding + counts.fail
    return (
        decided,
        counts.exact,
        counts.rounding,
        counts.fail,
        counts.not_applicable,
        counts.unknown,
    )


def label(code: str, lang: str, /, **slots: object) -> str:
    """The catalogue's sentence report.`code`."""
    return text(f"report.{code}", lang, **slots)


def severity(value: Severity, lang: str) -> str:
    """错误, 警告, 提示 or error, warning, note."""
    return text(f"severity.{value.value}", lang)


def place_words(place: Place, lang: str) -> str:
    """Page, line, sheet and cell in words; empty if nothing is known."""
    parts = []
    sheet, cell = place.sheet, place.cell or ""
    if sheet is not None and sheet[:1] == "#" and sheet[1:].isdigit():
        # Tables of a text have no names; they are counted.
        parts.append(label("place.table", lang, table=sheet[1:], cell=cell))
    elif sheet is not None:
        parts.append(label("place.sheet", lang, sheet=sheet, cell=cell))
    elif cell[:1] == "¶":
        parts.append(label("place.paragraph", lang, paragraph=cell[1:]))
    if place.page is not None:
        parts.append(label("place.page", lang, page=place.page))
    if place.printed_line is not None:
        parts.append(label("place.line", lang, line=place.printed_line))
    return printable((", " if lang == "en" else " ").join(parts))


def line_or_page(place: Place) -> str:
    """The number that editors jump to: the line, else the page, else 0."""
    return str(place.printed_line or place.page or 0)


def subject_words(subject: Subject) -> str:
    """Table or section, row and column, from the outside in."""
    parts = []
    if subject.table:
        parts.append(_joined(subject.table, subject.table_title))
    if subject.section:
        parts.append(_joined(subject.section, subject.section_title))
    row = _joined(subject.row_code, subject.row)
    parts += [part for part in (row, subject.column) if part]
    return printable(" › ".join(parts))


def _joined(short: str | None, long: str | None) -> str:
    if short and long and not long.startswith(short):
        return f"{short} {long}"
    return long or short or ""


def law_words(law: Law, lang: str) -> str:
    """A citation, with it said that its text was not seen where that is so."""
    words = f"{law.document} {law.article}".strip()
    return words if law.verified else words + label("unverified", lang)


def message_words(finding: Finding, lang: str) -> str:
    """The sentence of a finding; its title where the rule's own sentence is empty."""
    return finding.message.text(lang) or words_in(finding.title, lang)


def laws_words(laws: Iterable[Law], lang: str) -> str:
    """All citations of a finding."""
    return printable(("; " if lang == "en" else "；").join(law_words(law, lang) for law in laws))


def amount(value: str, unit: str) -> str:
    """A plain decimal for people: thousands separators for money, counts and areas; years and codes stay."""
    if not unit or unit == "年" or parse_decimal(value) is None:
        return printable(value)
    return group_thousands(value)


def with_unit(value: str, unit: str) -> str:
    """An amount followed by its unit."""
    number = amount(value, unit)
    return f"{number}%" if unit == "%" else f"{number} {unit}".rstrip()


def difference_words(finding: Finding, lang: str) -> str:
    """By how much the sides differ and how much rounding can explain; empty where nothing was compared."""
    evidence = finding.evidence
    if evidence.difference is None:
        return ""
    parts = [with_unit(evidence.difference, evidence.unit)]
    if evidence.slack is not None:
        parts.append(label("slack", lang, slack=with_unit(evidence.slack, evidence.unit)))
    return (", " if lang == "en" else "，").join(parts)


def expected_words(finding: Finding, lang: str) -> str:
    """The value that would be right, and the range of such values where there is more than one."""
    evidence = finding.evidence
    between = (
        ""
        if evidence.expected_range is None
        else _range_words(*evidence.expected_range, evidence.unit, lang)
    )
    if evidence.expected is None:
        return between
    value = with_unit(evidence.expected, evidence.unit)
    limits = evidence.expected_range
    alone = limits is None or limits[0] == limits[1]
    return value if alone or not between else f"{value}{label('aside', lang, words=between)}"


def _range_words(low: str | None, high: str | None, unit: str, lang: str) -> str:
    if low is None and high is None:
        return ""
    if low is None or high is None:
        limit = with_unit(low or high or "", unit)
        return label("range.up" if high is None else "range.down", lang, limit=limit)
    if low == high:
        return with_unit(low, unit)
    return label("range", lang, low=amount(low, unit), high=with_unit(high, unit))


def problem_words(problem: Problem, lang: str) -> str:
    """What could not be read, on one line."""
    return describe(problem.diagnostic, lang)


def problem_hint(problem: Problem, lang: str) -> str:
    """What to do about it; empty where the catalogue says nothing."""
    return printable(hint(problem.diagnostic.code, lang, **problem.diagnostic.details))


@attrs.frozen
class Tally:
    """What a run found, over all its documents."""

    documents: int
    unreadable: int
    counts: Counts
    severities: dict[Severity, int]
    published: int
    checked: int
    not_exercised: int


def severities(findings: Iterable[Finding]) -> dict[Severity, int]:
    """How many findings weigh how much. Waived ones are not counted; what follows from one counts if it is not waived itself."""
    found = dict.fromkeys(Severity, 0)
    for finding in findings:
        if finding.waived is None:
            found[finding.severity] += 1
        else:
            for weight, number in severities(finding.consequences).items():
                found[weight] += number
    return found


def waived_words(findings: Iterable[Finding], lang: str) -> str:
    """How many findings somebody accepted; empty where there are none."""
    number = sum(finding.waived is not None for finding in findings)
    return label("run.waived", lang, number=number) if number else ""


def accepted_words(waived: Waived, lang: str) -> str:
    """Why, until when and by whom a finding was accepted."""
    reason = words_in(waived.reason, lang)
    if not waived.until:
        return printable(reason)
    return printable(label("waived.text", lang, reason=reason, until=waived.until, by=waived.by))


def tally(report: Report) -> Tally:
    """The sums of a run."""
    counts = Counts()
    for document in report.documents:
        counts.add(document.counts)
    return Tally(
        documents=len(report.checked),
        unreadable=sum(not document.readable for document in report.documents),
        counts=counts,
        severities=severities(report.findings),
        published=sum(document.published for document in report.documents),
        checked=sum(document.checked for document in report.documents),
        not_exercised=sum(len(document.not_exercised) for document in report.documents),
    )


def severities_words(found: dict[Severity, int], lang: str) -> str:
    """错误 2，警告 1 (those that are zero left out); 无 if there are none."""
    parts = [f"{severity(weight, lang)} {number}" for weight, number in found.items() if number]
    return (", " if lang == "en" else "，").join(parts) or label("none", lang)


def document_words(document: DocumentResult, lang: str) -> str:
    """Template, kind, entity, year and unit of a document on one line."""
    parts = []
    if document.template is not None:
        title = document.template_title or ""
        parts.append(
            title + label("aside", lang, words=document.template)
            if title and title != document.template
            else document.template
        )
    if document.kind is not None:
        parts.append(
            label(f"kind.{document.kind}", lang)
            if document.kind in ("budget", "final")
            else document.kind
        )
    if document.entity:
        parts.append(document.entity)
    if document.fiscal_year is not None:
        parts.append(label("year", lang, year=document.fiscal_year))
    if document.unit:
        parts.append(label("unit", lang, unit=document.unit))
    return printable(" · ".join(parts))
