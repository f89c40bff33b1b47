"""Words that several formats share: of places, subjects, laws, amounts, counts, documents."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from budgetrules.core.diagnostics import Severity
from budgetrules.core.figures import group_thousands, parse_decimal
from budgetrules.core.units import YEAR
from budgetrules.findings.verdicts import (
    Counts,
    DocumentResult,
    Finding,
    Operand,
    Report,
    Subject,
    Waived,
)
from budgetrules.messages.catalogue import describe, hint, printable, text
from budgetrules.messages.message import words_in
from budgetrules.model.disclosure import Place, Problem
from budgetrules.schema.sources import Law

COUNT_COLUMNS = ("checked", "exact", "rounding", "fail", "not_applicable", "unknown")


def count_numbers(counts: Counts) -> tuple[int, ...]:
    """The numbers of COUNT_COLUMNS.

    Checked is what was decided, so it leaves out what was not applicable and unknown.
    """
    exact, rounding, fail = counts.exact, counts.rounding, counts.fail
    decided = exact + rounding + fail
    return (decided, exact, rounding, fail, counts.not_applicable, counts.unknown)


def label(code: str, lang: str, /, **slots: object) -> str:
    """The catalogue's sentence report.`code`."""
    return text(f"report.{code}", lang, **slots)


def _either(lang: str, *, zh: str, en: str) -> str:
    return en if lang == "en" else zh


def labelled(code: str, words: str, lang: str) -> str:
    """Words behind the label report.`code` and a colon."""
    return f"{label(code, lang)}{label('colon', lang)}{words}"


def severity(value: Severity, lang: str) -> str:
    """错误, 警告, 提示 or error, warning, note."""
    return text(f"severity.{value.value}", lang)


def place_words(place: Place, lang: str) -> str:
    """Page, line, sheet and cell in words; empty if nothing is known."""
    parts = []
    sheet, cell = place.sheet, place.cell or ""
    if sheet is not None and _is_counted_table(sheet):
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
    return printable(_either(lang, zh=" ", en=", ").join(parts))


def _is_counted_table(sheet: str) -> bool:
    return sheet.startswith("#") and sheet[1:].isdigit()


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


def where_words(finding: Finding, lang: str, gap: str) -> str:
    """The subject of a finding and where that is printed, `gap` between them."""
    subject = subject_words(finding.subject)
    place = place_words(finding.subject.place, lang)
    return gap.join(part for part in (subject, place) if part)


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
    citations = [law_words(law, lang) for law in laws]
    return printable(_either(lang, zh="；", en="; ").join(citations))


def operands_words(operands: Iterable[Operand]) -> str:
    """The figures that took part, each with its name; those that are blank without a value."""
    named = []
    for operand in operands:
        value = "" if operand.value is None else with_unit(operand.value, operand.unit)
        named.append(f"{operand.name} {value}".rstrip())
    return "; ".join(named)


def amount(value: str, unit: str) -> str:
    """A plain decimal for people, with separators of thousands; years, codes and texts stay."""
    if not unit or unit == YEAR.symbol or parse_decimal(value) is None:
        return printable(value)
    return group_thousands(value)


def with_unit(value: str, unit: str) -> str:
    """An amount followed by its unit."""
    number = amount(value, unit)
    return f"{number}%" if unit == "%" else f"{number} {unit}".rstrip()


def difference_words(finding: Finding, lang: str) -> str:
    """By how much the sides differ, and how much of it rounding can explain.

    Empty where nothing was compared.
    """
    evidence = finding.evidence
    if evidence.difference is None:
        return ""
    parts = [with_unit(evidence.difference, evidence.unit)]
    if evidence.slack is not None:
        slack = with_unit(evidence.slack, evidence.unit)
        parts.append(label("slack", lang, slack=slack))
    return _either(lang, zh="，", en=", ").join(parts)


def expected_words(finding: Finding, lang: str) -> str:
    """The value that would be right, and the range of such values where there is more than one."""
    evidence = finding.evidence
    between = range_words(finding, lang)
    if evidence.expected is None:
        return between
    value = with_unit(evidence.expected, evidence.unit)
    limits = evidence.expected_range
    if not between or limits is None or limits[0] == limits[1]:
        return value
    return value + label("aside", lang, words=between)


def expected_and_stated_words(finding: Finding, lang: str) -> str:
    """The value that would be right, followed by what is printed; empty where none is known."""
    expected = expected_words(finding, lang)
    evidence = finding.evidence
    if evidence.stated is None or not expected:
        return expected
    stated = label("stated", lang, value=with_unit(evidence.stated, evidence.unit))
    return f"{expected}{label('comma', lang)}{stated}"


