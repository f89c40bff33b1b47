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
    """Return the numbers of COUNT_COLUMNS.

    Checked is what was decided, so it leaves out what was not applicable and unknown.
    """
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
    """Return the catalogue's sentence report.`code`."""
    return text(f"report.{code}", lang, **slots)


def _listed(parts: Iterable[str], lang: str, *, zh: str, en: str) -> str:
    """Join parts by a separator, which is another one in each language."""
    separator = en if lang == "en" else zh
    return separator.join(parts)


def labelled(code: str, words: str, lang: str) -> str:
    """Return words behind the label report.`code` and a colon."""
    name = label(code, lang)
    return name + label("colon", lang) + words


def severity(value: Severity, lang: str) -> str:
    """Return 错误, 警告, 提示 or error, warning, note."""
    return text(f"severity.{value.value}", lang)


def place_words(place: Place, lang: str) -> str:
    """Say where something is by page, line, sheet and cell; nothing if none is known."""
    parts: list[str] = []
    sheet = place.sheet
    cell = place.cell or ""
    if sheet is not None:
        parts.append(_sheet_words(sheet, cell, lang))
    elif cell.startswith("¶"):
        number = cell.removeprefix("¶")
        parts.append(label("place.paragraph", lang, paragraph=number))
    if place.page is not None:
        parts.append(label("place.page", lang, page=place.page))
    if place.printed_line is not None:
        parts.append(label("place.line", lang, line=place.printed_line))
    words = _listed(parts, lang, zh=" ", en=", ")
    return printable(words)


def _sheet_words(sheet: str, cell: str, lang: str) -> str:
    """Name a cell of a sheet or, where it has no name (`#3`), of a table of a text by number."""
    number = sheet.removeprefix("#")
    if number != sheet and number.isdigit():
        return label("place.table", lang, table=number, cell=cell)
    return label("place.sheet", lang, sheet=sheet, cell=cell)


def line_or_page(place: Place) -> str:
    """Return the number that editors jump to: the line, else the page, else 0."""
    number = place.printed_line or place.page or 0
    return str(number)


def subject_words(subject: Subject) -> str:
    """Name table or section, row and column, from the outside in."""
    parts: list[str] = []
    is_sheet = subject.table is not None and subject.section is not None
    if is_sheet:
        # A sheet is a table that stands in a section of its own title.
        parts.append(_joined(subject.section, subject.table))
    elif subject.table:
        parts.append(_joined(subject.table, subject.table_title))
    elif subject.section:
        parts.append(_joined(subject.section, subject.section_title))
    parts.append(_joined(subject.row_code, subject.row))
    parts.append(subject.column or "")
    words = " › ".join(filter(None, parts))
    return printable(words)


def where_words(finding: Finding, lang: str, gap: str) -> str:
    """Name the subject of a finding and where that is printed, `gap` between them."""
    subject = finding.subject
    name = subject_words(subject)
    place = place_words(subject.place, lang)
    return gap.join(filter(None, [name, place]))


def _joined(short: str | None, long: str | None) -> str:
    """Join an id or a code with a title or a name, which may begin with it."""
    if not short or not long:
        return long or short or ""
    if long.startswith(short):
        return long
    return f"{short} {long}"


def law_words(law: Law, lang: str) -> str:
    """Cite a law; say so if its text was not seen."""
    words = f"{law.document} {law.article}".strip()
    if law.verified:
        return words
    return words + label("unverified", lang)


def message_words(finding: Finding, lang: str) -> str:
    """Return the sentence of a finding; its title where the rule's own sentence is empty."""
    message = finding.message.text(lang)
    return message or words_in(finding.title, lang)


def laws_words(laws: Iterable[Law], lang: str) -> str:
    """Cite all laws of a finding."""
    citations = [law_words(law, lang) for law in laws]
    words = _listed(citations, lang, zh="；", en="; ")
    return printable(words)


def operands_words(operands: Iterable[Operand]) -> str:
    """Name the figures that took part with their values; those that are blank have none."""
    named: list[str] = []
    for operand in operands:
        words = operand.name
        if operand.value is not None:
            words += " " + with_unit(operand.value, operand.unit)
        named.append(words.rstrip())
    return "; ".join(named)


def amount(value: str, unit: str) -> str:
    """Group the thousands of a plain decimal for people; years, codes and texts stay."""
    is_amount = unit and unit != YEAR.symbol
    if not is_amount or parse_decimal(value) is None:
        return printable(value)
    return group_thousands(value)


def with_unit(value: str, unit: str) -> str:
    """Return an amount followed by its unit."""
    number = amount(value, unit)
    if unit == "%":
        return number + unit
    return f"{number} {unit}".rstrip()


def difference_words(finding: Finding, lang: str) -> str:
    """Say by how much the sides differ, and how much of it rounding can explain.

    Empty where nothing was compared.
    """
    evidence = finding.evidence
    if evidence.difference is None:
        return ""
    parts = [with_unit(evidence.difference, evidence.unit)]
    if evidence.slack is not None:
        slack = with_unit(evidence.slack, evidence.unit)
        parts.append(label("slack", lang, slack=slack))
    return _listed(parts, lang, zh="，", en=", ")


