"""Parts of a report as plain values for JSON: fixed names and order, null for what is absent."""

from __future__ import annotations

from budgetrules.findings.verdicts import Counts, Operand, Suggestion, Unchecked, Waived
from budgetrules.messages.catalogue import text
from budgetrules.messages.message import words_in
from budgetrules.model.disclosure import Place, Problem
from budgetrules.schema.sources import Law

Value = None | bool | int | float | str | list["Value"] | dict[str, "Value"]


def list_value(values: tuple[Value, ...] | None) -> Value:
    """Return a list, or null where there is none."""
    return None if values is None else [*values]


def place_value(place: Place) -> dict[str, Value]:
    """Return where something is printed; every part that is not known is null."""
    return {
        "page": place.page,
        "line": place.printed_line,
        "chars": list_value(place.printed_chars),
        "box": list_value(place.box),
        "sheet": place.sheet,
        "cell": place.cell,
        "text": place.text or None,
    }


def problem_value(problem: Problem, lang: str) -> dict[str, Value]:
    """Return what could not be read, in words of `lang`."""
    diagnostic = problem.diagnostic
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": text(diagnostic.code, lang, **diagnostic.details),
        "location": place_value(problem.place),
    }


def unchecked_value(unchecked: Unchecked) -> dict[str, Value]:
    """Return a printed figure that no check tied to another one."""
    return {
        "table": unchecked.table,
        "section": unchecked.section,
        "row_code": unchecked.row_code,
        "row": unchecked.row,
        "column": unchecked.column,
        "value": unchecked.value,
        "location": place_value(unchecked.place),
    }


def counts_value(counts: Counts) -> dict[str, Value]:
    """Return how many checks ended how."""
    return {
        "exact": counts.exact,
        "rounding": counts.rounding,
        "fail": counts.fail,
        "unknown": counts.unknown,
        "not_applicable": counts.not_applicable,
    }


def operand_value(operand: Operand) -> dict[str, Value]:
    """Return a figure that took part in a check."""
    return {
        "name": operand.name,
        "value": operand.value,
        "unit": operand.unit or None,
        "location": place_value(operand.place),
    }


def law_value(law: Law) -> dict[str, Value]:
    """Return a citation, and whether its text was seen."""
    return {
        "document": law.document,
        "article": law.article or None,
        "verified": law.verified,
    }


def suggestion_value(suggestion: Suggestion | None, lang: str) -> Value:
    """Return the value that would be right, and why."""
    if suggestion is None:
        return None
    return {"value": suggestion.value, "why": words_in(suggestion.why, lang)}


def waived_value(waived: Waived | None, lang: str) -> Value:
    """Return why, until when and by whom a finding was accepted."""
    if waived is None:
        return None
    return {
        "reason": words_in(waived.reason, lang),
        "until": waived.until,
        "by": waived.by,
    }