def range_words(finding: Finding, lang: str) -> str:
    """The range of values that would be right; empty where there is none or it has no ends."""
    evidence = finding.evidence
    if evidence.expected_range is None:
        return ""
    low, high = evidence.expected_range
    if low is None and high is None:
        return ""
    if high is None:
        return label("range.up", lang, limit=with_unit(low or "", evidence.unit))
    if low is None:
        return label("range.down", lang, limit=with_unit(high, evidence.unit))
    highest = with_unit(high, evidence.unit)
    if low == high:
        return highest
    return label("range", lang, low=amount(low, evidence.unit), high=highest)


def suggestion_words(finding: Finding, lang: str) -> str:
    """The value that would be right for the figure called wrong, and why."""
    suggestion = finding.suggestion
    if suggestion is None:
        return ""
    value = with_unit(suggestion.value, finding.evidence.unit)
    why = printable(words_in(suggestion.why, lang))
    return f"{value}{label('colon', lang)}{why}".rstrip("：: ")


def problem_words(problem: Problem, lang: str) -> str:
    """What could not be read, on one line."""
    return describe(problem.diagnostic, lang)


def placed_problem_words(problem: Problem, lang: str) -> str:
    """What could not be read, behind where that is."""
    place = place_words(problem.place, lang)
    words = problem_words(problem, lang)
    return f"{place}{label('colon', lang)}{words}" if place else words


def problem_hint(problem: Problem, lang: str) -> str:
    """What to do about it; empty where the catalogue says nothing."""
    return printable(hint(problem.diagnostic.code, lang, **problem.diagnostic.details))


@attrs.frozen(kw_only=True)
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
    """How many findings there are of each severity.

    Waived ones are not counted; what follows from one counts if it is not waived itself.
    """
    numbers = dict.fromkeys(Severity, 0)
    for finding in findings:
        if finding.waived is None:
            numbers[finding.severity] += 1
            continue
        for severity_below, number in severities(finding.consequences).items():
            numbers[severity_below] += number
    return numbers


def waived_words(findings: Iterable[Finding], lang: str) -> str:
    """How many findings somebody accepted; empty where there are none."""
    number = sum(finding.waived is not None for finding in findings)
    return label("run.waived", lang, number=number) if number else ""


def accepted_words(waived: Waived, lang: str) -> str:
    """Why, until when and by whom a finding was accepted."""
    reason = words_in(waived.reason, lang)
    if not waived.until:
        return printable(reason)
    words = label("waived.text", lang, reason=reason, until=waived.until, by=waived.by)
    return printable(words)


def tally(report: Report) -> Tally:
    """The sums of a run."""
    documents = report.documents
    counts = Counts()
    for document in documents:
        counts.add(document.counts)
    return Tally(
        documents=len(report.checked),
        unreadable=sum(not document.readable for document in documents),
        counts=counts,
        severities=severities(report.findings),
        published=sum(document.published for document in documents),
        checked=sum(document.checked for document in documents),
        not_exercised=sum(len(document.not_exercised) for document in documents),
    )


def severities_words(numbers: dict[Severity, int], lang: str) -> str:
    """错误 2，警告 1 (those that are zero left out); 无 if there are none."""
    parts = []
    for item, number in numbers.items():
        if number:
            parts.append(f"{severity(item, lang)} {number}")
    if not parts:
        return label("none", lang)
    return _either(lang, zh="，", en=", ").join(parts)


def figures_words(document: DocumentResult, lang: str) -> str:
    """How many figures are published, how many were checked against others, and how many not."""
    published, checked = document.published, document.checked
    left = published - checked
    return label("figures.text", lang, published=published, checked=checked, left=left)


def idle_words(document: DocumentResult, lang: str) -> str:
    """The rules that found nothing in a document to look at."""
    idle = document.not_exercised
    return label("idle.text", lang, number=len(idle), rules=" ".join(idle))


def document_words(document: DocumentResult, lang: str) -> str:
    """Template, kind, entity, year and unit of a document on one line."""
    parts = []
    if document.template is not None:
        parts.append(_template_words(document.template, document.template_title or "", lang))
    if document.kind is not None:
        parts.append(_kind_words(document.kind, lang))
    if document.entity:
        parts.append(document.entity)
    if document.fiscal_year is not None:
        parts.append(label("year", lang, year=document.fiscal_year))
    if document.unit:
        parts.append(label("unit", lang, unit=document.unit))
    return printable(" · ".join(parts))


def _template_words(template: str, title: str, lang: str) -> str:
    if not title or title == template:
        return template
    return title + label("aside", lang, words=template)


def _kind_words(kind: str, lang: str) -> str:
    return label(f"kind.{kind}", lang) if kind in ("budget", "final") else kind
