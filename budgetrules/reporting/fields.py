"""The fields of a finding: each stands here once, with how every kind of format prints it.

A format names the fields it prints and takes them from here, so that no two formats say a field
differently.
"""

from __future__ import annotations

import operator
from collections.abc import Callable

import attrs

from budgetrules.findings.verdicts import Finding
from budgetrules.messages.message import words_in
from budgetrules.reporting import wording
from budgetrules.reporting.value_parts import (
    Value,
    law_value,
    list_value,
    operand_value,
    place_value,
    suggestion_value,
    waived_value,
)

AsValue = Callable[[Finding, str], Value]
AsWords = Callable[[Finding, str], str]


@attrs.frozen(kw_only=True)
class FindingField:
    """A field of a finding, got from the finding and a language (zh, en).

    `value` is its value in JSON (None where it is absent), `cell` its one cell in a table, `words`
    what people read, empty where there is nothing to say; a format still has to make words safe for
    the place where it prints them. `label` is the code of the label before the words (`report.says`
    without `report.`).
    """

    name: str
    value: AsValue
    cell: AsValue
    words: AsWords
    label: str


def _field(
    name: str,
    value: AsValue,
    *,
    cell: AsValue | None = None,
    words: AsWords | None = None,
    label: str = "",
) -> FindingField:
    """Make a field; its cell is its value, and its words are its cell, unless they are given."""
    in_table = cell or value

    def spelled(finding: Finding, lang: str) -> str:
        content = in_table(finding, lang)
        return "" if content is None else str(content)

    return FindingField(
        name=name, value=value, cell=in_table, words=words or spelled, label=label or name
    )


def _attribute(path: str) -> AsValue:
    """Get the attribute of a finding at a dotted path; it is the same in every language."""
    get = operator.attrgetter(path)

    def value(finding: Finding, lang: str) -> Value:
        content: Value = get(finding)
        return content

    return value


def _filled(path: str) -> AsValue:
    """Get the attribute at a dotted path, None where it is empty."""
    get = operator.attrgetter(path)

    def value(finding: Finding, lang: str) -> Value:
        content: Value = get(finding)
        return content or None

    return value


def _title(finding: Finding, lang: str) -> str:
    return words_in(finding.title, lang)


def _message(finding: Finding, lang: str) -> str:
    return finding.message.text(lang)


def _severity(finding: Finding, lang: str) -> str:
    return wording.severity(finding.severity, lang)


def _verdict(finding: Finding, lang: str) -> str:
    return wording.label(f"verdict.{finding.verdict.value}", lang)


def _range(finding: Finding, lang: str) -> Value:
    return list_value(finding.evidence.expected_range)


def _stated(finding: Finding, lang: str) -> str:
    evidence = finding.evidence
    if evidence.stated is None:
        return ""
    return wording.with_unit(evidence.stated, evidence.unit)


def _subject(finding: Finding, lang: str) -> str:
    return wording.subject_words(finding.subject)


def _place(finding: Finding, lang: str) -> str:
    return wording.where_words(finding, lang, gap=" ")


def _location(finding: Finding, lang: str) -> Value:
    return place_value(finding.subject.place)


def _location_words(finding: Finding, lang: str) -> str:
    return wording.place_words(finding.subject.place, lang)


def _operands(finding: Finding, lang: str) -> Value:
    return [operand_value(operand) for operand in finding.evidence.operands]


def _operand_words(finding: Finding, lang: str) -> str:
    return wording.operands_words(finding.evidence.operands)


def _basis(finding: Finding, lang: str) -> Value:
    return [law_value(law) for law in finding.basis]


def _basis_words(finding: Finding, lang: str) -> str:
    return wording.laws_words(finding.basis, lang)


def _consequences(finding: Finding, lang: str) -> Value:
    return [finding_value(consequence, lang) for consequence in finding.consequences]


def _number_of_consequences(finding: Finding, lang: str) -> Value:
    return len(finding.consequences)