def expected_words(finding: Finding, lang: str) -> str:
    """Name the value that would be right, and the range of such values where it has more."""
    evidence = finding.evidence
    between = range_words(finding, lang)
    if evidence.expected is None:
        return between
    value = with_unit(evidence.expected, evidence.unit)
    if not between or evidence.expected_range is None:
        return value
    low, high = evidence.expected_range
    if low == high:
        return value
    return value + label("aside", lang, words=between)


def expected_and_stated_words(finding: Finding, lang: str) -> str:
    """Name the value that would be right, then what is printed; nothing where none is known."""
    expected = expected_words(finding, lang)
    evidence = finding.evidence
    if evidence.stated is None or not expected:
        return expected
    printed = with_unit(evidence.stated, evidence.unit)
    stated = label("stated", lang, value=printed)
    return expected + label("comma", lang) + stated


def range_words(finding: Finding, lang: str) -> str:
    """Name the range of values that would be right; nothing where it is not there or has no end."""
    evidence = finding.evidence
    if evidence.expected_range is None:
        return ""
    low, high = evidence.expected_range
    unit = evidence.unit
    if high is None:
        if low is None:
            return ""
        return label("range.up", lang, limit=with_unit(low, unit))
    highest = with_unit(high, unit)
    if low is None:
        return label("range.down", lang, limit=highest)
    if low == high:
        return highest
    lowest = amount(low, unit)
    return label("range", lang, low=lowest, high=highest)


def suggestion_words(finding: Finding, lang: str) -> str:
    """Name the value that would be right for the figure called wrong, and say why."""
    suggestion = finding.suggestion
    if suggestion is None:
        return ""
    value = with_unit(suggestion.value, finding.evidence.unit)
    why = words_in(suggestion.why, lang)
    words = value + label("colon", lang) + printable(why)
    return words.rstrip("：: ")


def problem_words(problem: Problem, lang: str) -> str:
    """Say what could not be read, on one line."""
    return describe(problem.diagnostic, lang)


def placed_problem_words(problem: Problem, lang: str) -> str:
    """Say what could not be read, behind where that is."""
    place = place_words(problem.place, lang)
    words = problem_words(problem, lang)
    if not place:
        return words
    return place + label("colon", lang) + words


def problem_hint(problem: Problem, lang: str) -> str:
    """Say what to do about it; nothing where the catalogue doesn't."""
    diagnostic = problem.diagnostic
    words = hint(diagnostic.code, lang, **diagnostic.details)
    return printable(words)


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
    """Count the findings of each severity.

    Waived ones are not counted; what follows from one counts if it is not waived itself.
    """
    numbers = dict.fromkeys(Severity, 0)
    for finding in findings:
        if finding.waived is None:
            numbers[finding.severity] += 1
            continue
        below = severities(finding.consequences)
        for item, number in below.items():
            numbers[item] += number
    return numbers


def waived_words(findings: Iterable[Finding], lang: str) -> str:
    """Say how many findings somebody accepted; nothing where there are none."""
    number = sum(finding.waived is not None for finding in findings)
    if not number:
        return ""
    return label("run.waived", lang, number=number)


def accepted_words(waived: Waived, lang: str) -> str:
    """Say why, until when and by whom a finding was accepted."""
    reason = words_in(waived.reason, lang)
    if not waived.until:
        return printable(reason)
    slots = {"reason": reason, "until": waived.until, "by": waived.by}
    words = label("waived.text", lang, **slots)
    return printable(words)


def tally(report: Report) -> Tally:
    """Sum up a run."""
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
    """Write numbers as 错误 2，警告 1 (those that are zero left out); 无 if there are none."""
    parts: list[str] = []
    for item, number in numbers.items():
        if number:
            word = severity(item, lang)
            parts.append(f"{word} {number}")
    if not parts:
        return label("none", lang)
    return _listed(parts, lang, zh="，", en=", ")


def figures_words(document: DocumentResult, lang: str) -> str:
    """Say how many figures are published, how many were checked against others, how many not."""
    published, checked = document.published, document.checked
    slots = {
        "published": published,
        "checked": checked,
        "left": published - checked,
    }
    words = label("figures.text", lang, **slots)
    if document.unread:
        words += label("figures.unread", lang, unread=document.unread)
    return words


def idle_words(document: DocumentResult, lang: str) -> str:
    """Name the rules that found nothing in a document to look at."""
    idle = document.not_exercised
    rules = " ".join(idle)
    return label("idle.text", lang, number=len(idle), rules=rules)


def document_words(document: DocumentResult, lang: str) -> str:
    """Name template, kind, entity, year and unit of a document on one line."""
    parts: list[str] = []
    if document.template is not None:
        title = document.template_title or ""
        parts.append(_template_words(document.template, title, lang))
    if document.kind is not None:
        parts.append(_kind_words(document.kind, lang))
    if document.entity:
        parts.append(document.entity)
    if document.fiscal_year is not None:
        parts.append(label("year", lang, year=document.fiscal_year))
    if document.unit:
        parts.append(label("unit", lang, unit=document.unit))
    words = " · ".join(parts)
    return printable(words)


def _template_words(template: str, title: str, lang: str) -> str:
    """Name a template by its title, and by its id where that is another word."""
    if not title or title == template:
        return template
    return title + label("aside", lang, words=template)


def _kind_words(kind: str, lang: str) -> str:
    """Name a kind of document; one that only a pack knows by its own name."""
    if kind in ("budget", "final"):
        return label(f"kind.{kind}", lang)
    return kind