def _consequence_words(finding: Finding, lang: str) -> str:
    number = len(finding.consequences)
    if not number:
        return ""
    return wording.label("others.text", lang, number=number)


def _suggestion(finding: Finding, lang: str) -> Value:
    return suggestion_value(finding.suggestion, lang)


def _suggested_number(finding: Finding, lang: str) -> Value:
    return finding.suggestion.value if finding.suggestion else None


def _waived(finding: Finding, lang: str) -> Value:
    return waived_value(finding.waived, lang)


def _waived_words(finding: Finding, lang: str) -> str:
    if finding.waived is None:
        return ""
    return wording.accepted_words(finding.waived, lang)


_ALL = (
    _field("rule", _attribute("rule")),
    _field("title", _title),
    _field("severity", _attribute("severity.value"), words=_severity),
    _field("verdict", _attribute("verdict.value"), words=_verdict),
    _field("message", _message, label="says"),
    # The message, or the title where a rule's own sentence is empty: for formats that print no
    # title.
    _field("summary", wording.message_words, label="says"),
    _field("table", _attribute("subject.table")),
    _field("table_title", _attribute("subject.table_title")),
    _field("section", _attribute("subject.section")),
    _field("section_title", _attribute("subject.section_title")),
    _field("row_code", _attribute("subject.row_code")),
    _field("row", _attribute("subject.row")),
    _field("column", _attribute("subject.column")),
    # Table or section, row and column in one; with where that is printed, it is the place.
    _field("subject", _subject, label="at"),
    _field("place", _place, label="at"),
    _field("page", _attribute("subject.place.page")),
    _field("line", _attribute("subject.place.printed_line")),
    _field("sheet", _attribute("subject.place.sheet")),
    _field("cell", _attribute("subject.place.cell")),
    _field("stated", _attribute("evidence.stated"), words=_stated),
    _field("expected", _attribute("evidence.expected"), words=wording.expected_words),
    _field("expected_range", _range, cell=wording.range_words, label="expected"),
    # For formats that print the stated value on no line of its own.
    _field("expected_and_stated", wording.expected_and_stated_words, label="expected"),
    _field("difference", _attribute("evidence.difference"), words=wording.difference_words),
    _field("slack", _attribute("evidence.slack")),
    _field("unit", _filled("evidence.unit")),
    _field("formula", _filled("evidence.formula")),
    _field("substituted", _filled("evidence.substituted"), label="numbers"),
    _field("location", _location, cell=_location_words, label="at"),
    _field("operands", _operands, cell=_operand_words, label="numbers"),
    _field("basis", _basis, cell=_basis_words, label="law"),
    _field(
        "consequences",
        _consequences,
        cell=_number_of_consequences,
        words=_consequence_words,
        label="others",
    ),
    _field(
        "suggestion",
        _suggestion,
        cell=_suggested_number,
        words=wording.suggestion_words,
        label="suggested",
    ),
    _field("fingerprint", _attribute("fingerprint")),
    _field("waived", _waived, cell=_waived_words),
)
_BY_NAME = {field.name: field for field in _ALL}


def finding_fields(*names: str) -> tuple[FindingField, ...]:
    """Return the fields of these names, in this order; all if none is named. Raises KeyError."""
    return tuple(_BY_NAME[name] for name in names or _BY_NAME)


# What JSON prints of a finding, in the order of report.schema.json.
_IN_JSON = finding_fields(
    *("rule", "title", "severity", "verdict", "message"),
    *("table", "table_title", "section", "section_title", "row_code", "row", "column"),
    *("stated", "expected", "expected_range", "difference", "slack", "unit"),
    *("formula", "substituted", "location", "operands", "basis", "consequences"),
    *("suggestion", "fingerprint", "waived"),
)


def finding_value(finding: Finding, lang: str) -> dict[str, Value]:
    """Return one finding for JSON; its consequences have the same fields."""
    return {field.name: field.value(finding, lang) for field in _IN_JSON}
